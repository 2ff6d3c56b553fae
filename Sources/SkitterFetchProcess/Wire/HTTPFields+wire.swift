internal import SkitterCore

extension ByteWriter {
    mutating func fields(_ fields: HTTPFields) {
        self.number(UInt32(truncatingIfNeeded: fields.fields.count))
        for field in fields.fields {
            self.string(field.name)
            self.string(field.value)
        }
    }
}

extension ByteReader {
    mutating func fields() throws(WireError) -> HTTPFields {
        var fields: [HTTPFields.Field] = []
        let count = try self.count(bytesEach: 8)
        fields.reserveCapacity(count)
        for _ in 0..<count {
            fields.append(HTTPFields.Field(name: try self.string(), value: try self.string()))
        }
        return HTTPFields(fields)
    }
}
