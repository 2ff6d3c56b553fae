import Skitter

let seeds = Array(CommandLine.arguments.dropFirst())
try await Crawler().run(seeds: seeds) { events in
    for try await batch in events {
        for case .failed(let page) in batch {
            print(page.status ?? 0, page.url, "named by", page.parent ?? "you")
        }
    }
}
