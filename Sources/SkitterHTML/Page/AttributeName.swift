/// The attributes that any rule looks at. The raw value is the bit of an ``AttributeSet``.
package enum AttributeName: UInt8, CaseIterable, Sendable {
    case href, src, srcset, imagesrcset, data, poster, cite, longdesc, background, action, manifest, content, xlinkHref
    case rel, type, name, httpEquiv, method, style, encoding
    /// Of `font`: any of them makes it leave foreign content.
    case color, face, size
    /// What fragments name; no link comes of it.
    case id

    /// As HTML spells it, lower case.
    package var text: StaticString {
        switch self {
        case .href: "href"
        case .src: "src"
        case .srcset: "srcset"
        case .imagesrcset: "imagesrcset"
        case .data: "data"
        case .poster: "poster"
        case .cite: "cite"
        case .longdesc: "longdesc"
        case .background: "background"
        case .action: "action"
        case .manifest: "manifest"
        case .content: "content"
        case .xlinkHref: "xlink:href"
        case .rel: "rel"
        case .type: "type"
        case .name: "name"
        case .httpEquiv: "http-equiv"
        case .method: "method"
        case .style: "style"
        case .encoding: "encoding"
        case .color: "color"
        case .face: "face"
        case .size: "size"
        case .id: "id"
        }
    }
}

/// A set of ``AttributeName`` in one word.
package struct AttributeSet: Sendable, Hashable {
    package var bits: UInt32

    package init(bits: UInt32) {
        self.bits = bits
    }

    package init(_ names: AttributeName...) {
        self.bits = 0
        for name in names { self.insert(name) }
    }

    package func contains(_ name: AttributeName) -> Bool {
        self.bits & (1 << UInt32(name.rawValue)) != 0
    }

    package mutating func insert(_ name: AttributeName) {
        self.bits |= 1 << UInt32(name.rawValue)
    }

    package var isEmpty: Bool { self.bits == 0 }
}
