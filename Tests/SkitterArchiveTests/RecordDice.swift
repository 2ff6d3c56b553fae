import SkitterCore

/// Records of every shape from a seed, so that a failing test fails again.
struct RecordDice: RandomNumberGenerator {
    private var generator: SplitMix64

    init(seed: UInt64) {
        self.generator = SplitMix64(seed: seed)
    }

    mutating func next() -> UInt64 {
        self.generator.next()
    }

    mutating func chance(_ denominator: Int) -> Bool {
        Int.random(in: 0..<denominator, using: &self) == 0
    }

    /// Any text: quotes, control characters, line breaks, other scripts.
    mutating func text() -> String {
        var scalars = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...12, using: &self) {
            let limit: UInt32 = [0x30, 0x80, 0x3000, 0x110000].randomElement(using: &self) ?? 0x80
            if let scalar = Unicode.Scalar(UInt32.random(in: 0..<limit, using: &self)) { scalars.append(scalar) }
        }
        return String(scalars)
    }

    mutating func optionalText() -> String? {
        self.chance(3) ? nil : self.text()
    }

    mutating func visit(_ number: Int) -> VisitRecord {
        var outcome = VisitRecord.Outcome.fetched
        var status: Int? = 200
        switch Int.random(in: 0..<6, using: &self) {
        case 0: (outcome, status) = (.redirected(target: self.optionalText()), 302)
        case 1: (outcome, status) = (.failed(.client, message: nil), 404)
        case 2: (outcome, status) = (.failed(FailureClass(.resolve), message: self.text()), nil)
        default: break
        }
        let host = Int.random(in: 0..<5, using: &self)
        var record = VisitRecord(
            id: self.next(), url: "http://h\(host).example/" + self.text(),
            depthAtFetch: Int.random(in: 0...5, using: &self),
            parent: self.optionalText(), via: self.text(),
            startedMicroseconds: 1_764_000_000_000_000 + Int64(number) * 997,
            outcome: outcome)
        record.status = status
        record.contentType = self.optionalText()
        record.encoding = self.optionalText()
        record.encodingSource = self.optionalText()
        record.bodyBytes = Int.random(in: 0...1 << 53, using: &self) >> Int.random(in: 0...53, using: &self)
        record.wireBytes = self.chance(2) ? nil : Int.random(in: 0...1 << 40, using: &self)
        record.digest = self.chance(2) ? nil : self.next()
        record.etag = self.optionalText()
        record.lastModified = self.optionalText()
        if self.chance(4) {
            record.unchangedSinceMicroseconds = 1_763_000_000_000_000 + Int64.random(in: 0...1 << 40, using: &self)
        }
        record.truncated = self.chance(4) ? Truncation.allCases.randomElement(using: &self) : nil
        record.firstByteMicroseconds = self.chance(2) ? nil : Int64.random(in: 0...30_000_000, using: &self)
        record.totalMicroseconds = Int64.random(in: 0...30_000_000, using: &self)
        record.attempts = Int.random(in: 1...3, using: &self)
        record.title = self.optionalText()
        record.canonical = self.optionalText()
        for _ in 0..<Int.random(in: 0...2, using: &self) { record.robots.append(self.text()) }
        record.scriptNeed = self.chance(3) ? ScriptNeed.allCases.randomElement(using: &self) : nil
        record.links.found = Int.random(in: 0...1_000, using: &self)
        record.links.accepted = Int.random(in: 0...1_000, using: &self)
        record.links.new = Int.random(in: 0...1_000, using: &self)
        record.links.outOfScope = Int.random(in: 0...1_000, using: &self)
        record.links.nofollow = Int.random(in: 0...1_000, using: &self)
        record.links.invalid = Int.random(in: 0...1_000, using: &self)
        record.address = self.optionalText()
        return record
    }

    mutating func skipped(_ number: Int) -> SkippedRecord {
        // Nothing is put back: what that undoes is no matter of a single record.
        let reason = SkipReason.allCases.filter { $0 != .unparked }.randomElement(using: &self) ?? .depth
        var record = SkippedRecord(
            id: self.next(), url: "http://s.example/\(number)" + self.text(),
            depth: Int.random(in: 0...5, using: &self), parent: self.optionalText(), reason: reason,
            detail: self.optionalText())
        record.isParkedByUser = reason == .parked && self.chance(2)
        return record
    }

    mutating func entry(_ step: UInt64) -> StepEntry {
        StepEntry(
            step: step, visit: self.chance(5) ? nil : self.visit(Int(step)),
            skipped: (0..<Int.random(in: 0...2, using: &self)).map { self.skipped($0) })
    }
}
