/// Cuts PromQL into words.
struct PromQLLexer {
    enum Token: Equatable {
        case identifier(String)
        case number(Double)
        case span(Span)
        case text(String)
        case symbol(String)
        case end
    }

    /// A word and where it began, counted from 1.
    struct Word: Equatable {
        var token: Token
        var place: Int
    }

    private let characters: [Character]
    private var index = 0

    init(_ text: String) { characters = Array(text) }

    static func words(of text: String) throws -> [Word] {
        var lexer = PromQLLexer(text)
        var words: [Word] = []
        repeat { words.append(try lexer.next()) } while words.last?.token != .end
        return words
    }

    private mutating func next() throws -> Word {
        while index < characters.count {
            if characters[index].isWhitespace {
                index += 1
            } else if characters[index] == "#" {
                while index < characters.count, !characters[index].isNewline { index += 1 }
            } else {
                break
            }
        }
        let place = index + 1
        guard index < characters.count else { return Word(token: .end, place: place) }
        let first = characters[index]
        if first.isLetter || first == "_" || first == ":" {
            return Word(token: .identifier(take { $0.isLetter || $0.isNumber || $0 == "_" || $0 == ":" }), place: place)
        }
        if first.isNumber || (first == "." && index + 1 < characters.count && characters[index + 1].isNumber) {
            return Word(token: try number(place), place: place)
        }
        if first == "\"" || first == "'" || first == "`" { return Word(token: try text(first, place), place: place) }
        for symbol in ["==", "!=", ">=", "<=", "=~", "!~"] where starts(with: symbol) {
            index += 2
            return Word(token: .symbol(symbol), place: place)
        }
        guard "(){}[],+-*/%^=<>:@".contains(first) else {
            throw PromQLError.parse("unexpected character: '\(first)'", at: place)
        }
        index += 1
        return Word(token: .symbol(String(first)), place: place)
    }

    private func starts(with text: String) -> Bool { characters[index...].starts(with: text) }

    private mutating func take(while condition: (Character) -> Bool) -> String {
        let start = index
        while index < characters.count, condition(characters[index]) { index += 1 }
        return String(characters[start..<index])
    }

    /// A number, or a duration such as `1h30m`.
    private mutating func number(_ place: Int) throws -> Token {
        var word = take { $0.isNumber || $0 == "." || $0.isLetter }
        if word.last == "e" || word.last == "E", index < characters.count, "+-".contains(characters[index]),
            word.dropLast().allSatisfy({ $0.isNumber || $0 == "." })
        {
            word.append(characters[index])
            index += 1
            word += take { $0.isNumber }
        }
        if let value = Double(word) { return .number(value) }
        guard let span = Span(promQL: word) else { throw PromQLError.parse("bad number or duration syntax: \"\(word)\"", at: place) }
        return .span(span)
    }

    private mutating func text(_ quote: Character, _ place: Int) throws -> Token {
        index += 1
        var value = ""
        while index < characters.count, characters[index] != quote {
            if characters[index] == "\\", quote != "`", index + 1 < characters.count {
                index += 1
                let escaped: [Character: Character] = ["n": "\n", "t": "\t", "r": "\r"]
                value.append(escaped[characters[index]] ?? characters[index])
            } else {
                value.append(characters[index])
            }
            index += 1
        }
        guard index < characters.count else { throw PromQLError.parse("unterminated quoted string", at: place) }
        index += 1
        return .text(value)
    }
}

extension Span {
    /// Reads Prometheus' durations: `15s`, `5m`, `1h30m`, `250ms`.
    init?(promQL text: some StringProtocol) {
        let units: [String: Int64] = [
            "ms": 1, "s": 1000, "m": 60_000, "h": 3_600_000, "d": 86_400_000, "w": 604_800_000, "y": 31_536_000_000,
        ]
        var total: Int64 = 0
        var rest = text[...]
        guard !rest.isEmpty else { return nil }
        while !rest.isEmpty {
            let digits = rest.prefix(while: \.isNumber)
            rest = rest.dropFirst(digits.count)
            let unit = rest.prefix(while: \.isLetter)
            rest = rest.dropFirst(unit.count)
            guard let count = Int64(digits), let size = units[String(unit)] else { return nil }
            let (part, overflow) = count.multipliedReportingOverflow(by: size)
            guard !overflow, part < 1 << 50 else { return nil }
            total += part
        }
        self.init(milliseconds: total)
    }
}
