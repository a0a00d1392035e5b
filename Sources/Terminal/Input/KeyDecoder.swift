/// Turns the bytes of a terminal into keys, whatever pieces they arrive in.
///
/// Knows the sequences of xterm, tmux, screen, the Linux console and rxvt, SGR and X10 mouse reports, bracketed paste,
/// `modifyOtherKeys` and CSI-u, and the terminal's replies to questions, which are told apart from keys.
///
/// A sequence may be split anywhere. What cannot be decided yet is held back; when ``timeout`` is not `nil` and nothing
/// arrived for that long, call ``flush()``: so a lone Esc is told from the start of a sequence.
public struct KeyDecoder: Sendable {
    /// What bytes turned out to be.
    public enum Input: Sendable, Hashable {
        /// Something the person did.
        case key(Key)
        /// An answer of the terminal.
        case reply(TerminalReply)
    }

    /// Bytes of a sequence that is not complete yet.
    private var held: [UInt8] = []
    /// The text so far of a paste whose end has not arrived.
    private var paste: [UInt8]?

    /// Longest paste that is kept; the rest of a longer one is dropped.
    public static let longestPaste = 1 << 20
    /// Longest control string (OSC, DCS) that is read; a longer one is no reply to anything we ask.
    private static let longestSequence = 4096

    /// A decoder that holds nothing.
    public init() {}

    /// How long to wait before ``flush()``; `nil` when nothing is held that waiting could decide.
    ///
    /// A lone Esc (or Esc with one more byte: Alt with `[`) gets 40 ms. The start of a longer sequence was not typed by a
    /// person: it gets half a second, as long as a slow line may take between two packets.
    public var timeout: Duration? {
        guard paste == nil, !held.isEmpty else { return nil }
        return held.count <= 2 ? .milliseconds(40) : .milliseconds(500)
    }

    /// Reads what arrived.
    public mutating func decode(_ bytes: some Collection<UInt8>) -> [Input] {
        // A paste whose end got lost must not swallow the keyboard for ever: Ctrl-C alone ends it.
        if paste != nil, held.isEmpty, bytes.count == 1, bytes.first == 0x03 { return [endPaste()] }
        held.append(contentsOf: bytes)
        var inputs: [Input] = []
        var position = 0
        while position < held.count {
            if paste != nil {
                guard let input = readPaste(&position) else { break }
                inputs.append(input)
                continue
            }
            switch Self.parse(held[position...]) {
            case .incomplete:
                held.removeFirst(position)
                return inputs
            case .nothing(let length): position += length
            case .pasteStart(let length):
                position += length
                paste = []
            case .input(let input, let length):
                inputs.append(input)
                position += length
            }
        }
        held.removeFirst(position)
        return inputs
    }

    /// Decides what is held: nothing more arrived within ``timeout``.
    public mutating func flush() -> [Input] {
        guard paste == nil, let first = held.first else { return [] }
        let bytes = held
        held = []
        guard first == 0x1b else { return [.key(.character("\u{fffd}"))] }
        switch bytes.count {
        case 1: return [.key(.escape)]
        case 2 where bytes[1] == 0x1b: return [.key(.escape), .key(.escape)]
        case 2 where bytes[1] < 0x80: return [.key(.alt(Character(Unicode.Scalar(bytes[1]))))]
        default: return []
        }
    }

    /// Takes paste text up to its end marker; `nil` when the end is not there yet.
    private mutating func readPaste(_ position: inout Int) -> Input? {
        let marker: [UInt8] = [0x1b, 0x5b, 0x32, 0x30, 0x31, 0x7e]
        let rest = held[position...]
        var end = rest.startIndex
        while let escape = rest[end...].firstIndex(of: 0x1b) {
            let tail = rest[escape...].prefix(marker.count)
            if tail.elementsEqual(marker.prefix(tail.count)) {
                keep(rest[..<escape])
                position = escape
                guard tail.count == marker.count else { return nil }
                position += marker.count
                return endPaste()
            }
            end = escape + 1
        }
        keep(rest)
        position = held.count
        return nil
    }

    private mutating func keep(_ bytes: ArraySlice<UInt8>) {
        let room = Self.longestPaste - (paste?.count ?? 0)
        paste?.append(contentsOf: bytes.prefix(max(0, room)))
    }

    private mutating func endPaste() -> Input {
        defer { paste = nil }
        return .key(.paste(String(decoding: paste ?? [], as: UTF8.self)))
    }

    // MARK: One sequence

    /// What stands at the start of some bytes, and how many of them it takes.
    enum Parsed {
        case incomplete
        case nothing(Int)
        case pasteStart(Int)
        case input(Input, Int)
    }

    private static func parse(_ bytes: ArraySlice<UInt8>) -> Parsed {
        let first = bytes[bytes.startIndex]
        guard first == 0x1b else { return plain(bytes, first) }
        guard bytes.count > 1 else { return .incomplete }
        switch bytes[bytes.startIndex + 1] {
        case UInt8(ascii: "["): return control(bytes)
        case UInt8(ascii: "O"): return singleShift(bytes)
        case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"), UInt8(ascii: "X"): return string(bytes)
        case 0x1b:
            // rxvt sends Alt with an arrow as Esc and the arrow; two times Esc otherwise. What no modifier goes with (an answer of
            // the terminal, the mouse, a paste) came right behind an Esc that a person pressed.
            guard bytes.count > 2 else { return .incomplete }
            guard [UInt8(ascii: "["), UInt8(ascii: "O")].contains(bytes[bytes.startIndex + 2]) else {
                return .input(.key(.escape), 1)
            }
            switch parse(bytes.dropFirst()) {
            case .input(.key(.mouse), _), .input(.key(.focusGained), _), .input(.key(.focusLost), _), .input(.reply, _), .pasteStart:
                return .input(.key(.escape), 1)
            case .input(.key(let key), let length): return .input(.key(KeySequences.alt(key)), length + 1)
            case .incomplete: return .incomplete
            case .nothing(let length): return .nothing(length + 1)
            }
        default:
            switch plain(bytes.dropFirst(), bytes[bytes.startIndex + 1]) {
            case .input(.key(let key), let length): return .input(.key(KeySequences.alt(key)), length + 1)
            case let other: return other
            }
        }
    }

