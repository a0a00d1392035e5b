/// That not one piece of evidence came. Then there is nothing to conclude from, and nothing that a model could be asked about: the
/// services that know the subject do not answer, or a folder names no file that can be read.
struct NoEvidence: Equatable {
    /// Why the pieces are missing, each reason once.
    private let reasons: [String]

    /// `nil` where a piece came.
    init?(_ evidence: [Evidence]) {
        let pieces = evidence.filter { !$0.role.repeatsSubject }
        guard pieces.allSatisfy({ $0.failure != nil && $0.bytes.isEmpty && $0.large == nil }) else { return nil }
        var reasons: [String] = []
        for piece in pieces {
            guard var reason = piece.failure else { continue }
            if reason.hasPrefix(piece.name + ": ") { reason = String(reason.dropFirst(piece.name.count + 2)) }
            if !reasons.contains(reason) { reasons.append(reason) }
        }
        self.reasons = reasons
    }

    /// For a person: that nothing was done, and why.
    var sentence: String {
        let why = reasons.isEmpty ? "" : " " + reasons.prefix(3).map { $0.hasSuffix(".") ? $0 : $0 + "." }.joined(separator: " ")
        return "No evidence could be had, so there is no report.\(why)"
    }
}

extension Evidence.Role {
    /// Whether a piece says only what was asked about, which was known before anything was gathered.
    fileprivate var repeatsSubject: Bool { self == .subject || self == .mlflowExperiment }
}
