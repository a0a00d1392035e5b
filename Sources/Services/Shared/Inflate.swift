/// Decompresses DEFLATE, the way files stand in ZIP archives, up to a limit: a few bytes may else become gigabytes.
/// <https://www.rfc-editor.org/rfc/rfc1951>
struct Inflate {
    /// Why it cannot be decompressed.
    enum Failure: Error, Equatable { case broken, tooLarge }

    private let input: ArraySlice<UInt8>
    private let limit: Int
    private var next: Int
    private var bits: UInt32 = 0, count = 0
    private var output: [UInt8] = []

    private init(_ input: ArraySlice<UInt8>, limit: Int) {
        self.input = input
        self.limit = limit
        next = input.startIndex
    }

    /// The bytes behind a compressed stream.
    static func bytes(_ compressed: ArraySlice<UInt8>, limit: Int) throws(Failure) -> [UInt8] {
        var inflate = Inflate(compressed, limit: limit)
        while try !inflate.block() {}
        return inflate.output
    }

    /// Reads one block; whether it was the last.
    private mutating func block() throws(Failure) -> Bool {
        let isLast = try take(1) == 1
        switch try take(2) {
        case 0: try stored()
        case 1: try codes(Huffman(Self.fixedLengths), Huffman([Int](repeating: 5, count: 30)))
        case 2: try dynamic()
        default: throw .broken
        }
        return isLast
    }

    private mutating func stored() throws(Failure) {
        (bits, count) = (0, 0)
        guard next + 4 <= input.endIndex else { throw .broken }
        let length = Int(input[next]) | Int(input[next + 1]) << 8, check = Int(input[next + 2]) | Int(input[next + 3]) << 8
        next += 4
        guard length == ~check & 0xFFFF, next + length <= input.endIndex else { throw .broken }
        guard output.count + length <= limit else { throw .tooLarge }
        output += input[next..<next + length]
        next += length
    }

    private mutating func dynamic() throws(Failure) {
        let literals = try take(5) + 257, distances = try take(5) + 1, lengths = try take(4) + 4
        var order = [Int](repeating: 0, count: 19)
        for index in 0..<lengths { order[Self.lengthOrder[index]] = try take(3) }
        let codes = Huffman(order)
        var found: [Int] = []
        while found.count < literals + distances {
            let symbol = try symbol(codes)
            switch symbol {
            case 0..<16: found.append(symbol)
            case 16:
                guard let last = found.last else { throw .broken }
                found += [Int](repeating: last, count: try take(2) + 3)
            case 17: found += [Int](repeating: 0, count: try take(3) + 3)
            default: found += [Int](repeating: 0, count: try take(7) + 11)
            }
        }
        guard found.count == literals + distances else { throw .broken }
        try self.codes(Huffman(Array(found[..<literals])), Huffman(Array(found[literals...])))
    }

    /// Literals, and lengths with distances, until the block's end.
    private mutating func codes(_ literals: Huffman, _ distances: Huffman) throws(Failure) {
        while true {
            let symbol = try symbol(literals)
            if symbol == 256 { return }
            guard output.count < limit else { throw .tooLarge }
            if symbol < 256 {
                output.append(UInt8(symbol))
                continue
            }
            guard symbol - 257 < Self.lengthBase.count else { throw .broken }
            let length = Self.lengthBase[symbol - 257] + (try take(Self.lengthExtra[symbol - 257]))
            let code = try self.symbol(distances)
            guard code < Self.distanceBase.count else { throw .broken }
            let distance = Self.distanceBase[code] + (try take(code < 4 ? 0 : code / 2 - 1))
            guard distance <= output.count else { throw .broken }
            guard output.count + length <= limit else { throw .tooLarge }
            for _ in 0..<length { output.append(output[output.count - distance]) }
        }
    }

    private mutating func take(_ wanted: Int) throws(Failure) -> Int {
        while count < wanted {
            guard next < input.endIndex else { throw .broken }
            bits |= UInt32(input[next]) << UInt32(count)
            next += 1
            count += 8
        }
        let value = Int(bits & (1 << UInt32(wanted) - 1))
        bits >>= UInt32(wanted)
        count -= wanted
        return value
    }

    /// The next symbol of a code, bit by bit: the codes of one length are consecutive numbers.
    private mutating func symbol(_ huffman: Huffman) throws(Failure) -> Int {
        var code = 0, first = 0, index = 0
        for length in 1...15 {
            code |= try take(1)
            let here = huffman.counts[length]
            if code - first < here { return huffman.symbols[index + code - first] }
            index += here
            first = (first + here) << 1
            code <<= 1
        }
        throw .broken
    }

    /// A canonical Huffman code: how many codes there are of each length, and their symbols in order.
    private struct Huffman {
        var counts = [Int](repeating: 0, count: 16)
        var symbols: [Int] = []

        init(_ lengths: [Int]) {
            for length in lengths where length > 0 { counts[length] += 1 }
            for length in 1...15 { symbols += lengths.indices.filter { lengths[$0] == length } }
        }
    }

    private static let fixedLengths =
        [Int](repeating: 8, count: 144) + [Int](repeating: 9, count: 112) + [Int](repeating: 7, count: 24) + [Int](repeating: 8, count: 8)
    private static let lengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
    private static let lengthBase = [
        3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
    ]
    private static let lengthExtra = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0]
    private static let distanceBase = [
        1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12_289,
        16_385, 24_577,
    ]
}
