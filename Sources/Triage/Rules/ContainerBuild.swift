/// An image that could not be built or pushed.
struct ContainerBuild: Rule {
    let classes = ["container-build", "auth-failure"]
    let evidence = "the build's failing instruction and what it printed"
    let summary = "docker build: the instruction that failed and why; the push that was refused"
    let decider = "the output of that instruction"

    func conclusions(_ file: CaseFile) -> [Conclusion] {
        guard let failure = file.jobFailure else { return [] }
        let process = failure.lines(
            "did not complete successfully", "returned a non-zero code", "error building stage", "error: building at step", "while running runtime",
            "error building image", limit: 1,
            last: true
        ).first
        let solve = failure.lines(
            "failed to solve", "no buildpack groups passed", "error building \"ko://", "failed to build", "denied: ", "dockerfile parse error",
            "unexpected status", "failed to read dockerfile",
            "unable to prepare context",
            "failed to compute cache key", "failed to calculate checksum", "copy failed: ", "add failed: ", limit: 1
        ).first
        guard process != nil || solve != nil,
            failure.kind == .build || [process, solve].compactMap({ $0 }).contains(where: { isBuilders($0, failure) })
        else { return [] }
        // Why stands above the line that says which instruction it was: in a tool's own words, or as an error.
        let report = failure.reports.first { $0.weight > 2 && !$0.isKnown && process != nil && $0.line <= process ?? 0 }
        let cause =
            process == nil
            ? nil
            : failure.errors.first { error in
                guard let end = process ?? solve else { return true }
                // apt lists what it could not fetch, and then says what of.
                return error.line <= end && !error.text.hasPrefix("Err:") && !error.block.contains("cache importer") && error.line != process
                    && !error.block.contains("failed to solve")
                    && !Aftermath.says(error.text.lowercased())
            }
        let instruction = process.flatMap { line -> String? in
            let text = failure.text(line)
            guard let open = text.firstIndex(of: "\"") else { return nil }
            return String(text[text.index(after: open)...].prefix { $0 != "\"" })
        }
        let why =
            report.map { [$0.place, $0.name == "packages" ? "" : $0.name, $0.message].filter { !$0.isEmpty }.joined(separator: ": ") } ?? cause?.text
            ?? Words.line(LoggedError.bare(failure.text(solve ?? process ?? 0)), 240)
        // A build that was cancelled says so and no more.
        guard !HollowWords.onlyEnded(why) else { return [] }
        let sentence =
            "The image could not be built\(instruction.map { ": `\(Words.line($0, 120))` failed" } ?? "")\(place(failure)): \(why.trimmingSuffix("."))."
        // What the builder cannot run is made for another processor: not the instruction is wrong.
        let isForeign = why.contains("exec format error")
        let lines = (report.map { Array($0.lines.prefix(3)) } ?? [cause?.line].compactMap { $0 }) + [process, solve].compactMap { $0 }
        return [
            Conclusion(
                certainty: failure.kind == .build ? 91 : 86,
                finding: Finding(
                    failureClass: isRefused(why) ? "auth-failure" : "container-build", severity: file.severity, sentence: sentence,
                    citations: lines.map(failure.log.citation),
                    against: file.doubts(failure, lines.first), impact: file.blocked(failure),
                    action: isForeign
                        ? "Build on a runner of the image's platform, or let the job set up emulation (QEMU) before it builds."
                        : "Build the image locally up to \(instruction.map { "`\(Words.line($0, 100))`" } ?? "that instruction").",
                    verify: file.passes(failure, without: why),
                    prevention: instruction.map { text in
                        !isForeign && text.lowercased().has("pip", "npm", "apt", "apk", "go mod", "cargo", "yarn")
                            ? "Pin what `\(Words.line(text, 80))` installs with a lock file, and build the image in the pull request that changes it."
                            : "Build the image in the pull request, too, not only after the merge."
                    } ?? ""))
        ]
    }

    /// A push that the registry's login may not make. A base image that is not there answers alike, but to a pull.
    private func isRefused(_ why: String) -> Bool {
        let low = why.lowercased()
        return low.has("denied: ", "unauthorized", "403 forbidden", "authentication required")
            && !low.has("pull access denied", "resolve source metadata", "load metadata")
    }

    /// Whether only a builder of images says so: not the word "failed to build" of a wheel, nor a refusal of some other service.
    private func isBuilders(_ line: Int, _ failure: JobFailure) -> Bool {
        failure.text(line).lowercased().has(
            "failed to solve", "no buildpack groups passed", "error building \"ko://", "did not complete successfully: exit code",
            "returned a non-zero code", "error building image",
            "error: building at step", "dockerfile",
            "failed to compute cache key", "failed to calculate checksum of ref", "load metadata for", "copy failed:", "add failed:")
    }

    /// ` (Dockerfile:21)`, as buildx names it above the instruction that it shows.
    private func place(_ failure: JobFailure) -> String {
        let lines = failure.lines("dockerfile", "containerfile", limit: 12, last: true)
        let found = lines.lazy.map { failure.text($0) }.first { text in
            guard let place = SourcePlace(text), !place.at.isEmpty else { return false }
            return place.rest.isEmpty
        }
        return found.map { " (\($0))" } ?? ""
    }
}
