import Skitter
import SkitterCore
import Testing

struct ExitCauseTests {
    @Test func onlyAReaderThatLeftIsNoFailureToAScript() {
        #expect(ExitCause.consumerLeft.rawValue == Int32(CrawlEnding.consumerLeft))
        for cause in ExitCause.allCases {
            let ending = CrawlEnding(code: Int(cause.rawValue), cause: "")
            #expect(ending.exitStatus == (cause == .consumerLeft ? 0 : ending.code))
            if cause == .consumerLeft { #expect(!ending.isFinished) }
        }
    }
}
