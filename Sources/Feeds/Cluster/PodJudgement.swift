import Host
import Services

/// What a person wants to know of a pod in one row: how bad, why in words, since when. A pure function of the pod.
struct PodJudgement {
    let status: String
    let ready: Int, total: Int
    let restarts: Int
    let severity: Severity
    /// "OOMKilled x4, limit 256Mi"; empty when well.
    let cause: String
    let since: Timestamp?

    init(_ pod: Pod) {
        status = pod.statusWord
        ready = pod.readyCount
        total = pod.runningCount
        restarts = pod.restartCount
        let verdict = Self.verdict(pod, status: status, ready: ready, total: total)
        severity = verdict.severity
        cause = verdict.cause
        since = verdict.since ?? pod.meta.created
    }

    private typealias Verdict = (severity: Severity, cause: String, since: Timestamp?)

    private static func verdict(_ pod: Pod, status: String, ready: Int, total: Int) -> Verdict {
        if pod.meta.deletion != nil { return (.moving, "terminating", pod.meta.deletion) }
        if pod.reason == "Evicted" { return (.broken, "evicted: \(SafeText.line(pod.message))", pod.started) }
        if let killed = pod.containers.first(where: { $0.isOutOfMemory }) { return outOfMemory(killed) }
        for container in pod.containers {
            if let verdict = trouble(container) { return verdict }
        }
        switch pod.phase {
        case "Succeeded": return (.well, "", nil)
        case "Failed": return (.broken, SafeText.line(pod.message.isEmpty ? "failed" : pod.message), pod.started)
        case "Pending": return pending(pod)
        case "Unknown": return (.unknown, "its node does not report", nil)
        default: break
        }
        if ready < total {
            let waiting = pod.containers.first { !$0.ready && $0.kind != .initial }
            let probe = waiting?.probes.first { $0.kind == "readiness" }?.words
            let since = pod.conditions.first { $0.type == "Ready" }?.since
            return (.degraded, "\(waiting?.name ?? "a container") not ready" + (probe.map { ": \($0)" } ?? ""), since)
        }
        return (.well, "", nil)
    }

    /// An OOM kill counts while the container is down or was killed in its last run: the state alone says CrashLoopBackOff.
    private static func outOfMemory(_ container: Container) -> Verdict {
        let times = container.restarts > 1 ? " x\(container.restarts)" : ""
        let limit = container.limits["memory"].map { ", limit \($0)" } ?? ", no limit"
        return (.broken, "OOMKilled\(times)\(limit)", container.lastTermination?.finished)
    }

    private static func trouble(_ container: Container) -> Verdict? {
        let last = container.lastTermination
        switch container.state {
        case .waiting(let reason, let message):
            switch reason {
            case "", "ContainerCreating", "PodInitializing": return nil
            case "CrashLoopBackOff":
                let code = last.map { ", exit \($0.exitCode)" } ?? ""
                return (.broken, "crash loop x\(container.restarts)\(code)", last?.finished)
            case "ImagePullBackOff", "ErrImagePull", "InvalidImageName", "ErrImageNeverPull":
                return (.broken, "\(reason): \(container.image.isEmpty ? "empty image" : SafeText.line(container.image))", nil)
            default:
                return (.broken, message.isEmpty ? reason : "\(reason): \(SafeText.line(message))", nil)
            }
        case .terminated(let end) where container.kind != .initial && end.exitCode != 0:
            return (.broken, "\(end.reason.isEmpty ? "exited" : end.reason), exit \(end.exitCode)", end.finished)
        case .terminated(let end) where container.kind == .initial && end.exitCode != 0:
            return (.broken, "init \(container.name) failed, exit \(end.exitCode)", end.finished)
        default: return nil
        }
    }

    private static func pending(_ pod: Pod) -> Verdict {
        let scheduled = pod.conditions.first { $0.type == "PodScheduled" }
        if let scheduled, scheduled.status == "False" {
            let severity: Severity = scheduled.reason == "SchedulingGated" ? .moving : .broken
            return (severity, "\(scheduled.reason.lowercased()): \(SafeText.line(scheduled.message))", scheduled.since)
        }
        return (.moving, "starting", pod.meta.created)
    }
}
