internal import SkitterArchive

extension ArchiveError {
    /// What `error`, which an operation on the database at `path` threw, means to the user.
    init(_ error: any Error, database path: String) {
        if let error = error as? ArchiveError {
            self = error
            return
        }
        guard let failure = error as? SQLiteError else {
            self.init(.failed, path: path, "could not be used (\(error))")
            return
        }
        let reason = failure.message
        switch failure.kind {
        case .halfWritten:
            self.init(
                .unreadable, path: path,
                "was left amid a write when its crawl was killed; resume that, or run `skitter repair`")
        case .full:
            self.init(
                .full, path: path,
                "no room left to write (\(reason)); all earlier steps are whole; free some space, then resume the crawl"
            )
        case .foreign:
            self.init(.foreign, path: path, "is not the journal of a crawl (\(reason)); nothing was changed")
        case .corrupt:
            self.init(
                .corrupt, path: path,
                "is damaged (\(reason)); restore it from a copy, or start again in another directory")
        case .busy:
            self.init(.locked, path: path, "another program is writing to it; end that, then resume the crawl")
        case .refused:
            self.init(.unwritable, path: path, "cannot be opened (\(reason)); permit reading and writing here")
        case .other:
            self.init(
                .failed, path: path,
                "could not be used (\(reason)); all earlier steps are whole; check the device, then resume the crawl")
        }
    }
}
