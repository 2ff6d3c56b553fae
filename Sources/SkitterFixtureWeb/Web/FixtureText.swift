/// The words that pages are written with. Everything is kept as UTF-8 bytes: a page is made by appending.
enum FixtureText {
    /// The folders under "/" that ordinary pages live in; as many as the tree branches at most.
    static let sections = ["guides", "products", "news", "library", "community", "help", "research", "events"].map {
        Array($0.utf8)
    }

    /// For paths: lower case, no digit.
    static let slugs = [
        "harbour", "lantern", "orchard", "granite", "meadow", "compass", "timber", "velvet", "copper", "willow",
        "summit",
        "cinder", "falcon", "juniper", "marble", "nectar", "pebble", "quarry", "saffron", "thistle",
    ].map { Array($0.utf8) }

    /// Words outside ASCII, as they are written and as the URL standard serialises them (UTF-8, percent-encoded).
    static let foreign: [(raw: [UInt8], encoded: [UInt8])] = [
        "Straße", "Café", "Łódź", "Ελλάδα", "Москва", "日本語", "smörgås", "naïve",
    ].map { (Array($0.utf8), FixtureText.percentEncoded($0)) }

    static let names = [
        "Old harbour", "Night train", "Copper mill", "Paper boats", "North gate", "Glass house", "Quiet valley",
        "Market day",
        "Winter light", "Stone bridge", "River walk", "Open field", "First draft", "Second hand", "Long table",
        "Blue door",
    ].map { Array($0.utf8) }

    /// Sentences without markup, without `&` and without quotes.
    static let sentences = [
        "The ferry leaves the quay at a quarter past seven and is rarely late. ",
        "Nobody had opened the north window since the autumn storms, and the hinges showed it. ",
        "A good map says where it is wrong as plainly as where it is right. ",
        "They measured the wall twice, wrote two numbers down, and kept both. ",
        "In the second week the orchard was full of ladders and empty of talk. ",
        "Most of the letters were bills; the others were apologies for the bills. ",
        "Copper keeps the colour of the year in which it was hung. ",
        "The instructions filled four pages, of which the last was the only useful one. ",
        "What the river takes from the left bank it returns, after some years, to the right. ",
        "Every bridge in the valley has a name and no bridge has a sign. ",
        "The baker counts in dozens, the miller in sacks, and the tax office in neither. ",
        "A lantern left burning in the tower means that the road is closed by snow. ",
        "She kept a list of the trains that had been early, which fitted on a stamp. ",
        "Granite is slow to warm and slow to cool, and so are the people who cut it. ",
        "The museum is open on every day on which it is not closed for repairs. ",
        "One shelf was reserved for books that had been returned by mistake. ",
        "By noon the market had sold everything except the scales. ",
        "He had drawn the harbour from memory and put the lighthouse on the wrong side. ",
        "The choir rehearses in the old pump house because of its echo. ",
        "Salt, rope and patience are the three things the island never runs out of. ",
        "When the clock stopped, the town agreed to keep the hour it had shown. ",
        "Paper boats were forbidden in the fountain, which made them popular. ",
        "The well is deeper than the hill is high, as any child there will tell you. ",
        "It took a winter to build the stove and a summer to be glad of the shade behind it. ",
    ].map { Array($0.utf8) }

    /// UTF-8 bytes outside ASCII as `%XX` with upper-case digits: what the path percent-encode set of the URL standard
    /// makes of them. ASCII stays as it is, so an already encoded text is not encoded twice.
    static func percentEncoded(_ text: String) -> [UInt8] {
        let digits = Array("0123456789ABCDEF".utf8)
        var encoded: [UInt8] = []
        for byte in text.utf8 {
            if byte < 0x80 {
                encoded.append(byte)
            } else {
                encoded += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return encoded
    }
}
