import Feeds
import Host
import Terminal

/// How a line of a log is shown: without its colours' escape sequences, tabs as spaces, controls as dots.
enum LogText {
    /// Most bytes of a line that are shown; the rest is counted.
    static let limit = 16 << 10

    static func text(_ bytes: ArraySlice<UInt8>) -> String {
        let shown = bytes.prefix(limit)
        var clean: [UInt8] = []
        clean.reserveCapacity(shown.count)
        var index = shown.startIndex
        while index < shown.endIndex {
            let byte = shown[index]
            if byte == 0x1b {
                index = skipEscape(shown, index)
                continue
            }
            if byte == 9 {
                repeat { clean.append(32) } while clean.count % 8 != 0
            } else if byte != 13 {
                clean.append(byte)
            }
            index += 1
        }
        let text = SafeText.line(String(decoding: clean, as: UTF8.self))
        return bytes.count > limit ? text + " … \(Numbers.grouped(bytes.count - limit)) more bytes" : text
    }

    /// The moment that a line begins with, as Kubernetes and GitHub write it, and what follows.
    static func stamp(_ bytes: ArraySlice<UInt8>) -> (moment: Timestamp, rest: ArraySlice<UInt8>)? {
        // Looked at for every line drawn: a dash and a T in their places are asked for before anything is parsed.
        guard bytes.count > 20, bytes[bytes.startIndex + 4] == 45, bytes[bytes.startIndex + 10] == 84,
            let space = bytes.prefix(40).firstIndex(of: 32),
            let moment = Timestamp(rfc3339: String(decoding: bytes[..<space], as: UTF8.self))
        else { return nil }
        return (moment, bytes[(space + 1)...])
    }

    /// What a line seems to say, for its colour.
    static func severity(_ line: ArraySlice<UInt8>) -> Severity {
        line.prefix(400).withUnsafeBufferPointer { head in
            if broken.contains(where: { $0.matches(utf8: head) }) { return .broken }
            return degraded?.matches(utf8: head) == true ? .degraded : .unknown
        }
    }

    private static let broken = ["error", "fatal", "critical", "traceback", "panic", "oomkilled", "exception"].compactMap { TextSearch($0) }
    private static let degraded = TextSearch("warn")

    /// The place after an escape sequence: CSI to its final byte, OSC to its terminator, else two bytes.
    private static func skipEscape(_ bytes: ArraySlice<UInt8>, _ start: Int) -> Int {
        var index = start + 1
        guard index < bytes.endIndex else { return index }
        switch bytes[index] {
        case UInt8(ascii: "["):
            index += 1
            while index < bytes.endIndex, !(0x40...0x7e).contains(bytes[index]) { index += 1 }
            return min(index + 1, bytes.endIndex)
        case UInt8(ascii: "]"):
            while index < bytes.endIndex, bytes[index] != 7 {
                if bytes[index] == 0x1b, index + 1 < bytes.endIndex, bytes[index + 1] == UInt8(ascii: "\\") { return index + 2 }
                index += 1
            }
            return min(index + 1, bytes.endIndex)
        default: return index + 1
        }
    }
}
