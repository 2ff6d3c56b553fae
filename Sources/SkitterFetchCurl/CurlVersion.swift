internal import CLibCurl

/// Which libcurl this process runs with.
package enum CurlVersion {
    /// Its version, as `7.88.1`.
    package static var running: String {
        // "libcurl/7.88.1 OpenSSL/3.0.15 …" (curl_version(3)).
        let words = String(cString: curl_version()).split(separator: " ").first ?? ""
        return String(words.split(separator: "/").last ?? "")
    }
}
