/// Something a person did at the terminal.
public enum Key: Sendable, Hashable {
    /// A printable character, as typed (shift already applied).
    case character(Character)
    /// Ctrl with a letter, lower case.
    case control(Character)
    /// Alt (or Esc directly before) with a character.
    case alt(Character)
    /// Named keys.
    case enter, escape, tab, backTab, backspace, delete, insert, up, down, left, right, home, end, pageUp, pageDown
    /// Shift with an arrow.
    case shiftUp, shiftDown, shiftLeft, shiftRight
    /// F1 to F12.
    case function(Int)
    /// Bracketed paste: the whole text, controls still in it.
    case paste(String)
    /// A mouse report (SGR 1006).
    case mouse(Mouse)
    /// The terminal window got or lost the focus.
    case focusGained, focusLost

    /// A mouse event in cells, from (0, 0).
    public struct Mouse: Sendable, Hashable {
        /// What happened.
        public enum Action: Sendable, Hashable { case press, release, drag, wheelUp, wheelDown }
        /// What happened.
        public var action: Action
        /// Column and row.
        public var x: Int, y: Int
        /// An event at a cell.
        public init(_ action: Action, x: Int, y: Int) {
            self.action = action
            self.x = x
            self.y = y
        }
    }
}
