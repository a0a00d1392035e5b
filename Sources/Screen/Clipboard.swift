import Host
import Terminal

/// Copying through the terminal: OSC 52 carries text to the clipboard of the machine in front of the person.
enum Clipboard {
    /// Bytes of text that are sent at most; xterm and hterm take 100,000 of base64.
    static let longest = 74_994

    /// The sequence, or `nil` when the text is too long.
    static func sequence(_ text: String) -> [UInt8]? {
        guard text.utf8.count <= longest else { return nil }
        return Array("\u{1b}]52;c;".utf8) + base64(Array(text.utf8)) + Array("\u{1b}\\".utf8)
    }

    /// What stands between us and the terminal and is known to swallow it by default.
    static func swallower(_ environment: Environment) -> String? {
        if environment["TMUX"] != nil { return "tmux (needs set-clipboard on)" }
        if environment["STY"] != nil || environment["TERM"]?.hasPrefix("screen") == true { return "screen" }
        return nil
    }

    /// RFC 4648.
    static func base64(_ bytes: [UInt8]) -> [UInt8] {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var result: [UInt8] = []
        result.reserveCapacity((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let value = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for place in 0..<4 {
                result.append(place <= group.count ? alphabet[value >> (18 - 6 * place) & 63] : UInt8(ascii: "="))
            }
        }
        return result
    }
}
