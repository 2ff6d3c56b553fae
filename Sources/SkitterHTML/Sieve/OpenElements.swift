/// The stack of open elements as far as links depend on it. Bounded: a walk costs at most ``limit`` steps.
struct OpenElements {
    /// Where an element is, and what its content is read as.
    enum Place: UInt8 {
        case html
        case svg, math
        /// `foreignObject`, `desc`, `title` of SVG; `annotation-xml` in HTML: an "HTML integration point".
        case svgIntegration, mathIntegration
        /// `mi`, `mo`, `mn`, `ms`, `mtext`: a "MathML text integration point".
        case mathText
        /// `annotation-xml` of another encoding: only `svg` is read as HTML in it.
        case mathAnnotation

        var isSVG: Bool { self == .svg || self == .svgIntegration }

        /// Whether it ends every scope but the table's.
        var endsScope: Bool { self != .html && self != .svg && self != .math }

        /// Whether a start tag in it is HTML ("tree construction dispatcher").
        @inline(__always)
        func takesHTML(_ name: ElementName) -> Bool {
            switch self {
            case .html, .svgIntegration, .mathIntegration: true
            case .svg, .math: false
            case .mathText: name != .mglyph && name != .malignmark
            case .mathAnnotation: name == .svg
            }
        }

        /// The place of a foreign element in it.
        func child(_ name: ElementName, _ facts: TreeRules.Facts) -> Place {
            if self.isSVG {
                switch name {
                case .foreignobject, .desc, .title: return .svgIntegration
                default: return .svg
                }
            }
            switch name {
            case .mi, .mo, .mn, .ms, .mtext: return .mathText
            case .annotationXml: return facts.contains(.htmlAnnotation) ? .mathIntegration : .mathAnnotation
            default: return .math
            }
        }
    }

    struct Node {
        var key: UInt64
        var name: ElementName
        var place: Place
    }

    /// Whether a rule could be decided from the elements that are known.
    enum Answer {
        case done
        /// What is around the outermost known element decides.
        case unknown
    }

    /// Browsers close elements early as well, at 512. Here each tag may walk them all, and 10 MB of tags must not take half a
    /// second.
    static let limit = 160

    private(set) var nodes: [Node] = []
    private(set) var wasTooDeep = false
    private var templates = 0
    /// How many open elements have a name of this hash: most searches end here.
    private var counts = InlineArray<64, UInt16>(repeating: 0)

    @inline(__always)
    var isEmpty: Bool { self.nodes.isEmpty }

    var last: Node? { self.nodes.last }

    var hasTemplate: Bool { self.templates > 0 }

    mutating func push(_ name: ElementName, _ key: UInt64, _ place: Place) {
        if self.nodes.count == Self.limit {
            self.wasTooDeep = true
            self.removeLast()
        }
        self.nodes.append(Node(key: key, name: name, place: place))
        self.counts[Self.bucket(key)] &+= 1
        if place == .html, name == .template { self.templates += 1 }
    }

    mutating func removeAll() {
        self.pop(to: 0)
    }

    /// Pops foreign elements up to an integration point or an HTML element.
    mutating func leaveForeignContent() {
        while let top = self.nodes.last, top.place == .svg || top.place == .math || top.place == .mathAnnotation {
            self.removeLast()
        }
    }

    /// An end tag in foreign content: done if it closed a foreign element.
    mutating func endForeign(_ key: UInt64) -> Answer {
        guard self.mayHold(key) else { return .unknown }
        for index in self.nodes.indices.reversed() {
            if self.nodes[index].place == .html { return .unknown }
            if self.nodes[index].key == key {
                self.pop(to: index)
                return .done
            }
        }
        return .unknown
    }

    // MARK: Small parts

    @inline(__always)
    private static func bucket(_ key: UInt64) -> Int {
        Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) &>> 58)
    }

    /// False only if no open element has the name.
    func mayHold(_ key: UInt64) -> Bool {
        self.counts[Self.bucket(key)] > 0
    }

    /// Removes everything from `index` on.
    mutating func pop(to index: Int) {
        while self.nodes.count > index { self.removeLast() }
    }

    mutating func remove(at index: Int) {
        self.forget(self.nodes.remove(at: index))
    }

    private mutating func removeLast() {
        self.forget(self.nodes.removeLast())
    }

    private mutating func forget(_ node: Node) {
        self.counts[Self.bucket(node.key)] &-= 1
        if node.place == .html, node.name == .template { self.templates -= 1 }
    }
}
