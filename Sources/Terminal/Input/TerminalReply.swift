/// An answer of the terminal to one of our questions.
public enum TerminalReply: Sendable, Hashable {
    /// DECRPM: whether a private mode is known (`CSI ? 2026 $ p` asks).
    case mode(Int, supported: Bool)
    /// DA1: every terminal answers it, so it ends a list of questions of which some may stay without an answer.
    case attributes
    /// OSC 11: the background, 8 bits a channel.
    case background(red: Int, green: Int, blue: Int)
    /// Anything else that is an answer.
    case other

    /// A control string without its ESC and terminator: `]11;rgb:1c1c/2020/2626`.
    init?(string: ArraySlice<UInt8>) {
        let text = String(decoding: string, as: UTF8.self)
        guard text.hasPrefix("]11;rgb:") else {
            self = .other
            return
        }
        let channels = text.dropFirst(8).split(separator: "/").map { channel -> Int? in
            // One to four hexadecimal digits, scaled to their own width (XParseColor).
            guard (1...4).contains(channel.count), let value = Int(channel, radix: 16) else { return nil }
            return value * 255 / ((1 << (4 * channel.count)) - 1)
        }
        guard channels.count == 3, let red = channels[0], let green = channels[1], let blue = channels[2] else { return nil }
        self = .background(red: red, green: green, blue: blue)
    }
}
