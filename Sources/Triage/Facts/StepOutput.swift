/// What a step was doing when it failed, told by what its tools print: for steps that are only called "verify" or `./ci/all.sh`.
///
/// The last word counts: of several tools one after another it is the last that failed.
enum StepOutput {
    /// How many lines before the step's end are looked at.
    private static let near = 500

    /// The kind of the tool that spoke last of a failure, or that was started last; `nil` where none is known.
    static func kind(_ log: CaseLog, in step: Range<Int>) -> JobFailure.Kind? {
        let tail = max(step.lowerBound, step.upperBound - near)..<step.upperBound
        var last = -1, kind: JobFailure.Kind?
        for (each, words) in said {
            let lines = log.lines(containing: words, limit: 6, in: tail, last: true)
            let line = lines.first { line in
                let text = log.text.line(line)
                return !text.hasAny(passed) && (each != .tests || text.hasAny(["fail", "timed out", "short test"]))
            }
            if let line, line > last { (last, kind) = (line, each) }
        }
        for line in tail.reversed() where line > last && line >= step.upperBound - 120 {
            let content = log.text.content(line)
            guard content.count > 2, content.count < 400 else { continue }
            if let found = task(LinePrefix.bare(log.text.line(line))) { return found }
        }
        return kind
    }

    /// The kind of the command or the task that a runner says it runs, or that failed: `> eslint .`, `nox > Session lint failed`,
    /// `Execution failed for task ':app:detekt'`.
    static func task(_ line: String) -> JobFailure.Kind? {
        let text = line.drop { $0 == " " || $0 == "\t" }
        let low = text.lowercased()
        if low.hasPrefix("execution failed for task '") || low.hasPrefix("> task :") && low.hasSuffix(" failed") || low.hasPrefix("nox > session ") {
            return StepKind.of(tool: Self.spaced(String(text)))
        }
        if low.hasPrefix("npm error lifecycle script") || low.hasPrefix("error: recipe `") || low.hasPrefix("task: failed to run task \"") {
            let name = text.split { "`\"".contains($0) }.dropFirst().first ?? ""
            return StepKind.of(tool: String(name))
        }
        var command = Substring(low)
        for mark in ["+ ", "$ ", "> ", "nox > ", "[command]"] where command.hasPrefix(mark) { command = command.dropFirst(mark.count) }
        if let run = command.firstRange(of: "commands[") { command = command[run.upperBound...].drop { $0 != " " }.dropFirst() }
        var words = command.split(separator: " ", maxSplits: 8)
        let launchers = [
            "poetry", "uv", "uvx", "pdm", "hatch", "pipenv", "run", "npx", "pnpm", "yarn", "exec", "bundle", "python", "python3", "-m", "sudo", "dlx",
        ]
        while words.count > 1, let first = words.first, launchers.contains(String(first)) { words.removeFirst() }
        // A sentence that begins with a tool's name is not its call.
        let isCommand =
            command.utf8.count < low.utf8.count || words.dropFirst().contains { $0.hasPrefix("-") || $0.contains("/") || $0.contains(".") }
        let verbs = ["check", "lint", "fmt", "format", "vet", "test", "audit", "scan", "detect", "run"]
        guard isCommand || words.count > 1 && verbs.contains(String(words[1])) else { return nil }
        guard words.count > 1, words.count < 9, let first = words.first, !first.hasSuffix(":"),
            !text.hasSuffix(".") || text.hasSuffix(" .") || text.hasSuffix("...")
        else { return nil }
        return StepKind.called(words.prefix(3).joined(separator: " "))
    }

    /// `:app:ktlintMainSourceSetCheck` in its words.
    private static func spaced(_ text: String) -> String {
        text.reduce(into: "") { $0 += $1.isUppercase ? " \($1)" : String($1) }
    }

    /// The same words where nothing was found.
    private static let passed: [StaticString] = [
        "(0 errors", " 0 failed", "failed checks: 0", "security warnings: 0", "no offenses", "total: 0 (", "no vulnerab", " 0 vulnerab", "no known",
        "invalid: 0, errors: 0", "no leaks", "no issues", "0 failing", "found 0 ", "0 warnings, 0 informations ",
        "0 errors, 0 warnings", "tests ran",
    ]

    /// What tools print of a failure of theirs, and nobody else does.
    private static let said: [(JobFailure.Kind, [StaticString])] = [
        (
            .quality,
            [
                "your code has been rated at", "************* module ", "imports are incorrectly sorted", "would be reformatted",
                "fixable with the `--fix` option", "fixable with the --fix option", " warnings, 0 informations", " warning, 0 informations",
                "(checked 1 source file)", " source files)", "code style issues found in",
                "potentially fixable with the `--fix`", " problem (", " problems (", "> tsc --noemit", "offense detected", "offenses detected",
                "[checkstyle]", "checkstyle violation", "reported by checkstyle", "checkstyle rule violations", "weighted issues",
                "pmd rule violations", "[error] found ",
                "errors affecting", "error affecting", "-warnings-as-errors]", "warnings treated as errors", "- hook id: ", "⧗   input",
                "suppressed lint", "lint/suspicious/", "lint/style/", "lint/correctness/", "lint/complexity/", "formatter would have printed",
                "error whitespace:", "error imports:", "error finalnewline:", "violations, ", "shellcheck.net/wiki", "| prs | ",
                "have format violations", "not gofmt-ed", "file is not `gofmt`-ed", "file is not formatted", "(errcheck)", "(govet)", "(staticcheck)",
                "linting issues found", "style violations", "clang-format-violations]", "declaration of \"err\" shadows",
            ]
        ),
        (
            .secrets,
            [
                "leaks found: ", "\"verified_secrets\":", "potential secrets in ", "secrets detected", "incidents have been found",
                "found verified result", "matched one or more prohibited patterns",
            ]
        ),
        (
            .sast,
            [
                "== brakeman report ==", ">> issue: [b", "code findings", "blocking finding", "failed checks: ",
                "potential problem(s) detected", "security warnings: ", "code issues of", "njsscan", "(cwe-",
            ]
        ),
        (
            .scan,
            [
                "vulnerabilities at or above the severity threshold", "known vulnerabilities in ", "known vulnerability in ",
                "your code is affected by", "vulnerability found!", "vulnerabilities found!", ", critical: ", "# npm audit report",
                "vulnerable paths", "vulnerabilities found in ", "vulnerability found in ", "vulnerabilities found - packages audited",
                "identified with vulnerabilities that have a cvss", "security vulnerability advisor", "number of vulnerabilities found",
                "(high: ", "(critical: ",
            ]
        ),
        (
            .tests,
            [
                "short test summary info", "test suites: ", "error: test run failed", "test result: failed", "there were failing tests",
                "tests failed out of",
                "failed examples:", "failures!", "[  failed  ]", "test files  ", "--- fail: ", "panic: test timed out", "# fail 1", " failing",
            ]
        ),
        (
            .gitops,
            [
                "upgrade failed", "installation failed", "one or more objects failed to apply", "operation has completed with phase: failed",
                " - valid: ", "problem validating schema", "error from server", "│ error: ", "one or more objects failed",
            ]
        ),
        (
            .build,
            [
                "failed to solve", "error building image", "error building stage", "error: building at step", "returned a non-zero code",
                " error: process \"",
                "failed to compute cache key", "failed to calculate checksum of ref", "dockerfile parse error",
            ]
        ),
    ]
}
