internal import SkitterCore

extension HTTPSessionContract {
    /// Deadlines and cancellation.
    static let limits: [Scenario] = [
        timeout("a silent server is left at the deadline", .silence),
        timeout("a trickling head is left at the deadline", .trickledHead),
        Scenario("no time at all is a timeout", [.silence]) { trial in
            for timeout in [Duration.zero, .nanoseconds(1), .seconds(-5)] {
                try await trial.claim.fails(with: .timeout, within: Claim.patience) {
                    try await trial.fetch(.silence, timeout: timeout)
                }
            }
        },
        Scenario("a time without end is no trap", [.page]) { trial in
            let timeout = Duration.seconds(Int64.max)
            try trial.expectPage(try await trial.fetch(.page, timeout: timeout))
        },
        Scenario("cancelling ends a fetch at once", [.silence, .page]) { trial in
            let request = try trial.request(.silence)
            let task = Task { try await trial.session.fetch(request) }
            // A whole exchange later, the other one is under way or about to be: both must end.
            try await trial.expectHealth()
            task.cancel()
            try await trial.claim.fails(with: .cancelled, within: Claim.patience) { try await task.value }
            try await trial.expectHealth()
        },
        Scenario("a task that is cancelled already does not fetch", [.page]) { trial in
            let request = try trial.request(.page)
            let task = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                return try await trial.session.fetch(request)
            }
            try await trial.claim.fails(with: .cancelled, within: Claim.patience) { try await task.value }
        },
        Scenario("cancelling at any instant ends each fetch once", [.page, .redirect301, .trickle]) { trial in
            let requests = try [Behaviour.page, .redirect301, .trickle].map { try trial.request($0) }
            await withTaskGroup(of: Void.self) { group in
                for number in 0..<300 {
                    let request = requests[number % requests.count]
                    group.addTask {
                        await withTaskGroup(of: Void.self) { pair in
                            pair.addTask { _ = try? await trial.session.fetch(request) }
                            for _ in 0..<number % 50 { await Task.yield() }
                            pair.cancelAll()
                        }
                    }
                }
            }
            try await trial.expectHealth()
        },
    ]

    private static func timeout(_ name: String, _ behaviour: Behaviour) -> Scenario {
        Scenario(name, [behaviour, .page]) { trial in
            let timeout = Duration.milliseconds(300)
            let start = ContinuousClock.now
            try await trial.claim.fails(with: .timeout, within: timeout + Claim.patience) {
                try await trial.fetch(behaviour, timeout: timeout)
            }
            let time = ContinuousClock.now - start
            try trial.claim.that(time >= timeout, "it gave up after \(time), before \(timeout)")
            try await trial.expectHealth()
        }
    }
}
