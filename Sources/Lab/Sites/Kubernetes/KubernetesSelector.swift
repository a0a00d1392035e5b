/// Label and field selectors.
/// <https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#api>
struct KubernetesSelector: Sendable {
    private var labels: [Requirement] = []
    private var fields: [(name: String, value: String, isEqual: Bool)] = []

    /// What one part of a label selector wants.
    private enum Requirement: Sendable {
        case isOneOf(String, [String])
        case isNoneOf(String, [String])
        case exists(String)
        case isAbsent(String)
    }

    /// Why a selector was refused.
    struct Refusal: Error { var message: String }

    var isEmpty: Bool { labels.isEmpty && fields.isEmpty }

    init(_ request: LabRequest, kind: ResourceKind) throws {
        for part in Self.parts(of: request.value("labelSelector") ?? "") { labels.append(try Self.requirement(part)) }
        for part in (request.value("fieldSelector") ?? "").split(separator: ",") {
            let isEqual = !part.contains("!=")
            let halves = part.split(separator: isEqual ? "=" : "!=", maxSplits: 1, omittingEmptySubsequences: false)
            guard halves.count == 2 else {
                throw Refusal(message: "invalid field selector: '\(part)': can't understand '\(part)'")
            }
            let value = halves[1].hasPrefix("=") ? halves[1].dropFirst() : halves[1]
            let name = String(halves[0])
            guard Self.fieldNames(of: kind).contains(name) else {
                let path = kind.group.isEmpty ? "/v1" : "\(kind.group)/v1"
                throw Refusal(
                    message:
                        "Unable to find \"\(path), Resource=\(kind.rawValue)\" that match label selector \"\(request.value("labelSelector") ?? "")\", field selector \"\(request.value("fieldSelector") ?? "")\": field label not supported: \(name)"
                )
            }
            fields.append((name, String(value), isEqual))
        }
    }

    func matches(_ object: any ClusterObject) -> Bool {
        labels.allSatisfy { Self.holds($0, for: object.meta.labels) }
            && fields.allSatisfy { (Self.field($0.name, of: object) == $0.value) == $0.isEqual }
    }

    /// Cuts at commas outside parentheses.
    private static func parts(of text: String) -> [Substring] {
        var parts: [Substring] = []
        var start = text.startIndex
        var depth = 0
        for index in text.indices {
            switch text[index] {
            case "(": depth += 1
            case ")": depth -= 1
            case "," where depth == 0:
                parts.append(text[start..<index])
                start = text.index(after: index)
            default: break
            }
        }
        parts.append(text[start...])
        return parts.filter { !$0.allSatisfy(\.isWhitespace) }
    }

    private static func requirement(_ part: Substring) throws -> Requirement {
        let text = part.trimmed
        if text.hasPrefix("!") { return .isAbsent(String(text.dropFirst().trimmed)) }
        for (word, isPositive) in [(" notin ", false), (" in ", true)] {
            guard let range = text.firstRange(of: word) else { continue }
            let list = text[range.upperBound...].trimmed
            guard list.hasPrefix("("), list.hasSuffix(")") else {
                throw Refusal(message: "unable to parse requirement: found '\(list)', expected: '('")
            }
            let values = list.dropFirst().dropLast().split(separator: ",").map { String($0.trimmed) }
            let key = String(text[..<range.lowerBound].trimmed)
            return isPositive ? .isOneOf(key, values) : .isNoneOf(key, values)
        }
        for (mark, isPositive) in [("!=", false), ("==", true), ("=", true)] {
            guard let range = text.firstRange(of: mark) else { continue }
            let key = String(text[..<range.lowerBound].trimmed)
            let value = String(text[range.upperBound...].trimmed)
            return isPositive ? .isOneOf(key, [value]) : .isNoneOf(key, [value])
        }
        guard text.allSatisfy({ $0.isLetter || $0.isNumber || "-_./".contains($0) }) else {
            throw Refusal(message: "unable to parse requirement: invalid label key \"\(text)\"")
        }
        return .exists(String(text))
    }

    private static func holds(_ requirement: Requirement, for labels: [String: String]) -> Bool {
        switch requirement {
        case .isOneOf(let key, let values): labels[key].map(values.contains) ?? false
        case .isNoneOf(let key, let values): !(labels[key].map(values.contains) ?? false)
        case .exists(let key): labels[key] != nil
        case .isAbsent(let key): labels[key] == nil
        }
    }

    private static func fieldNames(of kind: ResourceKind) -> Set<String> {
        let own: Set<String> =
            switch kind {
            case .pods:
                [
                    "spec.nodeName", "spec.restartPolicy", "spec.schedulerName", "spec.serviceAccountName", "status.phase",
                    "status.podIP",
                ]
            case .nodes: ["spec.unschedulable"]
            case .namespaces: ["status.phase"]
            case .events:
                [
                    "involvedObject.kind", "involvedObject.namespace", "involvedObject.name", "involvedObject.uid",
                    "involvedObject.apiVersion", "involvedObject.resourceVersion", "involvedObject.fieldPath", "reason",
                    "reportingComponent", "source", "type", "regarding.kind", "regarding.name", "regarding.namespace",
                    "regarding.uid",
                ]
            case .replicasets: ["status.replicas"]
            default: []
            }
        return own.union(["metadata.name", "metadata.namespace"])
    }

    private static func field(_ name: String, of object: any ClusterObject) -> String {
        switch (name, object) {
        case ("metadata.name", _): object.meta.name
        case ("metadata.namespace", _): object.meta.namespace
        case ("spec.nodeName", let pod as Pod): pod.node
        case ("spec.restartPolicy", let pod as Pod): pod.spec.restartPolicy
        case ("spec.schedulerName", _ as Pod): "default-scheduler"
        case ("spec.serviceAccountName", let pod as Pod): pod.spec.serviceAccount
        case ("status.phase", let pod as Pod): pod.phase.rawValue
        case ("status.phase", _): "Active"
        case ("status.podIP", let pod as Pod): pod.ip
        case ("status.replicas", let set as ReplicaSet): String(set.current)
        case ("spec.unschedulable", _): "false"
        case (_, let event as ClusterEvent): field(name, of: event)
        default: ""
        }
    }

    private static func field(_ name: String, of event: ClusterEvent) -> String {
        switch name.split(separator: ".").last ?? "" {
        case "kind": event.involved.kind.kind
        case "namespace": event.involved.namespace
        case "name": event.involved.name
        case "uid": event.involved.uid
        case "apiVersion": event.involved.kind.apiVersion
        case "resourceVersion": String(event.involved.version)
        case "fieldPath": event.involved.fieldPath ?? ""
        case "reason": event.reason
        case "reportingComponent", "source": event.component
        case "type": event.isWarning ? "Warning" : "Normal"
        default: ""
        }
    }
}

extension Substring {
    /// Without white space at both ends.
    fileprivate var trimmed: Substring {
        var text = drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}
