import Host
import JSON
import Services

extension CaseFile {
    /// What no other sentence says of the pod and the runs, for a budget that has room left: a file mounted over a path, an annotation that
    /// an operator reads, a run long before the fall. Lighter than whatever explains something by itself.
    var untoldFacts: [Fact] { untoldPodFacts + untoldRunFacts }

    private var untoldPodFacts: [Fact] {
        guard let exhibit = exhibits(.pod).first, exhibit.failure == nil else { return [] }
        let parts: [Untold.Part]? = try? JSON.with(exhibit.text) { Untold.parts(of: $0) }
        // An object that cannot be read is told as a gap.
        return (parts ?? []).filter { !$0.isNameOnly }.prefix(80).map { part in
            Fact(exhibit.number, JSONLines.line(of: part.path, in: exhibit.text), 0.05, part.words)
        }
    }

    private var untoldRunFacts: [Fact] {
        guard let drift, let exhibit = exhibits(.mlflowRuns).first else { return [] }
        var facts: [Fact] = []
        let older = drift.measured.dropFirst(DriftFacts.recentRuns).prefix(50)
        if !older.isEmpty {
            let values = older.map { Words.number($0.metric(drift.metric) ?? .nan) }
            facts.append(Fact(exhibit.number, 0, 0.055, "\(drift.metric) of the runs before those, newest first: \(values.joined(separator: ", "))"))
        }
        for run in drift.measured.prefix(DriftFacts.recentRuns + 2) {
            let values =
                run.metrics.prefix(20).map { "\($0.0) \(Words.number($0.1))" }
                + run.values.filter { !DriftFacts.isNoise($0.name) }.prefix(30).map { "\($0.name)=\(Words.line($0.value, 60))" }
            guard !values.isEmpty else { continue }
            let line = JSONLines.line(of: ["runs", String(run.index), "data"], in: exhibit.text)
            facts.append(
                Fact(
                    exhibit.number, line, 0.05,
                    "run \(run.name) of \(Timestamp(milliseconds: Int64(run.started)).rfc3339): \(Words.line(values.joined(separator: ", "), 700))"))
        }
        return facts
    }
}

/// An object's values in as few lines as read well: `spec containers 0 volumeMounts: name conf, mountPath /etc/app, subPath app.yaml; …`.
private enum Untold {
    struct Part {
        var path: [String], words: String
        /// What a thing is called, and nothing else of it.
        var isNameOnly: Bool { words.contains(": name ") && !words.contains(",") && !words.contains(";") }
    }

    /// What other sentences say, and what the system fills in the same for every pod.
    private static let left: Set = [
        "managedFields", "uid", "resourceVersion", "selfLink", "generateName", "apiVersion", "kind", "ownerReferences", "namespace",
        "creationTimestamp",
        "image", "imageID", "containerID", "resources", "allocatedResources", "env", "command", "args", "state", "lastState", "phase",
        "terminationMessagePath", "terminationMessagePolicy", "schedulerName", "preemptionPolicy", "enableServiceLinks", "dnsPolicy", "priority",
        "defaultMode", "tolerations", "lastProbeTime", "lastTransitionTime", "observedGeneration", "volumeDevices", "podIPs", "hostIPs", "podIP",
        "hostIP",
        "nodeName", "serviceAccount",
    ]

    static func parts(of pod: Element) -> [Part] {
        var parts: [Part] = []
        for (name, value) in pod.members where ["metadata", "spec", "status"].contains(name) { read(value, [name], &parts) }
        return parts
    }

    /// One line where the whole fits on it; else one for the plain values, and one or more for each of the others.
    private static func read(_ element: Element, _ path: [String], _ parts: inout [Part]) {
        let words = flat(element)
        // The token that every pod is given.
        guard !words.isEmpty, !words.hasPrefix("name kube-api-access-") else { return }
        if path.count > 1, words.count <= 240 {
            parts.append(Part(path: path, words: "\(path.joined(separator: " ")): \(Words.line(words))"))
            return
        }
        if element.kind == .array {
            for (index, item) in element.array.enumerated() { read(item, path + [String(index)], &parts) }
            return
        }
        let members = element.members.filter { !left.contains($0.name) }
        let plain = members.filter { plainly($0.value) != nil }
        // A single long text is a line of its own, cut.
        let said = plain.compactMap { name, value in plainly(value).map { "\(name) \(Words.line($0, 200))" } }
        if !said.isEmpty { parts.append(Part(path: path, words: "\(path.joined(separator: " ")): \(Words.line(said.joined(separator: ", ")))")) }
        for (name, value) in members where plainly(value) == nil { read(value, path + [name], &parts) }
    }

    private static func flat(_ element: Element) -> String {
        if let value = plainly(element) { return value }
        if element.kind == .array {
            return element.array.map(flat).filter { !$0.isEmpty && !$0.hasPrefix("name kube-api-access-") }.joined(separator: "; ")
        }
        return element.members.filter { !left.contains($0.name) }.compactMap { name, value in
            let words = flat(value)
            return words.isEmpty ? nil : "\(name) \(words)"
        }.joined(separator: ", ")
    }

    private static func plainly(_ element: Element) -> String? {
        switch element.kind {
        case .string: element.string ?? ""
        case .number: element.int.map(String.init) ?? element.double.map(Words.number)
        case .bool: element.bool == true ? "true" : "false"
        case .object, .array: nil
        case .null, nil: ""
        }
    }
}
