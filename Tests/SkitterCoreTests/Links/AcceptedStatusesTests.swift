import SkitterCore
import Testing

@Suite struct AcceptedStatusesTests {
    @Test func rangesHoldBothEnds() throws {
        let accepted = try AcceptedStatuses("200..204,429")
        #expect([200, 202, 204, 429].allSatisfy(accepted.contains))
        #expect(![199, 205, 428, 430].contains(where: accepted.contains))
        #expect(accepted.description == "200..204,429")
        #expect(AcceptedStatuses().contains(299) && !AcceptedStatuses().contains(300))
    }

    @Test(arguments: ["", "200,", "2xx", "200-204", "204..200", "99", "600", "200...204", "200..", "..200", "+20"])
    func whatIsNoStatusIsNamed(text: String) {
        #expect { try AcceptedStatuses(text) } throws: { "\($0)".contains("is no status: use numbers and ranges") }
    }
}
