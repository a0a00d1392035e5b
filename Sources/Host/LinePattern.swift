/// A regular expression over the bytes of one line, matched in time that grows with the line and never with its content:
/// all alternatives are followed at once, and what would need going back (back references, look-around) is refused.
///
/// `^ $ . [a-z] [^…] \d \w \s \b ( | ) (?: ) * + ? {2,5}` and `(?i)` at the front are understood; the longest of the leftmost matches counts.
public struct LinePattern: Sendable, Equatable {
    /// Why an expression is none of ours, to be put behind "… is no valid expression: ".
    public struct Invalid: Error, Equatable, CustomStringConvertible {
        /// The reason, with the place where there is one.
        public var description: String
    }

    /// As it was written.
    public let source: String
    private let program: [LinePatternStep]
    /// Bytes that a match may begin with.
    private let heads: [Bool]

    /// Reads an expression.
    ///
    /// - Throws: ``Invalid`` with the reason, also for one that matches nothing at all or is too large.
    public init(_ source: String) throws(Invalid) {
        var parser = LinePatternParser(source)
        let program = try parser.program()
        var heads = [Bool](repeating: false, count: 256)
        var closure = LinePatternRun(size: program.count)
        closure.add(0, start: 0, program, { _ in true })
        for state in closure.states {
            switch program[state.step] {
            case .byte(let set): for value in 0...255 where set[value] { heads[value] = true }
            case .match: throw Invalid(description: "it matches where nothing stands")
            default: break
            }
        }
        self.source = source
        self.program = program
        self.heads = heads
    }

    /// Where it matches within `range`, in order, none over another. The range is taken for a line: `^` and `$` are its ends.
    public func matches(in bytes: UnsafeBufferPointer<UInt8>, range: Range<Int>) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var index = range.lowerBound
        while index < range.upperBound {
            guard heads[Int(bytes[index])] else {
                index += 1
                continue
            }
            guard let match = first(in: bytes, range, from: index) else { break }
            found.append(match)
            index = match.upperBound
        }
        return found
    }

    private func first(in bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, from: Int) -> Range<Int>? {
        var now = LinePatternRun(size: program.count), next = LinePatternRun(size: program.count)
        var match: Range<Int>?
        var index = from
        while index <= range.upperBound {
            let holds = Self.assertions(bytes, range, at: index)
            // Those that began earlier stand first; a later one is not begun once something has matched.
            if match == nil, index < range.upperBound, heads[Int(bytes[index])] { now.add(0, start: index, program, holds) }
            next.clear()
            let behind = Self.assertions(bytes, range, at: index + 1)
            for state in now.states {
                if let match, state.start > match.lowerBound { continue }
                switch program[state.step] {
                case .match: if state.start < index { match = state.start..<index }
                case .byte(let set):
                    if index < range.upperBound, set[Int(bytes[index])] { next.add(state.step + 1, start: state.start, program, behind) }
                default: break
                }
            }
            if next.states.isEmpty, match != nil { break }
            swap(&now, &next)
            index += 1
        }
        return match
    }

    private static func assertions(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, at index: Int) -> (LinePatternStep) -> Bool {
        { step in
            func isWord(_ index: Int) -> Bool {
                guard range.contains(index) else { return false }
                return LinePatternParser.word[Int(bytes[index])]
            }
            switch step {
            case .start: return index == range.lowerBound
            case .end: return index == range.upperBound
            case .boundary: return isWord(index - 1) != isWord(index)
            default: return true
            }
        }
    }

    /// The same expression is the same pattern.
    public static func == (one: Self, other: Self) -> Bool { one.source == other.source }
}

/// One step of a pattern that was read.
enum LinePatternStep: Sendable {
    case byte([Bool])
    /// Goes on at both.
    case split(Int, Int)
    case jump(Int)
    case start, end, boundary
    case match
}

/// The steps that are reached at one place of the text, each once, with where its match began.
struct LinePatternRun {
    private(set) var states: [(step: Int, start: Int)] = []
    private var seen: [Bool]

    init(size: Int) { seen = [Bool](repeating: false, count: size) }

    mutating func clear() {
        for state in touched { seen[state] = false }
        touched.removeAll(keepingCapacity: true)
        states.removeAll(keepingCapacity: true)
    }

    private var touched: [Int] = []

    mutating func add(_ step: Int, start: Int, _ program: [LinePatternStep], _ holds: (LinePatternStep) -> Bool) {
        var pending = [step]
        while let step = pending.popLast() {
            guard !seen[step] else { continue }
            seen[step] = true
            touched.append(step)
            switch program[step] {
            case .split(let one, let other):
                pending.append(other)
                pending.append(one)
            case .jump(let target): pending.append(target)
            case .start, .end, .boundary: if holds(program[step]) { pending.append(step + 1) }
            case .byte, .match: states.append((step, start))
            }
        }
    }
}
