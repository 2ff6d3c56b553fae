extension FetchResponse {
    /// This response as a session hands it to a caller who asked with `request`: its body as far as that is wanted.
    package func cut(for request: FetchRequest) -> FetchResponse {
        var response = self
        if !response.body.isEmpty, !request.wanted.includes(contentType: self.fields["Content-Type"]) {
            response.body = []
            response.truncation = .unwanted
        } else if response.body.count > request.bodyLimitBytes {
            response.body.removeLast(response.body.count - max(0, request.bodyLimitBytes))
            response.truncation = .length
        }
        return response
    }
}
