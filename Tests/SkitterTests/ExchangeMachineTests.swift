import Skitter
import SkitterCore
import Testing

@Suite struct ExchangeMachineTests {
    private struct Failed: Error {}

    /// What the machine should know, told plainly.
    private struct Model {
        var offered: Int?
        var held: Int?
        var figures: Int?
        var hasFailed = false
        var isOver = false
        var hasLeft = false

        /// A crawl offers nothing before the last batch is done, nor behind its end.
        var mayOffer: Bool {
            self.offered == nil && self.held == nil && !self.hasFailed && (!self.isOver || self.hasLeft)
        }
    }

    private static func batch(_ number: Int) -> [CrawlEvent] {
        [
            .visited(
                VisitRecord(
                    id: UInt64(number), url: "", depthAtFetch: 0, parent: nil, via: "a", startedMicroseconds: 0,
                    outcome: .fetched))
        ]
    }

    @Test(arguments: 1...100 as ClosedRange<UInt64>) func inWhateverOrderThingsHappen(seed: UInt64) {
        var dice = SplitMix64(seed: seed)
        var (machine, model) = (ExchangeMachine(), Model())
        for number in 1...200 {
            switch Int.random(in: 0..<20, using: &dice) {
            case 0..<7 where model.mayOffer:
                self.offer(number, &machine, &model)
            case 7..<14: self.ask(&machine, &model)
            case 14..<17:
                var figures = ProgressFigures()
                figures.done = number
                machine.progressed(figures)
                if !model.isOver, !model.hasFailed { model.figures = number }
            case 17:
                machine.givenUp()
                model.offered = nil
                model.held = nil
            // A crawl ends when it waits for nobody.
            case 18 where number > 150 && model.mayOffer:
                machine.ended(.failure(Failed()))
                if !model.isOver { model.hasFailed = true }
            case 19 where number > 150:
                machine.left()
                model = Model(isOver: true, hasLeft: true)
            default: break
            }
        }
    }

    private func offer(_ number: Int, _ machine: inout ExchangeMachine, _ model: inout Model) {
        switch machine.offered(Self.batch(number)) {
        case .wait:
            #expect(!model.hasLeft)
            model.offered = number
        case .left: #expect(model.hasLeft)
        }
    }

    private func ask(_ machine: inout ExchangeMachine, _ model: inout Model) {
        #expect(machine.asked() == (model.held != nil))
        model.held = nil
        switch machine.taken() {
        case .take(let events):
            #expect(!model.isOver && !model.hasFailed && !events.isEmpty)
            var visits: [UInt64] = []
            var figures: [Int] = []
            for event in events {
                if case .visited(let page) = event { visits.append(page.id) }
                if case .progress(let progress) = event { figures.append(progress.done) }
            }
            #expect(visits == [model.offered].compactMap { $0.map(UInt64.init) })
            #expect(figures == [model.figures].compactMap(\.self))
            (model.held, model.offered, model.figures) = (model.offered, nil, nil)
        case .wait: #expect(!model.isOver && !model.hasFailed && model.offered == nil && model.figures == nil)
        case .fail:
            #expect(model.hasFailed && !model.isOver)
            (model.isOver, model.hasFailed, model.figures) = (true, false, nil)
        case .end: #expect(model.isOver)
        }
    }
}
