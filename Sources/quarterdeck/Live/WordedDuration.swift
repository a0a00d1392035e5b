import ArgumentParser

/// A length of time as people write it: `90s`, `15m`, `2h`, `1d`.
struct WordedDuration: ExpressibleByArgument {
    let duration: Duration

    /// `nil` for anything but a whole number, above 0 and at most a year, with a unit.
    init?(argument: String) {
        let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
        guard let unit = argument.last.flatMap({ units[$0] }), let number = Int(argument.dropLast()), number > 0, number <= 31_536_000,
            number * unit <= 31_536_000
        else { return nil }
        duration = .seconds(number * unit)
    }
}
