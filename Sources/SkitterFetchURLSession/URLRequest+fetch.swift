internal import Foundation
internal import SkitterCore

#if canImport(FoundationNetworking)
    internal import FoundationNetworking
#endif

extension URLRequest {
    /// The request as URLSession wants it, or ``FetchError/Code/unsupported`` where it could not send it as it is.
    init(_ request: FetchRequest) throws(FetchError) {
        guard request.url.isHTTP else { throw FetchError(.unsupported, "not http or https") }
        let spelling = request.url.withoutFragment().href.encodedForFoundation
        guard let url = URL(string: spelling, encodingInvalidCharacters: false), url.absoluteString == spelling else {
            throw FetchError(.unsupported, "Foundation cannot express this URL")
        }
        self.init(url: url, cachePolicy: .reloadIgnoringLocalCacheData, timeoutInterval: URLRequest.never)
        self.httpShouldHandleCookies = false
        for field in request.fields.fields {
            guard field.isSafeToSend else { throw FetchError(.unsupported, "the field \(field.name) cannot be sent") }
            if let value = self.value(forHTTPHeaderField: field.name) {
                let separator = HTTPFields.Field.isCookie(field.name) ? "; " : ", "
                self.setValue(value + separator + field.value, forHTTPHeaderField: field.name)
            } else {
                self.setValue(field.value, forHTTPHeaderField: field.name)
            }
        }
    }

    /// URLSession's own timeout, in seconds, out of the way: it would restart with each byte, and it traps when it
    /// comes while a redirect is being refused.
    private static let never: TimeInterval = 30 * 86_400
}

extension String {
    /// This URL, of http(s) and without a fragment, with those bytes percent-encoded that the URL standard leaves as
    /// they are in a path or query and RFC 3986, which Foundation enforces, does not allow: `"<>[\]^`{|}`, a `%` that
    /// starts no escape. Servers decode them to what was meant. A URL without them, nearly any, stays byte for byte the
    /// same.
    fileprivate var encodedForFoundation: String {
        let bytes = Array(self.utf8)
        // The path begins at the third slash; what lies before may hold the brackets of an IPv6 address.
        let slashes = bytes.indices.lazy.filter { bytes[$0] == UInt8(ascii: "/") }
        let path = slashes.dropFirst(2).first ?? bytes.endIndex
        var encoded = Array(bytes[..<path])
        encoded.reserveCapacity(bytes.count)
        for index in path..<bytes.endIndex {
            let byte = bytes[index]
            if byte.isAllowedByRFC3986 || byte == UInt8(ascii: "%") && bytes.isEscape(at: index) {
                encoded.append(byte)
            } else {
                encoded.append(contentsOf: [UInt8(ascii: "%"), (byte >> 4).hexDigit, (byte & 15).hexDigit])
            }
        }
        return encoded.count == bytes.count ? self : String(decoding: encoded, as: UTF8.self)
    }
}

extension [UInt8] {
    fileprivate func isEscape(at index: Int) -> Bool {
        index + 2 < self.count && self[index + 1].isHexDigit && self[index + 2].isHexDigit
    }
}

extension UInt8 {
    /// Whether a path or query may hold this byte as it is, `%` aside (RFC 3986, sections 3.3 and 3.4).
    fileprivate var isAllowedByRFC3986: Bool {
        switch self {
        case 0...0x20, 0x7F..., 0x22, 0x23, 0x25, 0x3C, 0x3E, 0x5B...0x5E, 0x60, 0x7B...0x7D: false
        default: true
        }
    }

    fileprivate var isHexDigit: Bool { self &- 0x30 < 10 || (self | 0x20) &- 0x61 < 6 }
    fileprivate var hexDigit: UInt8 { self < 10 ? 0x30 + self : 0x37 + self }
}

extension HTTPFields.Field {
    fileprivate static func isCookie(_ name: String) -> Bool {
        name.utf8.map(\.asciiLowercased).elementsEqual("cookie".utf8)
    }

    /// A token as name and no line break in the value (RFC 9110, sections 5.1 and 5.5): others would end the header.
    fileprivate var isSafeToSend: Bool {
        !self.name.isEmpty
            && self.name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"\"(),/:;<=>?@[\\]{}".utf8.contains($0) }
            && !self.value.utf8.contains { $0 == 0 || $0 == 0x0A || $0 == 0x0D }
    }
}
