import Host

/// Walks over UTF-8 and gives, cluster by cluster, what cells can hold on whose width every terminal agrees.
///
/// - A base keeps its first two combining marks; more are dropped, and a mark without a base gets `◌`.
/// - Of joined emoji (ZWJ) and of skin tones the first base is kept; variation selectors, joiners and other
///   invisible scalars are dropped, so that `❤️` is the one-column `❤`.
/// - A flag is its two letters; a keycap is its digit; conjoining Hangul is composed.
/// - Controls and bidirectional overrides become `·`, tabs and line feeds a space, malformed bytes `U+FFFD`.
struct ClusterScanner {
    private let bytes: UnsafeBufferPointer<UInt8>
    /// Bytes consumed so far: the boundary before the next cluster.
    private(set) var offset = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    /// The next cluster, or `nil` at the end.
    mutating func next() -> TextWidth.Cluster? {
        while offset < bytes.count {
            let byte = bytes[offset]
            // Nearly all text: a printable ASCII byte that no mark follows.
            if byte &- 0x20 < 0x5f, offset + 1 == bytes.count || bytes[offset + 1] < 0x80 {
                offset += 1
                return TextWidth.Cluster(glyph: UInt64(byte), width: 1)
            }
            if let cluster = slow() { return cluster }
        }
        return nil
    }

    /// One cluster that is not plain ASCII; `nil` when everything consumed is dropped.
    private mutating func slow() -> TextWidth.Cluster? {
        let first = take()
        switch first {
        case 0x09, 0x0a: return TextWidth.Cluster(glyph: 0x20, width: 1)
        case 0x0d: return nil
        case 0x1f1e6...0x1f1ff: return TextWidth.Cluster(glyph: UInt64(first - 0x1f1e6) + 0x41, width: 1)
        default: break
        }
        if let scalar = Unicode.Scalar(first), SafeText.isUnsafe(scalar) { return TextWidth.Cluster(glyph: 0xb7, width: 1) }
        if Self.isInvisible(first) { return nil }
        if Self.isMark(first) {
            // A terminal would put a lone mark on whatever stood there before.
            return withMarks(base: 0x25cc, firstMark: first, width: 1)
        }
        var base = first
        if (0x1100...0x1112).contains(base) { base = composedHangul(leading: base) }
        let cluster = withMarks(base: base, firstMark: 0, width: TextWidth.isWide(base) ? 2 : 1)
        return cluster
    }

    /// Collects the marks that follow `base` and skips what cannot be shown with it.
    private mutating func withMarks(base: UInt32, firstMark: UInt32, width: Int) -> TextWidth.Cluster {
        var marks = firstMark == 0 ? 0 : 1
        var glyph = UInt64(base) | UInt64(firstMark) << 21
        while offset < bytes.count, bytes[offset] >= 0x80 {
            let before = offset
            let scalar = take()
            if scalar == 0x200d {
                // Joined pictographs are one cluster; in scripts the joiner only shapes its neighbours.
                let after = offset
                if Self.isPictograph(base), offset < bytes.count, bytes[offset] >= 0x80, !Self.isPictograph(take()) {
                    offset = after
                }
            } else if (0x1f3fb...0x1f3ff).contains(scalar), Self.isPictograph(base) {
                continue
            } else if let value = Unicode.Scalar(scalar), SafeText.isUnsafe(value) {
                offset = before
                break
            } else if Self.isInvisible(scalar) || (0x20dd...0x20e4).contains(scalar) {
                continue
            } else if Self.isMark(scalar) {
                if marks < 2 { glyph |= UInt64(scalar) << (21 * UInt64(marks + 1)) }
                marks += 1
            } else {
                offset = before
                break
            }
        }
        return TextWidth.Cluster(glyph: glyph, width: width)
    }

    /// The syllable that a leading consonant makes with the vowel and final that follow (Unicode, chapter 3.12).
    private mutating func composedHangul(leading: UInt32) -> UInt32 {
        let before = offset
        guard offset < bytes.count, bytes[offset] >= 0x80 else { return leading }
        let vowel = take()
        guard (0x1161...0x1175).contains(vowel) else {
            offset = before
            return leading
        }
        var syllable = 0xac00 + ((leading - 0x1100) * 21 + (vowel - 0x1161)) * 28
        let afterVowel = offset
        if offset < bytes.count, bytes[offset] >= 0x80 {
            let final = take()
            if (0x11a8...0x11c2).contains(final) { syllable += final - 0x11a7 } else { offset = afterVowel }
        }
        return syllable
    }

    /// Decodes one scalar and moves past it; malformed bytes are `U+FFFD`, one at a time.
    private mutating func take() -> UInt32 {
        let lead = bytes[offset]
        offset += 1
        let (count, low, minimum): (Int, UInt32, UInt32)
        switch lead {
        case 0..<0x80: return UInt32(lead)
        case 0xc2...0xdf: (count, low, minimum) = (1, UInt32(lead & 0x1f), 0x80)
        case 0xe0...0xef: (count, low, minimum) = (2, UInt32(lead & 0x0f), 0x800)
        case 0xf0...0xf4: (count, low, minimum) = (3, UInt32(lead & 0x07), 0x10000)
        default: return 0xfffd
        }
        guard offset + count <= bytes.count else { return 0xfffd }
        var value = low
        for index in offset..<offset + count {
            guard bytes[index] & 0xc0 == 0x80 else { return 0xfffd }
            value = value << 6 | UInt32(bytes[index] & 0x3f)
        }
        guard value >= minimum, value <= 0x10ffff, !(0xd800...0xdfff).contains(value) else { return 0xfffd }
        offset += count
        return value
    }

    /// Combining marks, and Hangul vowels and finals, which have no column of their own.
    private static func isMark(_ scalar: UInt32) -> Bool { scalar >= 0x300 && WidthTable.contains(scalar, WidthTable.zero) }

    /// Scalars that are never drawn (format characters, variation selectors, fillers, tags).
    static func isInvisible(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0xad, 0x34f, 0x600...0x605, 0x61c, 0x6dd, 0x70f, 0x890...0x891, 0x8e2, 0x115f...0x1160, 0x17b4...0x17b5,
            0x180b...0x180f,
            0x200b...0x200f, 0x202a...0x202e, 0x2060...0x206f, 0x3164, 0xfe00...0xfe0f, 0xfeff, 0xffa0, 0xfff0...0xfffb, 0x110bd,
            0x110cd, 0x13430...0x1345f, 0x1bca0...0x1bca3, 0x1d173...0x1d17a, 0xe0000...0xe0fff:
            true
        default: false
        }
    }

    /// Roughly `Extended_Pictographic`: what a joiner or a skin tone can belong to.
    private static func isPictograph(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0xa9, 0xae, 0x203c, 0x2049, 0x2122, 0x2139, 0x2190...0x2bff, 0x3030, 0x303d, 0x3297, 0x3299, 0x1f000...0x1faff: true
        default: false
        }
    }
}
