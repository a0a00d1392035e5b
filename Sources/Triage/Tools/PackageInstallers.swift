/// Packages that cannot be installed: npm, yarn, pnpm, pip, Poetry, uv, conda, Cargo, Go, Maven, Gradle, NuGet, Bundler, Composer, apt, apk, dnf.
struct PackageInstallers: ToolFormat {
    /// Words that name what is wrong with a version, a lock file or a package.
    private static let words: [StaticString] = [
        "could not find a version that satisfies", "no matching distribution found", "cannot install ", "resolutionimpossible",
        "failed building wheel",
        "conflicting dependencies", "requires a different python", "do not match the hashes", "metadata-generation-failed", "could not build wheels",
        "pyproject.toml changed significantly", "version solving failed", "no solution found when resolving", "lockfile at ",
        "unable to find installation candidates",
        "pipfile.lock (", "could not solve for environment specs", "a compatible set of packages", "packagesnotfounderror", "resolvepackagenotfound",
        "libmambaunsatisfiable", "unsatisfiableerror", "could not find gem ",
        "could not find compatible versions",
        "bundler could not find", "failed to build gem native", "an error occurred while installing", "the gemfile.lock",
        "could not be resolved to an installable",
        "the lock file is not up to date", "failed to select a version", "no matching package named", "needs to be updated but --locked",
        "needs to be updated but --frozen", "failed to parse manifest", "error nu1", "could not find artifact", "could not resolve dependencies",
        "non-resolvable parent pom",
        "does not have a release file", "no longer has a release file", "unable to locate package", "has no installation candidate",
        "unmet dependencies", "held broken packages", "unable to select packages",
        "unable to find a match",
        "no match for argument", "couldn't find any versions for", "couldn't find package", "err_pnpm_outdated_lockfile",
        "err_pnpm_no_matching_version",
        "err_pnpm_fetch_404", "err_pnpm_peer", "err_pnpm_lockfile", "err_pnpm_frozen", "your lockfile needs to be updated",
        "lockfile would have been modified", "yn0028", "yn0035", "yn0082",
        "invalid: lock file's", "missing: ", "unknown revision", "checksum mismatch", "verifying module", "failed to download package",
        "no such package", "package not found",
        "> could not find ", "> could not resolve ", "version '", "incompatible with the current node", "the engine \"node\" is incompatible",
        "unsupported engine",
        "missing script:", "could not find a matching package", "not found in pubspec", "because every version of", "requires-python",
    ]
    private static let npmCodes: [StaticString] = [
        "code eusage", "code eresolve", "code etarget", "code e404", "code ebadengine", "code eintegrity", "code enoent", "code enolock",
        "code ejsonparse",
        "code eunsupportedprotocol", "code enotsup", "code ebadplatform", "code enoversions", "code elspnoproblems",
    ]

