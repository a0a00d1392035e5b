/// Packages that cannot be installed and source that does not compile.
struct SourceBuild: Rule {
    let classes = ["build"]
    let evidence = "what the installer or the compiler of the failed step printed"
    let summary = "pip, npm, cargo, rustc, javac, tsc, go, gcc, swiftc: which package or which place in the source, and what is wrong with it"
    let decider = "the first error that the tool prints, and the commit's changes to what it names"

    func conclusions(_ file: CaseFile) -> [Conclusion] {
        guard let failure = file.jobFailure, [.source, .tests, .other, .training].contains(failure.kind) else { return [] }
        let installs = failure.lines(
            "cannot install ", "resolutionimpossible", "no matching distribution found", "could not find a version", "failed building wheel",
            "conflicting dependencies", "error code eresolve", "error code etarget", "error code e404", "err! code eresolve",
            "err! code etarget", "err! code e404", "failed to select a version", "could not resolve dependencies", "unable to locate package",
            "version solving failed", limit: 3)
        if let line = installs.first {
            return [
                conclusion(file, failure, line, "cannot install its packages", "Correct the version that is asked for, or what conflicts with it.")
            ]
        }
        guard let line = failure.lines.first(where: { Self.isCompilerError(failure.text($0)) }) else { return [] }
        return [conclusion(file, failure, line, "does not compile", "Correct the first place; what follows may come from it.")]
    }

    private func conclusion(_ file: CaseFile, _ failure: JobFailure, _ line: Int, _ what: String, _ action: String) -> Conclusion {
        var text = Words.line(LoggedError.bare(failure.text(line)), 260), citations = [failure.log.citation(line)]
        // rustc names the place below the error.
        if line + 1 < failure.log.text.count, let place = failure.text(line + 1).word(after: "--> ") {
            text += " at \(place)"
            citations.append(failure.log.citation(line + 1))
        }
        // pip says in a second line what it could not find.
        let second = (line + 1..<min(line + 3, failure.log.text.count)).first { failure.text($0).contains("No matching distribution") }
        if let second {
            text += "; \(Words.line(LoggedError.bare(failure.text(second)), 120))"
            citations.append(failure.log.citation(second))
        }
        return Conclusion(
            // Where tests are known to have failed, or training, their own words say more.
            certainty: failure.kind == .source ? 89 : 70,
            finding: Finding(
                failureClass: "build", severity: file.severity, sentence: "\(failure.words) \(what): \(text).", citations: citations,
                against: file.doubts(failure, line), impact: file.blocked(failure), action: action,
                verify: file.passes(failure, without: text),
                prevention: what.hasPrefix("cannot")
                    ? "Pin versions in a lock file and let the pull request that changes it run this step."
                    : file.gate(failure)))
    }

    /// `error[E0308]: …`, `src/a.ts(1,2): error TS2339: …`, `a.c:1:2: error: …`, `[ERROR] A.java:[1,2] …`, `a.go:1:2: undefined: …`.
    private static func isCompilerError(_ text: String) -> Bool {
        if text.hasPrefix("error["), text.contains("]: ") { return true }
        if text.hasPrefix("[ERROR] "), text.contains(":["), text.contains("] ") { return true }
        if text.hasPrefix("e: "), text.contains(".kt") { return true }
        guard CodeQuality.isPlace(text) else { return false }
        return text.has(": error", "undefined: ", "cannot use ", "undefined reference", "imported and not used", "declared and not used")
    }
}
