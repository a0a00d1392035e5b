/// A log of the case: its lines, the blocks that mean something only whole, and how much each can explain.
struct CaseLog: Sendable {
    let exhibit: Int, role: Evidence.Role, part: String?, name: String
    let text: LogText
    let blocks: [Range<Int>]
    /// Where the failure lies; jobs only.
    let window: FailureWindow?
    /// Whether the log of a passing run was there to compare with.
    let isCompared: Bool
    /// Blocks that explain something by themselves, each standing for its template.
    private(set) var candidates: [LogCandidates.Candidate] = []
    /// The rest of a short log, for a budget that has room left.
    private(set) var quiet: [LogCandidates.Candidate] = []
    /// Errors that it tells of, likeliest cause first.
    private(set) var errors: [LoggedError] = []

    /// - Parameters:
    ///   - passed: the log of the same job in its last passing run.
    ///   - before: the log of the same container's run before.
    ///   - step: the job's failed step.
    init(_ exhibit: Exhibit, passed: LogText?, before: LogText?, step: RunFacts.StepFacts?) {
        self.exhibit = exhibit.number
        role = exhibit.role
        part = exhibit.part
        name = exhibit.name
        text = LogText(exhibit.text)
        blocks = LogBlocks.of(text)
        isCompared = passed != nil
        window = exhibit.role == .jobLog ? FailureWindow(text, started: step?.started, completed: step?.completed) : nil
        (candidates, quiet) = LogCandidates.of(self, passed: passed, before: before)
        errors = LoggedError.found(in: self)
    }

    /// A place in this log; `line` from 0.
    func citation(_ line: Int) -> Finding.Citation { Finding.Citation(evidence: exhibit, line: line + 1) }

    /// The lines, from 0, that contain one of the words, without regard to case; at most `limit`, the first or the last of them.
    func lines(containing words: [StaticString], limit: Int = 20, in range: Range<Int>? = nil, last: Bool = false) -> [Int] {
        text.withBytes { bytes in
            var found: [Int] = []
            let range = range ?? 0..<text.count
            var index = last ? range.upperBound - 1 : range.lowerBound
            while range.contains(index), found.count < limit {
                let content = text.content(index)
                if words.contains(where: { bytes.containsFolded($0, in: content) }) { found.append(index) }
                index += last ? -1 : 1
            }
            return found
        }
    }

    /// The lines up to the failure: of a job to the error that ended it, else all.
    var failing: Range<Int> { 0..<(window?.step.upperBound ?? cleanup ?? text.count) }

    /// Where a job's clean-up begins, which runs whether it failed or not.
    private var cleanup: Int? { role == .jobLog ? lines(containing: ["post job cleanup."], limit: 1, in: 0..<text.count).first : nil }
}
