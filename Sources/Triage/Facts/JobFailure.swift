/// The failed job of a run with its log: which step failed, what kind of step it is, and the errors before it ended.
struct JobFailure: Sendable {
    /// What a step is for, by its name and command.
    enum Kind: String, Sendable {
        case quality = "code-quality", sast, secrets, tests = "unit-tests", training, scan = "container-scan", build = "container-build"
        case gitops = "gitops-deploy", source = "build", other = "unknown"
    }

    var job: RunFacts.JobFacts?, step: RunFacts.StepFacts?
    var log: CaseLog
    var kind: Kind
    /// The command that the failed step ran.
    var command: String

    /// Lines of the failed step, from 0; the whole log up to the failure where the step cannot be told.
    var lines: Range<Int> { log.window?.step ?? log.failing }

    /// Errors of the failed step, likeliest cause first; what came after the failure is left out.
    var errors: [LoggedError] {
        // That the step ended, or was ended, is no reason.
        let telling = log.errors.filter { !$0.block.hasPrefix("##[error]process completed") && !$0.block.has("the operation was cancel") }
        let within = telling.filter { lines.contains($0.line) }
        return within.isEmpty ? telling.filter { log.failing.contains($0.line) } : within
    }

    /// The likeliest error that the last passing run does not have, too.
    var reason: LoggedError? {
        errors.first { $0.novelty > 0 || $0.type != nil && $0.novelty >= 0 }
    }

    /// Whether the last passing run has a line, too, but for its numbers.
    func isKnown(_ line: Int) -> Bool { log.candidates.contains { $0.lines.contains(line) && $0.novelty < 0 } }

    /// "Step 5 \"Train model\" of job \"Continuous Training\"".
    var words: String {
        let step = step.map { "Step \($0.number) \"\($0.name)\"" } ?? "A step"
        let name = job?.name ?? log.part
        return name.map { "\(step) of job \"\($0)\"" } ?? step
    }

    /// Lines of the failed step that contain one of the words.
    func lines(_ words: StaticString..., limit: Int = 20, last: Bool = false) -> [Int] {
        log.lines(containing: words, limit: limit, in: lines, last: last)
    }

    /// A line's text without stamp and surrounding space.
    func text(_ line: Int) -> String {
        let text = log.text.line(line)
        return String(text.trimmingPrefix { $0 == " " || $0 == "\t" })
    }

    init(log: CaseLog, run: RunFacts?) {
        self.log = log
        job = run?.job(log.part) ?? run?.failedJobs.first
        step = job?.failedStep
        command = Self.command(log)
        kind =
            Self.kind("\(step?.name ?? "")") ?? Self.kind(command) ?? Self.sourceKind("\(step?.name ?? "") \(command)")
            ?? Self.kind(job?.name ?? log.part ?? "") ?? .other
    }

    /// What stands in the failed step's head: `##[group]Run …`, to its `##[endgroup]`.
    private static func command(_ log: CaseLog) -> String {
        guard let window = log.window else { return "" }
        var lines: [String] = []
        for line in window.step.prefix(12) {
            let text = log.text.line(line)
            if text.hasPrefix("##[endgroup]") || text.hasPrefix("shell:") || text.hasPrefix("env:") { break }
            lines.append(text.replacing("##[group]Run ", with: ""))
        }
        return lines.joined(separator: "\n")
    }

    /// Installing and compiling, where nothing tells more: many a step of another purpose has such words, too.
    private static func sourceKind(_ words: String) -> Kind? {
        words.lowercased().has(
            "install", "dependenc", "packages", "npm ci", "compile", "build", "make ", "assemble", "mvn ", "gradle", "set up the env")
            ? .source : nil
    }

    private static func kind(_ words: String) -> Kind? {
        let low = words.lowercased()
        guard !low.isEmpty else { return nil }
        // Words of tools before words of purposes: "Scan image" and "Build image" share one.
        if low.has("gitleaks", "trufflehog", "detect-secrets", "secret") { return .secrets }
        if low.has("bandit", "semgrep", "codeql", "gosec", "brakeman", "sast") { return .sast }
        if low.has("trivy", "grype", "snyk", "vulnerability", "clair", "scan") { return .scan }
        if low.has("flake8", "pylint", "ruff", "black", "isort", "mypy", "lint", "eslint", "prettier", "format", "clippy") {
            return .quality
        }
        if low.has(
            "pytest", "unittest", "unit test", "go test", "npm test", "jest", "gradle test", "mvn test", "cargo test", "tox", "run tests")
        {
            return .tests
        }
        if low.has("manifest", "gitops", "argocd", "kustomize", "git push", "image tag") { return .gitops }
        if low.has("docker build", "build-push", "buildx", "kaniko", "podman build", "build and push", "build image", "docker image") {
            return .build
        }
        if low.has("train", "accuracy", "validate model", "evaluate") { return .training }
        if low.has("test") { return .tests }
        if low.has("deploy") { return .gitops }
        return nil
    }
}

extension CaseFile {
    /// The failure to explain: of the first failed job whose log is there.
    var jobFailure: JobFailure? {
        let jobLogs = logs.filter { $0.role == .jobLog }
        let failed = run?.failedJobs.compactMap { job in jobLogs.first { $0.part == job.name } } ?? []
        return (failed.first ?? log(.jobLog)).map { JobFailure(log: $0, run: run) }
    }
}
