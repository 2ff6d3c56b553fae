/// What of a ``FrontierPolicy`` is otherwise for one host. Nil: as for all.
public struct HostPolicy: Sendable, Hashable {
    /// Its pause between an answer and the next request; a `Crawl-delay` is obeyed beyond it.
    public var delay: Duration?
    /// Requests in flight to it.
    public var perHost: Int?

    /// As for all.
    public init() {}
}

extension HostPolicy {
    /// The name of the host in `text`, as URLs name it (`Example.ORG` is `example.org`); nil where it is none.
    public static func hostname(of text: String) -> String? {
        // A colon belongs to an address in brackets, and else to a port.
        let isAddress = text.hasPrefix("[") && text.hasSuffix("]")
        guard !text.isEmpty, isAddress || !text.utf8.contains(UInt8(ascii: ":")),
            !text.utf8.contains(where: { "/?#@\\".utf8.contains($0) || $0 <= 0x20 }),
            let url = try? CrawlURL("http://\(text)/"), !url.hasCredentials, url.href == "http://\(url.hostname)/"
        else { return nil }
        return url.hostname
    }
}
