internal import SkitterCore
internal import SkitterHTML

/// Answers questions with the code that a crawl runs; what it asks of the system is read for the first question that
/// needs it.
struct Checker {
    /// What follows from a question.
    enum AskedAction {
        /// This is the answer.
        case answer
        /// A page must be fetched first.
        case fetch(CheckFetchQuestion)
    }

    let libXML2 = LibXML2Extractor(options: Self.extraction)
    var suffixes: Result<PublicSuffixList, CheckFailure>?
    /// Judges ask many questions about one file.
    var lastRobots: (encoded: String, file: RobotsTxt)?

    /// Answers the question in `range` of `bytes` into `writer`, which is empty, unless it must be fetched.
    mutating func asked(_ bytes: [UInt8], in range: Range<Int>, _ writer: inout JSONWriter) -> AskedAction {
        let question = CheckQuestion(bytes, in: range)
        do throws(CheckFailure) {
            if let problem = question.problem { throw CheckFailure("the line is no question: \(problem)") }
            if question.op == "fetch" {
                return .fetch(try CheckFetchQuestion(question))
            }
            writer.beginObject()
            writer.id(question.id)
            try self.answer(question, &writer)
        } catch {
            writer.removeAll()
            writer.beginObject()
            writer.id(question.id)
            writer.key("error")
            writer.value(error.message)
        }
        writer.endObject()
        return .answer
    }

    private mutating func answer(_ question: CheckQuestion, _ writer: inout JSONWriter) throws(CheckFailure) {
        switch question.op {
        case "parse": try self.parse(question, &writer)
        case "canon": try self.canon(question, &writer)
        case "idna": try self.idna(question, &writer)
        case "registrable": try self.registrable(question, &writer)
        case "surt": try self.surt(question, &writer)
        case "robots": try self.robots(question, &writer)
        case "meta_robots": try self.metaRobots(question, &writer)
        case "links": try self.links(question, &writer)
        case "srcset": try self.srcset(question, &writer)
        case "decode": try self.decode(question, &writer)
        case "sitemap": try self.sitemap(question, &writer)
        case "cookies": try self.cookies(question, &writer)
        case "": throw CheckFailure("'op' is missing")
        default: throw CheckFailure("no op is called '\(question.op.prefix(40))'")
        }
    }
}

extension JSONWriter {
    /// The member `id`.
    mutating func id(_ id: CheckQuestion.ID) {
        self.key("id")
        switch id {
        case .none: self.null()
        case .text(let text): self.value(text)
        case .number(let number): self.value(number)
        }
    }

    /// An array of texts.
    mutating func values(_ values: some Sequence<String>) {
        self.beginArray()
        for value in values { self.value(value) }
        self.endArray()
    }
}
