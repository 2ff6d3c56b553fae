import FoundationEssentials

/// Files of /proc that have a name and a value in each line (proc(5)).
enum ProcFile {
    /// The value of the first line `name: value` of the file at `path`, without space around it; nil where there is none.
    static func value(of name: String, in path: String) -> String? {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return nil }
        for line in text.split(separator: "\n") where line.hasPrefix(name) {
            guard let colon = line.firstIndex(of: ":"), String(line[..<colon]).trimmingSpaces == name else { continue }
            return String(line[line.index(after: colon)...]).trimmingSpaces
        }
        return nil
    }
}