    func read(_ line: ToolLog.Line, _ log: ToolLog) -> Reported? {
        // Most lines of a log are looked at for nothing: grave ones, and those that begin as an installer's do.
        guard
            log.log.text.gravity[line.at] >= 50 || line.text.first.map({ ">➤B│×╰n".contains($0) }) == true || log.isLast(line)
                || line.text.hasPrefix("E: ")
        else {
            return nil
        }
        let low = line.text.lowercased()
        if low.hasPrefix("npm e") { return npm(line, low, log) }
        guard low.hasAny(Self.words) else { return nil }
        // Words that need the tool's own beside them.
        if low.contains("missing: "), !low.contains("from lock file") { return nil }
        if low.contains("version '"), !low.hasPrefix("e: ") { return nil }
        if low.contains("lockfile at "), !low.contains("needs to be updated") { return nil }
        if low.contains("checksum mismatch"), log.kind != .source, !low.contains("verifying") { return nil }
        if low.contains("no such package"), !low.contains("(no such package)"), !low.hasPrefix("error: no such package") { return nil }
        if low.contains("requires-python"), !low.contains("does not satisfy"), !low.contains("because") { return nil }
        if low.hasPrefix("warn") || low.hasPrefix("npm warn") || low.contains(" warn ") || low.hasPrefix("[warning]") { return nil }
        if low.contains("pipfile.lock ("), !low.contains("out of date") { return nil }
        // Which gem it was, Bundler says behind.
        if low.contains("failed to build gem native"),
            log.below(line.at, 60).contains(where: { $0.text.hasPrefix("An error occurred while installing") })
        {
            return nil
        }
        var message = LoggedError.bare(line.text), lines = [line.at]
        if message.hasPrefix("error: ") || message.hasPrefix("ERROR: ") { message = String(message.dropFirst(7)) }
        // What it could not find stands below where this line only says that something could not be.
        let short: [StaticString] = [
            "version solving failed", "no solution found when resolving", "unable to select packages", "could not be resolved to an installable",
            "packagesnotfounderror",
            "resolvepackagenotfound", "unmet dependencies", "could not find compatible versions", "failed to select a version",
            "resolutionimpossible", "failed building wheel",
            "conflicting dependencies", "libmambaunsatisfiable", "no matching package named", "could not find a version that satisfies",
            "> could not resolve all", "could not be resolved", "could not resolve dependencies for", "could not solve for environment specs",
            "a compatible set of packages", "metadata-generation-failed", "failed to build gem native", "an error occurred while installing",
        ]
        if low.contains("no solution found when resolving") {
            // uv tells it as one sentence over several lines.
            let told = log.below(line.at, 14).prefix { !$0.text.hasPrefix("hint:") && !$0.text.hasPrefix("##[") && $0.at - line.at < 14 }
            var said: [String] = []
            for each in told where said.joined().count < 320 {
                said.append(String(each.text.drop { "╰─▶│ ".contains($0) }))
                lines.append(each.at)
            }
            message += " \(said.joined(separator: " "))"
        } else if low.hasAny(short) {
            // pip and Poetry say why before they give up.
            let isAbove = low.hasAny([
                "version solving failed", "failed building wheel", "metadata-generation-failed", "an error occurred while installing",
            ])
            let near = isAbove ? Array(log.above(line.at, 10).reversed()) : log.below(line.at, 6)
            if low.contains("metadata-generation-failed"), let package = log.below(line.at, 3).first(where: { $0.text.hasPrefix("╰─> ") }) {
                message += " for \(package.text.dropFirst(4))"
            }
            for each in near.filter({ Self.names($0.text) }).prefix(3) {
                message += "; \(Words.line(LoggedError.bare(each.text), 160))"
                lines.append(each.at)
            }
        }
        // Where to read about it names no package.
        if low.contains("resolutionimpossible"), lines.count < 2 { return nil }
        return Reported(kind: .source, name: "packages", message: Words.line(message, 380), lines: Array(lines.prefix(5)), weight: 3)
    }

    /// npm spreads one message over many lines: the code, the reason, the package.
    private func npm(_ line: ToolLog.Line, _ low: String, _ log: ToolLog) -> Reported? {
        // A native part that does not build.
        if low.contains("gyp err! stack error"), !low.contains("failed with exit code") {
            return Reported(kind: .source, name: "packages", message: Words.line(Self.npmText(line.text), 260), lines: [line.at], weight: 3)
        }
        let script = low.contains("missing script")
        guard script || low.hasAny(Self.npmCodes), !LoggedError.isTolerated(low) else { return nil }
        var said = script ? [Self.npmText(line.text)] : [], lines = [line.at]
        for below in log.below(line.at, 16) {
            guard below.text.lowercased().hasPrefix("npm e") else { break }
            let text = Self.npmText(below.text)
            let quiet = [
                "errno", "path ", "A complete log", "command ", "syscall", "this is not a problem", "node_modules/", "Fix the upstream",
                "this command with", "to accept an",
            ]
            guard text.count > 5, !quiet.contains(where: { text.contains($0) }) else { continue }
            if said.count < 4, !said.contains(text) {
                said.append(text)
                lines.append(below.at)
            }
        }
        let code = line.text.word(after: "code ").map { "\($0): " } ?? ""
        return Reported(
            kind: .source, name: "packages", message: Words.line(code + said.joined(separator: "; "), 420), lines: lines, weight: said.isEmpty ? 1 : 3
        )
    }

    private static func npmText(_ text: String) -> String {
        for head in ["npm error ", "npm ERR! "] where text.hasPrefix(head) { return String(text.dropFirst(head.count).drop { $0 == " " }) }
        return ""
    }

    /// A line that names a package and why it does not fit.
    private static func names(_ text: String) -> Bool {
        let low = text.lowercased()
        return low.has(
            "because", "depends on", "requires", "no matching distribution", "required by", "not found", "which ", "need", "from versions",
            "no such package", "- ", "conflict",
            "location searched", "error:", "versions that meet", "satisf", "could not find ", "could not resolve ", "missing")
            && !low.has("subprocess-exited", "search time", "this error originates")
    }
}
