/// Takes terminal escape sequences out of text: colours split words that a secret is recognised by, and no sequence
/// from a log may reach a terminal or a model. The lines stay.
enum TerminalEscapes {
    /// The text without CSI, OSC and other escape sequences; the same array when it has none.
    ///
    /// - Parameter harmless: whether those stay that set colours and weight (SGR, ECMA-48 8.3.117) or clear the rest of their own line (EL, 8.3.41),
    ///   which compilers, grep and CI runners print beside every colour: neither moves the cursor or touches another line.
    static func removed(from text: [UInt8], butHarmless harmless: Bool = false) -> [UInt8] {
        guard text.contains(0x1b) else { return text }
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        text.withUnsafeBufferPointer { bytes in
            var index = 0
            while index < bytes.count {
                let byte = bytes[index]
                if byte == 0x1b {
                    let start = index
                    index = end(of: bytes, from: start)
                    if harmless, isHarmless(bytes[start..<index]) { result += bytes[start..<index] }
                } else {
                    result.append(byte)
                    index += 1
                }
            }
        }
        return result
    }

    /// The same of text whose bytes have places elsewhere, one more of them for the end.
    static func removed(from text: [UInt8], _ places: [Int]) -> ([UInt8], [Int]) {
        var kept: [UInt8] = [], keptPlaces: [Int] = []
        text.withUnsafeBufferPointer { bytes in
            var index = 0
            while index < bytes.count {
                if bytes[index] == 0x1b {
                    index = end(of: bytes, from: index)
                    continue
                }
                kept.append(bytes[index])
                keptPlaces.append(places[index])
                index += 1
            }
        }
        return (kept, keptPlaces + places.suffix(1))
    }

    private static func isHarmless(_ sequence: Slice<Bytes>) -> Bool {
        sequence.count >= 3 && (sequence.last == UInt8(ascii: "m") || sequence.last == UInt8(ascii: "K"))
            && sequence[sequence.startIndex + 1] == UInt8(ascii: "[")
            && sequence.dropFirst(2).dropLast().allSatisfy { $0.isDigit || Marks(";:").contains($0) }
    }

    /// Behind the sequence that begins with the ESC at `start`; a sequence never runs over a line's end.
    static func end(of bytes: Bytes, from start: Int) -> Int {
        var index = start + 1
        guard index < bytes.count else { return index }
        switch bytes[index] {
        case UInt8(ascii: "["):  // CSI: parameters, then one final byte.
            index += 1
            while index < bytes.count, bytes[index] >= 0x20, bytes[index] < 0x40 { index += 1 }
            if index < bytes.count, bytes[index] >= 0x40, bytes[index] < 0x7f { index += 1 }
            return index
        case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"):  // A string, to BEL or ESC \.
            while index < bytes.count, bytes[index] != 10 {
                if bytes[index] == 7 { return index + 1 }
                if bytes[index] == 0x1b, index > start + 1 {
                    return index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "\\") ? index + 2 : index
                }
                index += 1
            }
            return index
        case 0x20..<0x30: return min(index + 2, bytes.count)
        case 0x30..<0x7f: return index + 1
        default: return index
        }
    }
}
