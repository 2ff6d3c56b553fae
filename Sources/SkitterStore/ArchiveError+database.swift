internal import GRDB
internal import GRDBSQLite
internal import SkitterArchive

#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Glibc
#endif

extension ArchiveError {
    /// What `error`, which an operation on the database at `path` threw, means to the user.
    init(_ error: any Error, database path: String) {
        if let error = error as? ArchiveError {
            self = error
            return
        }
        guard let failure = error as? DatabaseError else {
            self.init(.failed, path: path, "could not be used (\(error))")
            return
        }
        let reason = failure.message ?? "result code \(failure.extendedResultCode.rawValue)"
        switch failure.resultCode {
        case _ where failure.extendedResultCode == .SQLITE_READONLY_ROLLBACK:
            self.init(
                .unreadable, path: path,
                "was left amid a write when its crawl was killed; resume that, or run `skitter repair`")
        case .SQLITE_FULL:
            self.init(
                .full, path: path,
                "no room left to write (\(reason)); all earlier steps are whole; free some space, then resume the crawl"
            )
        case .SQLITE_NOTADB:
            self.init(.foreign, path: path, "is not the journal of a crawl (\(reason)); nothing was changed")
        case .SQLITE_CORRUPT:
            self.init(
                .corrupt, path: path,
                "is damaged (\(reason)); restore it from a copy, or start again in another directory")
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            self.init(.locked, path: path, "another program is writing to it; end that, then resume the crawl")
        case .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH:
            self.init(.unwritable, path: path, "cannot be opened (\(reason)); permit reading and writing here")
        default:
            self.init(
                .failed, path: path,
                "could not be used (\(reason)); all earlier steps are whole; check the device, then resume the crawl")
        }
    }
}

extension DatabaseError {
    /// The failure that `connection` reports for `code`; a device that is full is told by the system's error number too.
    init(_ code: CInt, on connection: OpaquePointer?) {
        let system = sqlite3_system_errno(connection)
        let code = ResultCode(rawValue: code)
        let isFull = code.primaryResultCode == .SQLITE_IOERR && [ENOSPC, EDQUOT, EFBIG].contains(system)
        self.init(
            resultCode: isFull ? .SQLITE_FULL : code, message: sqlite3_errmsg(connection).map { String(cString: $0) })
    }
}
