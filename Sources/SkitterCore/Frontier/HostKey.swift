/// What stands before a setting for hosts: the name of one, or `*.` and a domain for all hosts below it.
public enum HostKey {
    /// The key that `text` means, written as URLs name hosts (`*.Example.ORG` is `*.example.org`); nil where it names neither.
    public static func canonical(_ text: String) -> String? {
        guard let domain = self.domain(of: text) else { return self.host(text) }
        // Nothing is below an address.
        guard let name = self.host(domain), IPAddress(urlHost: name) == nil else { return nil }
        return "*." + name
    }

    /// The domain for whose hosts `key` stands; nil where it names one host.
    static func domain(of key: String) -> String? {
        key.hasPrefix("*.") ? String(key.dropFirst(2)) : nil
    }

    private static func host(_ text: String) -> String? {
        // A colon belongs to an address in brackets, and else to a port.
        let isAddress = text.hasPrefix("[") && text.hasSuffix("]")
        guard !text.isEmpty, isAddress || !text.utf8.contains(UInt8(ascii: ":")),
            !text.utf8.contains(where: { "/?#@\\*".utf8.contains($0) || $0 <= 0x20 }),
            let url = try? CrawlURL("http://\(text)/"), !url.hasCredentials, url.href == "http://\(url.hostname)/"
        else { return nil }
        return url.hostname
    }
}
