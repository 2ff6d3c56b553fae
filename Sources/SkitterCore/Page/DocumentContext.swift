/// What is known of a document besides its bytes.
public struct DocumentContext: Sendable {
    /// The address it was fetched from. Links of the body are not resolved against it, those of header fields are.
    public var url: String
    /// The value of `Content-Type`, if there was one: the charset it names outranks the page's own.
    public var contentType: String?
    /// The crawler's product token: besides `robots`, the name under which a `<meta>` speaks to it.
    public var robotsToken: String
    /// The header fields of its response, for what they say beside the body: `Link` and `Refresh`.
    public var fields: HTTPFields

    /// A document fetched from `url`, labelled `contentType`.
    public init(
        url: String, contentType: String? = nil, robotsToken: String = "skitter", fields: HTTPFields = HTTPFields()
    ) {
        self.url = url
        self.contentType = contentType
        self.robotsToken = robotsToken
        self.fields = fields
    }
}
