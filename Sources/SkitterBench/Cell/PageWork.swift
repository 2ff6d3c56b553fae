import SkitterCore
import SkitterDigest
import SkitterHTML

/// Does with a page that came what a job asks for: the part of a download that computes.
package struct PageWork: Sendable {
    private let work: BenchWork
    private let extractor = LibXML2Extractor()

    /// What `work` says.
    package init(_ work: BenchWork) {
        self.work = work
    }

    /// The download that `page` becomes. The calling thread computes meanwhile, and waits for nothing.
    package func finish(_ page: FetchedPage) -> Download {
        Download(number: page.number, latency: page.latency, outcome: self.outcome(of: page.ending))
    }

    private func outcome(of ending: FetchedPage.Ending) -> Download.Outcome {
        switch ending {
        case .failed(let why): return .failed(why)
        case .whole(let response, let url):
            do throws(DigestUnavailable) {
                let digest = try self.digest(of: response, from: url)
                return .read(bytes: response.body.count, status: response.status, digest: digest)
            } catch {
                return .failed(error.description)
            }
        }
    }

    private func digest(of response: FetchResponse, from url: CrawlURL) throws(DigestUnavailable) -> Digest {
        var stream = try DigestStream(.sha256)
        stream.update(response.body.span)
        let digest = stream.finish()
        guard self.work.repetitions > 0 else { return digest }
        let document = DocumentContext(url: url.href, contentType: response.fields["Content-Type"])
        let links = self.extractor.extract(response.body, document).links.count
        for _ in 1..<self.work.repetitions {
            stream.update(response.body.span)
            // The results are used, so that no compiler leaves the work out.
            precondition(stream.finish() == digest, "equal bytes have equal digests")
            precondition(
                self.extractor.extract(response.body, document).links.count == links, "equal pages have equal links")
        }
        return digest
    }
}
