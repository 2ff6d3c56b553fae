import Foundation

/// Reads links as slowly and plainly as possible, and shares no code with the fixture web: its answers are compared.
struct NaiveReader {
    struct Link: Hashable {
        var url: String
        var isFollowed: Bool
    }

    let url: String
    private var base: String
    private(set) var links: [Link] = []
    private var isFollowed = true

    init(url: String, contentType: String, fields: [String: String], body: [UInt8]) {
        self.url = url
        self.base = url
        guard contentType.hasPrefix("text/html") else { return }
        let text = Self.decode(body, contentType: contentType)
        if fields["x-robots-tag"]?.contains("nofollow") == true { self.isFollowed = false }
        let tags = Self.tags(in: text)
        if let href = tags.first(where: { $0.name == "base" && $0.attributes["href"] != nil })?.attributes["href"] {
            self.base = Self.resolve(href, against: url) ?? url
        }
        for tag in tags where tag.name == "meta" && tag.attributes["name"]?.lowercased() == "robots" {
            let content = (tag.attributes["content"] ?? "").lowercased()
            if content.contains("nofollow") || content.contains("none") { self.isFollowed = false }
        }
        for tag in tags {
            switch tag.name {
            case "a", "area":
                let rel = (tag.attributes["rel"] ?? "").lowercased().split(separator: " ")
                self.add(tag.attributes["href"], isFollowed: !rel.contains("nofollow"))
            case "iframe", "frame":
                self.add(tag.attributes["src"], isFollowed: true)
            case "meta" where tag.attributes["http-equiv"]?.lowercased() == "refresh":
                let content = tag.attributes["content"] ?? ""
                if let range = content.range(of: "url=", options: .caseInsensitive) {
                    self.add(
                        content[range.upperBound...].trimmingCharacters(in: CharacterSet(charactersIn: "'\" ")),
                        isFollowed: true)
                }
            default:
                break
            }
        }
    }

    private mutating func add(_ reference: String?, isFollowed: Bool) {
        guard let reference, let url = Self.resolve(reference, against: self.base) else { return }
        self.links.append(Link(url: url, isFollowed: isFollowed && self.isFollowed))
    }

    // MARK: Text

    private static func decode(_ body: [UInt8], contentType: String) -> String {
        let data = Data(body)
        if body.starts(with: [0xFF, 0xFE]) {
            return String(data: data.dropFirst(2), encoding: .utf16LittleEndian) ?? ""
        }
        if body.starts(with: [0xFE, 0xFF]) { return String(data: data.dropFirst(2), encoding: .utf16BigEndian) ?? "" }
        let start = String(decoding: body.prefix(1_024), as: UTF8.self).lowercased()
        let label =
            contentType.lowercased().components(separatedBy: "charset=").dropFirst().first
            ?? start.components(separatedBy: "charset=").dropFirst().first ?? "utf-8"
        if label.hasPrefix("windows-1252") || label.hasPrefix("iso-8859-1") {
            return String(data: data, encoding: .windowsCP1252) ?? ""
        }
        if label.hasPrefix("shift_jis") { return String(data: data, encoding: .shiftJIS) ?? "" }
        return String(decoding: body, as: UTF8.self)
    }

    // MARK: Tags

    private struct Tag {
        var name: String
        var attributes: [String: String]
    }

