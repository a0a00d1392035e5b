import Host
import JSON

/// Short ways to read the members that remote objects are made of. What is absent, `null` or of another type reads as
/// empty or `nil`: no API keeps every promise of its schema.
extension Element {
    /// A member's text; empty where there is none.
    func text(at name: String) -> String { self[name].string ?? "" }

    /// A member that holds an RFC 3339 time; `nil` where there is none, and for Go's zero time.
    func moment(at name: String) -> Timestamp? { self[name].string.flatMap { Timestamp(rfc3339: $0) } }

    /// A member that holds milliseconds since 1970, as a number or as its digits.
    func momentInMilliseconds(at name: String) -> Timestamp? {
        let member = self[name]
        guard let milliseconds = member.int ?? member.string.flatMap({ Int($0) }) else { return nil }
        return Timestamp(epochSeconds: milliseconds / 1000).map { Timestamp(milliseconds: $0.milliseconds + Int64(milliseconds % 1000)) }
    }

    /// The array's elements that are text.
    var texts: [String] { array.compactMap(\.string) }

    /// A number, or its text: `"NaN"`, `"+Inf"`, `"1e+00"`, which JSON cannot say as numbers.
    var number: Double? { double ?? string.flatMap { Double($0) } }
}

extension Timestamp {
    /// A moment given in whole seconds since 1970 by someone we do not trust; `nil` outside the years 1970 to 9999.
    init?(epochSeconds seconds: Int?) {
        guard let seconds, seconds > 0, seconds < 253_402_300_800 else { return nil }
        self.init(milliseconds: Int64(seconds) * 1000)
    }
}
