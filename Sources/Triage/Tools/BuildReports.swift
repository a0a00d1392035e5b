/// Builds that say why in the lines around the one that gives up: bundlers, generators, strict sites, warnings that count as errors.
struct BuildReports: ToolFormat {
    func read(_ line: ToolLog.Line, _ log: ToolLog) -> Reported? {
        guard line.text.count < 2000 else { return nil }
        return gaveUp(line, log) ?? (log.kind == .quality ? nil : placed(line))
    }

    /// Lines that end a build, and what stands around them.
    private func gaveUp(_ line: ToolLog.Line, _ log: ToolLog) -> Reported? {
        let text = line.text
        // Vite: the reason is the next line.
        if text == "error during build:", let said = log.below(line.at, 1).first { return source("", said.text, [line.at, said.at]) }
        // Next.js: `Error occurred prerendering page "/pricing". Read more: …` above the error itself.
        if text.hasPrefix("Error occurred prerendering page"), let said = log.below(line.at, 1).first {
            return source("", "\(text.prefix { $0 != "." }): \(said.text)", [line.at, said.at])
        }
        // Elixir: the warning and its place stand above.
        if text.hasPrefix("Compilation failed due to warnings") {
            let above = log.above(line.at, 16)
            guard let said = above.first(where: { $0.text.hasPrefix("warning: ") }) else { return nil }
            let place = above.first { $0.text.hasPrefix("└─ ") }
            return source(
                place.flatMap { SourcePlace(String($0.text.dropFirst(3)))?.words } ?? "", "\(said.text.dropFirst(9)), and warnings count as errors",
                [said.at, line.at] + [place?.at].compactMap { $0 })
        }
        // MkDocs and Sphinx: the first warning is what the strict mode stopped at.
        if text.hasPrefix("Aborted with "), text.contains("strict mode") || text.hasPrefix("build finished with problems") {
            guard let said = log.above(line.at, 200).last(where: { $0.text.hasPrefix("WARNING") || $0.text.contains(": WARNING: ") }) else {
                return nil
            }
            let place = said.text.contains(": WARNING: ") ? SourcePlace(said.text)?.words ?? "" : ""
            let words = said.text.firstRange(of: "WARNING").map { said.text[$0.upperBound...].drop { ":- ".contains($0) } } ?? said.text[...]
            return source(place, String(words), [said.at, line.at])
        }
        if text.contains("Docusaurus found broken links"), let link = log.below(line.at, 12).first(where: { $0.text.contains("linking to ") }) {
            let page = log.above(link.at, 1).first
            return source("", "broken links: \(page.map { "\($0.text.drop { "- ".contains($0) }) " } ?? "")\(link.text)", [line.at, link.at])
        }
        // A program of Node that the build needs more memory for than Node takes by itself.
        if text.hasPrefix("FATAL ERROR: "), text.contains("JavaScript heap out of memory"), log.kind != .tests {
            let tool = log.above(line.at, 30).first { $0.text.hasPrefix("> ") }
            return Reported(
                kind: .source, name: "build", message: "\(tool.map { "`\($0.text.dropFirst(2))`: " } ?? "")\(text.dropFirst(13))", lines: [line.at],
                weight: 3)
        }
        return nil
    }

    /// A place and a message without the word error.
    private func placed(_ line: ToolLog.Line) -> Reported? {
        var text = line.text[...]
        for head in ["ERROR: ", "Error: "] where text.hasPrefix(head) { text = text.dropFirst(head.count) }
        // protoc: `billing/v1/common.proto: File not found.`, `a.proto:7:1: "Money" is not defined.`
        if let end = text.firstRange(of: ".proto: "), text[end.upperBound...].hasPrefix("File not found") {
            return source(String(text[..<end.lowerBound]) + ".proto", String(text[end.upperBound...]), [line.at])
        }
        guard let place = SourcePlace(String(text)), place.rest.count > 8 else { return nil }
        if place.path.hasSuffix(".proto"), !place.rest.hasPrefix("warning"), !place.rest.contains("warning: ") {
            return source(place.words, place.rest, [line.at])
        }
        // Bazel: `…/BUILD.bazel:9:11: no such target '//lib/clock:clock_v2': …`
        let name = place.path.split(separator: "/").last ?? ""
        if name.hasPrefix("BUILD") || name.hasSuffix(".bzl") || name.hasPrefix("MODULE.bazel") || name.hasPrefix("WORKSPACE"),
            ["no such", "in ", "name '", "target '", "syntax error", "Label '", "//", "invalid", "cycle in"].contains(where: {
                place.rest.hasPrefix($0)
            })
        {
            return source(place.words, place.rest, [line.at])
        }
        return nil
    }

    private func source(_ place: String, _ message: String, _ lines: [Int]) -> Reported {
        Reported(kind: .source, place: Words.line(place, 160), message: Words.line(message, 260), lines: lines, weight: 3)
    }
}
