/// What a rule concluded, without a model.
public struct Finding: Sendable, Equatable {
    /// `oom-killed`, `crash-loop`, …, `unknown`.
    public var failureClass: String
    /// `critical`, `high`, `medium`, `low`.
    public var severity: String
    /// The cause in one sentence.
    public var sentence: String
    /// Evidence lines that say so.
    public var citations: [Citation]
    /// What to do first.
    public var action: String

    /// A place in the numbered evidence.
    public struct Citation: Sendable, Hashable {
        /// Number of the evidence, from 1.
        public var evidence: Int
        /// Line, counted by LF from 1; 0 for the whole.
        public var line: Int
        /// A place.
        public init(evidence: Int, line: Int = 0) {
            self.evidence = evidence
            self.line = line
        }
    }

    /// A finding.
    public init(failureClass: String, severity: String, sentence: String, citations: [Citation] = [], action: String = "") {
        self.failureClass = failureClass
        self.severity = severity
        self.sentence = sentence
        self.citations = citations
        self.action = action
    }
}
