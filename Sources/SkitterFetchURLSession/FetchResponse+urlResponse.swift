internal import Foundation
internal import SkitterCore

#if canImport(FoundationNetworking)
    internal import FoundationNetworking
#endif

extension FetchResponse {
    /// Status and fields of `response`, or nil for one that is not of HTTP. URLSession keeps fields in a dictionary,
    /// so their order is lost; they are sorted by name, to be the same each time.
    init?(_ response: URLResponse?) {
        guard let response = response as? HTTPURLResponse else { return nil }
        var fields: [HTTPFields.Field] = []
        fields.reserveCapacity(response.allHeaderFields.count)
        for case (let name as String, let value as String) in response.allHeaderFields {
            fields.append(HTTPFields.Field(name: name, value: value))
        }
        fields.sort { $0.name < $1.name }
        self.init(status: response.statusCode, fields: HTTPFields(fields))
    }
}
