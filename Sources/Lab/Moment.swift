/// An instant of lab time: milliseconds since 1970, UTC.
public struct Moment: Hashable, Comparable, Sendable {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    public var milliseconds: Int64

    /// An instant from its milliseconds since 1970.
    public init(milliseconds: Int64) { self.milliseconds = milliseconds }

    /// Whether the first instant lies before the second.
    public static func < (left: Moment, right: Moment) -> Bool { left.milliseconds < right.milliseconds }

    static func + (left: Moment, right: Span) -> Moment { Moment(milliseconds: left.milliseconds + right.milliseconds) }
    static func - (left: Moment, right: Span) -> Moment { Moment(milliseconds: left.milliseconds - right.milliseconds) }
    static func - (left: Moment, right: Moment) -> Span { Span(milliseconds: left.milliseconds - right.milliseconds) }

    /// Seconds since 1970, with their fraction: how Prometheus writes time.
    var seconds: Double { Double(milliseconds) / 1000 }

    /// The instant cut to the whole second: Kubernetes stores `metav1.Time` so.
    var wholeSecond: Moment { Moment(milliseconds: milliseconds.floor(to: 1000)) }
}

/// A length of lab time. Written as `.seconds(5)`, `.minutes(2)`.
public struct Span: Hashable, Comparable, Sendable {
    /// The length in milliseconds; negative for "before".
    public var milliseconds: Int64

    /// A length from its milliseconds.
    public init(milliseconds: Int64) { self.milliseconds = milliseconds }

    /// No time at all.
    public static let zero = Span(milliseconds: 0)
    /// A number of milliseconds.
    public static func milliseconds(_ count: Int64) -> Span { Span(milliseconds: count) }
    /// A number of seconds.
    public static func seconds(_ count: Double) -> Span { Span(milliseconds: Int64((count * 1000).rounded())) }
    /// A number of minutes.
    public static func minutes(_ count: Double) -> Span { .seconds(count * 60) }
    /// A number of hours.
    public static func hours(_ count: Double) -> Span { .seconds(count * 3600) }
    /// A number of days of 24 hours.
    public static func days(_ count: Double) -> Span { .hours(count * 24) }

    /// Whether the first length is the shorter one.
    public static func < (left: Span, right: Span) -> Bool { left.milliseconds < right.milliseconds }

    static func + (left: Span, right: Span) -> Span { Span(milliseconds: left.milliseconds + right.milliseconds) }
    static func * (left: Span, right: Double) -> Span { Span(milliseconds: Int64((Double(left.milliseconds) * right).rounded())) }
    static func / (left: Span, right: Double) -> Span { left * (1 / right) }
    static prefix func - (span: Span) -> Span { Span(milliseconds: -span.milliseconds) }

    var seconds: Double { Double(milliseconds) / 1000 }
}

extension Int64 {
    /// The greatest multiple of `step` that is not above this number, also below zero.
    func floor(to step: Int64) -> Int64 { self - ((self % step) + step) % step }
}
