package import SkitterCore

/// A frame from a worker.
package enum WorkerAnswer: Sendable {
    /// The first.
    case hello(version: UInt16)
    /// All of a response but its body, which follows and is this long.
    case head(UInt64, FetchResponse, bodyBytes: UInt64)
    /// The next bytes of a body.
    case body(UInt64, ArraySlice<UInt8>)
    /// A request without a response.
    case failure(UInt64, FetchError)

    /// Appends this frame to `writer`.
    package func write(to writer: inout ByteWriter) {
        switch self {
        case .hello(let version):
            writer.frame(0x81) { $0.number(version) }
        case .head(let id, let response, let bodyBytes):
            writer.frame(0x82) { frame in
                frame.number(id)
                frame.number(Int32(truncatingIfNeeded: response.status))
                frame.number(response.timeToFirstByte?.wholeNanoseconds ?? -1)
                frame.number(response.totalTime.wholeNanoseconds)
                frame.string(response.truncation?.rawValue ?? "")
                frame.fields(response.fields)
                frame.number(bodyBytes)
            }
        case .body(let id, let bytes):
            writer.frame(0x83) { frame in
                frame.number(id)
                frame.raw(bytes)
            }
        case .failure(let id, let error):
            writer.frame(0x84) { frame in
                frame.number(id)
                frame.string(error.code.description)
                frame.string(error.message)
            }
        }
    }

    /// The frame of this kind with these fields.
    package init(kind: UInt8, fields: ArraySlice<UInt8>) throws(WireError) {
        var reader = ByteReader(fields)
        switch kind {
        case 0x81:
            self = .hello(version: try reader.number())
        case 0x82:
            let id = try reader.number(UInt64.self)
            self = .head(id, try reader.response(), bodyBytes: try reader.number())
        case 0x83:
            self = .body(try reader.number(), reader.remainder)
            return
        case 0x84:
            let id = try reader.number(UInt64.self)
            let code = FetchError.Code(try reader.string()) ?? .other
            self = .failure(id, FetchError(code, try reader.string()))
        default:
            throw WireError("an answer of kind \(kind)")
        }
        try reader.end()
    }
}

extension ByteReader {
    fileprivate mutating func response() throws(WireError) -> FetchResponse {
        var response = FetchResponse(status: Int(try self.number(Int32.self)))
        let firstByte = try self.number(Int64.self)
        response.timeToFirstByte = firstByte < 0 ? nil : .nanoseconds(firstByte)
        response.totalTime = .nanoseconds(try self.number(Int64.self))
        let truncation = try self.string()
        if !truncation.isEmpty {
            response.truncation = Truncation(rawValue: truncation)
            guard response.truncation != nil else { throw WireError("an unknown truncation") }
        }
        response.fields = try self.fields()
        return response
    }
}
