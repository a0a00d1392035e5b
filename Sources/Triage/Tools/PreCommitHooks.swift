/// pre-commit: the hook that failed, `Name......Failed`, and what it printed. What it is a failure of, its id tells.
struct PreCommitHooks: ToolFormat {
    func read(_ line: ToolLog.Line, _ log: ToolLog) -> Reported? {
        guard line.text.hasSuffix("...Failed") || line.text.hasSuffix("Failed") && line.text.contains("....") else { return nil }
        let name = line.text.prefix { $0 != "." }
        let below = log.below(line.at, 12)
        let id = below.first { $0.text.hasPrefix("- hook id: ") }.map { String($0.text.dropFirst(11)) } ?? String(name)
        let said = below.first { !$0.text.hasPrefix("- ") && $0.text.contains(where: \.isLetter) }
        let changed = below.first { $0.text.hasPrefix("- files were modified") }
        let kind = StepKind.of(tool: "\(id) \(name)") ?? .quality
        // Where the hook's own format is known it says more.
        return Reported(
            kind: kind, name: "hook \(id)", message: Words.line(said?.text ?? changed?.text ?? "", 200),
            lines: [line.at] + [changed?.at, said?.at].compactMap { $0 }, weight: 1)
    }
}
