internal import Foundation
internal import SkitterCore

#if canImport(FoundationNetworking)
internal import FoundationNetworking
#endif

extension URLRequest {
    /// The request as URLSession wants it, or ``FetchError/Code/unsupported`` where it could not send it as it is.
    init(_ request: FetchRequest) throws(FetchError) {
        let spelling = request.url.href.encodedForFoundation
        guard request.url.isHTTP, let url = URL(string: spelling, encodingInvalidCharacters: false),
            url.absoluteString == spelling
        else { throw FetchError(.unsupported, "URLSession cannot express this URL") }
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
    /// This URL with those bytes percent-encoded that the URL standard leaves as they are and RFC 3986 (which
    /// Foundation enforces) does not allow: `"<>\^`{|}` anywhere, `[]` behind the authority, a `%` that starts no
    /// escape. A URL without them, nearly any, stays byte for byte the same.
    fileprivate var encodedForFoundation: String {
        let bytes = Array(self.utf8)
        // Behind `scheme://`, the authority ends at the first of these; brackets in it belong to an IPv6 address.
        let authority = bytes.firstIndex(of: UInt8(ascii: ":")).map { min($0 + 3, bytes.count) } ?? 0
        let rest = bytes[authority...].firstIndex { [0x2F, 0x3F, 0x23].contains($0) } ?? bytes.endIndex
        var encoded: [UInt8] = []
        encoded.reserveCapacity(bytes.count)
        var hasFragment = false
        for index in bytes.indices {
            let byte = bytes[index]
            let isAllowed: Bool
            switch byte {
            case 0...0x20, 0x7F..., 0x22, 0x3C, 0x3E, 0x5C, 0x5E, 0x60, 0x7B, 0x7C, 0x7D: isAllowed = false
            case 0x5B, 0x5D: isAllowed = index < rest
            case 0x25: isAllowed = index + 2 < bytes.count && bytes[index + 1].isHexDigit && bytes[index + 2].isHexDigit
            case 0x23:
                isAllowed = !hasFragment
                hasFragment = true
            default: isAllowed = true
            }
            if isAllowed {
                encoded.append(byte)
            } else {
                encoded.append(contentsOf: [0x25, (byte >> 4).hexDigit, (byte & 15).hexDigit])
            }
        }
        return encoded.count == bytes.count ? self : String(decoding: encoded, as: UTF8.self)
    }
}

extension UInt8 {
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
