import Archive
import Foundation
import Host

/// An archive in a directory of its own, removed when the test lets go of it.
final class TemporaryArchive: Sendable {
    let directory: String
    var path: String { directory + "/archive.sqlite" }

    init() {
        directory = FileManager.default.temporaryDirectory.path + "/quarterdeck-archive-\(UUID().uuidString)"
    }

    func open() async throws -> Archive { try await Archive.open(path: path) }

    deinit { try? FileManager.default.removeItem(atPath: directory) }  // A leftover in the temporary directory harms nobody.
}

/// A moment in the tests' time.
func moment(_ text: String) -> Timestamp { Timestamp(rfc3339: text) ?? Timestamp(milliseconds: 0) }

/// A report on one pod, as a triage would write it.
func report(_ title: String, at time: String = "2026-11-23T03:07:00Z", answer: String = "", pod: String = "iris-classifier-7c9d")
    -> ReportRecord
{
    var report = ReportRecord()
    report.created = moment(time)
    report.kind = "pod"
    report.subject = "k3d/ml-apps/\(pod)"
    report.failureClass = "oom-killed"
    report.severity = "critical"
    report.title = title
    report.answer = answer
    report.author = "ada"
    report.host = "bastion"
    report.state = "complete"
    return report
}

/// A piece of evidence.
func evidence(_ number: Int, _ text: String) -> EvidenceRecord {
    var evidence = EvidenceRecord()
    evidence.number = number
    evidence.role = "log-previous"
    evidence.name = "model-server.previous.log"
    evidence.text = text
    return evidence
}
