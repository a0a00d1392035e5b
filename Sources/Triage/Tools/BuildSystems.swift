/// CMake, configure, make, bundlers, Go's modules, interpreters: what they say before anything is compiled, or beside the compiler.
struct BuildSystems: ToolFormat {
    private static let marks: [StaticString] = [
        "module not found: error:", "module not found: can't resolve", "rollup failed to resolve import", "missing go.sum entry",
        "cannot find module providing package",
        "no required module provides package", "** (compileerror)", "** (syntaxerror)", "php parse error:", "type error: ", "is not exported by ",
        "ts18003:", "unsupported class file major version", "invalid target release", "invalid source release", "error: package ", "syntaxerror: ",
        "unknown compiler option", "requires go >= ", "error netsdk", "error msb", "loaderror: cannot load such file",
    ]

    func read(_ line: ToolLog.Line, _ log: ToolLog) -> Reported? {
        let text = line.text
        if text.hasPrefix("CMake Error") {
            let below = log.below(line.at, 6).prefix { !$0.text.hasPrefix("Call Stack") && !$0.text.hasPrefix("--") }
            let place = text.word(after: " at ")?.trimmingSuffix(":") ?? ""
            return source(
                place: place.contains(":") ? place : "", below.prefix(3).map(\.text).joined(separator: " "), [line.at] + below.prefix(3).map(\.at))
        }
        if text.contains("*** No rule to make target") || text.contains("configure: error: ") || text.contains("*** missing separator") {
            return source(text, [line.at])
        }
        // esbuild: `✘ [ERROR] Could not resolve "x"`, its place below.
        if text.hasPrefix("✘ [ERROR] ") {
            let place = SourcePlace.first(in: log.below(line.at, 2))
            return source(place: place?.place ?? "", String(text.dropFirst(10)), [line.at] + [place?.line].compactMap { $0 })
        }
        if log.kind != .quality, let at = text.firstRange(of: ".go:"), at.lowerBound > text.startIndex, SourcePlaces.isGo(text),
            let place = SourcePlace(text)
        {
            return Reported(kind: .source, place: place.words, message: Words.line(place.rest, 220), lines: [line.at], weight: 3)
        }
        guard log.log.text.gravity[line.at] >= 40 || text.contains("resolve") || text.contains("requires go") || text.contains("TS18003") else {
            return nil
        }
        if text.hasAny(Self.marks) {
            if text.contains("SyntaxError: "), log.kind != .source { return nil }
            let near = log.above(line.at, 3).last { SourcePlace($0.text) != nil || $0.text.hasPrefix("ERROR in ") || $0.text.hasPrefix("./") }
            let place = near.map { $0.text.replacing("ERROR in ", with: "") } ?? ""
            return source(place: Words.line(SourcePlace(place)?.words ?? place, 100), text, [line.at] + [near?.at].compactMap { $0 })
        }
        return nil
    }

    private func source(place: String = "", _ message: String, _ lines: [Int]) -> Reported {
        Reported(kind: .source, place: place, message: Words.line(message, 260), lines: lines, weight: 3)
    }
}