    private static func tags(in text: String) -> [Tag] {
        let characters = Array(text)
        var tags: [Tag] = []
        var index = 0
        func matches(_ word: String, at start: Int) -> Bool {
            start + word.count <= characters.count
                && String(characters[start..<(start + word.count)]).lowercased() == word
        }
        func skip(to word: String) {
            while index < characters.count, !matches(word, at: index) { index += 1 }
        }
        while index < characters.count {
            guard characters[index] == "<" else {
                index += 1
                continue
            }
            if matches("<!--", at: index) {
                skip(to: "-->")
                continue
            }
            index += 1
            guard index < characters.count, characters[index].isLetter else { continue }
            var name = ""
            while index < characters.count, !characters[index].isWhitespace, characters[index] != ">" {
                name.append(characters[index])
                index += 1
            }
            name = name.lowercased()
            var attributes: [String: String] = [:]
            while index < characters.count, characters[index] != ">" {
                if characters[index].isWhitespace || characters[index] == "/" {
                    index += 1
                    continue
                }
                var key = ""
                while index < characters.count, !characters[index].isWhitespace, !"=>".contains(characters[index]) {
                    key.append(characters[index])
                    index += 1
                }
                while index < characters.count, characters[index].isWhitespace { index += 1 }
                var value = ""
                if index < characters.count, characters[index] == "=" {
                    index += 1
                    while index < characters.count, characters[index].isWhitespace { index += 1 }
                    if index < characters.count, "\"'".contains(characters[index]) {
                        let quote = characters[index]
                        index += 1
                        while index < characters.count, characters[index] != quote {
                            value.append(characters[index])
                            index += 1
                        }
                        index += 1
                    } else {
                        while index < characters.count, !characters[index].isWhitespace, characters[index] != ">" {
                            value.append(characters[index])
                            index += 1
                        }
                    }
                }
                if attributes[key.lowercased()] == nil { attributes[key.lowercased()] = Self.unescaped(value) }
            }
            tags.append(Tag(name: name, attributes: attributes))
            if ["script", "style", "title"].contains(name) { skip(to: "</" + name) }
        }
        return tags
    }

    private static func unescaped(_ value: String) -> String {
        var result = ""
        var rest = value[...]
        while let ampersand = rest.firstIndex(of: "&"), let end = rest[ampersand...].firstIndex(of: ";") {
            result += rest[..<ampersand]
            let entity = rest[rest.index(after: ampersand)..<end]
            if entity == "amp" {
                result += "&"
            } else if entity.hasPrefix("#x"), let number = UInt32(entity.dropFirst(2), radix: 16),
                let scalar = Unicode.Scalar(number)
            {
                result.unicodeScalars.append(scalar)
            } else if entity.hasPrefix("#"), let number = UInt32(entity.dropFirst()),
                let scalar = Unicode.Scalar(number)
            {
                result.unicodeScalars.append(scalar)
            } else {
                result += rest[ampersand...end]
            }
            rest = rest[rest.index(after: end)...]
        }
        return result + rest
    }

    // MARK: URLs

    /// Enough of the URL standard for "http:".
    static func resolve(_ reference: String, against base: String) -> String? {
        var reference = reference.trimmingCharacters(in: .whitespacesAndNewlines)
        reference.removeAll { "\t\n\r".contains($0) }
        reference = String(reference.prefix { $0 != "#" })
        let parts = reference.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        reference =
            (parts.first ?? "").replacingOccurrences(of: "\\", with: "/") + (parts.count > 1 ? "?" + parts[1] : "")
        if let colon = reference.firstIndex(of: ":"), reference[..<colon].allSatisfy(\.isLetter) {
            return reference.hasPrefix("http://") ? Self.normalised(reference) : nil
        }
        let basePath = base.dropFirst("http://".count).drop { $0 != "/" }
        let origin = base.dropLast(basePath.count)
        if reference.hasPrefix("//") { return Self.normalised("http:" + reference) }
        if reference.hasPrefix("/") { return Self.normalised(origin + reference) }
        let path = basePath.prefix { $0 != "?" }
        if reference.isEmpty { return base }
        if reference.hasPrefix("?") { return Self.normalised(origin + path + reference) }
        let folder = path[...(path.lastIndex(of: "/") ?? path.startIndex)]
        return Self.normalised(origin + folder + reference)
    }

    private static func normalised(_ url: String) -> String {
        let rest = url.dropFirst("http://".count)
        let host = rest.prefix { $0 != "/" }
        let tail = rest.drop { $0 != "/" }
        let path = tail.prefix { $0 != "?" }
        let query = tail.dropFirst(path.count)
        var segments: [Substring] = []
        let all = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        for (index, segment) in all.enumerated() {
            let isLast = index == all.count - 1
            switch segment {
            case "..":
                _ = segments.popLast()
                if isLast { segments.append("") }
            case ".":
                if isLast { segments.append("") }
            default:
                segments.append(segment)
            }
        }
        let encoded = ("/" + segments.joined(separator: "/") + query).utf8.map { byte in
            byte > 0x7E || byte <= 0x20
                ? "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true) : String(UnicodeScalar(byte))
        }
        return "http://" + host + encoded.joined()
    }
}
