internal import SkitterCore

/// Reads single visits of a crawl again, in whichever of its directories they are recorded.
struct PlacedVisits: ~Copyable {
    private let directories: [String]
    /// The file that was read last, and the number of its directory: visits of one directory come in a row, mostly.
    private var lookup: VisitLookup?
    private var part = -1

    init(in directories: [String]) {
        self.directories = directories
    }

    /// The visit whose line begins at `place`; nil where none does.
    mutating func visit(at place: RecordPlace) throws(ArchiveError) -> VisitRecord? {
        if place.part != self.part {
            self.lookup = try VisitLookup(in: self.directories[place.part])
            self.part = place.part
        }
        return try self.lookup?.visit(at: place.offset)
    }
}
