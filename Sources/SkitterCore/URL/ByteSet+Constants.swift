/// The sets of bytes that parsing asks about. Written as bit masks, so that they are constants and no static to be
/// initialised; a test compares them with the characters that the standards name.
extension ByteSet {
    /// URL Standard, C0 control percent-encode set: the C0 controls, U+007F and everything beyond ASCII.
    package static var controls: ByteSet {
        ByteSet(low: 0x0000_0000_FFFF_FFFF, high: 0x8000_0000_0000_0000, nonASCII: true)
    }

    /// URL Standard, fragment percent-encode set: controls and ` "<>` and the backtick.
    package static var fragmentEncode: ByteSet {
        ByteSet(low: 0x5000_0005_FFFF_FFFF, high: 0x8000_0001_0000_0000, nonASCII: true)
    }

    /// URL Standard, query percent-encode set: controls and ` "#<>`.
    package static var queryEncode: ByteSet {
        ByteSet(low: 0x5000_000D_FFFF_FFFF, high: 0x8000_0000_0000_0000, nonASCII: true)
    }

    /// URL Standard, special-query percent-encode set: queryEncode and `'`.
    package static var specialQueryEncode: ByteSet {
        ByteSet(low: 0x5000_008D_FFFF_FFFF, high: 0x8000_0000_0000_0000, nonASCII: true)
    }

    /// URL Standard, path percent-encode set: queryEncode, `?^{}` and the backtick.
    package static var pathEncode: ByteSet {
        ByteSet(low: 0xD000_000D_FFFF_FFFF, high: 0xA800_0001_4000_0000, nonASCII: true)
    }

    /// URL Standard, userinfo percent-encode set: pathEncode and `/:;=@[\]|`.
    package static var userinfoEncode: ByteSet {
        ByteSet(low: 0xFC00_800D_FFFF_FFFF, high: 0xB800_0001_7800_0001, nonASCII: true)
    }

    /// URL Standard, forbidden host code points.
    package static var forbiddenHost: ByteSet {
        ByteSet(low: 0xD400_8009_0000_2601, high: 0x1000_0000_7800_0001, nonASCII: false)
    }

    /// URL Standard, forbidden domain code points, and everything beyond ASCII.
    package static var forbiddenDomain: ByteSet {
        ByteSet(low: 0xD400_8029_FFFF_FFFF, high: 0x9000_0000_7800_0001, nonASCII: true)
    }

    /// What ends a run of a special URL's path that can be copied: pathEncode and `/\`.
    package static var specialPathStop: ByteSet {
        ByteSet(low: 0xD000_800D_FFFF_FFFF, high: 0xA800_0001_5000_0000, nonASCII: true)
    }

    /// What ends a run of another URL's path that can be copied: pathEncode and `/`.
    package static var pathStop: ByteSet {
        ByteSet(low: 0xD000_800D_FFFF_FFFF, high: 0xA800_0001_4000_0000, nonASCII: true)
    }

    /// What ends the authority of a special URL: `/\?#`.
    package static var specialAuthorityEnd: ByteSet {
        ByteSet(low: 0x8000_8008_0000_0000, high: 0x0000_0000_1000_0000, nonASCII: false)
    }

    /// What ends the authority of another URL: `/?#`.
    package static var authorityEnd: ByteSet {
        ByteSet(low: 0x8000_8008_0000_0000, high: 0x0000_0000_0000_0000, nonASCII: false)
    }

    /// What ends an opaque path: `?#`.
    package static var opaquePathEnd: ByteSet {
        ByteSet(low: 0x8000_0008_0000_0000, high: 0x0000_0000_0000_0000, nonASCII: false)
    }

    /// What ends a query: `#`.
    package static var fragmentMark: ByteSet {
        ByteSet(low: 0x0000_0008_0000_0000, high: 0x0000_0000_0000_0000, nonASCII: false)
    }

    /// RFC 3986, section 2.3: letters, digits and `-._~`.
    package static var unreserved: ByteSet {
        ByteSet(low: 0x03FF_6000_0000_0000, high: 0x47FF_FFFE_87FF_FFFE, nonASCII: false)
    }

    /// What a key never holds raw in path or query: neither `pchar` nor `/` nor `?` (RFC 3986, 3.3 and 3.4).
    package static var notInKey: ByteSet {
        ByteSet(low: 0x5000_002D_FFFF_FFFF, high: 0xB800_0001_7800_0000, nonASCII: true)
    }

    /// RFC 9110, section 5.6.2, `token`: letters, digits and ``!#$%&'*+-.^_`|~``.
    package static var token: ByteSet {
        ByteSet(low: 0x03FF_6CFA_0000_0000, high: 0x57FF_FFFF_C7FF_FFFE, nonASCII: false)
    }
}
