/// Which links lead a crawl on. One table, for `crawl`, `explain` and the documentation:
///
/// | element and attribute | followed | why |
/// |---|---|---|
/// | `a href`, `area href` | yes | a link to a document |
/// | `iframe src`, `frame src` | yes | a document shown in this one |
/// | `meta http-equiv=refresh`, `Refresh` header field | yes | the page sends its readers there |
/// | `Location` of a redirect | yes, at the same depth | the page is there |
/// | `link href`, `img`, `script`, `source`, `video`, `audio`, `track`, `embed`, `object`, `input` | by `links` alone | what a page needs to be shown, or mentions |
/// | everything else (`form action`, `cite`, …) | no | not where a page leads |
///
/// A followed link is left out when it says `rel=nofollow`, or when the page does (`meta robots`, `X-Robots-Tag`); a check of
/// links asks for it all the same.
public enum FollowRules {
    /// How a followed link is named in records, or nil where the link is not followed.
    public static func source(of link: RawLink) -> LinkSource? {
        switch (link.element, link.attribute) {
        case (.a, .href): .a
        case (.area, .href): .area
        case (.iframe, .src): .iframe
        case (.frame, .src): .frame
        default: nil
        }
    }

    /// The same for what a page needs to be shown or kept, which a check of links asks for too.
    public static func requisite(of link: RawLink) -> LinkSource? {
        switch (link.element, link.attribute) {
        // No document lies there: they name an origin to get ready for.
        case (.link, .href) where !link.flags.isDisjoint(with: [.preconnect, .dnsPrefetch]): nil
        case (.link, .href), (.link, .imagesrcset): .link
        case (.img, .src), (.img, .srcset): .img
        case (.source, .src), (.source, .srcset): .source
        case (.script, .src): .script
        case (.video, .src), (.video, .poster): .video
        case (.audio, .src): .audio
        case (.track, .src): .track
        case (.embed, .src): .embed
        case (.object, .data): .object
        case (.input, .src): .input
        default: nil
        }
    }
}
