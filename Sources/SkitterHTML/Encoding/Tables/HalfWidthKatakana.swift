// Written by dev/generate-encoding-tables.py; do not edit.

extension EncodingTable {
    /// Index ISO-2022-JP katakana, from U+FF61.
    static let halfWidthKatakana = EncodingTable(
        columns: 63,
        text: #"""
            203<03=03103k33b33Q23S23U23W23Y23S33U33W33333l33R23T23V23X23Z23[23]23_23a23c23e23g23i23k23m23o23133433633833:33;33<33=33>33?33B33E33H33K33N33O33P33Q33R33T33V33X33Y33Z33[33\33]33_33c33K23L23
            """#)
}
