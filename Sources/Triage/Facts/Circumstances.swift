import Host
import JSON

/// What stands around an incident: what the alert measured, what changed, who serves in place of a pod that is gone, what a
/// scanner wrote to a file, what the model server exports.
struct Circumstances: Sendable {
    var alertRule: AlertRuleFacts?
    var alertValues: AlertValueFacts?
    var siblings: [PodFacts] = []
    var revisions: [RevisionFacts] = []
    var applications: [ApplicationFacts] = []
    var commits: [CommitFacts] = []
    var builds: [BuildFacts] = []
    var comparison: ComparisonFacts?
    var reports: [SecurityReport] = []
    var serving: [ServingFacts] = []
    /// When the evidence was gathered, where that is told.
    var gathered: Timestamp?

    /// Reads one exhibit; other roles are none of its business.
    mutating func read(_ json: Element, _ exhibit: Exhibit) {
        let number = exhibit.number
        switch exhibit.role {
        case .alertRule: alertRule = AlertRuleFacts(json, exhibit: number)
        case .alertValues: alertValues = AlertValueFacts(json, exhibit: number)
        case .siblings: siblings += json["items"].array.map { PodFacts($0) }
        case .replicaSets, .controllerRevisions: revisions += RevisionFacts.list(json, exhibit.role, exhibit: number)
        case .application: applications.append(ApplicationFacts(json, exhibit: number))
        case .commit: commits.append(CommitFacts(json, exhibit: number))
        case .builds: builds += BuildFacts.list(json, exhibit: number)
        case .comparison: comparison = ComparisonFacts(json, exhibit: number)
        case .securityReport: if let report = SecurityReport(json, exhibit) { reports.append(report) }
        case .serving: serving += ServingFacts.list(json, exhibit: number)
        default: break
        }
    }

    /// All of it in sentences.
    static func facts(_ file: CaseFile) -> [Fact] {
        file.alertRuleFacts + file.alertValueFacts + file.goneFacts + file.earlierFacts + file.changeFacts + file.comparisonFacts + file.securityFacts
            + file.servingFacts + file.spanFacts
    }
}
