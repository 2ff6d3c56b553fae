/// Goes with a URL that a ``TrapQueue`` handed out until it settles.
package struct TrapTicket: Sendable {
    /// The pattern under which its page is judged; nil where nobody will ask for the page's signature.
    package let pattern: TrapPattern?
    /// Its place in the pattern.
    let sequence: UInt32
    /// The generation that waits for it.
    let generation: UInt32
    /// The line of the queue in which it stands, and comes back to.
    let level: UInt16
}
