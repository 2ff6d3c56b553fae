internal import ArgumentParser
internal import Skitter
internal import SkitterBench

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Runs the command line and turns what comes out of it into an exit code.
@main
enum Main {
    static func main() async {
        StandardOutput.ignoreBrokenPipes()
        do {
            var command = try SkitterCommand.parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch let failure as CommandFailure {
            if let message = failure.message { Terminal.say("skitter: \(message)") }
            exit(failure.cause.rawValue)
        } catch let code as ExitCode {
            exit(code.rawValue)
        } catch {
            let code = SkitterCommand.exitCode(for: error)
            let text = SkitterCommand.fullMessage(for: error)
            if code.isSuccess { Terminal.write(text + "\n") } else { Terminal.say(text) }
            exit(
                code.isSuccess
                    ? 0 : code == .validationFailure ? ExitCause.usage.rawValue : ExitCause.unexpected.rawValue)
        }
    }
}
