/// Which links lead a crawl on. One table, for `crawl`, `explain` and the documentation:
///
/// | element and attribute | followed | why |
/// |---|---|---|
/// | `a href`, `area href` | yes | a link to a document |
/// | `iframe src`, `frame src` | yes | a document shown in this one |
/// | `meta http-equiv=refresh`, `Refresh` header field | yes | the page sends its readers there |
/// | `Location` of a redirect | yes, at the same depth | the page is there |
/// | everything else (`link`, `img`, `script`, `form`, …) | no | what a page needs or mentions, not where it leads |
///
/// A followed link is left out when it says `rel=nofollow`, or when the page does (`meta robots`, `X-Robots-Tag`).
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
}
