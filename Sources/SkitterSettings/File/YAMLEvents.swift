internal import CYAML

/// What a YAML text consists of, in its order, as libyaml reads it.
final class YAMLEvents {
    /// A part of the text.
    struct Event {
        /// What it is. An anchor is a name that a later alias repeats it by.
        enum Content {
            /// A text; plain where it is not quoted.
            case scalar(String, isPlain: Bool, anchor: String?)
            /// What stood at this anchor, once more.
            case alias(String)
            /// Events follow up to an ``end``.
            case sequence(anchor: String?)
            /// Events follow up to an ``end``, keys and values in turn.
            case mapping(anchor: String?)
            /// The end of what began last: of a sequence, a mapping, a document or the text.
            case end
            /// A document begins.
            case document
        }

        let content: Content
        /// Counted from 1.
        let line: Int
    }

    /// libyaml's state. It holds its own address, so that it must not move.
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    /// The text, from which the parser reads.
    private let bytes: UnsafeMutableBufferPointer<UInt8>

    /// The events of `text`.
    init(of text: String) throws(SettingsNode.SyntaxError) {
        let utf8 = text.utf8
        self.bytes = .allocate(capacity: utf8.count)
        _ = self.bytes.initialize(from: utf8)
        self.parser = .allocate(capacity: 1)
        self.parser.initialize(to: yaml_parser_t())
        guard yaml_parser_initialize(self.parser) != 0 else { throw self.error() }
        yaml_parser_set_encoding(self.parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input_string(self.parser, self.bytes.baseAddress, self.bytes.count)
    }

    deinit {
        yaml_parser_delete(self.parser)
        self.parser.deallocate()
        self.bytes.deallocate()
    }

    /// The next event. Behind the end of the text there are only further ends.
    func next() throws(SettingsNode.SyntaxError) -> Event {
        while true {
            var event = yaml_event_t()
            guard yaml_parser_parse(self.parser, &event) != 0 else { throw self.error() }
            defer { yaml_event_delete(&event) }
            if event.type == YAML_STREAM_START_EVENT { continue }
            return Event(content: YAMLEvents.content(of: event), line: Int(clamping: event.start_mark.line) + 1)
        }
    }

    private static func content(of event: yaml_event_t) -> Event.Content {
        switch event.type {
        case YAML_SCALAR_EVENT:
            let scalar = event.data.scalar
            let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
            return .scalar(
                String(decoding: bytes, as: UTF8.self), isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE,
                anchor: Self.name(scalar.anchor))
        case YAML_ALIAS_EVENT: return .alias(Self.name(event.data.alias.anchor) ?? "")
        case YAML_SEQUENCE_START_EVENT: return .sequence(anchor: Self.name(event.data.sequence_start.anchor))
        case YAML_MAPPING_START_EVENT: return .mapping(anchor: Self.name(event.data.mapping_start.anchor))
        case YAML_DOCUMENT_START_EVENT: return .document
        default: return .end
        }
    }

    private static func name(_ text: UnsafeMutablePointer<yaml_char_t>?) -> String? {
        text.map { String(cString: $0) }
    }

    /// What the parser could not read.
    private func error() -> SettingsNode.SyntaxError {
        let parser = self.parser.pointee
        let message = parser.problem.map { String(cString: $0) } ?? "memory ran out"
        // Only bytes that are no text are told by their place among all, not by their line.
        let line =
            parser.error == YAML_READER_ERROR
            ? self.bytes.prefix(Int(clamping: parser.problem_offset)).count { $0 == UInt8(ascii: "\n") }
            : Int(clamping: parser.problem_mark.line)
        return SettingsNode.SyntaxError(line: line + 1, message: message)
    }
}
