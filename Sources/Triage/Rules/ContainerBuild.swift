/// An image that could not be built or pushed.
struct ContainerBuild: Rule {
    let classes = ["container-build"]
    let evidence = "the build's failing instruction and what it printed"
    let summary = "docker build: the instruction that failed and why; the push that was refused"
    let decider = "the output of that instruction"

    func conclusions(_ file: CaseFile) -> [Conclusion] {
        guard let failure = file.jobFailure, failure.kind == .build || failure.kind == .other else { return [] }
        let process = failure.lines("did not complete successfully", "returned a non-zero code", limit: 1, last: true).first
        let solve = failure.lines("failed to solve", "failed to build", "denied: ", "dockerfile parse error", "unexpected status", limit: 1)
            .first
        guard process != nil || solve != nil else { return [] }
        // Why stands above the line that says which instruction it was.
        let cause = failure.errors.first { error in
            guard let end = process ?? solve else { return true }
            return error.line <= end && error.line != process && !error.block.contains("failed to solve")
        }
        let instruction = process.flatMap { line -> String? in
            let text = failure.text(line)
            guard let open = text.firstIndex(of: "\"") else { return nil }
            return String(text[text.index(after: open)...].prefix { $0 != "\"" })
        }
        let why = cause?.text ?? Words.line(LoggedError.bare(failure.text(solve ?? process ?? 0)), 240)
        // A build that was cancelled says so and no more.
        guard !HollowWords.only(why) else { return [] }
        let sentence = "The image could not be built\(instruction.map { ": `\(Words.line($0, 120))` failed" } ?? ""): \(why)."
        let lines = [cause?.line, process, solve].compactMap { $0 }
        return [
            Conclusion(
                certainty: failure.kind == .build ? 89 : 70,
                finding: Finding(
                    failureClass: "container-build", severity: file.severity, sentence: sentence,
                    citations: lines.map(failure.log.citation),
                    against: file.doubts(failure, lines.first), impact: file.blocked(failure),
                    action: "Build the image locally up to \(instruction.map { "`\(Words.line($0, 100))`" } ?? "that instruction").",
                    verify: file.passes(failure, without: why),
                    prevention: instruction.map { text in
                        text.lowercased().has("pip", "npm", "apt", "apk", "go mod", "cargo", "yarn")
                            ? "Pin what `\(Words.line(text, 80))` installs with a lock file, and build the image in the pull request that changes it."
                            : "Build the image in the pull request, too, not only after the merge."
                    } ?? ""))
        ]
    }
}
