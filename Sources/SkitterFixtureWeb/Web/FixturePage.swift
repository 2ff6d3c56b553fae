/// One document of the fixture web and what is known about it.
package struct FixturePage: Sendable, Hashable {
    /// Path and query as a client requests them: the key of every answer and of the access log.
    package var path: String
    /// Links on the shortest permitted way from "/"; nil when no correct crawler ever requests the page.
    package var depth: Int?
    /// What the server answers: 200, a redirect, 404 or 410.
    package var status: Int
    /// The `Content-Type` header, whole.
    package var contentType: String
    /// In the order of the document, duplicates included.
    package var links: [FixtureLink]
}
