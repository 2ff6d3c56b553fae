/// The pages with the greatest values, at most ``limit`` of them; of equal ones the earlier stays.
struct TopPages: Sendable {
    static let limit = 10

    /// Greatest first. So short that insertion beats a heap, and nearly every page is turned away by the first line.
    private(set) var pages: [PageFigure] = []

    mutating func offer(_ value: Int64, of record: VisitRecord) {
        if self.pages.count == TopPages.limit, let last = self.pages.last, value <= last.value { return }
        let page = PageFigure(id: record.id, url: record.url, status: record.status, value: value)
        let place = self.pages.firstIndex { $0.value < value } ?? self.pages.count
        self.pages.insert(page, at: place)
        if self.pages.count > TopPages.limit { self.pages.removeLast() }
    }
}
