/// What one run of a container wrote: lines as a function of time, so that nothing is kept and any stretch can be read.
struct ContainerLog: Sendable {
    /// One line and when it was written.
    struct Line: Sendable, Equatable {
        var at: Moment
        var text: String
    }

    let script: any LogScript
    let started: Moment
    /// When the run ended; `nil` while it goes on.
    let finished: Moment?

    /// The kubelet keeps this many lines of one run at most here, as if the file had been rotated.
    static let kept = 4000

    /// The run's last lines take this long.
    private var farewell: Span { .milliseconds(100 * Int64(script.closing.count) + 100) }
    /// How long after it was written a line of a run that goes on can be read: what is read is never taken back by the run's last
    /// lines, which stand before an end that is not known yet. On a busy machine an end is known late.
    var delay: Span { farewell + .seconds(1) }

    /// The lines written after one instant and up to another, oldest first.
    func lines(after start: Moment?, upTo end: Moment) -> [Line] {
        let end = min(finished ?? end - delay, end)
        let lower = start ?? started - .milliseconds(1)
        var lines: [Line] = []
        for (index, text) in script.opening.enumerated() {
            lines.append(Line(at: started + .milliseconds(40 + 130 * Int64(index)), text: text))
        }
        let bodyStart = started + .milliseconds(40 + 130 * Int64(script.opening.count) + 500)
        let bodyEnd = finished.map { $0 - farewell } ?? end
        let period = script.period.milliseconds
        let last = min((min(end, bodyEnd) - bodyStart).milliseconds / period, Int64(Int32.max))
        let first = max((lower - bodyStart).milliseconds / period - 1, max(0, last - Int64(Self.kept)))
        if first <= last, period > 0 {
            for number in first...last {
                var random = SeededRandom("\(script.seed)/\(started.milliseconds)/\(number)")
                let at = bodyStart + .milliseconds(number * period + Int64(random.unit() * Double(period) * 0.9))
                if at > bodyEnd { continue }
                let text = script.line(Int(number), at: at, sinceStart: at - started, random: &random)
                if let text { lines.append(Line(at: at, text: text)) }
            }
        }
        if let finished {
            for (index, text) in script.closing.enumerated() {
                lines.append(Line(at: finished - .milliseconds(100 * Int64(script.closing.count - index)), text: text))
            }
        }
        return lines.filter { $0.at > lower && $0.at <= end }
    }
}

/// What a program writes.
protocol LogScript: Sendable {
    /// Makes the same run write the same lines.
    var seed: String { get }
    /// Written at the start.
    var opening: [String] { get }
    /// Written before the run's end, when it ended.
    var closing: [String] { get }
    /// Between two lines, on average.
    var period: Span { get }
    /// One of the lines between; `nil` for silence.
    func line(_ number: Int, at moment: Moment, sinceStart age: Span, random: inout SeededRandom) -> String?
}

extension ContainerLog {
    /// The log of a pod's present run, or of the one before; `nil` when there was none.
    init?(of pod: Pod, behaviour: Behaviour?, previous: Bool) {
        guard let status = pod.containers.first, let container = pod.spec.containers.first else { return nil }
        let end = previous ? status.last : status.lastTermination
        if !previous, let since = status.runningSince {
            started = since
            finished = nil
        } else if let end {
            started = end.started
            finished = end.finished
        } else {
            return nil
        }
        if pod.meta.namespace == Platform.modelNamespace {
            script = ModelServerLog(
                pod: pod.meta.name, model: pod.meta.labels["app"] ?? container.name, image: container.image, behaviour: behaviour)
        } else {
            script = ServiceLog(pod: pod.meta.name, container: container.name)
        }
    }
}
