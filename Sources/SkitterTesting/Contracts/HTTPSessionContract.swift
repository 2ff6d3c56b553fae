package import SkitterCore

/// What every ``HTTPSession`` promises, as named scenarios that throw a ``ContractViolation``.
///
/// They run against a raw server on loopback that offers each ``Behaviour`` somewhere; a test harness says where.
package enum HTTPSessionContract {
    /// What a server must do for a scenario, to the byte. Unless said otherwise it keeps the connection open.
    package enum Behaviour: String, CaseIterable, Sendable {
        /// 200, `Content-Type: text/html`, `Content-Length`, body ``HTTPSessionContract/pageBody``.
        case page
        /// As ``page``, with `Transfer-Encoding: chunked` in place of the length.
        case chunked
        /// As ``page``, with `Content-Encoding: gzip`.
        case gzip
        /// As ``page``, with `Content-Encoding: deflate` (RFC 1950 format).
        case deflate
        /// As ``page``, without a `Content-Type`.
        case untyped
        /// As ``page``, after an informational response (103 with a `Link`).
        case informational
        /// As ``page``, without a length; the connection's end is the body's end.
        case untilClose
        /// 200 with `Content-Length: 0`.
        case empty
        /// 204 without fields.
        case noContent
        /// `text/html` whose body is the 256 byte values in order.
        case binary
        /// The status in the name, `Location: next/../page?x=1#f` and a short body.
        case redirect301, redirect302, redirect303, redirect307, redirect308
        /// 301 to a port of this host where nobody listens.
        case redirectAway
        /// 301 with a body and without `Location`.
        case redirectNowhere
        /// 401 with `WWW-Authenticate: Basic realm="x"` and a body of 12 bytes, `unauthorized`.
        case unauthorized
        /// 404 and 500 with a body of 9 bytes, `not found`, and of 6, `failed`.
        case notFound, failed
        /// 200 with a body of ``HTTPSessionContract/largeBytes`` bytes.
        case large
        /// 200, `text/html`, `Content-Encoding: gzip`: a stream that inflates to more than a gigabyte.
        case bomb
        /// 200, `image/png`, a length of 1 GiB; some bytes, then silence on an open connection.
        case image
        /// 200, `text/html`, `Content-Length: 100`, 20 bytes, end of the connection.
        case cutShort
        /// 200, `text/html`, chunked: one chunk of 5 bytes, end of the connection.
        case cutShortChunked
        /// 200, `text/html`, `Content-Length: 100`, 20 bytes, reset.
        case resetInBody
        /// 200, `text/html`, `Content-Length: 1000000`, then a byte every 20 ms.
        case trickle
        /// A status line and, for ever, a field line every 20 ms.
        case trickledHead
        /// Takes the request and says nothing.
        case silence
        /// The end of the connection in place of a response, orderly and by reset.
        case hangUp, reset
        /// Lines that are no HTTP: `SSH-2.0-OpenSSH_9.2`, end of the connection.
        case noise
        /// A status line and field lines without end, as fast as the connection takes them.
        case headFlood
        /// The end of the connection within a field line.
        case headCutShort
        /// As ``chunked``, with a trailer field after the last chunk (RFC 9112, section 7.1.2).
        case trailers
        /// 200 with `Content-Length: 9223372036854775807`, 5 bytes, end of the connection.
        case hugeLength
        /// 301 whose `Location` is the IPv6 reference `//[::1]/x`.
        case redirectToIPv6
    }

    /// Where a server is and where it offers what.
    package struct Server: Sendable {
        /// `http://127.0.0.1:1234`
        package var origin: String
        /// The path of each behaviour that the server offers.
        package var paths: [Behaviour: String]
        /// Connections accepted so far, where the server counts them.
        package var connections: (@Sendable () async -> Int)?

        /// A server at `origin`.
        package init(origin: String, paths: [Behaviour: String], connections: (@Sendable () async -> Int)? = nil) {
            self.origin = origin
            self.paths = paths
            self.connections = connections
        }
    }

    /// What a kind of session may lack although the contract asks for it. Each is named in its documentation.
    package struct Weaknesses: OptionSet, Hashable, Sendable {
        package let rawValue: UInt8

        package init(rawValue: UInt8) {
            self.rawValue = rawValue
        }

        /// Some heads of responses end the process. Their scenarios must not be run in the process of the tests.
        package static let diesOfSomeHeads = Weaknesses(rawValue: 1)
        /// A redirect's status is not known before its body has ended.
        package static let redirectsComeLate = Weaknesses(rawValue: 2)
    }

    /// One promise.
    package struct Scenario: Sendable, CustomStringConvertible {
        package let description: String
        /// What the server must offer.
        package let needs: Set<Behaviour>
        /// Sessions with one of these weaknesses do not keep the promise.
        package let beyond: Weaknesses
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
        package func run(on server: Server, _ makeSession: @Sendable () -> any HTTPSession) async throws {
            try await self.body(Trial(session: makeSession(), server: server, claim: Claim(self.description)))
        }
    }

    /// The scenarios that a session with these weaknesses must keep on `server`.
    package static func scenarios(for weaknesses: Weaknesses = [], on server: Server) -> [Scenario] {
        self.allScenarios.filter { $0.needs.isSubset(of: server.paths.keys) && $0.beyond.isDisjoint(with: weaknesses) }
    }

    /// All promises.
    package static let allScenarios = wholeBodies + statuses + cuts + ends + limits

    /// The body of ``Behaviour/page`` and its like: 1,300 bytes.
    package static let pageBody = Array(String(repeating: "<p>skitter</p>\n", count: 1_300 / 15 + 1).utf8.prefix(1_300))

    /// The length of the body of ``Behaviour/large``: 10 MiB.
    package static let largeBytes = 10 * 1_024 * 1_024
}
