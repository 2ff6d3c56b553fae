/// An option as a file or a variable sets it.
package struct Setting: Sendable, Hashable {
    /// One of its values, and who gave it.
    package struct Value: Sendable, Hashable {
        /// The value, as a command line would have it; `true` or `false` of a flag.
        package let text: String
        /// Who gave it.
        package let origin: SettingOrigin

        /// A value.
        package init(_ text: String, from origin: SettingOrigin) {
            self.text = text
            self.origin = origin
        }
    }

    /// What is set.
    package let option: SettableOption
    /// To what: one value, or several where it may be repeated.
    package var values: [Value]

    /// A setting.
    package init(_ option: SettableOption, _ values: [Value]) {
        self.option = option
        self.values = values
    }

    /// The words of a command line that say the same.
    package var words: [String] { self.values.flatMap { self.words(for: $0) } }

    /// The words that say one of its values.
    package func words(for value: Value) -> [String] {
        switch self.option.kind {
        case .words: [value.text]
        // In one word: a value may begin with a dash.
        case .value: ["--\(self.option.key)=\(value.text)"]
        case .flag(let negation): value.text == "true" ? ["--\(self.option.key)"] : negation.map { [$0] } ?? []
        }
    }
}

/// Who gave a value.
package enum SettingOrigin: Sendable, Hashable, CustomStringConvertible {
    /// A line of a file, counted from 1.
    case file(String, line: Int)
    /// An environment variable.
    case variable(String)

    /// Before which other one it is told: files by their lines, then variables by their names.
    package func precedes(_ other: SettingOrigin) -> Bool {
        switch (self, other) {
        case (.file(_, let line), .file(_, let otherLine)): line < otherLine
        case (.file, .variable): true
        case (.variable, .file): false
        case (.variable(let name), .variable(let otherName)): name < otherName
        }
    }

    /// In words.
    package var description: String {
        switch self {
        case .file(let path, let line): "\(path):\(line)"
        case .variable(let name): name
        }
    }
}

/// What is wrong with a setting, and where.
package struct SettingProblem: Error, Sendable, Hashable, CustomStringConvertible {
    /// Where.
    package let origin: SettingOrigin
    /// What.
    package let message: String

    /// A problem.
    package init(_ origin: SettingOrigin, _ message: String) {
        self.origin = origin
        self.message = message
    }

    /// Both.
    package var description: String { "\(self.origin): \(self.message)" }
}
