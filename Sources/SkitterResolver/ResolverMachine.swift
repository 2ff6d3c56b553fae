package import SkitterCore

/// Decides which names are looked up, by which of a fixed number of threads, and who hears the answer.
///
/// A name is looked up once at a time, whoever asks for it; names wait in the order in which they were asked for; a
/// name that nobody waits for any more is not looked up.
package struct ResolverMachine<Waiter> {
    package typealias Answer = Result<[IPAddress], FetchError>

    /// What the caller of ``ask(_:waiter:id:at:)`` must do.
    package enum AskAction {
        /// Nothing to wait for.
        case answer(Answer)
        /// Wait, and let this idle thread work until ``next(at:)`` gives it nothing more.
        case waitAndWake(thread: Int)
        /// Wait; the threads that work will come to it.
        case wait
    }

    private struct Question {
        /// Who waits, by the number of the wait.
        var waiters: [Int: Waiter] = [:]
    }

    private var cache: ResolverCache
    /// Names that somebody waits for, whether they wait for a thread or a thread is at them.
    private var questions: [String: Question] = [:]
    /// Names that wait for a thread, in order. May hold names that nobody waits for any more.
    private var queue: [String] = []
    /// Where the queue begins; what lies before is used up.
    private var head = 0
    /// Names that a thread is at.
    private var underway: Set<String> = []
    /// Threads without work.
    private var idle: [Int]

    /// A machine for `threads` threads, all idle.
    package init(threads: Int, cache: ResolverCache) {
        self.idle = Array((0..<max(1, threads)).reversed())
        self.cache = cache
    }

    /// Wait number `id` begins: `waiter` wants the addresses of `name`.
    package mutating func ask(_ name: String, waiter: Waiter, id: Int, at now: CrawlInstant) -> AskAction {
        if let answer = self.cache.answer(for: name, at: now) { return .answer(answer) }
        let isNew = self.questions[name] == nil && !self.underway.contains(name)
        self.questions[name, default: Question()].waiters[id] = waiter
        guard isNew else { return .wait }
        self.queue.append(name)
        guard let thread = self.idle.popLast() else { return .wait }
        return .waitAndWake(thread: thread)
    }

    /// Wait number `id` for `name` ends without an answer; gives the waiter back, if it still waits.
    package mutating func abandon(_ name: String, id: Int) -> Waiter? {
        let waiter = self.questions[name]?.waiters.removeValue(forKey: id)
        if self.questions[name]?.waiters.isEmpty == true { self.questions[name] = nil }
        return waiter
    }

    /// The name that `thread` must look up now; nil when there is none and the thread rests.
    package mutating func next(for thread: Int) -> String? {
        while self.head < self.queue.count {
            let name = self.queue[self.head]
            self.head += 1
            if self.head > 1_024 && self.head > self.queue.count / 2 {
                self.queue.removeFirst(self.head)
                self.head = 0
            }
            if self.questions[name] != nil && self.underway.insert(name).inserted { return name }
        }
        self.queue.removeAll(keepingCapacity: true)
        self.head = 0
        self.idle.append(thread)
        return nil
    }

    /// A thread has looked up `name`; these have waited for it.
    package mutating func resolved(_ name: String, _ answer: Answer, at now: CrawlInstant) -> [Waiter] {
        self.cache.insert(answer, for: name, at: now)
        self.underway.remove(name)
        guard let question = self.questions.removeValue(forKey: name) else { return [] }
        return question.waiters.sorted { $0.key < $1.key }.map(\.value)
    }
}
