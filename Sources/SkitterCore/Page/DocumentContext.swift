/// What is known of a document besides its bytes.
public struct DocumentContext: Sendable {
    /// The address it was fetched from. Links are not resolved against it; it is there for what depends on the name.
    public var url: String
    /// The value of `Content-Type`, if there was one: the charset it names outranks the page's own.
    public var contentType: String?
    /// The crawler's product token: besides `robots`, the name under which a `<meta>` speaks to it.
    public var robotsToken: String

    /// A document fetched from `url`, labelled `contentType`.
    public init(url: String, contentType: String? = nil, robotsToken: String = "skitter") {
        self.url = url
        self.contentType = contentType
        self.robotsToken = robotsToken
    }
}
