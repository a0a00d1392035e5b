/// Reads the text of a ``LinePattern`` into its steps.
struct LinePatternParser {
    private let text: [UInt8]
    private var index = 0
    private var ignoresCase = false
    private var depth = 0
    static let longest = 512, largest = 2000

    init(_ source: String) { text = Array(source.utf8) }

    private indirect enum Node {
        case set([Bool])
        case step(LinePatternStep)
        case sequence([Node])
        case either([Node])
        case repeated(Node, least: Int, most: Int?)
    }

    mutating func program() throws(LinePattern.Invalid) -> [LinePatternStep] {
        if text.isEmpty { throw invalid("it is empty") }
        if text.count > Self.longest { throw invalid("it is longer than \(Self.longest) bytes") }
        if text.starts(with: "(?i)".utf8) {
            ignoresCase = true
            index = 4
        }
        let node = try alternatives()
        if index < text.count { throw invalid("the \")\" at \(index + 1) closes nothing") }
        var program: [LinePatternStep] = []
        try emit(node, into: &program)
        program.append(.match)
        return program
    }

    private func invalid(_ reason: String) -> LinePattern.Invalid { LinePattern.Invalid(description: reason) }
    private var next: UInt8? { index < text.count ? text[index] : nil }

    private mutating func alternatives() throws(LinePattern.Invalid) -> Node {
        depth += 1
        if depth > 32 { throw invalid("its groups are nested deeper than 32") }
        var all = [try sequence()]
        while next == UInt8(ascii: "|") {
            index += 1
            all.append(try sequence())
        }
        depth -= 1
        return all.count == 1 ? all[0] : .either(all)
    }

    private mutating func sequence() throws(LinePattern.Invalid) -> Node {
        var all: [Node] = []
        while let byte = next, byte != UInt8(ascii: "|"), byte != UInt8(ascii: ")") {
            let node = try atom()
            all.append(try repetition(of: node))
        }
        return .sequence(all)
    }

