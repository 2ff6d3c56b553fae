/// What a benchmark was called with: its own arguments in order, and `--json NAME` wherever it stands.
package struct BenchmarkArguments {
    /// All but the program's name and `--json NAME`.
    package var positional: [String] = []
    /// Where there is one, costs are printed for `Benchmarks/bench.py`, each case named after it.
    package var jsonName: String?

    package init(_ arguments: [String] = CommandLine.arguments) {
        var rest = arguments.dropFirst()
        while let argument = rest.popFirst() {
            if argument == "--json" {
                self.jsonName = rest.popFirst() ?? "benchmark"
            } else {
                self.positional.append(argument)
            }
        }
    }

    /// The argument at `index` as a number, or `otherwise` where there is none.
    package func number(_ index: Int, _ otherwise: Int) -> Int {
        self.text(index).flatMap { Int($0) } ?? otherwise
    }

    /// The argument at `index`, or nil where there is none.
    package func text(_ index: Int) -> String? {
        index < self.positional.count ? self.positional[index] : nil
    }
}
