extension ZoneBuilder {
    /// The page that leads to the examples of all faults. What lies under `/fault/` is outside of the known answers.
    mutating func addFaults() {
        self.enter("/faults.html")
        self.html("/faults.html", "Faults", FixtureFault.all.map { .a($0.example) })
    }
}
