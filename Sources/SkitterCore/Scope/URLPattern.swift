#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// A POSIX extended regular expression over whole URLs, as in `wget --accept-regex`: it may match anywhere in the URL.
public struct URLPattern: Sendable, CustomStringConvertible {
    /// A pattern that is none.
    public struct SyntaxError: Error, Sendable, CustomStringConvertible {
        /// What is wrong with it, in words.
        public let description: String
    }

    /// The compiled expression. `regex_t` is written by `regcomp` in `init` alone and freed in `deinit`; `regexec` takes it
    /// as const and is MT-Safe (regexec(3)), so that sharing it between threads is sound.
    private final class Compiled: @unchecked Sendable {
        var regex = regex_t()

        init(_ source: String) throws(SyntaxError) {
            let code = regcomp(&self.regex, source, REG_EXTENDED | REG_NOSUB)
            guard code == 0 else {
                var buffer = [CChar](repeating: 0, count: 256)
                _ = regerror(code, &self.regex, &buffer, buffer.count)
                let words = String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
                throw SyntaxError(description: "'\(source)' is no regular expression: \(words)")
            }
        }

        deinit {
            regfree(&self.regex)
        }
    }

    private let compiled: Compiled
    /// The expression as given.
    public let description: String

    /// Compiles `source`.
    public init(_ source: String) throws(SyntaxError) {
        self.compiled = try Compiled(source)
        self.description = source
    }

    /// Whether `text` holds a match.
    public func matches(_ text: String) -> Bool {
        withUnsafePointer(to: self.compiled.regex) { regexec($0, text, 0, nil, 0) == 0 }
    }
}
