/// UTS 46 processing.
enum IDNA {
    static func toASCII(_ domain: Span<UInt8>) -> [UInt8]? { nil }
}
