/// The percent-encode sets of the URL Standard, and the bytes that end a component.
extension ByteSet {
    /// URL Standard, fragment percent-encode set.
    static let fragmentEncode = ByteSet.controls.union(" \"<>`")
    /// URL Standard, query percent-encode set.
    static let queryEncode = ByteSet.controls.union(" \"#<>")
    /// URL Standard, special-query percent-encode set.
    static let specialQueryEncode = ByteSet.queryEncode.union("'")
    /// URL Standard, path percent-encode set.
    static let pathEncode = ByteSet.queryEncode.union("?^`{}")
    /// URL Standard, userinfo percent-encode set.
    static let userinfoEncode = ByteSet.pathEncode.union("/:;=@[\\]|")

    /// URL Standard, forbidden host code points.
    static let forbiddenHost = ByteSet("\0\t\n\r #/:<>?@[\\]^|")
    /// URL Standard, forbidden domain code points, and everything beyond ASCII.
    static let forbiddenDomain = ByteSet.controls.union(ByteSet.forbiddenHost).union("%")

    /// What ends a run of a special URL's path that can be copied.
    static let specialPathStop = ByteSet.pathEncode.union("/\\?#")
    /// What ends a run of another URL's path that can be copied.
    static let pathStop = ByteSet.pathEncode.union("/?#")

    /// What ends the authority of a special URL.
    static let specialAuthorityEnd = ByteSet("/\\?#")
    /// What ends the authority of another URL.
    static let authorityEnd = ByteSet("/?#")
    static let opaquePathEnd = ByteSet("?#")
    static let fragmentMark = ByteSet("#")

    private func union(_ characters: StaticString) -> ByteSet { self.union(ByteSet(characters)) }
}
