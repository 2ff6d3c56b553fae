extension SeenSet {
    /// What is remembered of one URL.
    package struct Entry: Hashable, Sendable {
        /// Where the URL stands.
        package enum State: UInt8, Sendable {
            /// `heldBack` is a skip that is not final: a shorter path may still bring the URL in. `parked` is final. Their numbers
            /// stand in the tables of shared frontiers too: none changes.
            case pending, leased, fetched, redirected, failed, heldBack, skipped, parked
        }

        /// Where the URL stands.
        package var state: State
        private var depthBits: UInt16
        private var hopBits: UInt8

        package init(state: State, depth: Int, hops: Int = 0) {
            self.state = state
            self.depthBits = UInt16(clamping: depth)
            self.hopBits = UInt8(clamping: hops)
        }

        /// The least depth known so far; 65,535 stands for all beyond.
        package var depth: Int {
            get { Int(self.depthBits) }
            set { self.depthBits = UInt16(clamping: newValue) }
        }

        /// The fewest redirects in a row that led to it so far; 255 stands for all beyond.
        package var hops: Int {
            get { Int(self.hopBits) }
            set { self.hopBits = UInt8(clamping: newValue) }
        }

        // MARK: - In 16 bits

        /// Stands for an entry whose distances are too great for 16 bits.
        static let farCode: UInt16 = .max

        private static let farDepth = 511
        private static let farHops = 15

        /// The entry in 16 bits (depth 9, hops 4, state 3); nil where its distances are too great.
        var code: UInt16? {
            guard self.depth < Entry.farDepth, self.hops < Entry.farHops else { return nil }
            return self.depthBits << 7 | UInt16(self.hopBits) << 3 | UInt16(self.state.rawValue)
        }

        /// The entry with this code; nil for that of entries that are too far away.
        init?(code: UInt16) {
            guard code != Entry.farCode, let state = State(rawValue: UInt8(code & 7)) else { return nil }
            self.init(state: state, depth: Int(code >> 7), hops: Int(code >> 3 & 15))
        }
    }
}
