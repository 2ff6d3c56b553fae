/// Base64 with padding (RFC 4648, section 4).
enum Base64Text {
    static func encode(_ bytes: [UInt8]) -> String {
        let alphabet: StaticString = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
        return alphabet.withUTF8Buffer { alphabet in
            var text: [UInt8] = []
            text.reserveCapacity((bytes.count + 2) / 3 * 4)
            var index = 0
            while index < bytes.count {
                let rest = min(3, bytes.count - index)
                var group: UInt32 = 0
                for offset in 0..<3 { group = group << 8 | (offset < rest ? UInt32(bytes[index + offset]) : 0) }
                for place in 0..<4 {
                    let value = Int(group >> UInt32(18 - 6 * place) & 63)
                    text.append(place <= rest ? alphabet[value] : UInt8(ascii: "="))
                }
                index += 3
            }
            return String(decoding: text, as: UTF8.self)
        }
    }
}
