/// Host names and what UTS 46, as the URL Standard asks for it, makes of them; nil for a name that breaks a rule.
package enum HostFixtures {
    package static let ascii: [(host: String, ascii: String?)] = [
        // Plain ASCII is lower-cased and nothing else, even broken Punycode.
        ("Example.COM", "example.com"), ("a..b", "a..b"), ("a_b--c-", "a_b--c-"), ("XN--A", "xn--a"), ("xn--", "xn--"),
        // Mapping: case, width, ideographic full stops, ignored code points, several targets.
        ("Bücher.example", "xn--bcher-kva.example"), ("ＧＯ．com", "go.com"), ("日本語。ＪＰ", "xn--wgv71a119e.jp"),
        ("a\u{AD}b\u{2060}é", "xn--ab-cja"), ("ﬁé", "xn--fi-cja"), ("㎏.é", "kg.xn--9ca"),
        // Nontransitional: what deviates from IDNA2003 is kept.
        ("faß.de", "xn--fa-hia.de"), ("ΒΌΛΟΣ.com", "xn--nxasmq6b.com"), ("ẞ.de", "xn--zca.de"),
        // Normalization, which may join a forbidden character with a mark.
        (">\u{338}", "xn--hdh"), ("a>\u{301}", nil),
        ("e\u{301}x", "xn--x-9fa"), ("\u{1100}\u{1161}\u{11A8}", "xn--p39a"), ("\u{212B}", "xn--5ca"),
        // Emoji are valid here, unlike in IDNA2008.
        ("☕.example", "xn--53h.example"),
        // Punycode labels are decoded and checked once any label is not ASCII.
        ("xn--bcher-kva.é", "xn--bcher-kva.xn--9ca"), ("xn--a.é", nil), ("xn--abc-.é", nil), ("xn--é", nil),
        ("xn--xn---epa.é", nil), ("xn--99999999.é", nil),
        // Code points that no label may hold or begin with.
        ("\u{301}a", nil), ("a\u{FFFD}b", nil), ("a\u{378}", nil), ("\u{E0001}x", nil), ("é/b", nil), ("é b", nil),
        ("é%b", nil), ("≠é", "xn--9ca742o"),
        // Joiners: after a virama, or between letters that join.
        ("क्\u{200D}ष", "xn--11b2ezcw70k"), ("a\u{200D}b", nil), ("ب\u{200C}ب", "xn--ngba799q"), ("a\u{200C}b", nil),
        ("\u{200D}", nil),
        // Right to left.
        ("مثال.example", "xn--mgbh0fb.example"), ("אב1", "xn--1-zhcd"), ("1אב", nil), ("אa", nil),
        ("א.a1", "xn--4db.a1"),
        ("א.1a", nil), ("א٠1", nil), ("٠א", nil),
        ("\u{AD}", nil),
    ]

    /// Labels without `xn--` and their code points; the samples of RFC 3492, section 7.1, among them.
    package static let punycode: [(punycode: String, text: String)] = [
        ("bcher-kva", "bücher"), ("egbpdaj6bu4bxfgehfvwxn", "ليهمابتكلموشعربي؟"),
        ("ihqwcrb4cv8a8dqg056pqjye", "他们为什么不说中文"), ("4dbcagdahymbxekheh6e0a7fei0b", "למההםפשוטלאמדבריםעברית"),
        ("3B-ww4c5e180e575a65lsy2b", "3年B組金八先生"),
        ("-with-SUPER-MONKEYS-pc58ag80a8qai00g7n9n", "安室奈美恵-with-SUPER-MONKEYS"),
        ("-> $1.00 <--", "-> $1.00 <-"),
    ]
}
