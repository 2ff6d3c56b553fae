public import SkitterCore

/// What every `HTTPSession` promises, as named scenarios that throw a ``ContractViolation``.
///
/// They run against a raw server on loopback that offers each ``Behaviour`` somewhere; a test harness says where.
public enum HTTPSessionContract {
    /// What a server must do for a scenario. Unless said otherwise it answers 200 with `Content-Type: text/html` and a
    /// length, and keeps the connection open. A *page* begins with `<!DOCTYPE html>` and ends with `</html>` and a line
    /// feed.
    public enum Behaviour: String, CaseIterable, Sendable {
        /// A page.
        case page
        /// A page in chunks, without a trailer.
        case chunked
        /// A page in chunks, with a trailer field behind them (RFC 9112, section 7.1.2).
        case trailers
        /// A page with `Content-Encoding: gzip`.
        case gzip
        /// A page with `Content-Encoding: deflate` (with the wrapper of RFC 1950).
        case deflate
        /// A page without a `Content-Type`.
        case untyped
        /// A page after informational responses (100, 103).
        case informational
        /// A page without a length, ended by the end of the connection.
        case untilClose
        /// A page on a connection that is promised to stay, and then ended.
        case brokenPromise
        /// `Content-Length: 100`, then a longer body.
        case tooLong
        /// No body.
        case empty
        /// 204.
        case noContent
        /// 65,536 bytes that are no UTF-8, labelled `text/html`.
        case binary
        /// The status in the name, `Location: next/../page?x=1#f`, and a short body.
        case redirect301, redirect302, redirect303, redirect307, redirect308
        /// 301 to a port of this host where nobody listens.
        case redirectAway
        /// A redirect with a body and without `Location`.
        case redirectNowhere
        /// A redirect whose `Location` is the reference `//[::1]/x`.
        case redirectToIPv6
        /// 401 with `WWW-Authenticate: Basic realm="x"` and the body `unauthorized`.
        case unauthorized
        /// 404 and 500, with a body.
        case notFound, failed
        /// ``Server/largeBytes`` bytes.
        case large
        /// `Content-Encoding: gzip`: a stream that inflates to a hundred megabytes or more.
        case bomb
        /// `image/png` with a length of 1 GiB; some bytes, then silence.
        case image
        /// Less than its `Content-Length`, then the end of the connection.
        case cutShort
        /// Chunks without the last one, then the end of the connection.
        case cutShortChunked
        /// Less than its `Content-Length`, then a reset.
        case resetInBody
        /// A byte of body every 20 ms, for a minute or more.
        case trickle
        /// A head of which a byte comes every 100 ms.
        case trickledHead
        /// Takes the request and says nothing.
        case silence
        /// The end of the connection in place of a response, orderly and by reset.
        case hangUp, reset
        /// A line that is no HTTP, then the end of the connection.
        case noise
        /// A megabyte or more of field lines.
        case headFlood
        /// The end of the connection within a field line.
        case headCutShort
        /// `Content-Length: 9223372036854775807`, 5 bytes, the end of the connection.
        case hugeLength
        /// A page with `Content-Encoding: br`, `zstd`, `gzip, br`; gzip of two members; deflate without its wrapper.
        case brotli, zstd, gzipInBrotli, gzipMembers, rawDeflate
        /// `Content-Encoding: gzip` and a length of 0.
        case emptyGzip
        /// `Content-Encoding: br`: a stream of a few bytes that inflates to a hundred megabytes.
        case brotliBomb
        /// The same, zstd.
        case zstdBomb
        /// A gzip stream that ends early although the message is whole; one that is broken; a page that is not gzip though
        /// it says so; a coding that nobody knows.
        case gzipCutShort, gzipBroken, notGzip, unknownCoding
        /// An HTTP/1.0 page that is ended by the end of the connection.
        case oldVersion
        /// A page that begins without a status line (HTTP/0.9).
        case noStatusLine
        /// Two equal `Content-Length` lines; two that differ; one that is no number, negative, beyond 64 bits.
        case equalLengths, differingLengths, wordLength, negativeLength, absurdLength
        /// A `Content-Length` on a folded line.
        case foldedLength
        /// Chunks, with a `Content-Length` of 10 beside: the chunks count (RFC 9112, section 6.3).
        case chunkedAndLength
        /// `Transfer-Encoding: gzip, chunked`.
        case unknownTransferCoding
        /// A chunk's size that is no number, absent, beyond 64 bits; a chunk longer than its size; the end of the connection
        /// within a size.
        case badChunkSize, noChunkSize, absurdChunkSize, longChunk, chunkSizeCutShort
        /// A megabyte of chunk extension; of trailer.
        case extensionFlood, trailerFlood
        /// A NUL in a field's value; a CR in it.
        case nulInField, crInField
        /// A field folded over two lines: `X-Folded: one` and `two`.
        case foldedField
        /// `X-Tight:value` and a value with the byte E9.
        case oddFields
        /// A hundred informational responses; five thousand short field lines.
        case informationalFlood, fieldFlood
        /// 204 and 304, each with a length and a body of 8 bytes that must not come.
        case noContentWithBody, notModifiedWithBody
        /// A page of which a second response follows at once.
        case twoResponses
        /// 302 with a `Location` and ten megabytes of body.
        case hugeRedirect
        /// `image/png` of 4 bytes.
        case smallImage
        /// 302 to `file:///etc/passwd`; to a target with blanks and bytes that are no ASCII.
        case redirectToFile, redirectOddly
    }

