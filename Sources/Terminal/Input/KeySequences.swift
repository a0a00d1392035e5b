/// The tables behind ``KeyDecoder``: what each byte, final letter and number means.
///
/// Source: XTerm Control Sequences, "PC-Style Function Keys" <https://invisible-island.net/xterm/ctlseqs/ctlseqs.html>;
/// rxvt and the Linux console from their terminfo entries.
enum KeySequences {
    enum Control { case pasteStart, input(KeyDecoder.Input) }

    /// A byte below 0x80.
    static func ascii(_ byte: UInt8) -> Key {
        switch byte {
        case 0x0d, 0x0a: .enter
        case 0x09: .tab
        case 0x1b: .escape
        case 0x7f, 0x08: .backspace
        case 0: .control(" ")
        case 0x01...0x1a: .control(Character(Unicode.Scalar(byte + 0x60)))
        case 0x1c...0x1f: .control(Character(Unicode.Scalar(byte + 0x40)))
        default: .character(Character(Unicode.Scalar(byte)))
        }
    }

    /// A key with Esc before it. Alt with an arrow moves by words, as in readline.
    static func alt(_ key: Key) -> Key {
        switch key {
        case .character(let character): .alt(character)
        case .left: .alt("b")
        case .right: .alt("f")
        case .backspace: .alt("\u{7f}")
        default: key
        }
    }

    /// A final letter of CSI or SS3, with xterm's modifier (1 plain, 2 shift, 3 alt, 5 control, and their sums).
    static func letter(_ letter: UInt8, modifier: Int, ss3: Bool = false) -> Key? {
        let key: Key
        switch Character(Unicode.Scalar(letter)) {
        case "A": key = .up
        case "B": key = .down
        case "C": key = .right
        case "D": key = .left
        case "H": key = .home
        case "F": key = .end
        case "P": key = .function(1)
        case "Q": key = .function(2)
        case "R": key = .function(3)
        case "S": key = .function(4)
        case "Z" where !ss3: key = .backTab
        case "M" where ss3: key = .enter
        // rxvt: arrows with shift (CSI a) or control (SS3 a).
        case "a": key = ss3 ? .up : .shiftUp
        case "b": key = ss3 ? .down : .shiftDown
        case "c": key = ss3 ? .alt("f") : .shiftRight
        case "d": key = ss3 ? .alt("b") : .shiftLeft
        // The keypad in application mode: its signs and digits.
        case "j"..."y" where ss3: key = .character(Character(Unicode.Scalar(letter - 0x40)))
        default: return nil
        }
        return modified(key, modifier)
    }

    /// CSI number ~.
    static func tilde(_ number: Int, modifier: Int) -> Key? {
        let key: Key
        switch number {
        case 1, 7: key = .home
        case 4, 8: key = .end
        case 2: key = .insert
        case 3: key = .delete
        case 5: key = .pageUp
        case 6: key = .pageDown
        case 11...15: key = .function(number - 10)
        case 17...21: key = .function(number - 11)
        case 23, 24: key = .function(number - 12)
        default: return nil
        }
        return modified(key, modifier)
    }

    private static func modified(_ key: Key, _ modifier: Int) -> Key {
        let bits = max(0, modifier - 1)
        switch key {
        case .up where bits == 1: return .shiftUp
        case .down where bits == 1: return .shiftDown
        case .left where bits == 1: return .shiftLeft
        case .right where bits == 1: return .shiftRight
        case .left, .right: return bits & 0b110 != 0 ? alt(key) : key
        default: return key
        }
    }

    /// Everything between CSI and its final byte.
    static func control(body: ArraySlice<UInt8>, final: UInt8) -> Control? {
        let text = String(decoding: body, as: UTF8.self)
        let numbers = text.drop { "<>?=".contains($0) }.split(separator: ";", omittingEmptySubsequences: false).map {
            // A sub-parameter (after a colon) says more than we need.
            Int($0.prefix { $0 != ":" }) ?? 0
        }
        let first = numbers.first ?? 0
        let second = numbers.count > 1 ? numbers[1] : 1
        switch (text.first, final) {
        case ("<", UInt8(ascii: "M")), ("<", UInt8(ascii: "m")):
            guard numbers.count == 3 else { return nil }
            return mouse(first, x: numbers[1], y: numbers[2], released: final == UInt8(ascii: "m")).map { .input(.key($0)) }
        case ("?", UInt8(ascii: "y")):
            // `? mode ; state $ y`: 0 is not recognised, 4 can never be set.
            let state = Int(text.drop { $0 != ";" }.dropFirst().prefix { $0.isNumber }) ?? 0
            return .input(.reply(.mode(first, supported: (1...3).contains(state))))
        case ("?", UInt8(ascii: "c")): return .input(.reply(.attributes))
        case ("?", _), (">", _), ("=", _): return .input(.reply(.other))
        case (_, UInt8(ascii: "I")) where text.isEmpty: return .input(.key(.focusGained))
        case (_, UInt8(ascii: "O")) where text.isEmpty: return .input(.key(.focusLost))
        case (_, UInt8(ascii: "~")):
            if first == 200 { return .pasteStart }
            // modifyOtherKeys: 27 ; modifier ; code ~
            if first == 27, numbers.count == 3 { return typed(numbers[2], modifier: second).map { .input(.key($0)) } }
            return tilde(first, modifier: second).map { .input(.key($0)) }
        case (_, UInt8(ascii: "u")): return typed(first, modifier: second).map { .input(.key($0)) }
        // rxvt: control with the key.
        case (_, UInt8(ascii: "^")), (_, UInt8(ascii: "@")): return tilde(first, modifier: 5).map { .input(.key($0)) }
        default: return letter(final, modifier: second).map { .input(.key($0)) }
        }
    }

    /// A code point with modifiers: CSI-u and modifyOtherKeys.
    private static func typed(_ code: Int, modifier: Int) -> Key? {
        guard code > 0, let scalar = UInt32(exactly: code).flatMap(Unicode.Scalar.init) else { return nil }
        let bits = max(0, modifier - 1)
        if code == 9, bits & 1 != 0 { return .backTab }
        let plain = scalar.isASCII ? ascii(UInt8(code)) : .character(Character(scalar))
        guard case .character(let character) = plain else { return bits & 2 != 0 ? alt(plain) : plain }
        if bits & 4 != 0 { return .control(Character(character.lowercased())) }
        return bits & 2 != 0 ? .alt(character) : plain
    }

    /// A mouse report: button bits as xterm has them, column and row from 1.
    static func mouse(_ bits: Int, x: Int, y: Int, released: Bool) -> Key? {
        guard x > 0, y > 0 else { return nil }
        let action: Key.Mouse.Action
        switch bits & 0b1110_0011 {
        case 64: action = .wheelUp
        case 65: action = .wheelDown
        case 0...3 where released: action = .release
        case 0: action = bits & 32 == 0 ? .press : .drag
        case 32: action = .drag
        default: return nil
        }
        return .mouse(Key.Mouse(action, x: x - 1, y: y - 1))
    }
}
