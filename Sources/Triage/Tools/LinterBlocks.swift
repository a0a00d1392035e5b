/// Linters with a form of their own, which no compiler or test runner writes: read whatever the step is for.
struct LinterBlocks: ToolFormat {
    func read(_ line: ToolLog.Line, _ log: ToolLog) -> Reported? {
        let text = line.text
        guard text.count < 2000 else { return nil }
        return named(text, line, log) ?? listed(text, line, log) ?? arranged(text, line, log)
    }

    /// A line that names the tool, its rule or what it wants.
    private func named(_ text: String, _ line: ToolLog.Line, _ log: ToolLog) -> Reported? {
        // cspell: `./README.md:14:22 - Unknown word (idempotant)`; typos: "error: `teh` should be `the`".
        if text.contains(" - Unknown word ("), let place = SourcePlace(text) {
            return quality(
                place.path.hasPrefix("./") ? String(place.words.dropFirst(2)) : place.words, String(place.rest.drop { "- ".contains($0) }), [line.at])
        }
        if text.hasPrefix("error: `"), text.contains("` should be `"),
            let place = log.below(line.at, 2).first(where: { $0.text.contains("--> ") || $0.text.contains("╭▸ ") })
        {
            return quality(place.text.word(after: "> ") ?? place.text.word(after: "▸ ") ?? "", String(text.dropFirst(7)), [line.at, place.at])
        }
        // sbt: `[warn] scalafmt: /x/A.scala isn't formatted properly!`
        if text.contains("isn't formatted properly"),
            let file = text.split(separator: " ").first(where: { $0.contains("/") || SourcePlace.isFile($0) })
        {
            return quality(String(file), "not formatted as scalafmt would write it", [line.at])
        }
        // Maven's PMD: `PMD Failure: com.acme.Cache:52 Rule:EmptyCatchBlock Priority:3 Avoid …`
        if let at = text.firstRange(of: "PMD Failure: ") ?? text.firstRange(of: "CPD Failure: ") {
            let said = text[at.upperBound...], place = said.prefix { !$0.isWhitespace }
            return quality(
                place.contains(":") ? String(place) : "", said.dropFirst(place.contains(":") ? place.count : 0).drop { $0 == " " }.description,
                [line.at])
        }
        // kube-linter: `k8s/a.yaml: (object: ns/name apps/v1, Kind=Deployment) … (check: id, remediation: …)`
        if text.contains("(check: "), let object = text.firstRange(of: ": (object: ") {
            return quality(String(text[..<object.lowerBound]), String(text[object.lowerBound...].dropFirst(2)), [line.at])
        }
        // import-linter: `a.b is not allowed to import c.d:`, its contract above and the import below.
        if text.contains(" is not allowed to import "), let edge = log.below(line.at, 1).first {
            let heading = log.above(line.at, 2).last { !$0.text.hasPrefix("--") }
            return quality(
                "", "\(heading.map { "contract \"\($0.text)\": " } ?? "")\(text.trimmingSuffix(":")): \(edge.text.drop { "- ".contains($0) })",
                [line.at, edge.at])
        }
        // interrogate: `RESULT: FAILED (minimum: 80.0%, actual: 62.1%)`; pylint's score; xenon's ranks.
        if text.hasPrefix("RESULT: FAILED (minimum:") || text.contains("Your code has been rated at") && text.contains("fail-under") {
            return quality("", text, [line.at])
        }
        if text.hasPrefix("ERROR:xenon:") { return quality("", String(text.dropFirst(12)), [line.at]) }
        // gitlint: `1: T1 Title exceeds max length (80>72): "…"`
        if text.first?.isNumber == true, let colon = text.firstRange(of: ": "), let rule = text.word(after: ": "), rule.count <= 4,
            "TBC".contains(rule.first ?? " "),
            rule.dropFirst().allSatisfy(\.isNumber), text[..<colon.lowerBound].allSatisfy(\.isNumber)
        {
            return quality("commit message", String(text[colon.upperBound...]), [line.at])
        }
        return nil
    }

    /// Lines below a heading: the file stands in one, what is wrong in the other.
    private func listed(_ text: String, _ line: ToolLog.Line, _ log: ToolLog) -> Reported? {
        // pydocstyle: "lib/geo.py:11 in public function `bearing`:" above "D401: …".
        if text.hasSuffix(":"), text.contains(" in p") || text.contains(" at module level"), let place = SourcePlace(text),
            let said = log.below(line.at, 1).first, Self.isCode(said.text.prefix { $0 != ":" })
        {
            return quality(place.words, "\(said.text) (\(place.rest.trimmingSuffix(":").trimmingPrefix("in ")))", [line.at, said.at])
        }
        // Credo: `[F] → Function is too complex …` above `lib/a.ex:22 #(A.b)`.
        let bare = text.drop { "┃ ".contains($0) }
        if bare.count > 6, bare.hasPrefix("["), bare.dropFirst(2).hasPrefix("] "), "→↗↑↘↓".contains(bare.dropFirst(4).first ?? " "),
            let place = log.below(line.at, 1).first
        {
            return quality(place.text.drop { "┃ ".contains($0) }.description, String(bare.dropFirst(6)), [line.at, place.at])
        }
        // sqlfluff: `L:   4 | P:   1 | LT02 | Expected …` below `== [models/a.sql] FAIL`.
        if text.hasPrefix("L:"), text.contains("| P:") {
            let cells = text.split(separator: "|").map { Words.line(String($0), 200) }
            let file = log.above(line.at, 200).first { $0.text.hasPrefix("== [") && $0.text.hasSuffix("FAIL") }
            guard cells.count > 3 else { return nil }
            let name = file?.text.dropFirst(4).prefix { $0 != "]" } ?? ""
            return quality(
                "\(name):\(cells[0].dropFirst(2).drop { $0 == " " })", cells[2...].joined(separator: " "), [line.at] + [file?.at].compactMap { $0 })
        }
        // editorconfig-checker: `12: Wrong indent style found …` below `config/app.toml:`, or without a number.
        let words = text.drop { $0.isNumber || $0 == "-" || $0 == ":" || $0 == " " }
        if ["Wrong ", "Trailing whitespace", "Final newline", "No final newline", "Line too long", "Not all lines have"].contains(where: {
            words.hasPrefix($0)
        }),
            let file = log.above(line.at, 40).first(where: {
                $0.text.hasSuffix(":") && SourcePlace.isFile($0.text.dropLast()) && !$0.text.contains(" ")
            })
        {
            let number = text.prefix { $0.isNumber }
            return quality("\(file.text)\(number)".trimmingSuffix(":"), String(words), [line.at, file.at])
        }
        // helm lint: `[ERROR] templates/: …` below `==> Linting charts/a`.
        if text.hasPrefix("[ERROR] "), let chart = log.above(line.at, 40).first(where: { $0.text.hasPrefix("==> Linting ") }) {
            return quality(String(chart.text.dropFirst(12)), String(text.dropFirst(8)), [line.at, chart.at])
        }
        // kube-score: `[CRITICAL] Container Resources` below `apps/v1/Deployment web in ns`.
        if text.hasPrefix("[CRITICAL] "),
            let object = log.above(line.at, 40).first(where: { $0.text.first?.isLetter == true && $0.text.contains("/v") && $0.text.contains(" ") })
        {
            let said = log.below(line.at, 1).first
            return quality(
                object.text.filter { $0.isASCII }.trimmingSuffix(" "),
                "\(text.dropFirst(11))\(said.map { ": \($0.text.drop { "· ".contains($0) })" } ?? "")", [line.at, object.at])
        }
        return nil
    }

    /// Reports that number or mark what they list.
    private func arranged(_ text: String, _ line: ToolLog.Line, _ log: ToolLog) -> Reported? {
        // PHP-CS-Fixer: `1) src/Kernel.php (ordered_imports, no_unused_imports)`; Rector: `1) src/A.php:12`.
        let number = text.prefix { $0.isNumber }
        if !number.isEmpty, text.dropFirst(number.count).hasPrefix(") ") {
            let rest = text.dropFirst(number.count + 2), file = rest.prefix { !$0.isWhitespace }
            let rules = rest.dropFirst(file.count).drop { $0 == " " }
            let isList =
                rules.isEmpty
                || rules.hasPrefix("(") && rules.hasSuffix(")")
                    && rules.dropFirst().dropLast().allSatisfy { $0.isLowercase || $0.isNumber || "_, /".contains($0) }
            if file.prefix(while: { $0 != ":" }).hasSuffix(".php"), isList,
                rules.contains("_") || log.step.hasAny(["fixer", "rector", "pint", "ecs "])
            {
                return quality(String(file), rules.isEmpty ? "not as the tool would write it" : "rules \(rules.dropFirst().dropLast())", [line.at])
            }
            // madge: `1) a.ts > b.ts`, below what it found.
            if rest.contains(" > "), let head = log.above(line.at, 20).first(where: { $0.text.lowercased().contains("circular dependenc") }) {
                return quality("", "circular dependency: \(rest)", [line.at, head.at])
            }
        }
        // Files that a generator writes, and that the commit does not hold as it writes them.
        if text.hasPrefix("diff --git a/"), log.step.contains("git diff"), let file = text.word(after: " b/") {
            return quality(file, "differs from what is committed, as `git diff` shows", [line.at])
        }
        // dependency-cruiser: `error no-circular: src/a.ts → src/b.ts`
        if text.hasPrefix("error "), text.contains(" → "), let rule = text.dropFirst(6).split(separator: ":").first, !rule.contains(" ") {
            return quality("", String(text.dropFirst(6)), [line.at])
        }
        // Psalm: `ERROR: UndefinedMethod - src/a.php:12:3 - Method …`
        if text.hasPrefix("ERROR: "), let dash = text.firstRange(of: " - "), let place = SourcePlace(String(text[dash.upperBound...])),
            place.path.hasSuffix(".php")
        {
            return quality(place.words, "\(text[..<dash.lowerBound].dropFirst(7)): \(place.rest.drop { "- ".contains($0) })", [line.at])
        }
        // Knip and depcheck head their lists.
        if ["Unused dependencies", "Unused devDependencies", "Unused exports", "Unused files", "Missing dependencies", "Unlisted dependencies"]
            .contains(where: { text.hasPrefix($0) }),
            text.count < 48, let first = log.below(line.at, 1).first, log.isLast(line)
        {
            return quality("", "\(text): \(first.text)", [line.at, first.at])
        }
        return nil
    }

    /// `D401`, `ABC12`: capitals, then figures.
    private static func isCode(_ word: Substring) -> Bool {
        (3...8).contains(word.count) && word.first?.isUppercase == true && word.last?.isNumber == true
            && word.allSatisfy { $0.isUppercase || $0.isNumber }
    }

    private func quality(_ place: String, _ message: String, _ lines: [Int]) -> Reported {
        Reported(kind: .quality, place: Words.line(place, 160), message: Words.line(message, 220), lines: lines, weight: 3)
    }
}
