internal import Subprocess
internal import SystemPackage

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// One worker process, from its start to its end.
///
/// Its input is a pipe that this process alone holds, so that the worker sees the end of its parent however that came.
/// `PR_SET_PDEATHSIG` would not do: it names the thread that started the worker, and threads of a pool come and go.
struct WorkerProcess: Sendable {
    let fleet: WorkerFleet
    let slot: Int

    /// A write to a worker that has died shall fail, not end this process.
    static func ignoreBrokenPipes() {
        signal(SIGPIPE, SIG_IGN)
    }

    /// Runs the process; returns how it ended, as the end of a sentence.
    func run() async -> String {
        let (writes, writing) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let (kills, killing) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        var channel = WorkerChannel(writes: writing, kills: killing)
        var signals: [AsyncStream<Void>.Continuation] = []
        let connections = self.fleet.configuration.connectionsPerHost
        channel.send(.hello(version: Wire.version, connectionsPerHost: connections), &signals)
        self.fleet.opened(channel, slot: self.slot)
        for signal in signals { signal.yield() }
        do {
            let ended = try await Subprocess.run(
                .path(FilePath(self.fleet.configuration.program.path)),
                // The report of a crash is two hundred lines long, and nobody waits for it.
                environment: .inherit.updating(["SWIFT_BACKTRACE": "enable=no"]),
                input: .inputWriter, output: .sequence, error: .sequence
            ) { process in
                await withTaskGroup(of: String?.self) { group in
                    group.addTask { await self.write(writes, to: process.standardInputWriter) }
                    group.addTask {
                        for await _ in kills { try? process.send(signal: .kill) }
                        return nil
                    }
                    group.addTask { await WorkerProcess.lastWords(process.standardError) }
                    let problem = await self.read(process.standardOutput)
                    if problem != nil { try? process.send(signal: .kill) }
                    group.cancelAll()
                    var words = problem
                    for await last in group { words = words ?? last }
                    return words
                }
            }
            let words = ended.closureResult.map { ": \($0)" } ?? ""
            return "\(ended.terminationStatus.asEnding)\(words)"
        } catch {
            return "could not be started: \(error)"
        }
    }

    /// Writes what there is whenever there is something; ends with the process.
    private func write(_ writes: AsyncStream<Void>, to input: StandardInputWriter) async -> String? {
        for await _ in writes {
            let bytes = self.fleet.takeOutput(slot: self.slot)
            guard !bytes.isEmpty else { continue }
            guard (try? await input.write(bytes)) != nil else { break }
        }
        return nil
    }

    /// Reads answers until the output ends; returns what was wrong with it.
    private func read(_ output: SubprocessOutputSequence) async -> String? {
        var assembler = ResponseAssembler()
        do {
            for try await piece in output {
                piece.withUnsafeBytes { assembler.append($0) }
                let (hello, ended) = try assembler.answers { self.fleet.bodyLimit(of: $0) }
                if let hello {
                    guard hello == Wire.version else { return "it speaks version \(hello), not \(Wire.version)" }
                    self.fleet.greeted(slot: self.slot)
                }
                if !ended.isEmpty { self.fleet.answered(ended, slot: self.slot) }
            }
            return nil
        } catch let error as WireError {
            return "it said what is no answer: \(error)"
        } catch {
            return "its output could not be read: \(error)"
        }
    }

    /// The first line of the last that the process wrote to its error stream: of a trap, what went wrong.
    private static func lastWords(_ errors: SubprocessOutputSequence) async -> String? {
        var tail: [UInt8] = []
        do {
            for try await piece in errors {
                piece.withUnsafeBytes { tail.append(contentsOf: $0.suffix(1_024)) }
                tail.removeFirst(max(0, tail.count - 1_024))
            }
        } catch {
            // What can be told is told.
        }
        let line = String(decoding: tail, as: UTF8.self).split(whereSeparator: \.isNewline).last
        return line.map { String($0.prefix(200)) }
    }
}

extension TerminationStatus {
    /// This status behind "the process".
    fileprivate var asEnding: String {
        switch self {
        case .exited(let code): "ended with code \(code)"
        case .signaled(let signal): "was ended by signal \(signal) (\(String(cString: strsignal(signal))))"
        }
    }
}
