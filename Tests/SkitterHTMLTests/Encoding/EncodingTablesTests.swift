import SkitterHTML
import Testing

/// The digests were taken from another implementation of the WHATWG Encoding Standard.
struct EncodingTablesTests {
    private struct Digest {
        private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

        mutating func add(_ number: UInt32) {
            for shift in [0, 8, 16, 24] as [UInt32] {
                self.value = (self.value ^ UInt64(number >> shift & 255)) &* 0x100_0000_01B3
            }
        }
    }

    private func scalars(_ encoding: TextEncoding, _ octets: [UInt8]) -> [UInt32]? {
        let text = String(decoding: encoding.decodeToUTF8(octets), as: UTF8.self).unicodeScalars.map(\.value)
        return text.contains(0xFFFD) ? nil : text
    }

    @Test(
        arguments: [
            (TextEncoding.gb18030, [], 0x81...0xFE, 0x40...0xFE, 23_940, 0x2754_B0E1_6128_205A),
            (.gbk, [], 0x81...0xFE, 0x40...0xFE, 23_940, 0x2754_B0E1_6128_205A),
            (.big5, [], 0x81...0xFE, 0x40...0xFE, 18_594, 0x56E6_339B_A534_F570),
            (.eucKR, [], 0x81...0xFE, 0x41...0xFE, 17_048, 0x8C27_BD1A_002F_3EBF),
            (.shiftJIS, [], 0x81...0xFC, 0x40...0xFC, 17_668, 0xE0C7_7C9C_23E0_C11F),
            (.eucJP, [], 0xA1...0xFE, 0xA1...0xFE, 7_336, 0x0411_6A12_45D1_BB36),
            (.eucJP, [0x8F], 0xA1...0xFE, 0xA1...0xFE, 6_067, 0x6E80_91A8_2321_42BC),
        ] as [(TextEncoding, [UInt8], ClosedRange<UInt8>, ClosedRange<UInt8>, Int, UInt64)])
    func everyTwoOctetsDecodeAsTheStandardSays(
        encoding: TextEncoding, prefix: [UInt8], leads: ClosedRange<UInt8>, trails: ClosedRange<UInt8>, count: Int,
        digest: UInt64
    ) {
        var result = Digest()
        var decoded = 0
        for lead in leads {
            let octets = encoding.decodeToUTF8(trails.flatMap { prefix + [lead, $0, 0x0A] })
            for (trail, line) in zip(trails, octets.split(separator: 0x0A, omittingEmptySubsequences: false)) {
                let scalars = String(decoding: line, as: UTF8.self).unicodeScalars.map(\.value)
                guard !scalars.contains(0xFFFD) else { continue }
                decoded += 1
                for scalar in scalars {
                    result.add(UInt32(lead) << 8 | UInt32(trail))
                    result.add(scalar)
                }
            }
        }
        #expect(decoded == count)
        #expect(result.value == digest)
    }

    @Test func everySingleOctetDecodesAsTheStandardSays() {
        let encodings: [TextEncoding] = [
            .ibm866, .iso8859_2, .iso8859_3, .iso8859_4, .iso8859_5, .iso8859_6, .iso8859_7, .iso8859_8, .iso8859_8I,
            .iso8859_10, .iso8859_13, .iso8859_14, .iso8859_15, .iso8859_16, .koi8R, .koi8U, .macintosh, .windows874,
            .windows1250, .windows1251, .windows1252, .windows1253, .windows1254, .windows1255, .windows1256,
            .windows1257, .windows1258, .xMacCyrillic, .xUserDefined,
        ]
        var result = Digest()
        for (row, encoding) in encodings.enumerated() {
            for octet in 0x80...0xFF as ClosedRange<UInt8> {
                result.add(UInt32(row * 128) + UInt32(octet - 0x80))
                result.add(self.scalars(encoding, [octet])?.first ?? 0)
            }
        }
        #expect(result.value == 0x2BBB_DEA2_20C8_DA0A)
    }

    @Test(
        arguments: [
            ([0x81, 0x30, 0x81, 0x30], 0x80), ([0x84, 0x31, 0xA4, 0x39], 0xFFFF), ([0x90, 0x30, 0x81, 0x30], 0x10000),
            ([0xE3, 0x32, 0x9A, 0x35], 0x10FFFF), ([0x81, 0x35, 0xF4, 0x37], 0xE7C7),
            ([0x84, 0x31, 0xA5, 0x30], 0xFFFD),
            ([0xE3, 0x32, 0x9A, 0x36], 0xFFFD),
        ] as [([UInt8], UInt32)])
    func fourOctetsOfGB18030AreCounted(octets: [UInt8], scalar: UInt32) {
        let text = String(decoding: TextEncoding.gb18030.decodeToUTF8(octets), as: UTF8.self)
        #expect(text.unicodeScalars.map(\.value) == [scalar])
    }

    @Test func everyNameIsALabelOfItsEncoding() {
        for encoding in TextEncoding.allCases {
            #expect(TextEncoding(label: encoding.name) == encoding)
        }
    }

    @Test(arguments: [
        ("UTF8", TextEncoding.utf8), (" latin1\n", .windows1252), ("ISO-8859-1", .windows1252),
        ("us-ascii", .windows1252),
        ("gb2312", .gbk), ("x-sjis", .shiftJIS), ("ks_c_5601-1987", .eucKR), ("utf-16", .utf16le),
        ("unicodefffe", .utf16be),
        ("hz-gb-2312", .replacement), ("cp1251", .windows1251), ("logical", .iso8859_8I), ("big5-hkscs", .big5),
    ])
    func labelsAreReadWithoutCaseAndSpace(label: String, encoding: TextEncoding) {
        #expect(TextEncoding(label: label) == encoding)
    }

    @Test(arguments: ["", "utf-7", "utf-32", "utf 8", "\u{A0}utf-8", "none", String(repeating: "x", count: 10_000)])
    func whatIsNoLabelIsNone(label: String) {
        #expect(TextEncoding(label: label) == nil)
    }
}
