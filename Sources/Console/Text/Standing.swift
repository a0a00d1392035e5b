import Feeds
import Host
import Terminal

/// How fresh something on screen is, in words: at the right of every title.
struct Standing: Equatable, Sendable {
    /// `live`, `40s`, `stale 3m: connection refused`, `off: not configured`.
    var text: String
    var role: Role
    /// Whether what stands below is drawn dimmed.
    var isOld: Bool

    /// Words for a feed's freshness.
    ///
    /// A stream that is well reads `live` and a poll shorter ago than 20 s reads `now`, so that neither ticks.
    init(_ freshness: Freshness, now: Timestamp, naming: Bool = true) {
        let reason = naming ? freshness.lastError.map { ": " + Self.short($0) } ?? "" : ""
        let seconds = { (since: Timestamp?) in since.map { max(0, (now - $0).seconds) } ?? 0 }
        switch freshness.state {
        case .off(let why): self.init("off: \(why)", .muted, isOld: true)
        case .connecting:
            let waited = seconds(freshness.since)
            self.init(waited < 5 ? "connecting" : "no answer for \(Numbers.step(max(20, waited)))", .muted, isOld: false)
            if waited >= 5, waited < 20 { text = "no answer yet" }
        case .live where freshness.streams: self.init("live", .healthy, isOld: false)
        case .live:
            let age = seconds(freshness.lastSuccess)
            self.init(age < 20 ? "now" : Numbers.step(age), .healthy, isOld: false)
        case .stale: self.init("stale \(Numbers.step(seconds(freshness.lastSuccess)))\(reason)", .degraded, isOld: true)
        case .failed: self.init("failed\(reason)", .broken, isOld: true)
        }
    }

    /// Words of one's own.
    init(_ text: String, _ role: Role, isOld: Bool = false) {
        self.text = SafeText.line(text)
        self.role = role
        self.isOld = isOld
    }

    /// The error's gist for a title: what stands after its first clause, since the feed's name stands at the left already.
    static func short(_ sentence: String) -> String {
        var text = Substring(SafeText.line(sentence))
        // Only ": " ends a clause: "127.0.0.1:6550" stays whole.
        if let colon = text.firstRange(of: ": ") { text = text[colon.upperBound...] }
        while text.last == "." { text = text.dropLast() }
        return String(text)
    }
}
