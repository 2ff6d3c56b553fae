internal import CSQLite

#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Glibc
#endif

/// What SQLite refused, in its own words.
package struct SQLiteError: Error, Hashable, CustomStringConvertible {
    /// What can be done about it.
    package enum Kind: Sendable, Hashable {
        /// No room is left, on the device or within the limit of pages.
        case full
        /// The file is no database.
        case foreign
        /// The file is damaged.
        case corrupt
        /// Another connection has locked the file, and kept it for longer than this one waits.
        case busy
        /// The file cannot be opened, or not be written to.
        case refused
        /// A killed process left a write half done, which only a connection that writes can undo.
        case halfWritten
        /// Anything else.
        case other
    }

    /// What can be done about it.
    package let kind: Kind
    /// The extended result code (https://sqlite.org/rescode.html).
    package let code: CInt
    /// SQLite's own sentence.
    package let message: String

    package var description: String { "SQLite error \(self.code): \(self.message)" }

    /// What `code` means, which a call on `connection` answered just now.
    init(_ code: CInt, on connection: OpaquePointer?) {
        self.code = code
        // Without a connection SQLite says that memory ran out, whatever happened.
        self.message = String(cString: connection.map { sqlite3_errmsg($0) } ?? sqlite3_errstr(code))
        self.kind = SQLiteError.kind(of: code, systemError: connection.map { sqlite3_system_errno($0) } ?? 0)
    }

    /// A device that is full is told by the system's error number too.
    private static func kind(of code: CInt, systemError: CInt) -> Kind {
        if code == SQLITE_READONLY | 3 << 8 { return .halfWritten }
        switch code & 0xFF {
        case SQLITE_FULL: return .full
        case SQLITE_IOERR where [ENOSPC, EDQUOT, EFBIG].contains(systemError): return .full
        case SQLITE_NOTADB: return .foreign
        case SQLITE_CORRUPT: return .corrupt
        case SQLITE_BUSY, SQLITE_LOCKED: return .busy
        case SQLITE_CANTOPEN, SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH: return .refused
        default: return .other
        }
    }
}
