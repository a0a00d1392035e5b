/// The words of a commit's title that a log may share: what was changed, and to which value. A line that has them tells that the change
/// came into force, which the error alone does not.
struct ChangeHints {
    private let words: [[UInt8]]

    init(_ title: String) {
        let common: Set<String> = [
            "add", "fix", "the", "and", "for", "with", "update", "use", "from", "into", "remove", "change", "make", "bump", "set", "new", "merge",
            "pull", "request", "branch",
            "test", "tests", "build", "run", "step", "all", "not", "when", "that", "this", "one", "job", "per", "main", "error", "failed", "version",
        ]
        let parts = title.lowercased().split { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == ".") }
        words = parts.filter { $0.count > 2 && !common.contains(String($0)) }.prefix(12).map { Array($0.utf8) }
    }

    /// What a block of a job's log is worth for that; only a block that shares two words, or a number and a word, and that the last
    /// passing run does not have.
    func weight(_ candidate: LogCandidates.Candidate, _ log: CaseLog) -> Double {
        guard words.count > 1, log.role == .jobLog, candidate.novelty >= 0, candidate.count < 4, let line = candidate.lines.first else { return 0 }
        return log.text.withBytes { bytes in
            let content = log.text.content(line)
            guard content.count < 400 else { return 0 }
            return words.count { Self.stands($0, bytes, content) } > 1 ? 1.8 : 0
        }
    }

    /// Whether a word stands in the line by itself, without regard to case.
    private static func stands(_ word: [UInt8], _ bytes: Bytes, _ content: Range<Int>) -> Bool {
        var index = content.lowerBound
        while index + word.count <= content.upperBound {
            if bytes[index].lowered == word[0], (1..<word.count).allSatisfy({ bytes[index + $0].lowered == word[$0] }) {
                let end = index + word.count
                let isWhole = (index == content.lowerBound || !bytes[index - 1].isWord) && (end == content.upperBound || !bytes[end].isWord)
                if isWhole { return true }
            }
            index += 1
        }
        return false
    }
}
