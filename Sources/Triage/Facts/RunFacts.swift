import JSON

/// A workflow run of GitHub Actions with its jobs and annotations.
struct RunFacts: Sendable {
    var workflow = "", number = 0, attempt = 1, event = "", branch = "", commit = "", title = "", conclusion = "", actor = "",
        repository = ""
    var jobs: [JobFacts] = []
    var annotations: [AnnotationFacts] = []

    /// A job with its steps.
    struct JobFacts: Sendable {
        var name = "", conclusion = "", status = "", index = 0
        var steps: [StepFacts] = []
        var failed: Bool { RunFacts.isFailure(conclusion) }
        /// The first step that failed: what came after it failed because of it.
        var failedStep: StepFacts? { steps.first { RunFacts.isFailure($0.conclusion) } }
    }

    /// A step of a job.
    struct StepFacts: Sendable {
        var number = 0, name = "", conclusion = "", started = "", completed = "", index = 0
    }

    /// What the runner or a tool noted on the commit.
    struct AnnotationFacts: Sendable {
        var path = "", line = 0, level = "", title = "", message = "", index = 0, exhibit = 0
    }

    static func isFailure(_ conclusion: String) -> Bool {
        ["failure", "timed_out", "cancelled", "startup_failure", "action_required"].contains(conclusion)
    }

    mutating func read(run json: Element) {
        workflow = json["name"].string ?? ""
        number = json["run_number"].int ?? 0
        attempt = json["run_attempt"].int ?? 1
        event = json["event"].string ?? ""
        branch = json["head_branch"].string ?? ""
        commit = json["head_sha"].string ?? ""
        title = json["display_title"].string ?? json["head_commit"]["message"].string ?? ""
        conclusion = json["conclusion"].string ?? ""
        actor = json["actor"]["login"].string ?? ""
        repository = json["repository"]["full_name"].string ?? ""
    }

    mutating func read(jobs json: Element) {
        jobs = json["jobs"].array.enumerated().map { index, job in
            JobFacts(
                name: job["name"].string ?? "", conclusion: job["conclusion"].string ?? "", status: job["status"].string ?? "",
                index: index,
                steps: job["steps"].array.enumerated().map { at, step in
                    StepFacts(
                        number: step["number"].int ?? 0, name: step["name"].string ?? "", conclusion: step["conclusion"].string ?? "",
                        started: step["started_at"].string ?? "", completed: step["completed_at"].string ?? "", index: at)
                })
        }
    }

    /// Annotations come by job.
    mutating func read(annotations json: Element, exhibit: Int) {
        annotations += json.array.enumerated().map { index, note in
            AnnotationFacts(
                path: note["path"].string ?? "", line: note["start_line"].int ?? 0, level: note["annotation_level"].string ?? "",
                title: note["title"].string ?? "", message: note["message"].string ?? "", index: index,
                exhibit: exhibit)
        }
    }

    /// Failed jobs, a real failure before one that was only cancelled.
    var failedJobs: [JobFacts] {
        jobs.filter(\.failed).sorted { ($0.conclusion == "cancelled" ? 1 : 0, $0.index) < ($1.conclusion == "cancelled" ? 1 : 0, $1.index) }
    }

    func job(_ name: String?) -> JobFacts? { jobs.first { $0.name == name } }
}
