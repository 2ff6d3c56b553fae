#if canImport(Glibc)
    private import Glibc
#elseif canImport(Darwin)
    private import Darwin
#endif

/// Serves the regular files below one folder, and nothing else.
///
/// A directory answers with its "index.html"; without the slash at its end it redirects to the form with it. A path is
/// resolved by the system, symbolic links and all, and served only when the result lies in the folder: neither ".." nor a
/// link leads out of it. Queries are ignored. Folders are not listed. Each file has validators, made of its length and the
/// time of its last change, and a request that names them is answered 304 (RFC 9110, section 13.2.2).
struct FixtureFolder: Sendable {
    /// Without a slash at its end, resolved.
    private let root: String

    private static let chunkBytes = 262_144

    init(_ path: String) throws(FixtureServerError) {
        guard let root = Self.resolved(path), Self.kind(of: root)?.isDirectory == true else {
            throw FixtureServerError(code: .noFolder, message: "There is no folder \(path) to serve.")
        }
        self.root = root == "/" ? "" : root
    }

    func script(for request: FixtureRequest, isHead: Bool) -> FixtureScript {
        let path = String(request.target.prefix { $0 != "?" })
        guard let decoded = Self.percentDecoded(path), let resolved = self.inside(decoded) else {
            return Self.notFound(isHead)
        }
        guard let kind = Self.kind(of: resolved) else { return Self.notFound(isHead) }
        if kind.isDirectory {
            guard path.hasSuffix("/") else {
                // One slash at its start: two would make a host of the folder's name.
                let location = "/" + path.drop { $0 == "/" } + "/"
                let fields = [HTTPField("Content-Type", FixtureWeb.htmlType), HTTPField("Location", location)]
                return .response(301, fields, [], isHead: isHead)
            }
            guard let index = self.inside(decoded + "index.html"), let kind = Self.kind(of: index), kind.isRegular
            else {
                return Self.notFound(isHead)
            }
            return Self.file(index, kind, for: request, isHead: isHead)
        }
        guard kind.isRegular, !path.hasSuffix("/") else { return Self.notFound(isHead) }
        return Self.file(resolved, kind, for: request, isHead: isHead)
    }

    /// Reads a file in pieces. A file that has become shorter ends early; the client sees a cut response.
    /// Each piece is sent as one write; the first one carries the head.
    static func forEachChunk(
        of path: String, size: Int, after head: [UInt8], _ body: ([UInt8], _ isLast: Bool) async throws -> Void
    ) async throws {
        let file = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { throw CancellationError() }
        defer { close(file) }
        var remaining = size
        var head = head
        while remaining > 0 {
            let wanted = min(remaining, Self.chunkBytes)
            let chunk = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, count in
                count = max(0, read(file, buffer.baseAddress, wanted))
            }
            guard !chunk.isEmpty else { throw CancellationError() }
            remaining -= chunk.count
            try await body(head + chunk, remaining == 0)
            head = []
        }
    }

    private func inside(_ path: String) -> String? {
        guard let resolved = Self.resolved(self.root + path) else { return nil }
        return resolved == self.root || resolved.hasPrefix(self.root + "/") ? resolved : nil
    }

    private static func file(_ path: String, _ kind: Kind, for request: FixtureRequest, isHead: Bool) -> FixtureScript {
        let validators = FixtureValidators(
            size: kind.size, changedSeconds: kind.changedSeconds, nanoseconds: kind.changedNanoseconds)
        if validators.areNamed(by: request) { return .response(304, validators.fields, []) }
        let fields = [HTTPField("Content-Type", ContentTypes.type(of: path))] + validators.fields
        let head = FixtureScript.head(200, fields, length: kind.size)
        guard !isHead, kind.size > 0 else { return FixtureScript(status: 200, [.send(head)], end: .keepAlive) }
        return FixtureScript(status: 200, [.file(head: head, path: path, size: kind.size)], end: .keepAlive)
    }

    private static func notFound(_ isHead: Bool) -> FixtureScript {
        .response(
            404, [HTTPField("Content-Type", FixtureWeb.htmlType)],
            Array("<!DOCTYPE html>\n<title>404</title><p>There is no such file.</p>\n".utf8), isHead: isHead)
    }

    private struct Kind {
        let isDirectory, isRegular: Bool
        let size: Int
        /// The last change: seconds since 1970, and the rest of the second.
        let changedSeconds, changedNanoseconds: Int
    }

    private static func kind(of path: String) -> Kind? {
        var status = stat()
        guard lstat(path, &status) == 0 else { return nil }
        let format = status.st_mode & S_IFMT
        #if canImport(Darwin)
            let changed = status.st_mtimespec
        #else
            let changed = status.st_mtim
        #endif
        return Kind(
            isDirectory: format == S_IFDIR, isRegular: format == S_IFREG, size: Int(status.st_size),
            changedSeconds: changed.tv_sec, changedNanoseconds: changed.tv_nsec)
    }

    private static func resolved(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// Nil for what no file name can be: a NUL, an incomplete escape, bytes that are not UTF-8.
    private static func percentDecoded(_ path: String) -> String? {
        guard let decoded = path.percentDecoded, !decoded.utf8.contains(0) else { return nil }
        return decoded
    }
}
