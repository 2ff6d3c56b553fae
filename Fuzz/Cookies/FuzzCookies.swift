import FuzzSupport
import SkitterCore

/// A byte that names a host, then a `Set-Cookie` value, line by line.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzCookies(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    var input = FuzzInput(start, count)
    var limits = CookieJarLimits()
    limits.cookies = 12
    limits.cookiesPerDomain = 5
    limits.cookieBytes = 200
    limits.headerBytes = 300
    var jar = CookieJar(limits: limits) { !$0.contains(".") || $0 == "co.uk" }
    var sites: Set<String> = []
    var now = HTTPDate(secondsSince1970: 1_800_000_000)
    while !input.isEmpty {
        let choice = input.byte()
        let host = hosts[Int(choice & 7)]
        let path = paths[Int(choice >> 3 & 3)]
        let isSecure = choice & 0x20 != 0
        if choice & 0x40 != 0 { now = HTTPDate(secondsSince1970: now.secondsSince1970 + 100) }
        let line = input.line()
        jar.store(setCookie: line, host: host.name, path: path, isSecure: isSecure, at: now)
        sites.insert(host.site)
        check(jar.count <= limits.cookies, "a jar keeps no more than its limit")
        checkTwice(jar, line, host.name, path, isSecure, now)
        checkHeaders(jar, sites, limits, now)
    }
    return 0
}

/// Hosts, and what only those with the same may share cookies.
private let hosts: [(name: String, site: String)] = [
    ("a.com", "a.com"), ("www.a.com", "a.com"), ("x.www.a.com", "a.com"), ("b.com", "b.com"),
    ("a.co.uk", "a.co.uk"), ("b.co.uk", "b.co.uk"), ("127.0.0.1", "127.0.0.1"), ("[::1]", "[::1]"),
]

private let paths = ["/", "/a/b?c=/d", "/a", ""]

private func checkHeaders(_ jar: CookieJar, _ sites: Set<String>, _ limits: CookieJarLimits, _ now: HTTPDate) {
    for host in hosts {
        for path in paths {
            for isSecure in [false, true] {
                guard let header = jar.headerOctets(host: host.name, path: path, isSecure: isSecure, at: now) else {
                    continue
                }
                check(sites.contains(host.site), "no cookie goes to a host that nobody of its site set one for")
                check(!header.isEmpty && header.count <= limits.headerBytes, "a header has a length within the limit")
                check(!header.contains { $0 < 0x20 && $0 != 0x09 || $0 == 0x7F }, "no control character goes out")
            }
        }
    }
}

/// Setting a cookie again sets it as it is.
private func checkTwice(
    _ jar: CookieJar, _ line: [UInt8], _ host: String, _ path: String, _ isSecure: Bool, _ now: HTTPDate
) {
    var twice = jar
    twice.store(setCookie: line, host: host, path: path, isSecure: isSecure, at: now)
    check(twice.count, equals: jar.count, "a cookie that is set twice is one")
    let header = jar.headerOctets(host: host, path: path, isSecure: isSecure, at: now)
    check(
        twice.headerOctets(host: host, path: path, isSecure: isSecure, at: now), equals: header,
        "and is sent as before")
}
