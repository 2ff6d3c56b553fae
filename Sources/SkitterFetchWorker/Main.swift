/// `skitter-fetch-worker`: the process that holds URLSession, so that what ends it costs no crawl. Started by `skitter`.
@main
enum Main {
    static func main() {
        FetchServer.serve()
    }
}
