/// Where the components of a serialised URL lie. Offsets count bytes of the href and never decrease in the order
/// in which they are declared.
package struct URLParts: Sendable {
    /// The `:` after the scheme.
    package var schemeEnd: UInt32 = 0
    /// The end of the user name; a password lies between its `:` and the `@` before `hostStart`.
    package var usernameEnd: UInt32 = 0
    /// The first byte of the host; equal to `schemeEnd + 1` without an authority.
    package var hostStart: UInt32 = 0
    /// The end of the host; a `:` and the port may follow.
    package var hostEnd: UInt32 = 0
    /// The first byte of the path (after the `/.` that keeps a path of `//…` apart from an authority).
    package var pathStart: UInt32 = 0
    /// The `?`, or `fragmentStart` when there is no query.
    package var queryStart: UInt32 = 0
    /// The `#`, or the length of the href when there is no fragment.
    package var fragmentStart: UInt32 = 0
    /// The port, meaningful when `hasPort`; never the default one of the scheme.
    package var port: UInt16 = 0
    package var scheme: URLScheme = .other
    private var flags: UInt8 = 0

    /// Whether the URL has a host, be it an empty one (`file:///x`).
    package var hasAuthority: Bool {
        get { self.flags & 1 != 0 }
        set { self.flags = newValue ? self.flags | 1 : self.flags & ~1 }
    }

    package var hasPort: Bool {
        get { self.flags & 2 != 0 }
        set { self.flags = newValue ? self.flags | 2 : self.flags & ~2 }
    }

    /// Whether the path is opaque (`mailto:a@b`): no base for relative URLs.
    package var hasOpaquePath: Bool {
        get { self.flags & 4 != 0 }
        set { self.flags = newValue ? self.flags | 4 : self.flags & ~4 }
    }

    /// The first byte behind scheme and authority: where a path begins, or the `/.` before it.
    var authorityEnd: Int { Int(self.hasAuthority ? self.pathStart : self.schemeEnd + 1) }

    /// The first byte of the user name, or of the host without credentials.
    var usernameStart: Int { Int(self.hasAuthority ? self.schemeEnd + 3 : self.schemeEnd + 1) }

    var hasQuery: Bool { self.queryStart != self.fragmentStart }
}
