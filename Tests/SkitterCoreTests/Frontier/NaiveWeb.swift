import SkitterCore

/// A random web and what a crawl of it must come to, by plain breadth-first search.
struct NaiveWeb {
    enum Page {
        case links([Int])
        case redirect(Int)
        case missing
    }

    let pages: [Page]

    /// Of 12 pages about 1 + `redirects` are redirects.
    init(pages count: Int, redirects: Int, using generator: inout SplitMix64) {
        self.pages = (0..<count).map { index in
            switch Int.random(in: 0..<12, using: &generator) {
            case 0...redirects where index > 0: .redirect(Int.random(in: 0..<count, using: &generator))
            case 11 where index > 0: .missing
            default:
                .links(
                    (0..<Int.random(in: 0...4, using: &generator)).map { _ in
                        Int.random(in: 0..<count, using: &generator)
                    })
            }
        }
    }

    /// The least depth of every page within both limits; a redirect costs none, but only so many may follow each other.
    func depths(limit: Int?, maxRedirects: Int) -> [Int: Int] {
        var known: [Int: (depth: Int, hops: Int)] = [0: (0, 0)]
        func isFetched(_ page: Int) -> Bool {
            guard let place = known[page] else { return false }
            return place.depth <= limit ?? .max && place.hops <= maxRedirects
        }
        var changed = true
        while changed {
            changed = false
            for (page, place) in known where isFetched(page) {
                let next: [(Int, Int, Int)] =
                    switch self.pages[page] {
                    case .links(let links): links.map { ($0, place.depth + 1, 0) }
                    case .redirect(let target): [(target, place.depth, place.hops + 1)]
                    case .missing: []
                    }
                for (target, depth, hops) in next {
                    let before = known[target] ?? (.max, .max)
                    guard depth < before.depth || hops < before.hops else { continue }
                    known[target] = (min(depth, before.depth), min(hops, before.hops))
                    changed = true
                }
            }
        }
        return known.filter { isFetched($0.key) }.mapValues(\.depth)
    }
}
