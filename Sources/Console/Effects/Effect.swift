/// Something that `update` wants done outside of it. A value: the runner does it, tests look at it.
public enum Effect: Sendable, Equatable {
    /// Starts asking; an earlier request of the same identity is ended first.
    case begin(EffectID, Request)
    /// Ends a request: no answer of it is delivered any more.
    case end(EffectID)
    /// Ends all requests of an owner that has gone.
    case endAll(EffectID.Owner)
    /// Puts text into the clipboard of the person's own machine; what became of it comes back as ``Event/copied(_:)``.
    case copy(String)
    /// Rings the terminal's bell.
    case ring
    /// Sends the process to the background, as Ctrl-Z does.
    case suspend
    /// Paints everything again, for a terminal that something else wrote on.
    case redraw
    /// Leaves the console.
    case quit
}
