internal import SkitterCore

extension HTTPSessionContract {
    /// What a session tells beside status, fields and body; each where its capabilities say so, and nothing where not.
    static let tellings: [Scenario] = [
        Scenario("the head is told byte for byte, or not at all", [.page, .foldedField]) { trial in
            for behaviour in [Behaviour.page, .foldedField] {
                if behaviour == .foldedField, !trial.session.capabilities.contains(.rawHeaders) { continue }
                let response = try await trial.fetch(behaviour)
                guard trial.session.capabilities.contains(.rawHeaders) else {
                    return try trial.claim.that(response.rawHead == nil, "a head is told")
                }
                let head = response.rawHead ?? []
                try trial.claim.that(head.starts(with: "HTTP/1.1 200".utf8), "it does not begin with the status line")
                try trial.claim.that(
                    head.suffix(4).elementsEqual("\r\n\r\n".utf8), "it does not end with an empty line")
            }
        },
        Scenario("the peer is told, or not at all", [.page]) { trial in
            let response = try await trial.fetch(.page)
            let url = try CrawlURL(trial.server.origin)
            let isTold = trial.session.capabilities.contains(.peerAddress)
            try trial.claim.equal(
                response.remoteAddress, isTold ? IPAddress(urlHost: url.hostname) : nil, "the address")
            try trial.claim.equal(response.remotePort, isTold ? url.effectivePort : nil, "the port")
        },
        Scenario("bytes on the wire are told, or not at all", [.page, .gzip, .chunked]) { trial in
            let (plain, coded) = (try await trial.fetch(.chunked), try await trial.fetch(.gzip))
            guard trial.session.capabilities.contains(.wireBytes) else {
                return try trial.claim.equal(plain.wireBytes, nil, "the number")
            }
            try trial.claim.equal(plain.wireBytes, plain.body.count, "the number without a coding")
            try trial.claim.that(
                (1..<coded.body.count).contains(coded.wireBytes ?? 0), "\(coded.wireBytes ?? 0) bytes of gzip")
        },
        Scenario("times follow each other, or are not told", [.page]) { trial in
            let response = try await trial.fetch(.page)
            guard trial.session.capabilities.contains(.timings) else { return }
            guard let timings = response.timings, let firstByte = response.timeToFirstByte else {
                throw ContractViolation(trial.claim.scenario, "no times are told")
            }
            let times = [.zero, timings.resolved, timings.connected, firstByte, response.totalTime]
            try trial.claim.that(zip(times, times.dropFirst()).allSatisfy { $0 <= $1 }, "\(times)")
        },
        Scenario("a connection goes to the addresses given", [.page]) { trial in
            guard trial.session.capabilities.contains(.choosesAddress) else { return }
            let port = try CrawlURL(trial.server.origin).effectivePort ?? 80
            let path = trial.server.paths[.page] ?? ""
            // A name that no name server knows: it is not asked.
            var request = FetchRequest(url: try CrawlURL("http://given.invalid:\(port)\(path)"))
            request.addresses = [IPAddress(v4: 0x7F00_0001)]
            try trial.expectPage(try await trial.session.fetch(request))
            // Nobody listens there; an open connection to the former address must not be used.
            request.addresses = [IPAddress(v4: 0x7F00_0063)]
            try await trial.claim.fails(with: .connect) { try await trial.session.fetch(request) }
            request.addresses = [IPAddress(v4: 0x7F00_0001)]
            let response = try await trial.session.fetch(request)
            try trial.expectPage(response)
            try trial.claim.equal(response.remoteAddress, request.addresses.first, "the address")
        },
    ]
}
