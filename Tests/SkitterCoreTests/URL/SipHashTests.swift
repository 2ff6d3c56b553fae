import SkitterCore
import Testing

@Suite struct SipHashTests {
    /// What CPython's SipHash-1-3 answers for the bytes 0, 1, 2, … under a key of zeros.
    @Test(
        arguments: [
            (1, 0x68A9_1412_8E01_E473), (7, 0x2F09_8AB0_C751_325A), (8, 0xEAD4_11E6_7EBE_2EEA),
            (15, 0xF30E_B725_BB91_C9EA), (63, 0x385D_3E39_E5F3_7359),
        ] as [(UInt8, UInt64)])
    func theHashIsThatOfAnotherImplementation(length: UInt8, expected: UInt64) {
        var hash = SipHash(key0: 0, key1: 0)
        hash.update([UInt8](0..<length).span)
        #expect(hash.finalize() == expected)
    }

    @Test func feedingInPiecesGivesTheSameHash() {
        let message = [UInt8](0..<63)
        for split in 0...63 {
            var hash = SipHash(key0: 0, key1: 0)
            hash.update(message.span.extracting(0..<split))
            hash.update(message.span.extracting(split..<63))
            #expect(hash.finalize() == 0x385D_3E39_E5F3_7359)
        }
    }
}
