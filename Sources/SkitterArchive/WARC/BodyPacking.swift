internal import SkitterCompression
internal import SkitterCore

/// Tells bodies that are compressed already, which deflating would cost time and gain nothing.
enum BodyPacking {
    /// How a body under this head is packed. A head that lies costs room, nothing else.
    static func packing(of head: MessageHead) -> GzipMemberWriter.Packing {
        if let coding = head.fields["Content-Encoding"], !coding.isEmpty, coding.lowercased() != "identity" {
            return .stored
        }
        guard let type = head.fields["Content-Type"].flatMap({ MediaType($0) })?.essence else { return .compressed }
        return BodyPacking.isCompressed(type) ? .stored : .compressed
    }

    private static func isCompressed(_ type: String) -> Bool {
        switch type {
        case "application/gzip", "application/x-gzip", "application/zip", "application/x-7z-compressed",
            "application/x-bzip2", "application/x-xz", "application/zstd", "application/vnd.rar",
            "application/java-archive", "application/epub+zip", "font/woff", "font/woff2", "application/font-woff",
            "application/font-woff2":
            true
        case "image/jpeg", "image/png", "image/gif", "image/webp", "image/avif", "image/heic", "image/jxl": true
        default:
            type.hasPrefix("video/") || type.hasPrefix("application/vnd.openxmlformats-officedocument.")
                || (type.hasPrefix("audio/") && type != "audio/wav" && type != "audio/midi")
        }
    }
}
