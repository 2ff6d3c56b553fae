/// The first octets of a pattern or path in one word, so that they are compared at once.
struct RobotsHead: Sendable {
    private let octets: UInt64
    private let mask: UInt64

    /// Up to eight octets before the first wildcard.
    init(pattern: ArraySlice<UInt8>) {
        self.init(pattern.prefix(8).prefix { $0 != UInt8(ascii: "*") })
    }

    init(path: [UInt8]) {
        self.init(path.prefix(8))
    }

    private init(_ start: ArraySlice<UInt8>) {
        var octets: UInt64 = 0
        var mask: UInt64 = 0
        for octet in start {
            octets = octets << 8 | UInt64(octet)
            mask = mask << 8 | 0xFF
        }
        // The first octet stands highest, whatever their number. A shift by 64 gives 0.
        let unused = (8 - start.count) * 8
        self.octets = octets << unused
        self.mask = mask << unused
    }

    /// Whether a path that begins so may match a pattern that begins as this one.
    func mayBegin(_ path: RobotsHead) -> Bool {
        path.octets & self.mask == self.octets
    }
}
