extension Array where Element: Hashable {
    /// Each element once, in the order in which they come: words that are said again say nothing new.
    var distinct: [Element] {
        var known: Set<Element> = []
        return self.filter { known.insert($0).inserted }
    }
}
