extension Array {
    /// The first index whose element is `wanted`, or the end; all behind it must be wanted too.
    func partitioningIndex(_ wanted: (Element) -> Bool) -> Int {
        var (low, high) = (0, self.count)
        while low < high {
            let middle = (low + high) / 2
            if wanted(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