    /// Where a server is and where it offers what.
    public struct Server: Sendable {
        /// `http://127.0.0.1:1234`
        public var origin: String
        /// The path of each behaviour that the server offers.
        public var paths: [Behaviour: String]
        /// The length of the body of ``Behaviour/large``.
        public var largeBytes = 10_000_000
        /// Connections accepted so far, where the server counts them.
        public var connections: (@Sendable () async -> Int)?

        /// A server at `origin`.
        public init(origin: String, paths: [Behaviour: String], connections: (@Sendable () async -> Int)? = nil) {
            self.origin = origin
            self.paths = paths
            self.connections = connections
        }
    }

    /// What a kind of session may lack although the contract asks for it. Each is named in its documentation.
    public struct Weaknesses: OptionSet, Hashable, Sendable {
        /// The bits.
        public let rawValue: UInt8

        /// The bits.
        public init(rawValue: UInt8) {
            self.rawValue = rawValue
        }

        /// Some responses end the process. Their scenarios must not be run in the process of the tests.
        public static let diesOfSomeResponses = Weaknesses(rawValue: 1)
        /// Some responses that break HTTP where data would be wrong are taken for whole pages.
        public static let isLenient = Weaknesses(rawValue: 2)
        /// Knows gzip and deflate alone, or only their common forms.
        public static let knowsFewCodings = Weaknesses(rawValue: 4)
    }

    /// One promise.
    public struct Scenario: Sendable, CustomStringConvertible {
        /// What is promised.
        public let description: String
        /// What the server must offer.
        public let needs: Set<Behaviour>
        /// Sessions with one of these weaknesses do not keep the promise.
        public let beyond: Weaknesses
        private let body: @Sendable (Trial) async throws -> Void

        init(
            _ name: String, _ needs: Set<Behaviour> = [], beyond: Weaknesses = [],
            _ body: @escaping @Sendable (Trial) async throws -> Void
        ) {
            self.description = name
            self.needs = needs
            self.beyond = beyond
            self.body = body
        }

        /// Tries the promise with a session made by `makeSession`.
        public func run(on server: Server, _ makeSession: @Sendable () -> any HTTPSession) async throws {
            try await self.body(Trial(session: makeSession(), server: server, claim: Claim(self.description)))
        }
    }

    /// The scenarios that a session with these weaknesses must keep on `server`.
    public static func scenarios(for weaknesses: Weaknesses = [], on server: Server) -> [Scenario] {
        self.allScenarios.filter { $0.needs.isSubset(of: server.paths.keys) && $0.beyond.isDisjoint(with: weaknesses) }
    }

    /// All promises.
    public static let allScenarios =
        wholeBodies + statuses + cuts + ends + limits + codings + framing + heads + tellings
}
