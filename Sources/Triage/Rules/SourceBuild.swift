/// Packages that cannot be installed and source that does not compile.
struct SourceBuild: Rule {
    let classes = ["build"]
    let evidence = "what the installer or the compiler of the failed step printed"
    let summary =
        "installers (pip, npm, Cargo, Maven, apt and others), compilers and linkers: which package, symbol or place in the source, and what is wrong with it"
    let decider = "the first error that the tool prints, and the commit's changes to what it names"

    func conclusions(_ file: CaseFile) -> [Conclusion] {
        guard let failure = file.jobFailure, failure.kind != .build, let first = failure.reports(.source).first else { return [] }
        return [
            Conclusion(
                certainty: Self.certainty(failure, first), finding: Self.finding(file, failure, first, told: Self.told(failure, first)))
        ]
    }

    /// Where tests are known to have failed, or training, their own words say more.
    private static func certainty(_ failure: JobFailure, _ first: Reported) -> Int {
        if failure.kind == .source { return 89 }
        let others = failure.reports.contains { $0.kind != .source && $0.weight > 1 && !$0.isKnown }
        return others || first.weight < 2 ? 60 : 84
    }

    /// What failed, as a sentence without its end.
    static func told(_ failure: JobFailure, _ first: Reported) -> String {
        let isInstall = first.name == "packages"
        let what =
            isInstall
            ? "cannot install its packages"
            : first.message.lowercased().has("undefined reference", "undefined symbol", "unresolved external", "cannot find -l")
                ? "does not link" : "does not compile"
        let place = first.place.isEmpty ? "" : "\(first.place): "
        return "\(failure.words) \(what): \(place)\(first.message)"
    }

    static func finding(_ file: CaseFile, _ failure: JobFailure, _ first: Reported, told: String) -> Finding {
        let isInstall = first.name == "packages"
        return Finding(
            failureClass: "build", severity: file.severity, sentence: "\(told.trimmingSuffix(".")).",
            citations: first.lines.prefix(4).map(failure.log.citation),
            against: file.doubts(failure, first.line), impact: file.blocked(failure),
            action: isInstall
                ? "Correct the version that is asked for, or what conflicts with it." : "Correct the first place; what follows may come from it.",
            verify: file.passes(failure, without: first.message),
            prevention: isInstall ? "Pin versions in a lock file and let the pull request that changes it run this step." : file.gate(failure))
    }
}
