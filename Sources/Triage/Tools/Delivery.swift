/// Manifests that cannot be made or applied: Argo CD, Helm, kubectl, Kustomize, Flux, Terraform, Ansible, schema checks.
struct Delivery: ToolFormat {
    private static let heads = [
        "Error: UPGRADE FAILED", "Error: INSTALLATION FAILED", "Error: ROLLBACK FAILED", "Error: template:", "Error: execution error at",
        "Error: accumulating resources",
        "Error from server", "error: error validating", "error validating ", "error: unable to recognize",
        "error: unable to build kubernetes objects",
        "error: resource mapping not found", "error: timed out waiting", "error: deployment ", "Error: failed to parse", "Error: trouble configuring",
        "Error: YAML parse error",
        "Error: chart ", "Error: values don't meet", "Error: no repository definition", "Error: repo ", "Error: failed to download",
        "error: no objects passed to apply",
        "Error: unable to build kubernetes objects", "error: accumulating resources", "Error: no matches for", "Error: evalsymlink",
        "Error: must build at directory",
        "Error: invalid Kustomization", "Error: wrong node kind", "error parsing ", "Error: parse error at", "Error: another operation",
        "Error: failed post-install",
        "Error: failed pre-install", "Error: context deadline", "Error: timed out waiting",
    ]
    private static let words: [StaticString] = [
        "one or more objects failed to apply", "rpc error: code = ", "comparisonerror", "failed to generate manifest", "is invalid: ",
        "field is immutable", "another operation (install/upgrade/rollback)",
        "exceeded its progress deadline", "failed schema validation", "problem validating schema", "error acquiring the state lock",
        "unable to decode", "admission webhook", "forbidden: exceeded quota",
        "strict decoding error", "unknown field", "no matches for kind", "ensure crds are installed", "cannot be handled as a",
        "nil pointer evaluating", "syncerror", "sync status is outofsync",
        "application is not healthy", "kustomize build failed", "evalsymlink failure", "conflict with \"", "apply failed with",
    ]

    func read(_ line: ToolLog.Line, _ log: ToolLog) -> Reported? {
        let text = line.text
        if text.hasPrefix("fatal: ["), text.contains("FAILED!") || text.contains("UNREACHABLE!") {
            let task = log.above(line.at, 20).first { $0.text.hasPrefix("TASK [") }
            return told(text, line, more: task, log)
        }
        // CloudFormation's rows, as CDK, SAM and Serverless print them.
        if text.contains("_FAILED"), text.contains("AWS::"), !text.contains("ROLLBACK"), text.count > 60 {
            return told(text.replacing("  ", with: " "), line, more: nil, log)
        }
        // Pulumi: `* updating urn:pulumi:prod::edge::gcp:sql/…::main: Error, …`
        if text.contains("urn:pulumi:"), let name = text.ranges(of: "::").last, text[name.upperBound...].contains(": ") {
            return told(String(text[name.upperBound...]), line, more: nil, log)
        }
        if text.hasPrefix("error: timed out waiting"), let awaited = log.above(line.at, 3).first(where: { $0.text.hasPrefix("Waiting for ") }) {
            return Reported(kind: .gitops, message: "\(text): \(awaited.text.trimmingSuffix("."))", lines: [line.at, awaited.at], weight: 3)
        }
        if let failed = text.firstRange(of: " SyncFailed ") { return synced(text, failed, line) }
        if text.hasPrefix("│ Error: ") || text.hasPrefix("╷") { return terraform(line, log) }
        if Self.heads.contains(where: { text.hasPrefix($0) }) { return told(text, line, more: nil, log) }
        // Elsewhere these words may be an application's own.
        guard log.kind == .gitops || log.kind == .other else { return nil }
        if text.hasPrefix("FAIL - ") { return told(text, line, more: nil, log) }
        guard text.hasAny(Self.words), log.log.text.gravity[line.at] >= 40 else { return nil }
        if text.hasPrefix("W") && text.dropFirst().first?.isNumber == true || text.hasPrefix("Warning:") || text.contains("level=warn") { return nil }
        return told(text, line, more: nil, log)
    }

    private func told(_ text: String, _ line: ToolLog.Line, more: ToolLog.Line?, _ log: ToolLog) -> Reported {
        var message = Self.bare(text)
        var lines = [line.at]
        if let more { (message, lines) = ("\(more.text.trimmingSuffix("*")): \(message)", [line.at, more.at]) }
        // A sentence that ends with a colon goes on below.
        if message.hasSuffix(":"), let next = log.below(line.at, 1).first { (message, lines) = ("\(message) \(next.text)", lines + [next.at]) }
        return Reported(kind: .gitops, name: "", message: Self.end(of: message, 420), lines: lines, weight: 3)
    }

    /// A row of `argocd app sync`: `GROUP KIND NAMESPACE NAME STATUS HEALTH HOOK MESSAGE`.
    private func synced(_ text: String, _ failed: Range<String.Index>, _ line: ToolLog.Line) -> Reported? {
        let object = text[..<failed.lowerBound].split(separator: " ").suffix(3), rest = text[failed.upperBound...].drop { $0 == " " }
        let message = rest.drop { $0 != " " }.drop { $0 == " " }
        guard object.count == 3, let kind = object.first, let name = object.last, message.count > 8 else { return nil }
        return Reported(
            kind: .gitops, message: "\(kind) \(name) cannot be synced: \(Self.end(of: String(message), 380))", lines: [line.at], weight: 3)
    }

    /// Terraform's box: the error, its place and what stands below.
    private func terraform(_ line: ToolLog.Line, _ log: ToolLog) -> Reported? {
        guard line.text.hasPrefix("│ Error: ") else { return nil }
        let box = log.below(line.at, 12).prefix { $0.text.hasPrefix("│") }
        let place = box.first { $0.text.contains(" on ") && $0.text.contains(" line ") }
        let said = box.last { $0.at != place?.at && $0.text.count > 12 && !$0.text.contains(":   ") && $0.text.dropFirst(1).contains { $0.isLetter } }
        func bare(_ line: ToolLog.Line?) -> String { line.map { String($0.text.drop { "│ ".contains($0) }) } ?? "" }
        let words = [bare(ToolLog.Line(at: line.at, text: line.text)), bare(said)].filter { !$0.isEmpty }.joined(separator: ": ")
        return Reported(
            kind: .gitops, place: Words.line(bare(place).replacing("on ", with: "").replacing(" line ", with: ":").trimmingSuffix(":"), 100),
            message: Words.line(words, 300),
            lines: [line.at] + [place?.at, said?.at].compactMap { $0 }, weight: 3)
    }

    /// The message of a structured line, a label's value, the sentence itself.
    private static func bare(_ text: String) -> String {
        for mark in ["\"msg\":\"", "msg=\"", "\"message\":\""] {
            if let found = text.firstRange(of: mark) {
                let rest = text[found.upperBound...]
                let end = rest.ranges(of: "\"").first { $0.lowerBound > rest.startIndex && rest[rest.index(before: $0.lowerBound)] != "\\" }
                return String(rest[..<(end?.lowerBound ?? rest.endIndex)]).replacing("\\\"", with: "\"")
            }
        }
        if text.hasPrefix("Message:") { return String(text.dropFirst(8).drop { $0 == " " }) }
        return LoggedError.bare(text)
    }

    /// Errors wrapped in errors say why at their end: the beginning and the end of one too long.
    static func end(of text: String, _ limit: Int) -> String {
        let line = Words.line(text, 4000)
        guard line.count > limit else { return line }
        return "\(line.prefix(limit / 3)) … \(line.suffix(limit * 2 / 3))"
    }
}
