/// The rules, in the order in which equals stand. Adding one is one file and one line here.
enum Rules {
    static let all: [any Rule] = [
        OOMKill(),
        Evicted(),
        ImagePull(),
        Unschedulable(),
        AdmissionRefused(),
        ConfigReference(),
        PodSandbox(),
        ProbeFailure(),
        LoggedCause(),
        RunningCause(),
        KernelOOM(),
        CrashLoop(),
        NodeNotReady(),
        RunnerFault(),
        RunnerNetwork(),
        RunnerSupply(),
        GitOpsPush(),
        ContainerScan(),
        SecretLeak(),
        StaticAnalysis(),
        CodeQuality(),
        UnitTests(),
        AccuracyGate(),
        ContainerBuild(),
        SourceBuild(),
        MaskedFailure(),
        Delivered(),
        FailedStep(),
        ModelDrift(),
        ScanReport(),
        LastWords(),
        ReplacedPod(),
        RecentChange(),
        InjectedText(),
    ]

    /// What the rules find, surest first. Where none decides, one finding says so and what would.
    static func findings(_ file: CaseFile) -> [Finding] {
        let found = all.flatMap { $0.conclusions(file) }.enumerated()
            .sorted { ($0.element.certainty, $1.offset) > ($1.element.certainty, $0.offset) }.map(\.element)
        var classes: Set<String> = []
        var findings = found.filter { classes.insert($0.finding.failureClass).inserted }.map(\.finding)
        // That one rule found no reason is nothing to say beside one that did.
        if let first = findings.first, first.failureClass != "unknown" {
            findings.removeAll { $0.failureClass == "unknown" }
        }
        // One that rests on the same line is another name for the same thing.
        if let first = findings.first?.citations.first {
            findings =
                findings.prefix(1) + findings.dropFirst().filter { $0.citations.first != first || $0.failureClass == InjectedText.failureClass }
        }
        doubt(&findings, found)
        // Text that addresses the analyst is worth a finding, but never the cause.
        if (found.first { $0.finding.failureClass != InjectedText.failureClass }?.certainty ?? 0) < 30 {
            findings.insert(undecided(file), at: 0)
        }
        RecentChange.link(&findings, file)
        return findings.map(\.polished)
    }

    /// Another cause that is nearly as sure speaks against the first.
    private static func doubt(_ findings: inout [Finding], _ found: [Conclusion]) {
        guard let first = found.first, !findings.isEmpty else { return }
        let second = found.first { $0.finding.failureClass != first.finding.failureClass && $0.finding.failureClass != "unknown" }
        guard let second, second.certainty >= 60, second.finding.failureClass != InjectedText.failureClass else { return }
        let rival = second.finding
        // One that rests on the same line is another name for the same thing.
        guard Set(rival.citations).isDisjoint(with: first.finding.citations) else { return }
        findings[0].against.append(
            Finding.Point("a second cause was found, which may be the first one's reason: \(Words.line(rival.sentence, 160))", rival.citations.first))
    }

    /// What is known of a pod all the same: that it is gone, and what the alert says of it.
    private static func undecidedWords(_ file: CaseFile) -> String {
        guard file.kind == "pod" || file.kind == "alert" else { return "" }
        var words = file.goneWords.map { ": \($0)" } ?? ""
        let left = file.events.contains { $0.kind == "Pod" && $0.name == file.subjectPod }
        if !words.isEmpty, !left { words += " (not found), and no event or log of it is left" }
        guard let alert = file.alert else { return words }
        let said = ["description", "summary", "message"].lazy.compactMap { name in alert.annotations.first { $0.0 == name }?.1 }.first ?? ""
        return "\(words)\(words.isEmpty ? ":" : ";") alert \(alert.name) says no more than: \(Words.line(said, 160).trimmingSuffix("."))"
    }

    private static func undecided(_ file: CaseFile) -> Finding {
        let missing = file.exhibits.filter { $0.failure != nil }
        let have = Set(file.exhibits.filter { $0.failure == nil && !$0.text.isEmpty }.map(\.role))
        var wanted: [String] = []
        switch file.kind {
        case "pipeline":
            if !have.contains(.jobLog) { wanted.append("the failed job's log") }
            if !have.contains(.jobs) { wanted.append("the run's jobs") }
        case "drift":
            if !have.contains(.mlflowRuns) { wanted.append("the experiment's runs") }
        case "alert" where file.goneName == nil && have.contains(.nodes) && !have.contains(.pod) && !have.contains(.siblings):
            wanted.append("the log of the node's kubelet")
        default:
            if !have.contains(.pod), !have.contains(.siblings) { wanted.append("the pod or its successor") }
            if !have.contains(.events) { wanted.append("its events") }
            if !have.contains(.logPrevious), !have.contains(.log) { wanted.append("the log of the container that died") }
            if file.pod?.node.isEmpty == true, !have.contains(.nodes) { wanted.append("the nodes") }
        }
        if wanted.isEmpty { wanted = ["an earlier part of the log", "a change shortly before"] }
        let known = undecidedWords(file)
        let gaps = missing.isEmpty ? "" : " Missing: \(missing.map { Words.line($0.name, 60) }.joined(separator: ", "))."
        return Finding(
            failureClass: "unknown", severity: file.severity,
            sentence: "The evidence does not decide what failed\(known).\(gaps) What would: \(wanted.joined(separator: ", ")).",
            action: missing.first.map { first in
                "Find out why evidence could not be gathered (\(Words.line(first.failure ?? "", 120).trimmingSuffix("."))), then triage again."
            } ?? "Gather \(wanted[0]), then triage again.")
    }
}
