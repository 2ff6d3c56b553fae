/// Names of parameters that carry the id of a session, as servers and frameworks call them.
enum SessionNames {
    /// In lower case.
    private static let names: [String] = [
        "jsessionid", "phpsessid", "sessionid", "session_id", "session", "sessid", "sid", "aspsessionid", "cfid",
        "cftoken",
        "oscsid", "zenid", "s", "sess", "ssid",
    ]

    static func contains(_ name: ArraySlice<UInt8>) -> Bool {
        guard name.count <= 16 else { return false }
        return Self.names.contains { Octets.equalIgnoringCase($0.utf8, name) }
    }
}
