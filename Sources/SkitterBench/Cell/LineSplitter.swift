/// Cuts what comes in pieces into lines, each ended by a line feed and of any length.
package struct LineSplitter: Sendable {
    private var begun: [UInt8] = []

    package init() {}

    /// Takes the next piece and tells the lines that it ends.
    package mutating func take(_ piece: ArraySlice<UInt8>, tell: (String) -> Void) {
        var piece = piece
        while let end = piece.firstIndex(of: UInt8(ascii: "\n")) {
            self.begun += piece[..<end]
            tell(String(decoding: self.begun, as: UTF8.self))
            self.begun.removeAll(keepingCapacity: true)
            piece = piece[(end + 1)...]
        }
        self.begun += piece
    }

    /// What no line feed has ended; nil where there is nothing.
    package var rest: String? { self.begun.isEmpty ? nil : String(decoding: self.begun, as: UTF8.self) }
}
