extension String {
    /// This text without white space (and the carriage return of a Windows line end) at its ends.
    var trimmingSpaces: String {
        var text = Substring(self)
        while let first = text.unicodeScalars.first, first.properties.isWhitespace { text.unicodeScalars.removeFirst() }
        while let last = text.unicodeScalars.last, last.properties.isWhitespace { text.unicodeScalars.removeLast() }
        return String(text)
    }
}
