/// Coded bodies, made with Python's gzip, zlib, brotli and zstandard modules.
enum CodedBodies {
    /// The page of the scripted server, gzip.
    static let gzip = bytes(
        """
        1f8b0800000000000203b35174f1770e890c7055c828c9cdb1e3b20153360576c5d9992525a94536fa0540c151ee2877943b
        ca1de50e03ae3ea4a4070030353799fa050000
        """)

    /// The same in two members (RFC 1952, section 2.2).
    static let gzipMembers = bytes(
        """
        1f8b0800000000000203b35174f1770e890c7055c828c9cdb1e3b20153360576c5d9992525a94536fa0540c151ee28771872
        01a0def822fd0200001f8b08000000000002034b2db2d12fb0e3b229b02bcece2c29491de58e72873f573fa32437c78e0b00
        d3e3923dfd020000
        """)

    /// The same, deflate without its wrapper.
    static let rawDeflate = bytes(
        """
        b35174f1770e890c7055c828c9cdb1e3b20153360576c5d9992525a94536fa0540c151ee2877943bca1de50e03ae3ea4a407
        00
        """)

    /// The same, br.
    static let brotli = bytes(
        """
        1bf905f84527e7991ce4bb59d092af9e8c10e3600ab04c36a1ba8889d6ef247d84556019
        """)

    /// The same, zstd.
    static let zstd = bytes(
        """
        28b52ffd60fa0495010074023c21444f43545950452068746d6c3e0a3c3c703e736b69747465723c2f703e0a2f68746d6c3e
        0a0200cbc9fcb5840206
        """)

    /// The same, gzip and then br.
    static let gzipInBrotli = bytes(
        """
        0b22801f8b0800000000000203b35174f1770e890c7055c828c9cdb1e3b20153360576c5d9992525a94536fa0540c151ee28
        77943bca1de50e03ae3ea4a4070030353799fa05000003
        """)

    /// A hundred million bytes, br.
    static let brotliBomb = bytes(
        """
        cbffff3f002415407c8a98cf0a11250153efff16feffff012001108705a07bffc7ffff3f002400e2b00074effff8ffff0780
        04401c1680eefd1fffffff00900088c302d0bdffe3ffff1f001200715800baf77ffcffff034002200e0b40f7fe8fffff7f00
        4800c46101e8defff1ffff0f000980382c00ddfb3ffeffff012001108705a07bffc7ffff3f002400e2b00074effff21fbc0e
        8004401c16802e761d
        """)

    /// A hundred million bytes, zstd: blocks that say of one byte how often it comes (RFC 8878, section 3.1.1.2).
    static let zstdBomb: [UInt8] = {
        let blocks = 763
        let size = 128 * 1024
        // Magic number; no length, no checksum; a window of 128 KiB.
        var bytes: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0x00, 0x38]
        for number in 1...blocks {
            let header = size << 3 | 1 << 1 | (number == blocks ? 1 : 0)
            bytes += [UInt8(header & 255), UInt8(header >> 8 & 255), UInt8(header >> 16), UInt8(ascii: "a")]
        }
        return bytes
    }()

    private static func bytes(_ hex: String) -> [UInt8] {
        let digits = hex.filter { !$0.isWhitespace }.compactMap { $0.hexDigitValue }
        return stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }
}
