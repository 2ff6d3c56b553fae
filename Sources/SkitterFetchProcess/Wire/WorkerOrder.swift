package import SkitterCore

/// A frame to a worker.
package enum WorkerOrder: Sendable {
    /// The first: what both ends speak, and how many connections a host gets.
    case hello(version: UInt16, connectionsPerHost: Int)
    /// Fetch this; each id is used once in a worker's life.
    case request(UInt64, FetchRequest)
    /// The answer to a request is not wanted any more.
    case cancel(UInt64)

    /// Appends this frame to `writer`.
    package func write(to writer: inout ByteWriter) {
        switch self {
        case .hello(let version, let connectionsPerHost):
            writer.frame(0x01) { frame in
                frame.number(version)
                frame.number(UInt32(clamping: connectionsPerHost))
            }
        case .request(let id, let request):
            writer.frame(0x02) { frame in
                frame.number(id)
                frame.number(request.timeout.wholeNanoseconds)
                frame.number(Int64(request.bodyLimitBytes))
                switch request.wanted {
                case .all:
                    frame.number(UInt8(0))
                case .types(let types):
                    frame.number(UInt8(1))
                    frame.number(UInt32(truncatingIfNeeded: types.count))
                    for type in types.sorted() { frame.string(type) }
                }
                frame.string(request.url.href)
                frame.fields(request.fields)
            }
        case .cancel(let id):
            writer.frame(0x03) { $0.number(id) }
        }
    }

    /// The frame of this kind with these fields.
    package init(kind: UInt8, fields: ArraySlice<UInt8>) throws(WireError) {
        var reader = ByteReader(fields)
        switch kind {
        case 0x01:
            self = .hello(version: try reader.number(), connectionsPerHost: Int(try reader.number(UInt32.self)))
        case 0x02:
            let id = try reader.number(UInt64.self)
            self = .request(id, try reader.request())
        case 0x03:
            self = .cancel(try reader.number())
        default:
            throw WireError("an order of kind \(kind)")
        }
        try reader.end()
    }
}

extension ByteReader {
    fileprivate mutating func request() throws(WireError) -> FetchRequest {
        let timeout = Duration.nanoseconds(try self.number(Int64.self))
        let limit = Int(clamping: try self.number(Int64.self))
        var wanted = WantedBodies.all
        if try self.number(UInt8.self) != 0 {
            var types: Set<String> = []
            for _ in 0..<(try self.count(bytesEach: 4)) { types.insert(try self.string()) }
            wanted = .types(types)
        }
        let href = try self.string()
        guard let url = try? CrawlURL(href) else { throw WireError("a request for what is no URL") }
        return FetchRequest(
            url: url, fields: try self.fields(), timeout: timeout, bodyLimitBytes: limit, wanted: wanted)
    }
}
