extension Fixtures {
    /// Saved pages for tests that need a real document.
    package enum Pages {
        /// A small article: one of each usual link, image, style and script.
        package static let article = File("Pages/article.html")
    }
}
