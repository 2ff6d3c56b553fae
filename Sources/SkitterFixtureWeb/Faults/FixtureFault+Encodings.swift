extension FixtureFault {
    /// Content codings (RFC 9110 section 8.4).
    static let encodings: [FixtureFault] = [
        FixtureFault(
            "gzip", effect: "A good page, gzip.", expectation: "Fetched and read."
        ) { _ in
            .response(200, [Self.html, HTTPField("Content-Encoding", "gzip")], Gzip.member(Self.pageBody("In gzip")))
        },
        FixtureFault(
            "gzip-twice", effect: "Two gzip members, one after the other, each with a half of the page.",
            expectation: "Fetched and read: members are joined (RFC 1952 section 2.2)."
        ) { _ in
            let body = Self.pageBody("In two members")
            let half = body.count / 2
            return .response(
                200, [Self.html, HTTPField("Content-Encoding", "gzip")],
                Gzip.member(Array(body[..<half])) + Gzip.member(Array(body[half...])))
        },
        FixtureFault(
            "deflate", effect: "A good page, deflate with the zlib wrapper.", expectation: "Fetched and read."
        ) { _ in
            .response(
                200, [Self.html, HTTPField("Content-Encoding", "deflate")], Deflate.zlib(Self.pageBody("In deflate")))
        },
        FixtureFault(
            "raw-deflate", effect: "A good page, deflate without the zlib wrapper, as some servers send it.",
            expectation: "Fetched and read, or refused as badly coded."
        ) { _ in
            .response(
                200, [Self.html, HTTPField("Content-Encoding", "deflate")],
                Deflate.stored(Self.pageBody("In raw deflate")))
        },
        FixtureFault(
            "bad-gzip", effect: "Labelled gzip; good for 300 bytes, then not.",
            expectation: "Badly coded: recorded as such."
        ) { _ in
            let good = Gzip.member(Self.pageBody("Not quite gzip", filler: 1_000))
            return .response(
                200, [Self.html, HTTPField("Content-Encoding", "gzip")],
                // A block of the reserved type 3 (RFC 1951 section 3.2.3) in place of the rest.
                Gzip.header + Deflate.storedBlock(Array(good[15..<315]), isLast: false) + [0x07] + Array(good.suffix(8))
            )
        },
        FixtureFault(
            "not-gzip", effect: "Labelled gzip, but plain text.",
            expectation: "Badly coded, or read as the plain text that it is."
        ) { _ in
            .response(200, [Self.html, HTTPField("Content-Encoding", "gzip")], Self.pageBody("Not gzip at all"))
        },
        FixtureFault(
            "unknown-encoding", effect: "Content-Encoding: x-unknown.",
            expectation: "Recorded as of unknown coding; not parsed."
        ) { _ in
            .response(
                200, [Self.html, HTTPField("Content-Encoding", "x-unknown")], Self.pageBody("In an unknown coding"))
        },
        FixtureFault(
            "bomb", usage: "bomb?bytes=N", example: "bomb?bytes=100000000",
            effect: "A good gzip of an HTML page of N (100 million) bytes: about 1/1000 of it on the wire.",
            expectation: "Ended at the limit of decompressed bytes; memory stays flat."
        ) { call in
            let bytes = call.number("bytes", default: 100_000_000, limit: 20_000_000_000)
            return .response(200, [Self.html, HTTPField("Content-Encoding", "gzip")], Gzip.bomb(bytes: bytes))
        },
    ]
}
