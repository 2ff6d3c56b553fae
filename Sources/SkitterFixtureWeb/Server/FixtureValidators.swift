#if canImport(Glibc)
    private import Glibc
#elseif canImport(Darwin)
    private import Darwin
#endif

/// What tells one state of a file from another: `ETag` and `Last-Modified` (RFC 9110, section 8.8).
struct FixtureValidators: Sendable, Equatable {
    let entityTag: String
    let lastModified: String

    /// Those of a file of so many bytes that was last changed then.
    init(size: Int, changedSeconds: Int, nanoseconds: Int) {
        self.entityTag =
            "\"\(String(changedSeconds, radix: 16))-\(String(nanoseconds, radix: 16))-\(String(size, radix: 16))\""
        self.lastModified = Self.date(changedSeconds)
    }

    var fields: [HTTPField] {
        [HTTPField("ETag", self.entityTag), HTTPField("Last-Modified", self.lastModified)]
    }

    /// Whether the request wants the file only if it is in another state. An `If-None-Match` is decided by itself (RFC 9110,
    /// section 13.2.2); a date is compared as the text that was sent, as clients are asked to repeat it.
    func areNamed(by request: FixtureRequest) -> Bool {
        if let tags = request.ifNoneMatch {
            return tags.split(separator: ",").contains { tag in
                let tag = tag.filter { $0 != " " }
                return tag == "*" || tag == self.entityTag || tag == "W/" + self.entityTag
            }
        }
        return request.ifModifiedSince == self.lastModified
    }

    /// An IMF-fixdate (RFC 9110, section 5.6.7).
    private static func date(_ seconds: Int) -> String {
        var time = time_t(seconds)
        var parts = tm()
        guard gmtime_r(&time, &parts) != nil else { return "" }
        var buffer = [CChar](repeating: 0, count: 64)
        let count = strftime(&buffer, buffer.count, "%a, %d %b %Y %H:%M:%S GMT", &parts)
        return String(decoding: buffer.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
