extension GB18030Ranges {
    /// "Index gb18030 ranges code point".
    static func scalar(at pointer: UInt32) -> UInt32? {
        guard pointer <= 39_419 || pointer >= 189_000 && pointer <= 1_237_575 else { return nil }
        if pointer == 7457 {
            return 0xE7C7
        }
        let next = self.starts.partition { $0.pointer <= pointer }
        let start = self.starts[next - 1]
        return start.scalar + (pointer - start.pointer)
    }

    /// "Index gb18030 ranges pointer"; `scalar` must not be ASCII.
    static func pointer(of scalar: UInt32) -> UInt32 {
        if scalar == 0xE7C7 {
            return 7457
        }
        let next = self.starts.partition { $0.scalar <= scalar }
        let start = self.starts[next - 1]
        return start.pointer + (scalar - start.scalar)
    }
}

extension Array {
    /// The count of leading elements that satisfy `predicate`, given that no later one does after the first that does not.
    fileprivate func partition(_ predicate: (Element) -> Bool) -> Int {
        var low = 0
        var high = self.count
        while low < high {
            let middle = (low + high) / 2
            if predicate(self[middle]) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }
}
