import SkitterSettings

extension OptionTable {
    /// A few options of each kind, as `crawl` has them.
    static let example = OptionTable(
        [
            SettableOption(key: "seeds", spellings: [], kind: .words, isRepeating: true),
            SettableOption(key: "input-file", spellings: ["--input-file", "-i"], isRepeating: true),
            SettableOption(key: "max-pages", spellings: ["--max-pages"]),
            SettableOption(key: "max-pages-per-host", spellings: ["--max-pages-per-host"]),
            SettableOption(key: "delay", spellings: ["--delay", "-w"]),
            SettableOption(key: "delay-of", spellings: ["--delay-of"], isRepeating: true),
            SettableOption(key: "per-host-of", spellings: ["--per-host-of"], isRepeating: true),
            SettableOption(key: "header-of", spellings: ["--header-of"], isRepeating: true),
            SettableOption(key: "robots", spellings: ["--robots"], choices: ["on", "off"], defaultText: "on"),
            SettableOption(key: "include", spellings: ["--include"], isRepeating: true),
            SettableOption(key: "header", spellings: ["--header", "-H"], isRepeating: true),
            SettableOption(key: "insecure", spellings: ["--insecure", "-k"], kind: .flag(negation: nil)),
            SettableOption(
                key: "cookies", spellings: ["--cookies", "--no-cookies"], kind: .flag(negation: "--no-cookies")),
            SettableOption(key: "quiet", spellings: ["--quiet", "-q"], kind: .flag(negation: nil)),
            SettableOption(key: "resume", spellings: ["--resume"], kind: .flag(negation: nil)),
        ], except: ["resume"])
}
