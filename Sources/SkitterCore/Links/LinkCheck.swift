/// What a check of links came to.
public struct LinkCheck: Sendable {
    /// What is wrong with a link.
    public struct Flaw: Sendable, Hashable {
        /// A stable word: a ``FailureClass``, or one of ``fragment``, ``invalid``, ``status-type.property``, ``redirects``, ``noTarget``,
        /// ``robotsUnreachable``.
        public var reason: String
        /// The last status that came.
        public var status: Int?
        /// More, in words.
        public var message: String?

        /// A flaw for `reason`.
        public init(_ reason: String, status: Int? = nil, message: String? = nil) {
            self.reason = reason
            self.status = status
            self.message = message
        }

        /// The page has no element that the fragment names.
        public static let fragment = "fragment"
        /// It is no URL.
        public static let invalid = "invalid-url"
        /// The answer is one that the user does not take for good.
        public static let status = "status"
        /// Redirects lead in a circle, or on and on.
        public static let redirects = "redirects"
        /// A redirect that names no URL of http or https.
        public static let noTarget = "redirect-without-target"
        /// The robots.txt of its host could not be had, which forbids to ask for anything else there.
        public static let robotsUnreachable = "robots-unreachable"
    }

    /// A link that leads nowhere good.
    public struct Broken: Sendable, Hashable {
        /// Where it points; with a fragment where that is what is wrong.
        public var url: String
        /// What is wrong.
        public var flaw: Flaw
        /// The URLs that it was redirected to, in order.
        public var redirects: [String] = []
        /// How many pages link to it; 0 for one that the user named.
        public var pageCount = 0
        /// Some of these pages, the first in the order of their text.
        public var pages: [String] = []

        /// A link to `url` that is broken for `flaw`.
        public init(url: String, flaw: Flaw) {
            self.url = url
            self.flaw = flaw
        }
    }

    /// Why nobody can tell whether a link is good.
    public enum Doubt: String, Sendable, Hashable, CaseIterable {
        /// robots.txt forbids to ask.
        case robots
        /// It is of a pattern that is parked.
        case parked
        /// It is longer than what is asked for.
        case length
        /// It, or what it is redirected to, is out of bounds.
        case excluded
        /// The check ended before.
        case notAsked = "not-asked"
    }

    /// Links of which nobody can tell, for one reason.
    public struct Unchecked: Sendable, Hashable {
        /// The reason.
        public var doubt: Doubt
        /// How many URLs.
        public var count: Int
        /// Some of them, the first in the order of their text, where their text is known.
        public var urls: [String]

        /// `count` URLs in doubt.
        public init(doubt: Doubt, count: Int, urls: [String]) {
            self.doubt = doubt
            self.count = count
            self.urls = urls
        }
    }

    /// Pages whose links were read.
    public var pages = 0
    /// Distinct URLs that they link to.
    public var links = 0
    /// Those among them that are good.
    public var good = 0
    /// Those among them that were not asked for, since it is known from before what becomes of them.
    public var reused = 0
    /// What is broken, in the order of its text.
    public var broken: [Broken] = []
    /// What nobody can tell of.
    public var unchecked: [Unchecked] = []
    /// How it ended.
    public var ending = CrawlEnding(code: 0, cause: "finished")

    /// A check of nothing.
    public init() {}
}
