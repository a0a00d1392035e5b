import Host
import Synchronization

/// Says on a terminal what is being waited for and since when, until it is ended; nothing where there is no terminal.
final class WaitingLine: Sendable {
    /// What is waited for, between the one who knows and the line that moves.
    private final class Subject: Sendable {
        private let state: Mutex<(words: String, since: Duration)>
        init(_ words: String, _ since: Duration) { state = Mutex((words, since)) }
        var now: (words: String, since: Duration) {
            get { state.withLock { $0 } }
            set { state.withLock { $0 = newValue } }
        }
    }
    private let subject: Subject
    private let progress: Progress
    private let time: any TimeSource
    private let ticking: Task<Void, Never>

    /// Begins to say it.
    init(_ progress: Progress, _ time: any TimeSource, _ words: String) {
        let subject = Subject(words, time.uptime())
        self.progress = progress
        self.time = time
        self.subject = subject
        ticking = Task {
            while !Task.isCancelled {
                let (words, since) = subject.now
                let seconds = Int((time.uptime() - since).seconds)
                if seconds > 0 { progress.waiting("\(words) \(seconds) s") }
                // Cancelled by the end, which the loop sees.
                try? await time.sleep(for: .milliseconds(100))
            }
        }
    }

    /// What is waited for now, from now on.
    var words: String {
        get { subject.now.words }
        set { subject.now = (newValue, time.uptime()) }
    }

    /// Takes the line away.
    func end() {
        ticking.cancel()
        progress.clear()
    }
}
