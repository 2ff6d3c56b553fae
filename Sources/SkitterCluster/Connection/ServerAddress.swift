#if Cluster
internal import CLibPQ

/// Where the servers of a shared frontier are, as libpq's connection string says: a URI with any number of hosts, or words
/// with `=`. What it keeps secret appears in no text that is made of it.
public struct ServerAddress: Sendable, CustomStringConvertible {
    /// The words that libpq connects with.
    let options: [(keyword: String, value: String)]

    /// Options whose values are nobody's business.
    private static let secret: Set<String> = ["password", "sslpassword", "sslkey"]

    /// What is said where the user says nothing: a server that is gone is noticed, and a standby is not written to.
    private static let defaults = [
        ("application_name", "skitter"), ("client_encoding", "UTF8"), ("connect_timeout", "5"),
        ("target_session_attrs", "read-write"),
        ("tcp_user_timeout", "20000"), ("keepalives_idle", "10"), ("keepalives_interval", "5"),
        ("keepalives_count", "3"),
    ]

    /// Reads a connection string. What libpq has to say about a wrong one is not passed on: it quotes it.
    public init(_ text: String) throws(ClusterError) {
        guard let list = PQconninfoParse(text, nil) else {
            throw ClusterError(
                .badAddress, "the frontier's address is no connection string of PostgreSQL (postgresql://user@host/db)")
        }
        defer { PQconninfoFree(list) }
        var options: [(keyword: String, value: String)] = []
        var option = list
        while let keyword = option.pointee.keyword {
            if let value = option.pointee.val {
                options.append((String(cString: keyword), String(cString: value)))
            }
            option += 1
        }
        for (keyword, value) in ServerAddress.defaults where !options.contains(where: { $0.keyword == keyword }) {
            options.append((keyword, value))
        }
        self.options = options
    }

    /// Where it leads, without secrets: `user@host1:5432,host2/db`.
    public var description: String {
        let hosts = self.value("host") ?? self.value("hostaddr") ?? "localhost"
        let ports = self.value("port").map { $0.split(separator: ",", omittingEmptySubsequences: false) } ?? []
        let places = hosts.split(separator: ",").enumerated().map { index, host in
            let port = ports.count == 1 ? ports[0] : (index < ports.count ? ports[index] : "")
            return port.isEmpty ? String(host) : "\(host):\(port)"
        }
        let user = self.value("user").map { "\($0)@" } ?? ""
        return user + places.joined(separator: ",") + (self.value("dbname").map { "/\($0)" } ?? "")
    }

    /// `message` of libpq or a server on one line, without anything secret, and without the questions that libpq asks the user.
    func cleaned(_ message: String) -> String {
        var text = message.split(whereSeparator: \.isNewline).filter { $0.first != "\t" }.joined(separator: "; ")
        for (keyword, value) in self.options where ServerAddress.secret.contains(keyword) && !value.isEmpty {
            text = text.split(separator: value, omittingEmptySubsequences: false).joined(separator: "***")
        }
        return text
    }

    private func value(_ keyword: String) -> String? {
        self.options.first { $0.keyword == keyword }?.value
    }
}
#endif
