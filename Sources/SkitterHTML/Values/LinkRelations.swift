package import SkitterCore

/// The flags of a `rel` value: its tokens, split at ASCII white space, compared without regard to ASCII case (HTML,
/// "Link types").
package enum LinkRelations {
    package static func flags(_ rel: Span<UInt8>) -> LinkFlags {
        var flags: LinkFlags = []
        var position = 0
        while position < rel.count {
            while position < rel.count, ASCII.isWhitespace(rel[position]) { position += 1 }
            let start = position
            while position < rel.count, !ASCII.isWhitespace(rel[position]) { position += 1 }
            if position > start { flags.formUnion(Self.flag(rel.extracting(start..<position))) }
        }
        return flags
    }

    private static func flag(_ token: Span<UInt8>) -> LinkFlags {
        switch token.count {
        case 3:
            ASCII.equalsIgnoringCase(token, "ugc") ? .ugc : []
        case 4:
            ASCII.equalsIgnoringCase(token, "next")
                ? .next
                : ASCII.equalsIgnoringCase(token, "prev")
                    ? .prev
                    : ASCII.equalsIgnoringCase(token, "icon") ? .icon : []
        case 6:
            ASCII.equalsIgnoringCase(token, "search") ? .search : []
        case 7:
            ASCII.equalsIgnoringCase(token, "preload")
                ? .preload
                : ASCII.equalsIgnoringCase(token, "amphtml") ? .amphtml : []
        case 8:
            ASCII.equalsIgnoringCase(token, "nofollow")
                ? .nofollow
                : ASCII.equalsIgnoringCase(token, "prefetch")
                    ? .prefetch
                    : ASCII.equalsIgnoringCase(token, "manifest")
                        ? .manifest
                        : ASCII.equalsIgnoringCase(token, "previous")
                            ? .prev
                            : ASCII.equalsIgnoringCase(token, "pingback") ? .pingback : []
        case 9:
            ASCII.equalsIgnoringCase(token, "canonical")
                ? .canonical
                : ASCII.equalsIgnoringCase(token, "alternate")
                    ? .alternate
                    : ASCII.equalsIgnoringCase(token, "sponsored") ? .sponsored : []
        case 10:
            ASCII.equalsIgnoringCase(token, "stylesheet")
                ? .stylesheet
                : ASCII.equalsIgnoringCase(token, "preconnect") ? .preconnect : []
        case 12:
            ASCII.equalsIgnoringCase(token, "dns-prefetch") ? .dnsPrefetch : []
        case 13:
            ASCII.equalsIgnoringCase(token, "modulepreload") ? .modulepreload : []
        default:
            []
        }
    }
}
