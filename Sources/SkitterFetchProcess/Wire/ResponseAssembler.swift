package import SkitterCore

/// Puts the answers of one worker together again, and checks what it claims: a worker that was taken over by what it read
/// cannot make its parent keep more than was asked for.
package struct ResponseAssembler: Sendable {
    /// A request that the worker is done with.
    package struct Ended: Sendable {
        package let id: UInt64
        /// What came; nil where nobody wants it any more.
        package let result: Result<FetchResponse, FetchError>?
    }

    private struct Partial: Sendable {
        var response: FetchResponse
        /// Bytes of body that are still to come.
        var missing: UInt64
        var isWanted: Bool

        func ended(_ id: UInt64) -> Ended {
            Ended(id: id, result: self.isWanted ? .success(self.response) : nil)
        }
    }

    private var frames = FrameReader()
    private var partials: [UInt64: Partial] = [:]

    /// A worker that has said nothing.
    package init() {}

    /// Takes the next bytes of the worker's output.
    package mutating func append(_ bytes: UnsafeRawBufferPointer) {
        self.frames.append(bytes)
    }

    /// What the bytes so far say that was not told before. `limit` knows how long the body of a request may be, nil where
    /// nobody waits for it.
    package mutating func answers(
        limit: (UInt64) -> Int?
    ) throws(WireError) -> (hello: UInt16?, ended: [Ended]) {
        var hello: UInt16?
        var ended: [Ended] = []
        var partials: [UInt64: Partial] = [:]
        swap(&partials, &self.partials)
        defer { self.partials = partials }
        while try self.frames.next({ (kind, fields) throws(WireError) in
            switch try WorkerAnswer(kind: kind, fields: fields) {
            case .hello(let version):
                hello = version
            case .failure(let id, let error):
                partials[id] = nil
                ended.append(Ended(id: id, result: .failure(error)))
            case .head(let id, let response, let bodyBytes):
                let limit = limit(id)
                if let limit, bodyBytes > UInt64(max(0, limit)) { throw WireError("a body beyond its limit") }
                let partial = Partial(response: response, missing: bodyBytes, isWanted: limit != nil)
                if bodyBytes == 0 { ended.append(partial.ended(id)) } else { partials[id] = partial }
            case .body(let id, let bytes):
                guard var partial = partials.removeValue(forKey: id) else { throw WireError("a body without a head") }
                guard UInt64(bytes.count) <= partial.missing else { throw WireError("a body beyond its length") }
                if partial.isWanted {
                    if partial.response.body.isEmpty { partial.response.body.reserveCapacity(Int(partial.missing)) }
                    partial.response.body.append(contentsOf: bytes)
                }
                partial.missing -= UInt64(bytes.count)
                if partial.missing == 0 { ended.append(partial.ended(id)) } else { partials[id] = partial }
            }
        }) {}
        return (hello, ended)
    }
}
