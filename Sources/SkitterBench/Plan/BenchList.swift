import SkitterCore

/// Lists of the command line, `a,b,c`: each element once, in the order given.
package enum BenchList {
    /// The cases of an enumeration by their names.
    static func names<Name: RawRepresentable<String> & CaseIterable & Equatable>(
        _ text: String, what: String, of type: Name.Type
    ) throws(BenchError) -> [Name] {
        try Self.elements(text) { name throws(BenchError) in
            guard let element = Name(rawValue: name) else {
                let known = Name.allCases.map(\.rawValue).joined(separator: ", ")
                throw BenchError("There is no \(what) '\(name)'; there are \(known).")
            }
            return element
        }
    }

    /// Whole numbers, as of `-c 1,5,16`.
    package static func numbers(_ text: String, option: String) throws(BenchError) -> [Int] {
        try Self.elements(text) { word throws(BenchError) in
            guard let number = Int(word) else {
                throw BenchError("\(option) is '\(text)'; it must be a whole number, or several like 1,5,16.")
            }
            return number
        }
    }

    /// Durations, as of `--latency 0,20ms`.
    package static func durations(_ text: String, option: String) throws(BenchError) -> [Duration] {
        try Self.elements(text) { word throws(BenchError) in
            guard let duration = DurationText.parse(word) else {
                throw BenchError("\(option) is '\(text)'; it must be a duration like 20ms, or several like 0,20ms,1s.")
            }
            return duration
        }
    }

    private static func elements<Element: Equatable>(
        _ text: String, _ read: (String) throws(BenchError) -> Element
    ) throws(BenchError) -> [Element] {
        var elements: [Element] = []
        for word in text.split(separator: ",", omittingEmptySubsequences: false) {
            let element = try read(String(word).trimmingSpaces)
            if !elements.contains(element) { elements.append(element) }
        }
        return elements
    }
}
