/// Decodes DEFLATE and gzip bit by bit (RFC 1951, RFC 1952), to check what the fixture server writes.
struct Inflater {
    enum Failure: Error, Equatable {
        case cut
        case badBlock
        case badCode
        case badChecksum
    }

    private let bytes: [UInt8]
    private(set) var position: Int
    private var bit = 0
    private var output: [UInt8] = []

    private init(_ bytes: [UInt8], at position: Int) {
        self.bytes = bytes
        self.position = position
    }

    /// All members of a gzip file, with length and checksum verified.
    static func gunzip(_ bytes: [UInt8]) throws -> [UInt8] {
        var output: [UInt8] = []
        var position = 0
        while position < bytes.count {
            guard bytes.count - position > 18, bytes[position..<(position + 3)].elementsEqual([0x1F, 0x8B, 8]),
                bytes[position + 3] == 0
            else { throw Failure.badBlock }
            var inflater = Inflater(bytes, at: position + 10)
            try inflater.run()
            position = inflater.position + 8
            guard position <= bytes.count else { throw Failure.cut }
            let trailer = bytes[(position - 8)..<position]
            let numbers = [trailer.prefix(4), trailer.suffix(4)].map {
                $0.reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            }
            guard numbers == [Self.crc(inflater.output), UInt32(truncatingIfNeeded: inflater.output.count)] else {
                throw Failure.badChecksum
            }
            output += inflater.output
        }
        return output
    }

    /// A raw stream; the number of bytes it took.
    static func inflate(_ bytes: [UInt8]) throws -> (output: [UInt8], used: Int) {
        var inflater = Inflater(bytes, at: 0)
        try inflater.run()
        return (inflater.output, inflater.position)
    }

    private static func crc(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(UInt32.max) { register, byte in
            var register = register ^ UInt32(byte)
            for _ in 0..<8 { register = register & 1 == 1 ? 0xEDB8_8320 ^ (register >> 1) : register >> 1 }
            return register
        }
    }

    private mutating func run() throws {
        var isFinal = false
        while !isFinal {
            isFinal = try self.bits(1) == 1
            switch try self.bits(2) {
            case 0: try self.stored()
            case 2: try self.dynamic()
            default: throw Failure.badBlock
            }
        }
        if self.bit > 0 {
            self.bit = 0
            self.position += 1
        }
    }

    private mutating func bits(_ count: Int) throws -> Int {
        var value = 0
        for index in 0..<count {
            guard self.position < self.bytes.count else { throw Failure.cut }
            value |= Int(self.bytes[self.position] >> UInt8(self.bit) & 1) << index
            self.bit += 1
            if self.bit == 8 {
                self.bit = 0
                self.position += 1
            }
        }
        return value
    }

    private mutating func stored() throws {
        if self.bit > 0 {
            self.bit = 0
            self.position += 1
        }
        let length = try self.bits(16)
        guard try self.bits(16) == length ^ 0xFFFF, self.position + length <= self.bytes.count else {
            throw Failure.badBlock
        }
        self.output += self.bytes[self.position..<(self.position + length)]
        self.position += length
    }

    private mutating func dynamic() throws {
        let literals = try self.bits(5) + 257
        let distances = try self.bits(5) + 1
        let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
        var lengths = [Int](repeating: 0, count: 19)
        for index in 0..<(try self.bits(4) + 4) { lengths[order[index]] = try self.bits(3) }
        let lengthCode = Self.code(lengths)
        var all: [Int] = []
        while all.count < literals + distances {
            switch try self.symbol(lengthCode) {
            case 16: all += try repeatElement(all.last ?? 0, count: 3 + self.bits(2))
            case 17: all += try repeatElement(0, count: 3 + self.bits(3))
            case 18: all += try repeatElement(0, count: 11 + self.bits(7))
            case let length: all.append(length)
            }
        }
        guard all.count == literals + distances else { throw Failure.badCode }
        let literalCode = Self.code(Array(all[..<literals]))
        let distanceCode = Self.code(Array(all[literals...]))
        while true {
            let symbol = try self.symbol(literalCode)
            if symbol < 256 {
                self.output.append(UInt8(symbol))
            } else if symbol == 256 {
                return
            } else {
                // The only match that the fixture server writes.
                guard symbol == 285, try self.symbol(distanceCode) == 0, let last = self.output.last else {
                    throw Failure.badCode
                }
                self.output += repeatElement(last, count: 258)
            }
        }
    }

    /// From (length, code) to symbol, canonical.
    private static func code(_ lengths: [Int]) -> [[Int]: Int] {
        var table: [[Int]: Int] = [:]
        var code = 0
        for length in 1...15 {
            for (symbol, own) in lengths.enumerated() where own == length {
                table[[length, code]] = symbol
                code += 1
            }
            code <<= 1
        }
        return table
    }

    private mutating func symbol(_ code: [[Int]: Int]) throws -> Int {
        var value = 0
        for length in 1...15 {
            value = try value << 1 | self.bits(1)
            if let symbol = code[[length, value]] { return symbol }
        }
        throw Failure.badCode
    }
}
