internal import SkitterCore

/// A request to the live server, read strictly (RFC 9112): whatever could be read in two ways is refused.
package struct LiveRequest: Hashable, Sendable {
    /// What the bytes so far come to.
    package enum Reading: Hashable, Sendable {
        /// More must come.
        case incomplete
        /// A whole request.
        case request(LiveRequest)
        /// No request that is served; this status says why.
        case refused(LiveStatus)
    }

    /// `GET`, `HEAD` or `POST`.
    package var method: String
    /// The path, without query; always begins with a slash.
    package var path: String
    /// The query, without its question mark; empty where there is none.
    package var query: String
    /// The fields, names in lower case.
    package var fields: [String: String]

    /// The head is not longer, its end included.
    package static let headLimitBytes = 8 * 1024
    /// The body is not longer.
    package static let bodyLimitBytes = 4 * 1024

    /// The request at the beginning of `bytes`, with a body that nobody reads. What lies behind it counts as no request: a connection serves one.
    package static func read(_ bytes: [UInt8]) -> Reading {
        guard let end = LiveRequest.endOfHead(bytes) else {
            return bytes.count >= LiveRequest.headLimitBytes ? .refused(.headTooLong) : .incomplete
        }
        guard end <= LiveRequest.headLimitBytes else { return .refused(.headTooLong) }
        do throws(LiveStatus) {
            let request = try LiveRequest(head: bytes[..<(end - 4)])
            let length = try request.bodyLength()
            guard bytes.count - end >= length else { return .incomplete }
            return .request(request)
        } catch {
            return .refused(error)
        }
    }

    /// What the query says for `name`, where it says it once.
    package func parameter(_ name: String) -> String? {
        let values = self.query.split(separator: "&").compactMap { pair -> String? in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return parts.count == 2 && parts[0] == name ? String(parts[1]) : nil
        }
        return values.count == 1 ? values[0] : nil
    }

    /// The same as text: its escapes decoded (RFC 3986, section 2.1). nil where one is broken, or the bytes are no UTF-8.
    package func text(_ name: String) -> String? {
        guard let value = self.parameter(name) else { return nil }
        var bytes: [UInt8] = []
        var rest = Array(value.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let high = rest.popFirst().flatMap(ASCII.hexValue), let low = rest.popFirst().flatMap(ASCII.hexValue)
            else { return nil }
            bytes.append(high << 4 | low)
        }
        return String(validating: bytes, as: UTF8.self)
    }

    /// Where the head ends: behind the first empty line.
    private static func endOfHead(_ bytes: [UInt8]) -> Int? {
        guard bytes.count >= 4 else { return nil }
        for index in 3..<min(bytes.count, LiveRequest.headLimitBytes + 4)
        where bytes[index] == 10 && bytes[index - 1] == 13 && bytes[index - 2] == 10 && bytes[index - 3] == 13 {
            return index + 1
        }
        return nil
    }

    private init(head: ArraySlice<UInt8>) throws(LiveStatus) {
        var lines = try LiveRequest.lines(of: head)[...]
        guard let first = lines.popFirst() else { throw .badRequest }
        let words = first.split(separator: 0x20, omittingEmptySubsequences: false)
        guard words.count == 3 else { throw .badRequest }
        guard words[2].elementsEqual("HTTP/1.1".utf8) || words[2].elementsEqual("HTTP/1.0".utf8) else {
            throw words[2].starts(with: "HTTP/".utf8) ? .versionNotSupported : .badRequest
        }
        guard let method = ["GET", "HEAD", "POST"].first(where: { words[0].elementsEqual($0.utf8) }) else {
            throw .methodNotAllowed
        }
        guard words[1].first == UInt8(ascii: "/"), words[1].allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            throw .badRequest
        }
        let target = words[1].split(
            separator: UInt8(ascii: "?"), maxSplits: 1, omittingEmptySubsequences: false)
        self.method = method
        self.path = String(decoding: target[0], as: UTF8.self)
        self.query = target.count > 1 ? String(decoding: target[1], as: UTF8.self) : ""
        self.fields = [:]
        for line in lines {
            let (name, value) = try LiveRequest.field(line)
            // Two of any name could be read in two ways; no client sends two of those that matter here.
            guard self.fields.updateValue(value, forKey: name) == nil else { throw .badRequest }
        }
        guard self.fields["host"] != nil else { throw .badRequest }
    }

    /// The lines, each ended by CR LF; a CR or LF that stands alone, or a NUL, is none of a request.
    private static func lines(of head: ArraySlice<UInt8>) throws(LiveStatus) -> [ArraySlice<UInt8>] {
        var lines: [ArraySlice<UInt8>] = []
        var start = head.startIndex
        var index = head.startIndex
        while index < head.endIndex {
            switch head[index] {
            case 0, 10:
                throw .badRequest
            case 13:
                guard index + 1 < head.endIndex, head[index + 1] == 10 else { throw .badRequest }
                lines.append(head[start..<index])
                index += 2
                start = index
            default:
                index += 1
            }
        }
        lines.append(head[start...])
        return lines
    }

    private static func field(_ line: ArraySlice<UInt8>) throws(LiveStatus) -> (name: String, value: String) {
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { throw .badRequest }
        let name = String(decoding: line[..<colon], as: UTF8.self).lowercased()
        guard HTTPFields.isToken(name) else { throw .badRequest }
        var value = line[(colon + 1)...]
        while let first = value.first, first == 0x20 || first == 0x09 { value.removeFirst() }
        while let last = value.last, last == 0x20 || last == 0x09 { value.removeLast() }
        guard value.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }) else { throw .badRequest }
        return (name, String(decoding: value, as: UTF8.self))
    }

    private func bodyLength() throws(LiveStatus) -> Int {
        if self.fields["transfer-encoding"] != nil { throw .notImplemented }
        guard let text = self.fields["content-length"] else { return 0 }
        guard !text.isEmpty, text.utf8.count <= 9, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let length = Int(text)
        else { throw .badRequest }
        guard length <= LiveRequest.bodyLimitBytes else { throw .contentTooLarge }
        return length
    }
}
