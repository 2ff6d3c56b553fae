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
    let line = UnsafeBufferPointer(start: UnsafeRawPointer(bytes).assumingMemoryBound(to: UInt8.self), count: length)
    return Unmanaged<CurlTransfer>.fromOpaque(transfer).takeUnretainedValue().headCame(line) ? length : 0
}

/// Some bytes of a body.
func curlBodyCame(
    _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ transfer: UnsafeMutableRawPointer?
) -> Int {
    let length = size &* count
    guard let bytes, let transfer else { return 0 }
    let chunk = UnsafeBufferPointer(start: UnsafeRawPointer(bytes).assumingMemoryBound(to: UInt8.self), count: length)
    return Unmanaged<CurlTransfer>.fromOpaque(transfer).takeUnretainedValue().bodyCame(chunk) ? length : 0
}

/// A connection is about to be made: the last instant to refuse its address.
func curlOpensSocket(
    _ transfer: UnsafeMutableRawPointer?, _ purpose: curlsocktype, _ target: UnsafeMutablePointer<curl_sockaddr>?
) -> curl_socket_t {
    guard let transfer, let target else { return CURL_SOCKET_BAD }
    let use = Unmanaged<CurlTransfer>.fromOpaque(transfer).takeUnretainedValue()
    guard let (address, port) = endpoint(of: target) else { return CURL_SOCKET_BAD }
    guard use.mayConnect(to: address, port: port) else { return CURL_SOCKET_BAD }
    return socket(
        target.pointee.family, target.pointee.socktype | CInt(SOCK_CLOEXEC.rawValue), target.pointee.protocol)
}

private func endpoint(of target: UnsafeMutablePointer<curl_sockaddr>) -> (IPAddress, UInt16)? {
    withUnsafeMutablePointer(to: &target.pointee.addr) { pointer -> (IPAddress, UInt16)? in
        let raw = UnsafeRawPointer(pointer)
        switch target.pointee.family {
        case AF_INET:
            let address = raw.loadUnaligned(as: sockaddr_in.self)
            return (IPAddress(v4: UInt32(bigEndian: address.sin_addr.s_addr)), UInt16(bigEndian: address.sin_port))
        case AF_INET6:
            let address = raw.loadUnaligned(as: sockaddr_in6.self)
            return withUnsafeBytes(of: address.sin6_addr) { bytes in
                let high = UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self))
                let low = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
                return (IPAddress(high: high, low: low), UInt16(bigEndian: address.sin6_port))
            }
        default:
            return nil
        }
    }
}

/// libcurl wants a socket watched, or not any more.
func curlWatchesSocket(
    _ easy: UnsafeMutableRawPointer?, _ socket: curl_socket_t, _ what: CInt, _ wiring: UnsafeMutableRawPointer?,
    _ known: UnsafeMutableRawPointer?
) -> CInt {
    guard let wiring else { return 0 }
    Unmanaged<CurlWiring>.fromOpaque(wiring).takeUnretainedValue().watch(socket, what, isKnown: known != nil)
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
