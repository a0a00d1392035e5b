/// A page that lists what the archive keeps. `/` asks the archive while it is typed, rather than going through the lines shown.
protocol ArchivePage: DocumentPage {
    /// Words that the archive was asked for.
    var words: String { get set }
}

extension ArchivePage {
    var crumbs: [String] { words.isEmpty ? [Self.kind.rawValue] : [Self.kind.rawValue, "/\(words)"] }
    var givesSearchUp: Bool { true }
    /// What `/` begins with.
    var searched: String? { words }

    func head(_ shared: Shared, width: Int) -> [Line] { [] }

    mutating func update(_ event: PageEvent, _ shared: inout Shared) -> [Effect] {
        switch event {
        case .searched(let text):
            guard text != words else { return [] }
            words = text
            view.restart()
            // Asked under one identity: an answer to fewer letters never lands after one to more.
            return opened(&shared)
        case .matchMoved(let step): return updateDocument(.moved(step > 0 ? .down : .up), &shared)
        default: return updateDocument(event, &shared)
        }
    }
}
