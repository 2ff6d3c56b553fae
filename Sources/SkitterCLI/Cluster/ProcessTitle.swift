#if canImport(Glibc)
    internal import Glibc
#endif

/// What lists of processes show of this one.
enum ProcessTitle {
    /// Puts `x` over the password of a connection string, wherever it stands in the words of the command line.
    static func blot(secretsOf address: String) {
        for secret in self.secrets(of: address) { self.blot(Array(secret.utf8)) }
    }

    /// Passwords in a URI (`user:password@`, `password=`) or among words with `=`. As they are written: that is what is shown.
    static func secrets(of address: String) -> [Substring] {
        var secrets: [Substring] = []
        if let scheme = address.firstRange(of: "://") {
            let authority = address[scheme.upperBound...].prefix { $0 != "/" && $0 != "?" }
            if let at = authority.lastIndex(of: "@"), let colon = authority[..<at].firstIndex(of: ":") {
                secrets.append(authority[authority.index(after: colon)..<at])
            }
        }
        var rest = address[...]
        // `sslpassword` ends so too.
        while let found = rest.firstRange(of: "password") {
            rest = rest[found.upperBound...].drop { $0 == " " }
            guard rest.first == "=" else { continue }
            secrets.append(self.value(rest.dropFirst().drop { $0 == " " }))
        }
        return secrets.filter { !$0.isEmpty }
    }

    /// A value of a connection string: up to the next `&` or blank, or between quotes, where a backslash takes the next character along.
    private static func value(_ text: Substring) -> Substring {
        guard text.first == "'" else { return text.prefix { $0 != "&" && $0 != " " } }
        var isEscaped = false
        return text.dropFirst().prefix { character in
            defer { isEscaped = character == "\\" && !isEscaped }
            return character != "'" || isEscaped
        }
    }

    /// On Linux the kernel shows the memory in which the words were handed to the program.
    private static func blot(_ secret: [UInt8]) {
        #if os(Linux)
            guard let (start, end) = self.place else { return }
            guard let first = UnsafeMutablePointer<UInt8>(bitPattern: start), end - start >= secret.count else {
                return
            }
            let words = UnsafeMutableBufferPointer(start: first, count: end - start)
            var index = 0
            while index + secret.count <= words.count {
                if words[index..<(index + secret.count)].elementsEqual(secret) {
                    for place in index..<(index + secret.count) { words[place] = UInt8(ascii: "x") }
                    index += secret.count
                } else {
                    index += 1
                }
            }
        #endif
    }

    #if os(Linux)
        /// Where the words of the command line lie (proc(5): fields 48 and 49 of /proc/self/stat).
        private static var place: (start: Int, end: Int)? {
            guard let file = fopen("/proc/self/stat", "r") else { return nil }
            defer { fclose(file) }
            var bytes = [UInt8](repeating: 0, count: 4096)
            let count = fread(&bytes, 1, bytes.count, file)
            // The second field, in brackets, may hold anything.
            guard let bracket = bytes[..<count].lastIndex(of: UInt8(ascii: ")")) else { return nil }
            let fields = String(decoding: bytes[(bracket + 1)..<count], as: UTF8.self).split(separator: " ")
            guard fields.count > 46, let start = Int(fields[45]), let end = Int(fields[46]), start > 0, end > start
            else { return nil }
            return (start, end)
        }
    #endif
}
