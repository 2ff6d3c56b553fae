/// Decides which `User-agent` lines speak to one crawler.
struct RobotsAgent {
    /// How a `User-agent` line concerns the crawler.
    enum Relation {
        /// The line names the crawler's product token (RFC 9309 section 2.2.1).
        case named
        /// The line is `*`.
        case everyone
        /// The line means the crawler, but not by a product token: the name holds a digit in its middle, say, or a `*`.
        /// By the RFC it names somebody else; see ``RobotsTxt/rules(for:)``.
        case namedOutsideGrammar
        case other
    }

    /// The name without version or comment; empty for a crawler that is only spoken to as `*`.
    private let name: [UInt8]
    /// The names in the comments of a whole `User-Agent` header, where many crawlers have theirs.
    private let namesInComments: [ArraySlice<UInt8>]

    /// `agent` is a product token, optionally followed by a version and comments.
    init(_ agent: String) {
        let octets = Array(agent.utf8)
        let name = octets.prefix { $0 != UInt8(ascii: "/") && !Octets.isSpace($0) }
        self.name = name.elementsEqual("*".utf8) ? [] : Array(name)
        self.namesInComments = octets[name.endIndex...].split { !Self.isTokenOctet($0) }
    }

    /// `value` is one line's; names separated by commas, which no product token holds, are each read.
    func relation(to value: ArraySlice<UInt8>) -> Relation {
        if value.first == UInt8(ascii: "*"), value.dropFirst().first.map(Octets.isSpace) ?? true {
            return .everyone
        }
        guard !self.name.isEmpty else { return .other }
        var relation = Relation.other
        for item in value.split(separator: UInt8(ascii: ",")) {
            let word = item.drop(while: Octets.isSpace).prefix { !Octets.isSpace($0) && $0 != UInt8(ascii: "/") }
            if self.isNamed(by: word) {
                return .named
            }
            if self.isMeant(by: word) {
                relation = .namedOutsideGrammar
            }
        }
        return relation
    }

    /// RFC 9309 section 2.2.1: a product token is letters, `_` and `-`, and what follows it is not read: `AB42bot` names
    /// `AB`. Letters of any script count, and a number that ends the word, as in `bot1`, is taken for a part of the name
    /// by a crawler that is called so.
    private func isNamed(by word: ArraySlice<UInt8>) -> Bool {
        let token = word.prefix(while: Self.isTokenOctet)
        if Octets.equalIgnoringCase(token, self.name) {
            return true
        }
        return word[token.endIndex...].allSatisfy(Octets.isDigit) && Octets.equalIgnoringCase(word, self.name)
    }

    private func isMeant(by word: ArraySlice<UInt8>) -> Bool {
        let pattern = word.map(Octets.lowercased)
        let name = self.name.map(Octets.lowercased)
        var glob = RobotsGlob()
        if glob.matches(pattern.span, isAnchored: true, name.span) {
            return true
        }
        return self.namesInComments.contains { Octets.equalIgnoringCase($0, word) }
    }

    private static func isTokenOctet(_ octet: UInt8) -> Bool {
        Octets.isLetter(octet) || octet == UInt8(ascii: "_") || octet == UInt8(ascii: "-") || octet >= 0x80
    }
}
