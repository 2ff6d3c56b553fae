internal import SkitterCompression
internal import SkitterCore
internal import SkitterDigest

extension WARCWriter {
    /// What is known of an exchange before it is packed.
    struct Capture {
        var responseID, requestID: WARCRecordID
        var head: MessageHead
        /// The digest of the payload; nil where readers would not find it where it is.
        var payloadDigest: Digest?
        /// The record that holds this payload already.
        var original: PayloadMemory.Original?
        /// The digest under which this payload is remembered once it is written.
        var rememberedDigest: Digest?
        /// What an indexer would give as the digest.
        var indexDigest: String?

        func asOriginal(of exchange: WARCExchange) -> PayloadMemory.Original {
            PayloadMemory.Original(
                id: self.responseID, startedMicroseconds: exchange.startedMicroseconds, url: exchange.url)
        }
    }

    /// Judges `exchange`: is its payload well-defined, and is it stored already?
    ///
    /// A head that is cut has no payload. In a head with an empty line amid it, readers take what follows for the body:
    /// there is no telling, so that no payload digest is claimed. A truncated payload is neither a revisit nor the
    /// original of one: that the rest would be equal is not known.
    mutating func capture(_ exchange: WARCExchange) -> Capture {
        let head = MessageHead(exchange.responseHead)
        let responseID = WARCRecordID(using: &self.generator)
        let requestID = WARCRecordID(using: &self.generator)
        // The payload is that of an earlier exchange (ISO 28500, 6.7.3), whose digest nobody here knows.
        if exchange.unchangedSinceMicroseconds != nil {
            return Capture(responseID: responseID, requestID: requestID, head: head)
        }
        guard head.isComplete, head.length == exchange.responseHead.count else {
            // Readers know the block only.
            let head = MessageHead(exchange.responseHead + exchange.body.prefix(WARCReader.headLimitBytes))
            return Capture(
                responseID: responseID, requestID: requestID, head: head,
                indexDigest: WARCWriter.digestByReaders(exchange, headLength: head.length))
        }
        let payload = exchange.payload ?? exchange.body
        let digest = self.packer.digest(of: payload)
        var capture = Capture(
            responseID: responseID, requestID: requestID, head: head, payloadDigest: digest,
            indexDigest: digest.warcText)
        if exchange.truncation == nil, !payload.isEmpty, self.configuration.rememberedPayloads > 0 {
            capture.original = self.payloads.original(of: digest)
            if capture.original == nil { capture.rememberedDigest = digest }
        }
        return capture
    }

    mutating func packInformation(startedMicroseconds: Int64) {
        let id = WARCRecordID(using: &self.generator)
        var fields: [UInt8] = []
        for (name, value) in self.configuration.information {
            fields.append(contentsOf: "\(name): \(value)".utf8.map { $0 < 0x20 || $0 == 0x7F ? 0x20 : $0 })
            fields.append(contentsOf: "\r\n".utf8)
        }
        self.packer.begin("warcinfo", id: id, dateMicroseconds: startedMicroseconds)
        self.packer.field("WARC-Filename", self.fileName.description)
        self.packer.end(contentType: "application/warc-fields", block: fields, to: &self.output)
        self.informationID = id.description
    }

    mutating func packResponse(_ capture: Capture, of exchange: WARCExchange) {
        if let time = exchange.unchangedSinceMicroseconds {
            return self.packUnchanged(capture, of: exchange, since: time)
        }
        self.packer.begin(
            capture.original == nil ? "response" : "revisit", id: capture.responseID,
            dateMicroseconds: exchange.startedMicroseconds)
        self.packFields(of: exchange)
        if let original = capture.original {
            self.packer.field(
                "WARC-Profile", "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest")
            self.packer.field("WARC-Refers-To", original.id.description)
            self.packer.field("WARC-Refers-To-Target-URI", original.url)
            self.packer.field("WARC-Refers-To-Date", UTCTime.text(original.startedMicroseconds))
            // ISO 28500, 6.7.2: this is the reason where a revisit keeps the head and leaves the payload out.
            self.packer.field("WARC-Truncated", "length")
        } else if let truncation = exchange.truncation {
            self.packer.field("WARC-Truncated", WARCWriter.reason(truncation))
        }
        if let digest = capture.payloadDigest { self.packer.field("WARC-Payload-Digest", digest.warcText) }
        self.packer.end(
            contentType: "application/http;msgtype=response", block: exchange.responseHead,
            rest: capture.original == nil ? exchange.body : [], packing: BodyPacking.packing(of: capture.head),
            to: &self.output)
    }

    /// A revisit that holds what the server said, and names the capture that holds what has not changed: by its URL and date,
    /// for its id is in another archive.
    private mutating func packUnchanged(_ capture: Capture, of exchange: WARCExchange, since time: Int64) {
        self.packer.begin("revisit", id: capture.responseID, dateMicroseconds: exchange.startedMicroseconds)
        self.packFields(of: exchange)
        self.packer.field("WARC-Profile", "http://netpreserve.org/warc/1.1/revisit/server-not-modified")
        self.packer.field("WARC-Refers-To-Target-URI", exchange.url)
        self.packer.field("WARC-Refers-To-Date", UTCTime.text(time))
        self.packer.end(
            contentType: "application/http;msgtype=response", block: exchange.responseHead, to: &self.output)
    }

    mutating func packRequest(_ capture: Capture, of exchange: WARCExchange) {
        self.packer.begin("request", id: capture.requestID, dateMicroseconds: exchange.startedMicroseconds)
        self.packFields(of: exchange)
        // One of the two suffices: the association holds in both directions (ISO 28500, 5.7).
        self.packer.field("WARC-Concurrent-To", capture.responseID.description)
        self.packer.end(
            contentType: "application/http;msgtype=request", block: exchange.request, to: &self.output)
    }

    private mutating func packFields(of exchange: WARCExchange) {
        self.packer.field("WARC-Target-URI", exchange.url)
        if let address = exchange.address { self.packer.field("WARC-IP-Address", address.description) }
        for name in exchange.protocols { self.packer.field("WARC-Protocol", name) }
        if let id = self.informationID { self.packer.field("WARC-Warcinfo-ID", id) }
    }

    /// The reasons of ISO 28500, 5.13.
    private static func reason(_ truncation: Truncation) -> String {
        switch truncation {
        case .length: "length"
        case .time: "time"
        case .disconnect: "disconnect"
        case .ratio, .unwanted: "unspecified"
        }
    }

    /// The digest that indexers compute where a record has none: SHA-1 of what follows the first empty line.
    private static func digestByReaders(_ exchange: WARCExchange, headLength: Int) -> String {
        guard var stream = try? DigestStream(.sha1) else { return "-" }
        let headRest = exchange.responseHead.dropFirst(headLength)
        let bodyRest = exchange.body.dropFirst(max(0, headLength - exchange.responseHead.count))
        stream.update(headRest.span)
        stream.update(bodyRest.span)
        return stream.finish().warcText
    }
}
