/// What a decoder of two-octet characters finds for a lead and a trail octet.
enum DoubleByteCharacter {
    case scalar(UInt32)
    case pair(UInt32, UInt32)
    case none
}
