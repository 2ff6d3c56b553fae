/// The logins of a netrc file, by machine (netrc(5), as curl reads it).
///
/// Words are `machine NAME`, `default`, `login NAME`, `password WORD`, `account WORD` (ignored) and `macdef NAME`, whose
/// lines up to the next empty one are skipped. A value in double quotes may hold white space and the escapes `\"`, `\\`,
/// `\n`, `\r`, `\t`. `#` where a word is expected begins a comment; in a value it is a character.
package struct Netrc: Sendable {
    /// A file longer than this is none (the limit of curl).
    package static let limitBytes = 128 * 1024

    private struct Login: Sendable {
        var user: [UInt8]?
        var password: [UInt8] = []
    }

    /// By machine in lower case; the first entry with a login counts.
    private var byMachine: [String: Login] = [:]
    private var fallback: Login?

    /// Reads the contents of a file.
    package init(_ bytes: [UInt8]) throws(CredentialsError) {
        guard bytes.count <= Netrc.limitBytes else {
            throw CredentialsError("a netrc file has at most \(Netrc.limitBytes) bytes; this one has \(bytes.count)")
        }
        var reader = NetrcReader(bytes)
        var machine: String?
        var login: Login?
        while let word = reader.word() {
            switch String(decoding: word, as: UTF8.self) {
            case "machine":
                self.keep(login, of: machine)
                machine = Octets.lowercasedString(try reader.value(of: "machine"))
                login = Login()
            case "default":
                self.keep(login, of: machine)
                machine = nil
                login = Login()
            case "login":
                // Read also before the first machine, where it belongs to none.
                let user = try reader.value(of: "login")
                login?.user = user
            case "password":
                let password = try reader.value(of: "password")
                login?.password = password
            case "account": _ = try reader.value(of: "account")
            case "macdef": reader.skipMacro()
            default:
                // The word is not quoted: it may be a piece of a password.
                throw CredentialsError("netrc, line \(reader.line): a word that is none of netrc's")
            }
        }
        self.keep(login, of: machine)
    }

    private mutating func keep(_ login: Login?, of machine: String?) {
        guard let login, login.user != nil else { return }
        if let machine {
            if self.byMachine[machine] == nil { self.byMachine[machine] = login }
        } else if self.fallback == nil {
            self.fallback = login
        }
    }

    /// The credentials for the host of a URL (IPv6 in brackets): its machine's, else those of `default`.
    package func credentials(for host: String) throws(CredentialsError) -> BasicCredentials? {
        let name = host.utf8.first == UInt8(ascii: "[") ? String(host.dropFirst().dropLast()) : host
        guard let login = self.byMachine[name] ?? self.fallback, let user = login.user else { return nil }
        do throws(CredentialsError) {
            return try BasicCredentials(user: user, password: login.password)
        } catch {
            throw CredentialsError("netrc, \(host): \(error)")
        }
    }
}

extension Netrc: CustomStringConvertible, CustomReflectable {
    /// Names the machines, not the logins.
    package var description: String { "netrc for \(self.byMachine.keys.sorted())" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
