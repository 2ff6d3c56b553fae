internal import SkitterArchive

extension JournalMeta {
    /// Replaces what `connection` holds.
    func write(to connection: SQLiteConnection) throws {
        let row = try PreparedRow(connection, "INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)")
        let digits = String(self.hashSeed, radix: 16)
        for (key, value) in [
            ("hash_seed", String(repeating: "0", count: 16 - digits.utf8.count) + digits),
            ("started_us", String(self.startedMicroseconds)),
            ("program_version", self.programVersion),
            ("configuration", self.configuration),
        ] {
            row.add(key)
            row.add(value)
            try row.write()
        }
    }

    /// What the journal at `path`, opened as `connection`, says.
    init(reading connection: SQLiteConnection, path: String) throws {
        var values: [String: String] = [:]
        try SQLiteStatement(connection, "SELECT key, value FROM meta LIMIT 1000").forEachRow { row in
            values[row.textIfAny(0) ?? ""] = row.textIfAny(1) ?? ""
        }
        guard let seed = values["hash_seed"].flatMap({ UInt64($0, radix: 16) }),
            let started = values["started_us"].flatMap({ Int64($0) })
        else {
            throw ArchiveError(.corrupt, path: path, "does not say with which key and when its crawl began")
        }
        self.init(
            hashSeed: seed, startedMicroseconds: started, programVersion: values["program_version"] ?? "",
            configuration: values["configuration"] ?? "{}")
    }
}
