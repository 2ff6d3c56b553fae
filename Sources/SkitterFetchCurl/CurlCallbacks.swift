internal import CLibCurl
internal import Glibc
internal import SkitterCore

// What libcurl calls, on the thread of the loop, while the actor that owns the transfer calls libcurl. Free functions: a
// closure would inherit the isolation of the place where it is written.

/// One line of a head, with its end.
func curlHeadCame(
    _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ transfer: UnsafeMutableRawPointer?
) -> Int {
    let length = size &* count
    guard let bytes, let transfer else { return 0 }
    let line = UnsafeRawBufferPointer(start: bytes, count: length)
    return Unmanaged<CurlTransfer>.fromOpaque(transfer).takeUnretainedValue().headCame(line) ? length : 0
}

/// Some bytes of a body.
func curlBodyCame(
    _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ transfer: UnsafeMutableRawPointer?
) -> Int {
    let length = size &* count
    guard let bytes, let transfer else { return 0 }
    let piece = UnsafeRawBufferPointer(start: bytes, count: length)
    return Unmanaged<CurlTransfer>.fromOpaque(transfer).takeUnretainedValue().bodyCame(piece) ? length : 0
}

/// What libcurl did: of interest are the bytes of a request.
func curlTells(
    _ easy: UnsafeMutableRawPointer?, _ kind: curl_infotype, _ bytes: UnsafeMutablePointer<CChar>?, _ count: Int,
    _ transfer: UnsafeMutableRawPointer?
) -> CInt {
    guard kind == CURLINFO_HEADER_OUT, let bytes, let transfer else { return 0 }
    let piece = UnsafeRawBufferPointer(start: bytes, count: count)
    Unmanaged<CurlTransfer>.fromOpaque(transfer).takeUnretainedValue().requestSent(piece)
    return 0
}

/// A connection is about to be made: the last instant to refuse its address.
func curlOpensSocket(
    _ transfer: UnsafeMutableRawPointer?, _ purpose: curlsocktype, _ target: UnsafeMutablePointer<curl_sockaddr>?
) -> curl_socket_t {
    guard let transfer, let target else { return CURL_SOCKET_BAD }
    let use = Unmanaged<CurlTransfer>.fromOpaque(transfer).takeUnretainedValue()
    guard let (address, port) = endpoint(of: target) else { return CURL_SOCKET_BAD }
    guard use.mayConnect(to: address, port: port) else { return CURL_SOCKET_BAD }
    let descriptor = socket(
        target.pointee.family, target.pointee.socktype | CInt(SOCK_CLOEXEC.rawValue), target.pointee.protocol)
    if descriptor >= 0 { use.connectionOpened(descriptor) }
    return descriptor
}

/// libcurl is done with a socket.
func curlClosesSocket(_ wiring: UnsafeMutableRawPointer?, _ descriptor: curl_socket_t) -> CInt {
    if let wiring { Unmanaged<CurlWiring>.fromOpaque(wiring).takeUnretainedValue().willClose(descriptor) }
    return close(descriptor)
}

/// A request is about to be sent over a connection that is new or was open.
func curlWillSend(
    _ transfer: UnsafeMutableRawPointer?, _ peer: UnsafeMutablePointer<CChar>?,
    _ local: UnsafeMutablePointer<CChar>?, _ peerPort: CInt, _ localPort: CInt
) -> CInt {
    guard let transfer, let peer, let address = address(numericText: peer) else { return CURL_PREREQFUNC_ABORT }
    let use = Unmanaged<CurlTransfer>.fromOpaque(transfer).takeUnretainedValue()
    return use.maySend(to: address, port: UInt16(truncatingIfNeeded: peerPort))
        ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
}

/// The address in the text that libcurl gives: `192.0.2.1` or `2001:db8::1`.
private func address(numericText text: UnsafePointer<CChar>) -> IPAddress? {
    var v4 = in_addr()
    if inet_pton(AF_INET, text, &v4) == 1 { return IPAddress(v4: UInt32(bigEndian: v4.s_addr)) }
    var v6 = in6_addr()
    return inet_pton(AF_INET6, text, &v6) == 1 ? IPAddress(v6) : nil
}

private func endpoint(of target: UnsafeMutablePointer<curl_sockaddr>) -> (IPAddress, UInt16)? {
    // `addr` is where the address begins; it is longer than the type of the field.
    let start = UnsafeRawPointer(target) + (MemoryLayout<curl_sockaddr>.offset(of: \.addr) ?? 16)
    switch target.pointee.family {
    case AF_INET:
        let address = start.loadUnaligned(as: sockaddr_in.self)
        return (IPAddress(v4: UInt32(bigEndian: address.sin_addr.s_addr)), UInt16(bigEndian: address.sin_port))
    case AF_INET6:
        let address = start.loadUnaligned(as: sockaddr_in6.self)
        return (IPAddress(address.sin6_addr), UInt16(bigEndian: address.sin6_port))
    default:
        return nil
    }
}

extension IPAddress {
    fileprivate init(_ address: in6_addr) {
        let (high, low) = withUnsafeBytes(of: address) { bytes in
            (bytes.loadUnaligned(as: UInt64.self), bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
        }
        self.init(high: UInt64(bigEndian: high), low: UInt64(bigEndian: low))
    }
}

/// libcurl wants a socket watched, or not any more.
func curlWatchesSocket(
    _ easy: UnsafeMutableRawPointer?, _ socket: curl_socket_t, _ what: CInt, _ wiring: UnsafeMutableRawPointer?,
    _ known: UnsafeMutableRawPointer?
) -> CInt {
    guard let wiring else { return 0 }
    Unmanaged<CurlWiring>.fromOpaque(wiring).takeUnretainedValue().watch(socket, what)
    return 0
}

/// libcurl wants to be called at a time, or not any more (-1).
func curlSetsTimer(
    _ multi: UnsafeMutableRawPointer?, _ milliseconds: Int, _ wiring: UnsafeMutableRawPointer?
) -> CInt {
    guard let wiring else { return 0 }
    Unmanaged<CurlWiring>.fromOpaque(wiring).takeUnretainedValue().setTimer(milliseconds)
    return 0
}
