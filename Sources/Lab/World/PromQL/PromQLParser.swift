/// Reads PromQL text.
struct PromQLParser {
    private var words: [PromQLLexer.Word]
    private var index = 0
    private var depth = 0

    /// Reads a whole expression.
    /// - Throws: ``PromQLError`` with the place of the first word that does not fit, or is not understood here.
    static func parse(_ text: String) throws -> PromQL {
        var parser = PromQLParser(words: try PromQLLexer.words(of: text))
        guard parser.peek != .end else {
            throw PromQLError(
                kind: .badData, message: "invalid parameter \"query\": unknown position: parse error: no expression found in input")
        }
        let expression = try parser.expression(minimum: 0)
        guard parser.peek == .end else { throw parser.unexpected() }
        return expression
    }

    private init(words: [PromQLLexer.Word]) { self.words = words }

    private var peek: PromQLLexer.Token { words[index].token }

    private mutating func advance() { index = min(index + 1, words.count - 1) }

    private func unexpected(_ context: String = "") -> PromQLError {
        let what: String =
            switch peek {
            case .end: "unexpected end of input"
            case .identifier(let name): "unexpected identifier \"\(name)\""
            case .number(let value): "unexpected number \"\(value)\""
            case .span: "unexpected duration"
            case .text(let text): "unexpected string \"\(text)\""
            case .symbol(let symbol): "unexpected \"\(symbol)\""
            }
        return .parse(what + context, at: words[index].place)
    }

    private mutating func skip(_ symbol: String) -> Bool {
        guard peek == .symbol(symbol) else { return false }
        advance()
        return true
    }

    private mutating func expect(_ symbol: String) throws {
        guard skip(symbol) else { throw unexpected(", expected \"\(symbol)\"") }
    }

    private mutating func skip(word: String) -> Bool {
        guard case .identifier(let name) = peek, name.lowercased() == word else { return false }
        advance()
        return true
    }

    // MARK: Operators

    private static let strengths: [String: Int] = [
        "or": 1, "and": 2, "unless": 2, "==": 3, "!=": 3, ">": 3, "<": 3, ">=": 3, "<=": 3, "+": 4, "-": 4, "*": 5, "/": 5,
        "%": 5, "^": 6,
    ]

    private var operatorHere: (symbol: String, strength: Int)? {
        let symbol: String
        switch peek {
        case .symbol(let text): symbol = text
        case .identifier(let text): symbol = text.lowercased()
        default: return nil
        }
        return Self.strengths[symbol].map { (symbol, $0) }
    }

    private mutating func expression(minimum: Int) throws -> PromQL {
        depth += 1
        defer { depth -= 1 }
        guard depth < 100 else { throw PromQLError.parse("expression is nested too deeply", at: words[index].place) }
        var left = try unary()
        while let (symbol, strength) = operatorHere, strength > minimum || (strength == minimum && symbol == "^") {
            let place = words[index].place
            advance()
            let returnsBool = skip(word: "bool")
            if returnsBool, strength != 3 {
                throw PromQLError.parse("bool modifier can only be used on comparison operators", at: place)
            }
            let matching = try matchingClause()
            // The power binds to the right, all others to the left.
            let right = try expression(minimum: symbol == "^" ? strength - 1 : strength)
            left = .binary(.init(symbol: symbol, left: left, right: right, returnsBool: returnsBool, matching: matching))
        }
        return left
    }

    private mutating func matchingClause() throws -> PromQL.Operation.Matching? {
        let isOn = skip(word: "on")
        guard isOn || skip(word: "ignoring") else { return nil }
        var matching = PromQL.Operation.Matching(labels: try labelList(), isOn: isOn)
        for side in ["group_left", "group_right"] where skip(word: side) {
            matching.manySide = side
            if peek == .symbol("(") { matching.include = try labelList() }
        }
        return matching
    }

    private mutating func labelList() throws -> [String] {
        try expect("(")
        var labels: [String] = []
        while !skip(")") {
            guard case .identifier(let name) = peek else { throw unexpected(" in grouping opts, expected label") }
            labels.append(name)
            advance()
            if !skip(","), peek != .symbol(")") { throw unexpected(" in grouping opts") }
        }
        return labels
    }

    private mutating func unary() throws -> PromQL {
        if skip("-") { return .negative(try expression(minimum: 5)) }
        if skip("+") { return try expression(minimum: 5) }
        return try postfix(try primary())
    }

    private mutating func postfix(_ base: PromQL) throws -> PromQL {
        guard case .selector(var selector) = base else {
            if peek == .symbol("[") { throw PromQLError.parse("subqueries are not supported by the lab", at: words[index].place) }
            return base
        }
        var span: Span?
        if skip("[") {
            guard case .span(let length) = peek else { throw unexpected(", expected duration") }
            advance()
            if peek == .symbol(":") { throw PromQLError.parse("subqueries are not supported by the lab", at: words[index].place) }
            try expect("]")
            span = length
        }
        if skip(word: "offset") {
            guard case .span(let length) = peek else { throw unexpected(" in offset, expected duration") }
            advance()
            selector.offset = length
        }
        if peek == .symbol("@") { throw PromQLError.parse("the @ modifier is not supported by the lab", at: words[index].place) }
        return span.map { .range(selector, $0) } ?? .selector(selector)
    }

