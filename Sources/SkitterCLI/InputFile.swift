internal import FoundationEssentials
internal import Skitter

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// A file that the user named, or standard input.
enum InputFile {
    /// The bytes of `path`, or of standard input for `-`.
    static func read(_ path: String) throws(CommandFailure) -> [UInt8] {
        do {
            return [UInt8](try Data(contentsOf: URL(filePath: path == "-" ? "/dev/stdin" : path)))
        } catch {
            let reason = ((error as? CocoaError)?.underlying as? POSIXError).map {
                String(cString: strerror($0.code.rawValue))
            }
            throw CommandFailure(.usage, "\(path) cannot be read: \(reason ?? "\(error)")")
        }
    }
}
