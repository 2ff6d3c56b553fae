import FoundationEssentials

extension CellJob {
    /// This job as one line of JSON, without its end.
    package func json() throws -> String {
        String(decoding: try JSONEncoder().encode(self), as: UTF8.self)
    }

    /// The job that one line of JSON tells.
    package init(json: String) throws {
        self = try JSONDecoder().decode(CellJob.self, from: Data(json.utf8))
    }
}