    private mutating func atom() throws(LinePattern.Invalid) -> Node {
        let place = index + 1, byte = text[index]
        index += 1
        switch byte {
        case UInt8(ascii: "("):
            if next == UInt8(ascii: "?") {
                guard index + 1 < text.count, text[index + 1] == UInt8(ascii: ":") else {
                    throw invalid("the group at \(place) looks around or sets an option; only (?:…), and (?i) at the front, are known")
                }
                index += 2
            }
            let node = try alternatives()
            guard next == UInt8(ascii: ")") else { throw invalid("the \"(\" at \(place) is not closed") }
            index += 1
            return node
        case UInt8(ascii: "["): return .set(try set(from: place))
        case UInt8(ascii: "."): return .set([Bool](repeating: true, count: 256))
        case UInt8(ascii: "^"): return .step(.start)
        case UInt8(ascii: "$"): return .step(.end)
        case UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "?"): throw invalid("nothing stands before the repetition at \(place)")
        case UInt8(ascii: "\\"):
            if next == UInt8(ascii: "b") {
                index += 1
                return .step(.boundary)
            }
            return .set(try escaped(place))
        default: return .set(one(byte))
        }
    }

    private mutating func repetition(of node: Node) throws(LinePattern.Invalid) -> Node {
        var least = 1, most: Int? = 1
        let place = index + 1
        switch next {
        case UInt8(ascii: "*"): (least, most) = (0, nil)
        case UInt8(ascii: "+"): (least, most) = (1, nil)
        case UInt8(ascii: "?"): (least, most) = (0, 1)
        case UInt8(ascii: "{"):
            guard let close = text[index...].firstIndex(of: UInt8(ascii: "}")) else { throw invalid("the \"{\" at \(place) is not closed") }
            let parts = String(decoding: text[index + 1..<close], as: UTF8.self).split(separator: ",", omittingEmptySubsequences: false)
            guard let low = parts.first.flatMap({ Int($0) }), (0...256).contains(low), parts.count <= 2 else {
                throw invalid("the repetition at \(place) wants one or two numbers up to 256: {8} or {8,40}")
            }
            least = low
            most = parts.count == 1 ? low : parts[1].isEmpty ? nil : Int(parts[1])
            if parts.count == 2, !parts[1].isEmpty, !(most.map { ($0 >= low) && $0 <= 256 } ?? false) {
                throw invalid("the repetition at \(place) wants one or two numbers up to 256: {8} or {8,40}")
            }
            index = close
        default: return node
        }
        index += 1
        if let byte = next, "*+?{".utf8.contains(byte) {
            throw invalid("the repetition at \(place) is repeated, lazy or possessive; a class that leaves out what ends it says the same")
        }
        return .repeated(node, least: least, most: most)
    }

    // MARK: Sets of bytes

    static let word: [Bool] = (0...255).map { (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || $0 == 95 }
    private static let digit: [Bool] = (0...255).map { (48...57).contains($0) }
    private static let space: [Bool] = (0...255).map { $0 == 32 || (9...13).contains($0) }

    private func one(_ byte: UInt8) -> [Bool] {
        var set = [Bool](repeating: false, count: 256)
        add(byte, to: &set)
        return set
    }

    private func add(_ byte: UInt8, to set: inout [Bool]) {
        set[Int(byte)] = true
        let isLetter = (65...90).contains(byte) || (97...122).contains(byte)
        if ignoresCase, isLetter { set[Int(byte ^ 0x20)] = true }
    }

    /// What stands behind a backslash.
    private mutating func escaped(_ place: Int) throws(LinePattern.Invalid) -> [Bool] {
        guard let byte = next else { throw invalid("it ends in a backslash") }
        index += 1
        switch byte {
        case UInt8(ascii: "d"): return Self.digit
        case UInt8(ascii: "D"): return Self.digit.map { !$0 }
        case UInt8(ascii: "w"): return Self.word
        case UInt8(ascii: "W"): return Self.word.map { !$0 }
        case UInt8(ascii: "s"): return Self.space
        case UInt8(ascii: "S"): return Self.space.map { !$0 }
        case UInt8(ascii: "t"): return one(9)
        default:
            if (48...57).contains(byte) { throw invalid("the back reference at \(place) would take time without bounds") }
            if Self.word[Int(byte)] { throw invalid("\"\\\(String(decoding: [byte], as: UTF8.self))\" at \(place) is not known") }
            return one(byte)
        }
    }

    private mutating func set(from place: Int) throws(LinePattern.Invalid) -> [Bool] {
        var set = [Bool](repeating: false, count: 256), previous: UInt8?
        let negated = next == UInt8(ascii: "^")
        if negated { index += 1 }
        let first = index
        while let byte = next, byte != UInt8(ascii: "]") || index == first {
            index += 1
            if byte >= 0x80 { throw invalid("the class at \(place) may hold ASCII only") }
            if byte == UInt8(ascii: "\\") {
                let more = try escaped(index)
                for value in 0...255 where more[value] { set[value] = true }
                previous = nil
            } else if byte == UInt8(ascii: "-"), let low = previous, let high = next, high != UInt8(ascii: "]") {
                guard low <= high, high < 0x80 else { throw invalid("a range of the class at \(place) runs backwards") }
                for value in low...high { add(value, to: &set) }
                index += 1
                previous = nil
            } else {
                add(byte, to: &set)
                previous = byte
            }
        }
        guard next == UInt8(ascii: "]") else { throw invalid("the \"[\" at \(place) is not closed") }
        index += 1
        return negated ? set.map { !$0 } : set
    }

    // MARK: Steps

    private func emit(_ node: Node, into program: inout [LinePatternStep]) throws(LinePattern.Invalid) {
        if program.count > Self.largest { throw invalid("it unfolds to more than \(Self.largest) steps; smaller repetitions are wanted") }
        switch node {
        case .set(let set): program.append(.byte(set))
        case .step(let step): program.append(step)
        case .sequence(let all): for node in all { try emit(node, into: &program) }
        case .either(let all):
            var jumps: [Int] = []
            for (place, node) in all.enumerated() {
                guard place < all.count - 1 else {
                    try emit(node, into: &program)
                    break
                }
                let split = program.count
                program.append(.split(split + 1, 0))
                try emit(node, into: &program)
                jumps.append(program.count)
                program.append(.jump(0))
                program[split] = .split(split + 1, program.count)
            }
            for jump in jumps { program[jump] = .jump(program.count) }
        case .repeated(let node, let least, let most):
            for _ in 0..<least { try emit(node, into: &program) }
            guard let most else {
                let split = program.count
                program.append(.split(split + 1, 0))
                try emit(node, into: &program)
                program.append(.jump(split))
                program[split] = .split(split + 1, program.count)
                return
            }
            var splits: [Int] = []
            for _ in least..<most {
                splits.append(program.count)
                program.append(.split(program.count + 1, 0))
                try emit(node, into: &program)
            }
            for split in splits { program[split] = .split(split + 1, program.count) }
        }
    }
}
