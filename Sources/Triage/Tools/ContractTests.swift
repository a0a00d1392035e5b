/// Tests of interfaces and of behaviour told in sentences: Newman, Schemathesis, Pact, Hurl, Dredd, Karate, Gauge.
struct ContractTests: ToolFormat {
    func read(_ line: ToolLog.Line, _ log: ToolLog) -> Reported? {
        let text = line.text
        if text.hasPrefix("____"), text.hasSuffix("____") { return schemathesis(line, log) }
        if text.hasPrefix("Computer says no") { return pact(line, log) }
        // Hurl: `error: Assert status code`, `--> api/orders.hurl:3:6`, the value below the carets.
        if text.hasPrefix("error: "), let arrow = log.below(line.at, 1).first, arrow.text.hasPrefix("--> "), arrow.text.contains(".hurl:") {
            let box = log.below(arrow.at, 10).prefix { !$0.text.hasPrefix("error: ") && !$0.text.contains(": Failure") }
            let said = box.first { $0.text.contains("^") } ?? box.first { $0.text.contains("actual:") }
            let value = said.map { $0.text.drop { "|^ ".contains($0) } } ?? ""
            return .test(
                arrow.text.dropFirst(4), message: "\(text.dropFirst(7))\(value.isEmpty ? "" : ", \(value)")",
                lines: [line.at, arrow.at] + [said?.at].compactMap { $0 })
        }
        // Dredd: `fail: GET (200) /orders duration: 12ms`, then what is wrong.
        if text.hasPrefix("fail: "), let end = text.firstRange(of: " duration: ") {
            let below = log.below(line.at, 2).filter { $0.text.hasPrefix("fail: ") && !$0.text.contains(" duration: ") }
            return .test(
                text[..<end.lowerBound].dropFirst(6), message: below.map { String($0.text.dropFirst(6)) }.joined(separator: ", "),
                lines: [line.at] + below.map(\.at))
        }
        // Karate names the place in the feature near what it expected.
        if text.hasPrefix("status code was: ") || text.hasPrefix("match failed: ") {
            let near = log.below(line.at, 6) + log.above(line.at, 5)
            guard let place = near.lazy.compactMap(Self.feature).first else { return nil }
            let more = text.hasPrefix("match") ? log.below(line.at, 3).prefix { Self.feature($0) == nil } : []
            return .test(place, message: ([text] + more.map(\.text)).joined(separator: ", "), lines: [line.at] + more.map(\.at))
        }
        if text.hasPrefix("Failed Step: ") {
            let below = log.below(line.at, 4), said = below.first { $0.text.hasPrefix("Error Message: ") }
            let scenario = log.above(line.at, 40).first { $0.text.hasPrefix("## ") }
            let name = scenario.map { $0.text.dropFirst(3).prefix { !"✔✘\t".contains($0) } } ?? "a scenario"
            let place = below.first { $0.text.hasPrefix("Specification: ") }.map { String($0.text.dropFirst(15)) }
            return .test(
                "\(name)".trimmingSuffix(" "), place: place ?? "",
                message: "step \"\(text.dropFirst(13))\"\(said.map { ": \($0.text.dropFirst(15))" } ?? "")",
                lines: [line.at] + [said?.at, scenario?.at].compactMap { $0 })
        }
        return newman(line, log)
    }

    /// `1.  AssertionError  currency is ISO 4217` in the table at the end, with the request below it.
    private func newman(_ line: ToolLog.Line, _ log: ToolLog) -> Reported? {
        let number = line.text.prefix { $0.isNumber }
        guard !number.isEmpty, number.count < 4, line.text.dropFirst(number.count).hasPrefix(". ") else { return nil }
        let rest = line.text.dropFirst(number.count + 1).drop { $0 == " " }
        let type = rest.prefix { $0.isLetter }
        guard type.hasSuffix("Error"), rest.dropFirst(type.count).hasPrefix("  ") else { return nil }
        let name = rest.dropFirst(type.count).drop { $0 == " " }
        let below = log.below(line.at, 8).prefix { $0.text.first?.isNumber != true }
        let request = below.first { $0.text.hasPrefix("inside \"") }
        let said = below.first { !$0.text.hasPrefix("at ") && $0.at != request?.at }
        let inside = request.flatMap { $0.text.split(separator: "\"").dropFirst().first } ?? ""
        return .test(
            inside.isEmpty ? String(name) : "\(inside) > \(name)", message: said?.text ?? String(type),
            lines: [line.at] + [said?.at, request?.at].compactMap { $0 })
    }

    /// `____ GET /users/{id} ____`, the checks that failed as a list, the answer, how to ask again.
    private func schemathesis(_ line: ToolLog.Line, _ log: ToolLog) -> Reported? {
        let name = line.text.filter { $0 != "_" }.drop { $0 == " " }
        let method = name.prefix { $0.isLetter }
        guard ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE"].contains(String(method)),
            name.dropFirst(method.count).hasPrefix(" /")
        else { return nil }
        let below = log.below(line.at, 24).prefix { !$0.text.hasPrefix("____") && !$0.text.hasPrefix("====") }
        let checks = below.filter { $0.text.hasPrefix("- ") }.prefix(2)
        let answer = below.first { $0.text.hasPrefix("[") && $0.text.dropFirst().first?.isNumber == true }
        let body = answer.flatMap { answer in below.first { $0.at > answer.at && $0.text.hasPrefix("`") } }
        let words = checks.map { String($0.text.dropFirst(2)) } + [answer?.text, body?.text].compactMap { $0 }
        return .test(
            String(name).trimmingSuffix(" "), message: words.joined(separator: ", "),
            lines: [line.at] + checks.map(\.at) + [answer?.at, body?.at].compactMap { $0 })
    }

    /// Pact's broker says no: which pair of versions, by its own sentence.
    private func pact(_ line: ToolLog.Line, _ log: ToolLog) -> Reported {
        let below = log.below(line.at, 24)
        let said = below.first {
            $0.text.hasPrefix("The verification ") || $0.text.hasPrefix("There is no verified pact") || $0.text.hasPrefix("There are ")
        }
        let row = below.first { $0.text.contains("|") && $0.text.contains(" false ") }
        let cells = row?.text.split(separator: "|").map { $0.filter { $0 != " " } } ?? []
        let name = cells.count > 3 ? "of the contract \(cells[0]) \(cells[1]) with \(cells[2]) \(cells[3])" : "of the contract"
        return .test(name, message: said?.text ?? "it is not verified", lines: [line.at] + [row?.at, said?.at].compactMap { $0 })
    }

    /// `users/users.feature:12`, where it stands in a line.
    private static func feature(_ line: ToolLog.Line) -> String? {
        for word in line.text.split(separator: " ") {
            if let end = word.firstRange(of: ".feature:"), word.suffix(from: end.upperBound).first?.isNumber == true { return String(word) }
        }
        return nil
    }
}
