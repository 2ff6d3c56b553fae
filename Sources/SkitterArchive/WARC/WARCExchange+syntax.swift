extension WARCExchange {
    /// This exchange with heads in the syntax of HTTP/1.1, where its protocol has no lines of its own.
    ///
    /// HTTP/2 and HTTP/3 carry fields, not lines; what a client shows as lines is its own rendition, with a version
    /// that strict readers of records do not know. The adopted extension `WARC-Protocol` writes such messages in the
    /// text syntax of HTTP/1.1, and says what the protocol was. All other heads stay as received.
    var inTextSyntax: WARCExchange {
        guard self.protocols.contains(where: { ["h2", "h2c", "h3"].contains($0) }) else { return self }
        var exchange = self
        exchange.responseHead = WARCExchange.withTextVersion(self.responseHead, isRequest: false)
        exchange.request = WARCExchange.withTextVersion(self.request, isRequest: true)
        return exchange
    }

    /// Replaces `HTTP/2` or `HTTP/3`, with or without `.0`, where the first line has its version.
    private static func withTextVersion(_ head: [UInt8], isRequest: Bool) -> [UInt8] {
        let lineEnd = head.firstIndex { $0 == 0x0D || $0 == 0x0A } ?? head.endIndex
        let line = head[..<lineEnd]
        let start = isRequest ? line.lastIndex(of: 0x20).map { $0 + 1 } ?? lineEnd : head.startIndex
        let end = isRequest ? lineEnd : line.firstIndex(of: 0x20) ?? lineEnd
        guard ["HTTP/2", "HTTP/3", "HTTP/2.0", "HTTP/3.0"].contains(String(decoding: head[start..<end], as: UTF8.self))
        else { return head }
        return head[..<start] + Array("HTTP/1.1".utf8) + head[end...]
    }
}
