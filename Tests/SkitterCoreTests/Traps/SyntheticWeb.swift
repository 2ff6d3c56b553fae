import SkitterCore

/// A web that is a function from path to page: endless where its traps are.
struct SyntheticWeb: Sendable {
    struct Page: Sendable {
        var body: String
        var links: [String] = []
    }

    /// The page at a path with its query; nil for 404.
    let page: @Sendable (String) -> Page?

    /// The first part that has the path answers.
    init(_ parts: [@Sendable (String) -> Page?]) {
        self.page = { path in
            for part in parts { if let page = part(path) { return page } }
            return nil
        }
    }

    /// A page whose body is its text and its links.
    static func page(_ text: String, _ links: [String]) -> Page {
        Page(
            body: "<html><body>\(text)\n" + links.map { "<a href=\"\($0)\">\($0)</a>" }.joined(separator: "\n"),
            links: links)
    }

    /// Words that depend on `number` alone and are different for different numbers.
    static func prose(_ number: Int, count: Int = 12) -> String {
        let syllables = ["ka", "lo", "mi", "ne", "ru", "so", "ta", "vi", "we", "zu"]
        var dice = SplitMix64(seed: UInt64(number) &* 77 &+ 5)
        return (0..<count).map { _ in
            (0..<3).map { _ in syllables[Int(dice.next() % 10)] }.joined()
        }.joined(separator: " ")
    }

    private static func number(_ path: String, after prefix: String, before suffix: String = "") -> Int? {
        guard path.hasPrefix(prefix), path.hasSuffix(suffix), path.count >= prefix.count + suffix.count else {
            return nil
        }
        return Int(path.dropFirst(prefix.count).dropLast(suffix.count))
    }

    // MARK: - Ordinary parts

    /// A home page that names these.
    static func home(_ links: [String]) -> @Sendable (String) -> Page? {
        { $0 == "/" ? page("home", links) : nil }
    }

    /// `count` pages in a tree; only their numbers and links tell them apart.
    static func tree(_ count: Int, prefix: String = "/p/") -> @Sendable (String) -> Page? {
        { path in
            guard let n = number(path, after: prefix, before: ".html"), (0..<count).contains(n) else { return nil }
            let children = (1...8).map { 8 * n + $0 }.filter { $0 < count }
            return page("Page \(n)", children.map { "\(prefix)\($0).html" } + ["\(prefix)\((n * 7919) % count).html"])
        }
    }

    /// A list of leaves that share their links; only their numbers tell them apart.
    static func leaves(_ count: Int) -> @Sendable (String) -> Page? {
        { path in
            if path == "/leaves" { return page("all", (0..<count).map { "/leaf/\($0)" }) }
            return number(path, after: "/leaf/").flatMap { $0 < count ? page("Leaf \($0)", ["/", "/leaves"]) : nil }
        }
    }

    /// Topics of one forum with few posters: their links repeat, their words do not.
    static func forum(topics: Int) -> @Sendable (String) -> Page? {
        { path in
            if let n = number(path, after: "/forum/list.php?page=") {
                let shown = (n * 25)..<min(topics, n * 25 + 25)
                guard !shown.isEmpty else { return page("no such page", ["/"]) }
                return page(
                    "topics \(prose(n))",
                    shown.map { "/forum/topic.php?t=\($0)" }
                        + ((n + 1) * 25 < topics ? ["/forum/list.php?page=\(n + 1)"] : []))
            }
            guard path.hasPrefix("/forum/topic.php?t=") else { return nil }
            let rest = path.dropFirst("/forum/topic.php?t=".count)
            let n = Int(rest.prefix { $0.isNumber }) ?? 0
            return page(
                prose(n + 1_000_000) + (rest.hasSuffix("start=25") ? " second page" : ""),
                ["/forum/list.php?page=0", "/forum/user.php?u=\(n % 5)", "/forum/topic.php?t=\(n)&start=25"])
        }
    }

    /// An archive by the day that only its own links hold together.
    static func archive(days: Int) -> @Sendable (String) -> Page? {
        { path in
            let parts = path.split(separator: "/")
            guard parts.count == 4, parts[0] == "archive", let y = Int(parts[1]), let m = Int(parts[2]),
                let d = Int(parts[3])
            else { return nil }
            let day = (y - 2000) * 336 + (m - 1) * 28 + d - 1
            guard (0..<days).contains(day) else { return nil }
            func at(_ day: Int) -> String { "/archive/\(2000 + day / 336)/\(day / 28 % 12 + 1)/\(day % 28 + 1)" }
            return page(prose(day + 5_000_000), ["/"] + [day - 1, day + 1].filter { (0..<days).contains($0) }.map(at))
        }
    }

