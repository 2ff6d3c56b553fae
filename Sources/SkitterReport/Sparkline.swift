/// A line of small columns: how an amount went over time.
enum Sparkline {
    private static let levels: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

    /// `values` in at most `columns` characters, scaled to the greatest; neighbours share a character by their mean.
    /// Nothing at all is the lowest level, and what is not nothing stands above it.
    static func text(_ values: [Double], columns: Int) -> String {
        let means = Sparkline.means(values, groups: columns)
        guard let greatest = means.max(), greatest > 0 else { return String(repeating: "▁", count: means.count) }
        return String(
            means.map { mean in
                mean <= 0
                    ? Sparkline.levels[0] : Sparkline.levels[min(7, max(1, Int((mean / greatest * 7).rounded(.up))))]
            })
    }

    private static func means(_ values: [Double], groups: Int) -> [Double] {
        guard groups > 0, values.count > groups else { return groups > 0 ? values : [] }
        return (0..<groups).map { group in
            let range = (group * values.count / groups)..<((group + 1) * values.count / groups)
            return values[range].reduce(0, +) / Double(range.count)
        }
    }
}