    // MARK: Operands

    private mutating func primary() throws -> PromQL {
        switch peek {
        case .number(let value):
            advance()
            return .number(value)
        case .text(let text):
            advance()
            return .text(text)
        case .symbol("("):
            advance()
            let inner = try expression(minimum: 0)
            try expect(")")
            return inner
        case .symbol("{"): return .selector(.init(matchers: try matchers(name: nil)))
        case .identifier(let name):
            let place = words[index].place
            advance()
            return try named(name, place: place)
        default: throw unexpected()
        }
    }

    private mutating func named(_ name: String, place: Int) throws -> PromQL {
        let lower = name.lowercased()
        if lower == "inf" || lower == "nan" { return .number(lower == "inf" ? .infinity : .nan) }
        if PromQLFunctions.aggregations.contains(lower), peek == .symbol("(") || isGrouping { return try aggregation(lower, place) }
        guard peek == .symbol("(") else { return .selector(.init(matchers: try matchers(name: name))) }
        guard let allowed = PromQLFunctions.arguments[name] else {
            throw PromQLError.parse(
                PromQLFunctions.known.contains(name)
                    ? "the function \"\(name)\" is not supported by the lab" : "unknown function with name \"\(name)\"", at: place)
        }
        let arguments = try argumentList()
        guard allowed.contains(arguments.count) else {
            throw PromQLError.parse("expected \(allowed.upperBound) argument(s) in call to \"\(name)\", got \(arguments.count)", at: place)
        }
        try PromQLFunctions.check(name, arguments, at: place)
        return .call(name, arguments)
    }

    private var isGrouping: Bool {
        guard case .identifier(let word) = peek else { return false }
        return ["by", "without"].contains(word.lowercased())
    }

    private mutating func argumentList() throws -> [PromQL] {
        try expect("(")
        var arguments: [PromQL] = []
        if skip(")") { return arguments }
        repeat { arguments.append(try expression(minimum: 0)) } while skip(",")
        try expect(")")
        return arguments
    }

    private mutating func aggregation(_ function: String, _ place: Int) throws -> PromQL {
        var grouping: (labels: [String], isWithout: Bool)?
        func readGrouping(_ parser: inout PromQLParser) throws {
            guard parser.isGrouping else { return }
            let isWithout = parser.skip(word: "without")
            if !isWithout { _ = parser.skip(word: "by") }
            grouping = (try parser.labelList(), isWithout)
        }
        try readGrouping(&self)
        var arguments = try argumentList()
        if grouping == nil { try readGrouping(&self) }
        let wantsParameter = ["topk", "bottomk", "quantile"].contains(function)
        guard arguments.count == (wantsParameter ? 2 : 1) else {
            throw PromQLError.parse(
                "wrong number of arguments for aggregate expression provided, expected \(wantsParameter ? 2 : 1), got \(arguments.count)",
                at: place)
        }
        let body = arguments.removeLast()
        return .aggregate(
            .init(
                function: function, labels: grouping?.labels ?? [], isWithout: grouping?.isWithout ?? false,
                parameter: arguments.first, body: body))
    }

    private mutating func matchers(name: String?) throws -> [PromQL.Matcher] {
        var matchers: [PromQL.Matcher] = []
        if let name { matchers.append(.init(label: MetricName.label, kind: .isEqual, value: name)) }
        if skip("{") {
            while !skip("}") {
                try matchers.append(matcher())
                if !skip(","), peek != .symbol("}") { throw unexpected(" in label matching, expected \",\" or \"}\"") }
            }
        }
        let isEmpty = matchers.allSatisfy { matcher in
            (matcher.kind == .isEqual && matcher.value.isEmpty) || (matcher.kind == .matches && matcher.value == ".*")
                || matcher.kind == .isNot || matcher.kind == .doesNotMatch
        }
        if isEmpty {
            throw PromQLError.parse("vector selector must contain at least one non-empty matcher", at: words[index].place)
        }
        return matchers
    }

    /// `label="value"`, or since 3.0 the quoted name of a metric by itself.
    private mutating func matcher() throws -> PromQL.Matcher {
        let label: String
        switch peek {
        case .identifier(let name): label = name
        case .text(let name):
            advance()
            guard case .symbol(let symbol) = peek, PromQL.Matcher.Kind(rawValue: symbol) != nil else {
                return .init(label: MetricName.label, kind: .isEqual, value: name)
            }
            index -= 1
            label = name
        default: throw unexpected(" in label matching, expected identifier or \"}\"")
        }
        advance()
        guard case .symbol(let symbol) = peek, let kind = PromQL.Matcher.Kind(rawValue: symbol) else {
            throw unexpected(" in label matching, expected label matching operator")
        }
        advance()
        guard case .text(let value) = peek else { throw unexpected(" in label matching, expected string") }
        if kind == .matches || kind == .doesNotMatch {
            do { _ = try Regex(value) } catch {
                throw PromQLError.parse("error parsing regexp: \(value)", at: words[index].place)
            }
        }
        advance()
        return .init(label: label, kind: kind, value: value)
    }
}
