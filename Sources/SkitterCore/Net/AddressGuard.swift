/// Decides which addresses a crawl may connect to: those of the public Internet, and what the user opened.
///
/// It must judge the address actually connected to, for every connection; then a name that resolves to another address
/// the second time (DNS rebinding) gains nothing.
package struct AddressGuard: Sendable {
    /// What a connection is told.
    package enum Verdict: Hashable, Sendable {
        /// It may be made.
        case permitted
        /// It must not be made, for this reason.
        case refused(AddressRefusal)
    }

    private struct Endpoint: Hashable, Sendable {
        let address: IPAddress
        let port: UInt16
    }

    private var endpoints: Set<Endpoint> = []
    private var blocks: [AddressBlock] = []

    /// A guard that permits the public Internet alone.
    package init() {}

    /// Whether a connection to `port` of `address` may be made. Allocates nothing.
    package func verdict(on address: IPAddress, port: UInt16) -> Verdict {
        guard let refusal = AddressRefusal(of: address) else { return .permitted }
        return self.isOpen(address, port: port) ? .permitted : .refused(refusal)
    }

    /// Whether the user opened this port of this address, by a seed or a block.
    package func isOpen(_ address: IPAddress, port: UInt16) -> Bool {
        for block in self.blocks where block.contains(address, port: port) { return true }
        return !self.endpoints.isEmpty && self.endpoints.contains(Endpoint(address: address, port: port))
    }

    /// Whether the user opened some port of this address.
    package func opensPort(of address: IPAddress) -> Bool {
        self.blocks.contains { $0.contains(address) } || self.endpoints.contains { $0.address == address }
    }

    /// Opens exactly this port of this address: a seed named it.
    package mutating func open(_ address: IPAddress, port: UInt16) {
        self.endpoints.insert(Endpoint(address: address, port: port))
    }

    /// Opens a block (`--allow-private`). An IPv4 address of the block that is embedded in an IPv6 address stays refused.
    package mutating func open(_ block: AddressBlock) {
        if !self.blocks.contains(block) { self.blocks.append(block) }
    }
}
