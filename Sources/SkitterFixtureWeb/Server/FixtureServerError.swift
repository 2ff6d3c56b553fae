/// Why a fixture server cannot serve.
package struct FixtureServerError: Error, Sendable, CustomStringConvertible {
    package struct Code: Sendable, Hashable {
        private enum Value { case notLoopback, portInUse, cannotListen, noFolder, noLogFile }
        private let value: Value

        /// The address is not one of this machine's loopback addresses.
        package static let notLoopback = Code(value: .notLoopback)
        /// Another program listens on the port.
        package static let portInUse = Code(value: .portInUse)
        /// The system refused the address for another reason.
        package static let cannotListen = Code(value: .cannotListen)
        /// The folder to serve cannot be read.
        package static let noFolder = Code(value: .noFolder)
        /// The log file cannot be written.
        package static let noLogFile = Code(value: .noLogFile)
    }

    package var code: Code
    /// A sentence for people.
    package var message: String

    package var description: String { self.message }
}
