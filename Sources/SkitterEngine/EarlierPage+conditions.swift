internal import SkitterCore

extension EarlierPage {
    /// A longer validator is no validator but a way to make a client send something.
    private static let validatorLimitBytes = 1024

    private var entityTag: String? { self.record.etag.flatMap { EarlierPage.maySend($0) ? $0 : nil } }
    private var date: String? { self.record.lastModified.flatMap { EarlierPage.maySend($0) ? $0 : nil } }

    /// Whether the server named anything by which it can be asked for a change.
    var hasCondition: Bool { self.entityTag != nil || self.date != nil }

    /// When the body that the server may say has not changed was asked for.
    var bodyMicroseconds: Int64 { self.record.unchangedSinceMicroseconds ?? self.record.startedMicroseconds }

    /// Asks for the page only if it has changed (RFC 9110, sections 13.1.2 and 13.1.3): both validators as they came. A server
    /// that knows entity tags passes over the date.
    func addConditions(to fields: inout HTTPFields) {
        if let entityTag { fields.append(name: "If-None-Match", value: entityTag) }
        if let date { fields.append(name: "If-Modified-Since", value: date) }
    }

    /// Visible ASCII and spaces: what comes out again as the bytes that came in.
    private static func maySend(_ value: String) -> Bool {
        !value.isEmpty && value.utf8.count <= EarlierPage.validatorLimitBytes
            && value.utf8.allSatisfy { (0x20...0x7E).contains($0) }
    }
}

extension VisitRecord {
    /// Takes over from `page` what describes the page and its body, which have not changed; what a 304 says itself wins (RFC
    /// 9110, section 15.4.5).
    mutating func describeUnchanged(_ page: EarlierPage) {
        let before = page.record
        self.unchangedSinceMicroseconds = page.bodyMicroseconds
        self.contentType = before.contentType
        self.encoding = before.encoding
        self.encodingSource = before.encodingSource
        self.bodyBytes = before.bodyBytes
        self.digest = before.digest
        self.etag = self.etag ?? before.etag
        self.lastModified = self.lastModified ?? before.lastModified
        self.truncated = before.truncated
        self.linksTruncated = before.linksTruncated
        self.title = before.title
        self.canonical = before.canonical
        self.robots = before.robots
        self.scriptNeed = before.scriptNeed
        self.links = before.links
        // The frontier counts them anew, and so does scope those that the earlier crawl kept.
        self.links.accepted = 0
        self.links.new = 0
        self.links.outOfScope -= min(page.keptLinks, self.links.outOfScope)
    }
}
