/// Statements that are run once.
extension SQLiteConnection {
    /// Runs the statement `sql` with `values` for its parameters.
    package func execute(_ sql: String, _ values: SQLiteValue...) throws(SQLiteError) {
        let statement = try SQLiteStatement(self, sql)
        statement.bind(values)
        try statement.run()
    }

    /// What `read` makes of each row of `sql`, `values` being those of its parameters.
    package func rows<Element>(
        _ sql: String, _ values: SQLiteValue..., read: (SQLiteStatement) throws -> Element
    ) throws -> [Element] {
        let statement = try SQLiteStatement(self, sql)
        statement.bind(values)
        var rows: [Element] = []
        try statement.forEachRow { rows.append(try read($0)) }
        return rows
    }

    /// What `read` makes of the first row of `sql`; nil where there is none.
    package func firstRow<Element>(
        _ sql: String, _ values: SQLiteValue..., read: (SQLiteStatement) throws -> Element
    ) throws -> Element? {
        let statement = try SQLiteStatement(self, sql)
        statement.bind(values)
        return try statement.step() ? try read(statement) : nil
    }

    /// The number in the first column of the first row of `sql`; nil where there is none.
    package func integer(_ sql: String, _ values: SQLiteValue...) throws(SQLiteError) -> Int64? {
        let statement = try SQLiteStatement(self, sql)
        statement.bind(values)
        return try statement.step() ? statement.integerIfAny(0) : nil
    }

    /// Whether there is a table of this name.
    func hasTable(_ name: String) throws(SQLiteError) -> Bool {
        try self.integer("SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = ?", .text(name)) != 0
    }
}
