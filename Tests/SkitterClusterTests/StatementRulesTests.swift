#if Cluster
import SkitterCluster
import Testing

/// What statements and tables must keep to so that tables can be spread over many servers by their first column (Citus):
/// each statement then runs, whole, on the server that has its shard.
@Suite struct StatementRulesTests {
    /// Tables whose rows belong to a shard.
    private static let tables: Set<String> = [
        "host", "url", "robots", "tally", "shard", "widening", "parking", "address",
    ]

    /// All statements that crawlers run again and again.
    private static let all: [Statement] = [
        .put, .name, .widen, .seeds, .outside, .leaveOut, .lease, .more, .giveBack, .renew, .ready, .complete, .robots,
        .putRobots, .counts, .spent, .settle, .takeRest, .takenRests, .rest, .restTold, .pendingByDepth, .oldestLease,
        .decide, .decisions, .parked, .unpark, .carriedOut, .claim, .yield,
    ]

    private static let perShard = all.filter { $0.reach == .shard }
    private static let reports = all.filter { $0.reach == .report }

    /// Words and signs of a statement, lower-case; a word may have dots and dollars. Texts in quotes and comments are left out.
    private static func words(_ text: String) -> [String] {
        let lines = text.lowercased().split(separator: "\n", omittingEmptySubsequences: false)
        let uncommented = lines.map { $0.split(separator: "--", maxSplits: 1, omittingEmptySubsequences: false)[0] }
        var words: [String] = []
        var word = ""
        var isQuoted = false
        for character in uncommented.joined(separator: "\n") {
            if character == "'" { isQuoted.toggle() }
            if !isQuoted, character.isLetter || character.isNumber || "_.$".contains(character) {
                word.append(character)
                continue
            }
            if !word.isEmpty { words.append(word) }
            word = ""
            if !isQuoted, !character.isWhitespace { words.append(String(character)) }
        }
        if !word.isEmpty { words.append(word) }
        return words
    }

    /// The names by which a statement reads tables, or changes rows of them.
    private static func aliases(_ words: [String]) -> [String] {
        words.indices.dropFirst().compactMap { index in
            guard self.tables.contains(words[index]), ["from", "join", "update"].contains(words[index - 1]),
                index + 1 < words.count
            else { return nil }
            return words[index + 1]
        }
    }

    @Test(arguments: perShard)
    func everyTableOfAStatementIsHeldToItsShard(statement: Statement) {
        let words = Self.words(statement.text)
        let held = words.indices.dropLast(2).filter { words[$0].hasSuffix(".shard") }.map { index in
            (alias: words[index].dropLast(6), isHeld: words[index + 1] == "=" && words[index + 2] == "$1")
        }
        for alias in Self.aliases(words) {
            #expect(held.contains { $0.alias == alias && $0.isHeld }, "\(alias) of \(statement.name)")
        }
        #expect(
            held.filter(\.isHeld).count == Self.aliases(words).count,
            "one condition for each table of \(statement.name)")
    }

    @Test(arguments: perShard)
    func whatAStatementInsertsIsOfItsShard(statement: Statement) throws {
        let words = Self.words(statement.text)
        for index in words.indices where words[index] == "into" {
            let open = try #require(words[index...].firstIndex(of: "("))
            #expect(words[open + 1] == "shard", "the first column that \(statement.name) inserts")
            let values = try #require(words[open...].firstIndex { $0 == "select" || $0 == "values" })
            #expect(
                words[(values + 1)...].first { $0 != "(" } == "$1", "the first value that \(statement.name) inserts")
        }
    }

    @Test(arguments: reports)
    func aReportChangesNothing(statement: Statement) {
        let words = Set(Self.words(statement.text))
        #expect(words.isDisjoint(with: ["insert", "update", "delete", "truncate", "create", "drop", "alter", "lock"]))
    }

    @Test(arguments: all)
    func timeIsThatOfTheStatementsBeginning(statement: Statement) {
        let words = Self.words(statement.text)
        #expect(
            Set(words).isDisjoint(with: ["clock_timestamp", "statement_timestamp", "timeofday", "random", "nextval"]))
        // Where a function is not carried out before the statement is sent on, the servers would each have a time of their own.
        var depth = 0
        var conditions: [Int] = []
        for (index, word) in words.enumerated() {
            switch word {
            case "(": depth += 1
            case ")": depth -= 1
            case "case": conditions.append(-1)
            case "end": conditions.removeLast()
            case "coalesce": conditions.append(depth)
            case "now":
                #expect(conditions.isEmpty, "now() of \(statement.name) stands in a condition")
                #expect(words[index + 1] == "(")
            default: break
            }
            if word == ")", let last = conditions.last, last >= 0, depth <= last { conditions.removeLast() }
        }
    }

    @Test(arguments: all)
    func aStatementIsOneTransaction(statement: Statement) {
        let words = Self.words(statement.text)
        #expect(!words.contains(";"))
        #expect(Set(words).isDisjoint(with: ["begin", "commit", "rollback", "savepoint"]))
    }

    @Test func namesOfStatementsAreTheirOwn() {
        #expect(Set(Self.all.map(\.name)).count == Self.all.count)
    }

    @Test func everyKeyBeginsWithTheShard() throws {
        for migration in Migration.all {
            let words = Self.words(migration.text.description)
            #expect(
                Set(words).isDisjoint(with: ["serial", "bigserial", "identity", "sequence", "references", "trigger"]))
            for index in words.indices
            where words[index] == "table" && words[index - 1] == "create" && Self.tables.contains(words[index + 1]) {
                let key = try #require(words[index...].firstIndex(of: "primary"))
                // `shard int2 PRIMARY KEY`, or `PRIMARY KEY (shard, …)`.
                let first = words[key + 2] == "(" ? words[key + 3] : words[key - 2]
                #expect(first == "shard", "the key of \(words[index + 1])")
            }
            for index in words.indices where words[index] == "index" {
                let open = try #require(words[index...].firstIndex(of: "("))
                #expect(words[open + 1] == "shard", "index \(words[index + 1])")
            }
        }
    }
}
#endif
