/// `path:line: message`, as most compilers and linters write: what it is a failure of follows from what the step is for.
struct SourcePlaces: ToolFormat {
    func read(_ line: ToolLog.Line, _ log: ToolLog) -> Reported? {
        var text = Substring(line.text)
        for head in ["##[error]", "[ERROR] ", "[error] ", "ERROR: ", "e: ", "Error: ", "✘ ", "warning: ", "[WARNING] ", "[warn] ", "× ", "Ⓧ "]
        where text.hasPrefix(head) {
            text = text.dropFirst(head.count).drop { $0 == " " }
        }
        text = Self.unprefixed(text)
        guard let place = SourcePlace(String(text)), !SourcePlace.isForeign(place.path), !Self.isFrame(place) else { return nil }
        var weight = Self.weight(place.rest)
        if ["[ERROR]", "[error]", "e: "].contains(where: { line.text.hasPrefix($0) }) { weight = max(weight, 2) }
        // Bazel names the target before the compiler names the place.
        if place.rest.contains("failed: (Exit") || place.rest.contains("failed (Exit") { return nil }
        // Kotlin's compiler warns so; where warnings count as errors it says that as well.
        if line.text.hasPrefix("w: ") { return nil }
        // javac's warnings behind Maven's word: `[WARNING] A.java:[3,4] [deprecation] …`.
        if line.text.hasPrefix("[WARNING]"), place.rest.hasPrefix("[") { return nil }
        if line.text.hasPrefix("warning: ") || line.text.lowercased().hasPrefix("[warn") { weight = 0 }
        let kind = Self.kind(place, log)
        guard weight >= 0, kind == .quality || weight >= 2 && Self.isCompilerWord(line.text, place) else { return nil }
        var message = Words.line(Self.message(place.rest), 220), lines = [line.at]
        // GHC and others go on below.
        if message.hasPrefix("[") && message.count < 20 || message.count < 6, let next = log.below(line.at, 1).first {
            (message, lines) = ("\(message) \(Words.line(Self.withoutTarget(next.text), 200))", [line.at, next.at])
        }
        return Reported(kind: kind, name: "", place: place.words, message: message, lines: lines, weight: min(weight + 1, 3))
    }

    /// Without the name of the environment or package that runs many at once write before each line (tox, turbo, nx): `typing: src/a.py:3: …`.
    private static func unprefixed(_ text: Substring) -> Substring {
        let marks = [text.firstRange(of: ": "), text.prefix(40).firstRange(of: "> ")].compactMap { $0 }
        guard let end = marks.min(by: { $0.lowerBound < $1.lowerBound }), end.lowerBound > text.startIndex,
            text[..<end.lowerBound].allSatisfy({ $0.isLetter || $0.isNumber || "_-@:.".contains($0) }), SourcePlace(String(text)) == nil
        else { return text }
        let rest = text[end.upperBound...], word = rest.prefix { !$0.isWhitespace }
        return word.contains("/") && SourcePlace(String(word)) != nil ? rest : text
    }

    /// Stack puts the package before each line: `ledger>     • Couldn't match …`.
    private static func withoutTarget(_ text: String) -> String {
        let name = text.prefix { $0.isLetter || $0.isNumber || "-_".contains($0) }
        let rest = text.dropFirst(name.count)
        return rest.hasPrefix("> ") ? String(rest.dropFirst(2).drop { " •".contains($0) }) : text
    }

    /// A step for style says nothing of compiling, and the other way round.
    private static func kind(_ place: SourcePlace, _ log: ToolLog) -> JobFailure.Kind {
        if log.kind == .quality { return .quality }
        // Names of rules stand at the end in brackets, or before the message as a code.
        let code = place.rest.prefix { $0.isLetter || $0.isNumber }
        let isCode =
            code.count >= 4 && code.count <= 8 && code.first?.isUppercase == true && code.contains(where: \.isNumber)
            && !place.rest.hasPrefix("\(code):")
        if isCode, !place.path.hasSuffix(".cs") { return .quality }
        if place.rest.hasSuffix("]"), let open = place.rest.lastIndex(of: "["), place.rest[open...].contains("-"), place.path.hasSuffix(".py") {
            return .quality
        }
        return .source
    }

    /// 2 an error, 1 something that a linter lists, 0 a warning, -1 a note.
    private static func weight(_ rest: String) -> Int {
        let low = rest.prefix(60).lowercased()
        if low.hasPrefix("note") || low.hasPrefix("help:") || low.hasPrefix("info") || low.hasPrefix("hint") { return -1 }
        if low.hasPrefix("warning") || low.hasPrefix("- warning") || low.hasPrefix("warn") || low.hasPrefix("[warning]") || low.hasPrefix("style:") {
            return 0
        }
        if low.hasPrefix("error") || low.hasPrefix("fatal error") || low.hasPrefix("- error") || low.hasPrefix("[error]") || low.hasPrefix("err") {
            return 2
        }
        if low.contains(": error") || low.contains("error:") || isForeignError(low) { return 2 }
        return 1
    }

    /// What gcc and others write in place of "error" in other languages.
    private static func isForeignError(_ low: String) -> Bool {
        ["erreur", "fehler", "schwerwiegender fehler", "errore", "erro:", "erro fatal", "fout:", "fel:", "błąd", "ошибка", "エラー", "錯誤", "错误", "오류"]
            .contains {
                low.hasPrefix($0)
            }
    }

    /// Without the word that says how grave it is.
    private static func message(_ rest: String) -> String {
        var text = Substring(rest)
        for head in ["- error ", "- error", "fatal error: ", "error: ", "error - ", "Error: ", "[error] ", "error "] where text.hasPrefix(head) {
            text = text.dropFirst(head.count)
            break
        }
        return String(text)
    }

    /// A frame of a stack, a log record's place, a bare place below a message.
    private static func isFrame(_ place: SourcePlace) -> Bool {
        let rest = place.rest
        if rest.count < 4 && !rest.hasPrefix("err") || rest.hasPrefix("in ") || rest.hasPrefix("at ") || rest.hasPrefix("+0x") { return true }
        // pytest ends a failure with `tests/a.py:3: AssertionError`.
        if !rest.contains(" "), rest.hasSuffix("Error") || rest.hasSuffix("Exception") { return true }
        if rest.contains("Warning:") { return true }
        return rest.split(separator: " ").count < 2 && !rest.hasPrefix("error")
    }

    /// What compilers say, where the step is no linter's: a log with places in the source is no compiler's.
    private static func isCompilerWord(_ text: String, _ place: SourcePlace) -> Bool {
        if text.hasPrefix("[ERROR]") || text.hasPrefix("e: ") || text.hasPrefix("[error]") { return true }
        let low = place.rest.lowercased()
        return low.hasPrefix("error") || low.hasPrefix("fatal error") || low.hasPrefix("- error") || low.contains(": error") || isForeignError(low)
    }
}

/// What go's compiler says without the word error.
extension SourcePlaces {
    static func isGo(_ rest: String) -> Bool {
        rest.has(
            "undefined: ", "cannot use ", "imported and not used", "declared and not used", "not enough arguments", "too many arguments",
            "missing return",
            "syntax error", "no required module", "is not in std", "cannot find package", "undefined (type", "invalid operation", "redeclared",
            "does not implement", "undefined method", "cannot find module", "no new variables", "mismatched types", "unknown field",
            "assignment mismatch")
    }
}
