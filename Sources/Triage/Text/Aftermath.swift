/// What tools say when something has failed before: that a target, a script, a task or a rank ended. Why stands elsewhere.
enum Aftermath {
    /// Whether a line, in lower case, only repeats that something failed.
    static func says(_ low: String) -> Bool {
        let text = low.drop { $0 == " " || $0 == "\t" }
        if text.hasPrefix("make") || text.hasPrefix("gmake"), text.contains("***") {
            // `make: *** [Makefile:8: all] Error 2`, in whatever language.
            let end = text.lastIndex(of: "]").map { text[text.index(after: $0)...].split(separator: " ") } ?? []
            return end.count > 1 && end.count < 4 && end[1].allSatisfy(\.isNumber) || text.contains("] error ")
                || text.contains("waiting for unfinished")
        }
        // `train.py FAILED`, `lint failed`
        let parts = text.split(separator: " ", maxSplits: 2)
        if parts.count == 2, parts[1].hasPrefix("failed"), parts[1].count < 8 { return true }
        if text.hasPrefix("make: target") || text.hasPrefix("gmake: target") { return true }
        return starts.contains { text.hasPrefix($0) } || String(text).hasAny(words)
    }

    private static let starts = [
        "warning: build failed, waiting", "error: could not compile", "error: aborting due to", "error: build failed", "error: test failed, to rerun",
        "error: process didn't exit successfully",
        "ninja: build stopped", "failed: ", "build failed", "failure: build failed", "* what went wrong", "execution failed for task", "> task ",
        "there were failing tests",
        "collect2: error: ld returned", "clang: error: linker command failed", "ld: symbol(s) not found", "npm error lifecycle script",
        "npm err! lifecycle", "npm error code elifecycle",
        "npm err! code elifecycle", "npm error command failed", "npm err! failed at the", "npm error workspace", "npm error location",
        "npm error path", "npm error code 1", "npm error command",
        "npm error a complete log", "npm err! a complete log", "npm err! errno", "npm error errno", "error command failed with exit code",
        "error: command failed", "error: script \"", "error: script '", "elifecycle", "err_pnpm_recursive_run_first_fail", "lerna err!",
        "error: recipe ", "error: task ", "nox > command", "nox > session",
        "error: invocationerror", "fail\t", "exit status ", "error: exit status", "make[", "recipe for target", "[error] failed to execute goal",
        "[error] -> [help", "[error] to see the full",
        "[error] re-run maven", "[error] for more information", "[error] after correcting", "[error] [help",
        "error: failed to run custom build command", "##[error]process completed",
        "error: docker build failed", "error: failed to build: failed to solve", "error: no test results", "scan failed",
        "error: failed with exit code", "failed to run", "runtimeerror: command ",
    ]
    private static let words: [StaticString] = [
        "childfailederror", "calledprocesserror", "returned non-zero exit status", "exited with code", "exited with exit code",
        "process completed with exit code", "failed with exit code",
        "lifecycle script", "operation has completed with phase", "some targets failed", "had test failures", "test run failed",
        "subprocess-exited-with-error", "returned exit code", "non-zero exit code",
        "elastic_launch", "sending process ", "failed (exitcode:", "received 15 death signal", "error_file: <n/a>", "failing rank",
        "signal to all ranks", "root cause (first observed failure)",
        "the following actions failed", "one or more tasks failed", "command exited with", "exit code: 1", "script returned exit",
        "did not complete successfully", "broken pipe", "npm run", "task failed",
        "hook declined to", "finished with the error", "finished with errors", "a task has failed", "returned a non-zero", "job failed",
        "step failed", "failed because of", "see above", "see the log",
        "failed to reproduce '", ", exited with ", "has failed to exit gracefully", "force exited", "stopped processing simplecov",
        "simplecov failed with exit", "to enable traceback see",
        "did not exit one second after", "final attempt failed", "resolutionimpossible: for help", "for more help on how to resolve",
    ]
}
