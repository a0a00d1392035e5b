/// What a rule concluded, without a model.
///
/// A field that the evidence has nothing to say to stays empty; none is filled with what is always true.
public struct Finding: Sendable, Equatable {
    /// `oom-killed`, `crash-loop`, …, `unknown`.
    public var failureClass: String
    /// `critical`, `high`, `medium`, `low`.
    public var severity: String
    /// The cause in one sentence.
    public var sentence: String
    /// Evidence lines that say so.
    public var citations: [Citation]
    /// What else speaks for it, in words: what was changed shortly before and is what the cause names.
    public var support: [Point]
    /// What of the evidence speaks against it.
    public var against: [Point]
    /// What of the service is affected: which pods or stages, since when, what its users get.
    public var impact: String
    /// What to do first.
    public var action: String
    /// What will be seen, where and by when, if that helped; commands in it only read.
    public var verify: String
    /// What would keep it from happening again.
    public var prevention: String

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

    /// Something that the evidence says, and where.
    public struct Point: Sendable, Hashable {
        /// In words.
        public var text: String
        /// Where it stands; `nil` where it follows from several places, or from what is not there.
        public var place: Citation?
        /// A point.
        public init(_ text: String, _ place: Citation? = nil) {
            self.text = text
            self.place = place
        }

        /// The words with their place behind them: `it is ready again [1:42]`.
        public var words: String { text + (place.map { " \($0.text)" } ?? "") }
    }

    /// A finding.
    public init(
        failureClass: String, severity: String, sentence: String, citations: [Citation] = [], support: [Point] = [], against: [Point] = [],
        impact: String = "", action: String = "", verify: String = "", prevention: String = ""
    ) {
        self.failureClass = failureClass
        self.severity = severity
        self.sentence = sentence
        self.citations = citations
        self.support = support
        self.against = against
        self.impact = impact
        self.action = action
        self.verify = verify
        self.prevention = prevention
    }
}
