extension RobotsDirectives {
    /// Rules that carry a value after a colon, which is easily taken for the colon after an agent's name.
    private static let valuedRules: Set<String> = [
        "unavailable_after", "max-snippet", "max-image-preview", "max-video-preview",
    ]

    /// Reads the value of one `X-Robots-Tag` header line for `agent`.
    ///
    /// `name:` before a rule binds the rules after it to the crawler of that name; without one they bind all.
    /// `unavailable_after` is no `noindex`: what a page will ask later it does not ask now.
    public static func parse(headerValue: String, agent: String) -> Self {
        var directives: Self = []
        var isForMe = true
        for item in Array(headerValue.utf8).split(separator: UInt8(ascii: ",")) {
            var rules = Octets.trimmed(item)
            if let colon = rules.firstIndex(of: UInt8(ascii: ":")) {
                let name = Octets.trimmed(rules[..<colon])
                let isAgentName =
                    !name.isEmpty && !name.contains(where: Octets.isSpace)
                    && !Self.valuedRules.contains(Octets.lowercasedString(name.prefix(32)))
                if isAgentName {
                    isForMe = Self.isEveryone(name) || Self.isAgent(name, agent)
                    rules = rules[(colon + 1)...]
                }
            }
            if isForMe {
                directives.formUnion(Self(rules: rules))
            }
        }
        return directives
    }

    /// Reads one `<meta name=… content=…>` for `agent`; any other name than `robots` or the agent's asks nothing.
    public static func parse(metaName: String, content: String, agent: String) -> Self {
        let octets = Array(metaName.utf8)
        let name = Octets.trimmed(octets[...])
        guard Octets.equalIgnoringCase(name, "robots".utf8) || Self.isAgent(name, agent) else { return [] }
        return Array(content.utf8).split(separator: UInt8(ascii: ",")).reduce(into: []) { directives, item in
            directives.formUnion(Self(rules: item))
        }
    }

    /// Rules between two commas; white space between them, though wrong, separates too.
    private init(rules: ArraySlice<UInt8>) {
        self = rules.split(whereSeparator: { Octets.isSpace($0) || $0 == UInt8(ascii: ";") })
            .reduce(into: []) { $0.formUnion(Self(word: $1)) }
    }

    private static func isEveryone(_ name: ArraySlice<UInt8>) -> Bool {
        name.elementsEqual("*".utf8) || Octets.equalIgnoringCase(name, "robots".utf8)
    }

    /// `agent` is a product token, optionally with a version.
    private static func isAgent(_ name: ArraySlice<UInt8>, _ agent: String) -> Bool {
        let token = agent.utf8.prefix { $0 != UInt8(ascii: "/") && !Octets.isSpace($0) }
        return !token.isEmpty && Octets.equalIgnoringCase(name, token)
    }
}