    /// A control, or one scalar in UTF-8.
    private static func plain(_ bytes: ArraySlice<UInt8>, _ first: UInt8) -> Parsed {
        if first < 0x80 { return .input(.key(KeySequences.ascii(first)), 1) }
        let length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 1
        let continuation = bytes.dropFirst().prefix(length - 1).prefix { $0 & 0xc0 == 0x80 }
        if continuation.count < length - 1, 1 + continuation.count == bytes.count { return .incomplete }
        guard continuation.count == length - 1, length > 1 else {
            return .input(.key(.character("\u{fffd}")), 1 + continuation.count)
        }
        guard let character = String(decoding: bytes.prefix(length), as: UTF8.self).first else { return .nothing(length) }
        return .input(.key(.character(character)), length)
    }

    /// SS3: Esc, O and one letter; a modifier's digit may stand between them.
    private static func singleShift(_ bytes: ArraySlice<UInt8>) -> Parsed {
        var position = bytes.startIndex + 2
        var modifier = 1
        while position < bytes.endIndex, (0x30...0x3b).contains(bytes[position]) {
            modifier = Int(bytes[position]) - 0x30
            position += 1
        }
        guard position < bytes.endIndex else { return .incomplete }
        let length = position + 1 - bytes.startIndex
        guard let key = KeySequences.letter(bytes[position], modifier: modifier, ss3: true) else {
            // Alt-O and then a key of its own.
            return length == 3 ? .input(.key(.alt("O")), 2) : .nothing(length)
        }
        return .input(.key(key), length)
    }

    /// CSI: parameters, intermediates, a final byte.
    private static func control(_ bytes: ArraySlice<UInt8>) -> Parsed {
        var position = bytes.startIndex + 2
        guard position < bytes.endIndex else { return .incomplete }
        // The Linux console's F1 to F5: a second bracket and a letter.
        if bytes[position] == UInt8(ascii: "[") {
            guard position + 1 < bytes.endIndex else { return .incomplete }
            let letter = bytes[position + 1]
            return (0x41...0x45).contains(letter) ? .input(.key(.function(Int(letter) - 0x40)), 4) : .nothing(4)
        }
        while position < bytes.endIndex, (0x20...0x3f).contains(bytes[position]) { position += 1 }
        // rxvt ends shifted keys with `$`, which elsewhere is an intermediate byte.
        guard position < bytes.endIndex else { return rxvtShifted(bytes) ?? tooLong(bytes) }
        let final = bytes[position]
        let length = position + 1 - bytes.startIndex
        guard (0x40...0x7e).contains(final) else { return rxvtShifted(bytes[..<position]) ?? .nothing(length - 1) }
        let body = bytes[(bytes.startIndex + 2)..<position]
        if final == UInt8(ascii: "M"), body.isEmpty {
            guard bytes.count >= 6 else { return .incomplete }
            let report = bytes.dropFirst(3).prefix(3).map { Int($0) - 32 }
            return KeySequences.mouse(report[0], x: report[1], y: report[2], released: report[0] & 3 == 3).map {
                .input(.key($0), 6)
            }
                ?? .nothing(6)
        }
        switch KeySequences.control(body: body, final: final) {
        case .pasteStart: return .pasteStart(length)
        case .input(let input): return .input(input, length)
        case nil: return .nothing(length)
        }
    }

    private static func rxvtShifted(_ bytes: ArraySlice<UInt8>) -> Parsed? {
        guard bytes.last == UInt8(ascii: "$"), bytes.count <= 5 else { return nil }
        return KeySequences.tilde(Int(String(decoding: bytes.dropFirst(2).dropLast(), as: UTF8.self)) ?? 0, modifier: 2).map {
            .input(.key($0), bytes.count)
        }
    }

    /// OSC, DCS and the like: up to ST, and OSC also up to BEL.
    private static func string(_ bytes: ArraySlice<UInt8>) -> Parsed {
        var position = bytes.startIndex + 2
        while position < bytes.endIndex {
            let byte = bytes[position]
            if byte == 0x07 {
                return reply(bytes[..<position], length: position + 1 - bytes.startIndex)
            }
            if byte == 0x1b {
                guard position + 1 < bytes.endIndex else { return tooLong(bytes) }
                let ended = bytes[position + 1] == UInt8(ascii: "\\")
                return ended
                    ? reply(bytes[..<position], length: position + 2 - bytes.startIndex) : .nothing(position - bytes.startIndex)
            }
            position += 1
        }
        return tooLong(bytes)
    }

    private static func reply(_ bytes: ArraySlice<UInt8>, length: Int) -> Parsed {
        TerminalReply(string: bytes.dropFirst()).map { .input(.reply($0), length) } ?? .nothing(length)
    }

    private static func tooLong(_ bytes: ArraySlice<UInt8>) -> Parsed {
        bytes.count > longestSequence ? .nothing(bytes.count) : .incomplete
    }
}
