/// The media type of a file by the end of its name.
enum ContentTypes {
    /// HTML goes out without a charset: a saved page says its own.
    private static let types = [
        "html": "text/html", "htm": "text/html", "xhtml": "application/xhtml+xml", "css": "text/css",
        "js": "text/javascript", "mjs": "text/javascript", "json": "application/json", "xml": "application/xml",
        "rss": "application/rss+xml", "atom": "application/atom+xml", "txt": "text/plain", "md": "text/markdown",
        "csv": "text/csv", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif",
        "svg": "image/svg+xml", "webp": "image/webp", "avif": "image/avif", "ico": "image/x-icon",
        "pdf": "application/pdf", "zip": "application/zip", "gz": "application/gzip", "woff": "font/woff",
        "woff2": "font/woff2", "mp4": "video/mp4", "webm": "video/webm", "mp3": "audio/mpeg",
        "wasm": "application/wasm",
        "webmanifest": "application/manifest+json",
    ]

    static func type(of path: String) -> String {
        let name = path.split(separator: "/").last ?? ""
        guard let dot = name.lastIndex(of: ".") else { return "application/octet-stream" }
        return Self.types[name[name.index(after: dot)...].lowercased()] ?? "application/octet-stream"
    }
}
