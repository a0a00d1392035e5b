/// Runners of single languages that write a failure in a way of their own: AVA, Deno, shunit2, busted, Julia, Common Test, Clojure, Zig,
/// Python's doctest, Unity and Check for C, Foundry, munit.
struct LanguageTests: ToolFormat {
    func read(_ line: ToolLog.Line, _ log: ToolLog) -> Reported? {
        let text = line.text
        if text.hasPrefix("✘ [fail]: ") || text.hasPrefix("✖ [fail]: ") { return ava(line, log) }
        if let mark = text.firstRange(of: " => "), let place = SourcePlace(String(text[mark.upperBound...])), place.rest.isEmpty {
            return deno(mark, place, line, log)
        }
        if text.hasPrefix("ASSERT:") {
            let name = log.above(line.at, 12).first { $0.text.hasPrefix("test") && !$0.text.contains(" ") }
            return .test(name?.text ?? "script", message: String(text.dropFirst(7)), lines: [line.at] + [name?.at].compactMap { $0 })
        }
        if text.hasPrefix("Failure → ") || text.hasPrefix("Error → "), let name = log.below(line.at, 1).first {
            let below = log.below(name.at, 8).prefix { !$0.text.contains(" → ") }
            return .test(name.text, said: Expectation(Array(below)), lines: [line.at, name.at])
        }
        for mark in [": Test Failed at ", ": Error During Test at "] {
            guard let at = text.firstRange(of: mark) else { continue }
            let said = Expectation(log.below(line.at, 4).prefix { !$0.text.hasPrefix("Stacktrace") }.map { $0 })
            return .test(text[..<at.lowerBound], place: String(text[at.upperBound...]), said: said, lines: [line.at])
        }
        // Common Test: `%%% cart_SUITE ==> adds_up: FAILED`, the reason on the next line.
        if let arrow = text.firstRange(of: " ==> "), text.hasSuffix(": FAILED") {
            let next = log.below(line.at, 1).first,
                why = next.flatMap { next in next.text.firstRange(of: " ==> ").map { next.text[$0.upperBound...] } }
            return .test(
                text[arrow.upperBound...].dropLast(8), place: text[..<arrow.lowerBound].filter { $0 != "%" && $0 != " " },
                message: why.map(String.init) ?? "",
                lines: [line.at] + [next?.at].compactMap { $0 })
        }
        if text.hasPrefix("==> X ") {
            // The time that it took stands between the name and the exception.
            let words = text.dropFirst(6).split(separator: " ")
            let name = words.prefix { !($0.first?.isNumber == true && $0.hasSuffix("s")) }.joined(separator: " ")
            let below = log.below(line.at, 8).prefix { !$0.text.hasPrefix("==> X ") && !$0.text.hasPrefix("+ ") || $0.at - line.at < 7 }
            return .test(name, place: SourcePlace.first(in: [line])?.place ?? "", said: Expectation(Array(below)), lines: [line.at])
        }
        return clojure(line, log) ?? doctest(line, log) ?? native(line, log)
    }

    /// `FAIL in (adds-up) (cart_test.clj:12)`, `ERROR in shop.cart-test/adds-up (cart_test.clj:12)`.
    private func clojure(_ line: ToolLog.Line, _ log: ToolLog) -> Reported? {
        guard line.text.hasPrefix("FAIL in ") || line.text.hasPrefix("ERROR in "), let place = SourcePlace.first(in: [line]),
            place.place.contains(".clj")
        else { return nil }
        let rest = line.text.drop { $0 != " " }.dropFirst(4)
        let below = log.below(line.at, 10).prefix { !$0.text.hasPrefix("FAIL in ") && !$0.text.hasPrefix("ERROR in ") && !$0.text.hasPrefix("Ran ") }
        return .test(
            rest.prefix { $0 != " " }.filter { !"()".contains($0) }, place: place.place, said: Expectation(Array(below)), lines: [line.at])
    }

