/// A page that is named in a list of extremes.
public struct PageFigure: Hashable, Sendable {
    /// The fingerprint of the page's key, as in its record.
    public var id: UInt64
    /// The URL as requested.
    public var url: String
    /// The status of the final response.
    public var status: Int?
    /// What the list is ordered by: microseconds or bytes, as the list says.
    public var value: Int64

    /// Page `id` with `value`.
    public init(id: UInt64, url: String, status: Int?, value: Int64) {
        self.id = id
        self.url = url
        self.status = status
        self.value = value
    }
}
