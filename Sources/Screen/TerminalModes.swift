/// The bytes that take the terminal over and give it back. Private modes that a terminal does not know are ignored by it.
struct TerminalModes {
    /// Sent once: alternate screen, mouse, paste and focus reports, and our questions.
    var enter: String
    /// Undoes all of it, from whatever state an interrupted frame left behind.
    var leave: String
    /// Whether questions are among what is sent, so that replies will come.
    var asks: Bool

    /// Begins and ends a frame that the terminal shows all at once (<https://gist.github.com/christianparpart/d8a62cc1ab659194337d73e399004036>).
    static let beginFrame = Array("\u{1b}[?2026h".utf8), endFrame = Array("\u{1b}[?2026l".utf8)

    /// Modes for a terminal. Without an alternate screen (the Linux console, a VT100) nothing of xterm's is assumed.
    init(_ description: TerminalDescription, mouse: Bool) {
        asks = description.enterAlternate != nil
        let xterm = description.enterAlternate != nil
        // Bracketed paste, focus; mouse with buttons and drags in SGR coordinates.
        let on = xterm ? "\u{1b}[?2004h\u{1b}[?1004h" + (mouse ? "\u{1b}[?1000h\u{1b}[?1002h\u{1b}[?1006h" : "") : ""
        let off = xterm ? "\u{1b}[?1006l\u{1b}[?1002l\u{1b}[?1000l\u{1b}[?1004l\u{1b}[?2004l\u{1b}[?2026l" : ""
        // Background colour, synchronised output; the last question is one that every terminal answers.
        let questions = xterm ? "\u{1b}]11;?\u{1b}\\\u{1b}[?2026$p\u{1b}[c" : ""
        enter = (description.enterAlternate ?? "") + on + questions
        // ST ends a control string that was cut off; scroll region and character set go back to their defaults.
        let bottom = description.leaveAlternate == nil ? "\u{1b}[999;1H\r\n" : ""
        leave =
            "\u{1b}\\" + off + "\u{1b}[r" + description.plain + description.defaultColours + description.visibleCursor + bottom
            + (description.leaveAlternate ?? "")
    }
}