    /// A shop: products by two parameters, each with words of its own and the same menu.
    static func shop(products: Int) -> @Sendable (String) -> Page? {
        { path in
            if path == "/products" {
                return page("all", (0..<products).map { "/product.php?cat=\($0 % 9)&id=\($0)&lang=en" })
            }
            guard path.hasPrefix("/product.php?cat="), path.hasSuffix("&lang=en") else { return nil }
            let id = path.dropLast("&lang=en".count).reversed().prefix { $0.isNumber }.reversed()
            return Int(String(id)).map { page(prose($0 + 9_000_000, count: 20), ["/", "/products"]) }
        }
    }

    // MARK: - Traps

    /// A calendar by the month without events, for ever in both directions.
    static let calendar: @Sendable (String) -> Page? = { path in
        let parts = path.split(separator: "/")
        guard parts.count == 3, parts[0] == "cal", let y = Int(parts[1]), let m = Int(parts[2]), (1...12).contains(m)
        else {
            return nil
        }
        let names = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October"]
        let days = (1...[28, 30, 31][(y + m) % 3]).map { "<td>\($0)</td>" }.joined(separator: "\n")
        let next = m == 12 ? "/cal/\(y + 1)/01" : "/cal/\(y)/\(m < 9 ? "0" : "")\(m + 1)"
        let previous = m == 1 ? "/cal/\(y - 1)/12" : "/cal/\(y)/\(m < 11 ? "0" : "")\(m - 1)"
        return page("\(names[m % 10]) \(y) \(days)", ["/", next, previous])
    }

    /// Relative links that nest: every path of `x` and `y` is a page.
    static let nesting: @Sendable (String) -> Page? = { path in
        guard path.hasPrefix("/nest/"), path.count < 400 else { return nil }
        return Page(body: "<a href=x/>x</a> <a href=y/>y</a>", links: [path + "x/", path + "y/", "/beside.html"])
    }

    /// A few pages whose links carry a new session id each time.
    static func sessions(pages: Int) -> @Sendable (String) -> Page? {
        { path in
            guard path.hasPrefix("/app/"), let semicolon = path.firstIndex(of: ";") else { return nil }
            guard let n = Int(path[..<semicolon].dropFirst(5)), n < pages else { return nil }
            var dice = SplitMix64(seed: UInt64(path.utf8.reduce(5) { ($0 &* 31 &+ UInt64($1)) }))
            func link(_ page: Int) -> String {
                let id = String(dice.next() | 1 << 63, radix: 16) + String(dice.next() | 1 << 63, radix: 16)
                return "/app/\(page % pages);jsessionid=0\(id)"
            }
            return page("part \(prose(n))", [link(n + 1), link(n + 2), link(n)])
        }
    }

    /// A list that eight filters narrow, in every combination of them.
    static let facets: @Sendable (String) -> Page? = { path in
        guard path == "/find" || path.hasPrefix("/find?") else { return nil }
        let names = ["brand", "color", "fit", "price", "shape", "size", "sort", "stock"]
        let set = Set(path.dropFirst(6).split(separator: "&").map(String.init))
        var links = ["/"]
        for name in names {
            for value in ["a", "b"] where !set.contains("\(name)=\(value)") {
                let others = set.filter { !$0.hasPrefix("\(name)=") }
                links.append("/find?" + (Array(others) + ["\(name)=\(value)"]).sorted().joined(separator: "&"))
            }
        }
        let shown = max(0, 6 - set.count)
        return page(
            "filters \(set.sorted())", (0..<shown).map { "/thing/\("abcdef".dropFirst($0).first ?? "a")" } + links)
    }

    /// Thousands of names for one page.
    static func sameForAll(_ count: Int) -> @Sendable (String) -> Page? {
        { path in
            if path == "/all" { return page("all", (0..<count).map { "/item?id=\($0)" }) }
            return path.hasPrefix("/item?id=") ? page("no such item", ["/", "/rare.html"]) : nil
        }
    }
}