    /// Details stand below the list, under the test's name: its place, and the values.
    private func ava(_ line: ToolLog.Line, _ log: ToolLog) -> Reported {
        let told = line.text.dropFirst(10)
        let below = log.below(line.at, 80)
        let head = below.firstIndex { $0.at > line.at && $0.text.count > 2 && told.hasPrefix($0.text) }
        guard let head else { return .test(told, lines: [line.at]) }
        let name = below[head].text, why = told.dropFirst(name.count).drop { $0 == " " }
        let own = below[(head + 1)...].prefix(24).prefix { !$0.text.hasPrefix("─") }
        let place = SourcePlace.first(in: Array(own))
        let values = own.drop { !$0.text.hasPrefix("Difference") && !$0.text.hasPrefix("Value ") }.prefix(8).filter { !$0.text.hasPrefix("›") }
        let words = [String(why)] + (values.isEmpty ? [] : [values.map(\.text).joined(separator: " ")])
        return .test(
            name, place: place?.place ?? "", message: words.filter { !$0.isEmpty }.joined(separator: ": "),
            lines: [line.at, below[head].at] + [place?.line].compactMap { $0 })
    }

    /// `matches a wildcard => ./src/router_test.ts:14:6`, `error: AssertionError: …`, the difference below.
    private func deno(_ arrow: Range<String.Index>, _ place: SourcePlace, _ line: ToolLog.Line, _ log: ToolLog) -> Reported? {
        let below = log.below(line.at, 12).prefix { !$0.text.contains(" => ") && !$0.text.hasPrefix("at ") && !$0.text.hasPrefix("throw ") }
        guard let error = below.first, error.text.hasPrefix("error: ") else { return nil }
        let difference = below.dropFirst().filter { $0.text.hasPrefix("-") || $0.text.hasPrefix("+") }.prefix(4)
        let message = ([String(error.text.dropFirst(7))] + difference.map(\.text)).joined(separator: " ")
        let path = place.path.hasPrefix("./") ? String(place.path.dropFirst(2)) : place.path
        return .test(
            line.text[..<arrow.lowerBound], place: "\(path):\(place.at)", message: message, lines: [line.at, error.at] + difference.map(\.at))
    }

    /// `File "src/cart.py", line 12, in cart.total`, `Failed example:`, then the call, what it should give and what it gave.
    private func doctest(_ line: ToolLog.Line, _ log: ToolLog) -> Reported? {
        guard line.text == "Failed example:", let head = log.above(line.at, 1).first, head.text.hasPrefix("File \"") else { return nil }
        let below = log.below(line.at, 12).prefix { !$0.text.hasPrefix("****") }
        let name = head.text.firstRange(of: ", in ").map { head.text[$0.upperBound...] } ?? "an example"
        return .test(
            name, place: SourcePlace.first(in: [head])?.place ?? "", message: below.map(\.text).joined(separator: " "),
            lines: [line.at, head.at] + below.prefix(3).map(\.at))
    }

    /// Unity's `test/a.c:12:test_sum:FAIL: Expected 4 Was 3`, Check's `a.c:12:F:Core:test_sum:0: …`, Zig's `error: 'a.test.x' failed: …`,
    /// Foundry's `[FAIL: 3 != 4] testSum()`.
    private func native(_ line: ToolLog.Line, _ log: ToolLog) -> Reported? {
        let text = line.text
        if let mark = text.firstRange(of: ":FAIL"), let place = SourcePlace(text), place.rest.hasPrefix("\(place.rest.prefix { $0 != ":" }):FAIL") {
            return .test(
                place.rest.prefix { $0 != ":" }, place: place.words, message: String(text[mark.upperBound...].drop { ": ".contains($0) }),
                lines: [line.at])
        }
        if text.contains(":F:") || text.contains(":E:"), let place = SourcePlace(text), let test = place.rest.split(separator: ":").dropFirst(2).first
        {
            let message = text.firstRange(of: ": ").map { String(text[$0.upperBound...]) } ?? ""
            return .test(test, place: place.words, message: message, lines: [line.at])
        }
        if text.hasPrefix("error: '"), let end = text.firstRange(of: "' failed: ") {
            let place = SourcePlace.first(in: log.below(line.at, 6).filter { !$0.text.contains("/lib/std/") })
            return .test(
                text[..<end.lowerBound].dropFirst(8), place: place?.place ?? "", message: String(text[end.upperBound...]),
                lines: [line.at] + [place?.line].compactMap { $0 })
        }
        if text.hasPrefix("[FAIL: ") || text.hasPrefix("[FAIL. Reason: "), let end = text.firstRange(of: "] ") {
            let name = text[end.upperBound...].prefix { $0 != "(" }
            let message = text[..<end.lowerBound].drop { $0 != ":" }.dropFirst(2)
            return .test(name, message: String(message), lines: [line.at])
        }
        return nil
    }
}
