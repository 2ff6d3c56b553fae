/// A small list in the format of the Public Suffix List, with names of our own.
package enum SuffixFixtures {
    package static let list = """
        // VERSION: 2031-02-03_04-05-06_UTC
        // ===BEGIN ICANN DOMAINS===
        land
        // A rule ends at white space.
        co.land   commentary
        *.wild
        !city.wild
        *.deep.wild
        рф
        公司.land

        // ===BEGIN PRIVATE DOMAINS===
        hosting.land
        """

    package static let registrable: [(host: String, registrable: String?)] = [
        ("land", nil), ("a.land", "a.land"), ("b.A.land", "a.land"), ("co.land", nil), ("a.co.land", "a.co.land"),
        ("x.a.co.land", "a.co.land"), ("a.land.", "a.land."), ("land.", nil), (".land", nil), ("a..land", nil),
        // Without a rule the last label is the suffix.
        ("unknown", nil), ("a.unknown", "a.unknown"), ("b.a.unknown", "a.unknown"),
        // Wildcards and their exceptions.
        ("wild", nil), ("x.wild", nil), ("a.x.wild", "a.x.wild"), ("b.a.x.wild", "a.x.wild"),
        ("city.wild", "city.wild"),
        ("a.city.wild", "city.wild"), ("a.deep.wild", nil), ("b.a.deep.wild", "b.a.deep.wild"),
        // Both forms of an internationalised name, answered as asked.
        ("пример.рф", "пример.рф"), ("xn--e1afmkfd.xn--p1ai", "xn--e1afmkfd.xn--p1ai"), ("食狮.公司.land", "食狮.公司.land"),
        ("a.食狮.公司.land", "食狮.公司.land"), ("公司.land", nil), ("x.公司。land", "x.xn--55qx5d.land"),
        ("me.hosting.land", "me.hosting.land"), ("hosting.land", nil),
        // What is no domain.
        ("1.2.3.4", nil), ("[::1]", nil), ("", nil), (".", nil),
    ]
}
