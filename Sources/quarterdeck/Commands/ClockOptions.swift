import ArgumentParser
import Host
import Lab

/// How fast time passes, for measurements of long use (docs/performance.md). Not shown in --help: nobody on call wants it.
struct ClockOptions: ParsableArguments {
    @Option(help: .hidden)
    var clock: PacedTime?

    /// The machine's clocks unless others were asked for.
    var time: any TimeSource { clock ?? SystemTime() }
}

extension PacedTime: ExpressibleByArgument {
    /// `300@1795404011000`
    public init?(argument: String) { self.init(argument) }
}

/// The lab's time, from the clocks of the console.
struct LabTime: LabClock {
    let time: any TimeSource
    func now() -> Moment { Moment(milliseconds: time.now().milliseconds) }
}
