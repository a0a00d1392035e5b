/// Lines grouped by template: first by their mask, then, where words differ too, by likeness (after Drain: lines of equal
/// length and beginning, of which six words in ten agree).
struct Templates {
    /// The template of each mask.
    private(set) var ids: [UInt64: Int32] = [:]
    private var buckets: [UInt64: [Int32]] = [:]
    private var words: [[UInt32]] = []
    /// Templates found.
    var count: Int { words.count }

    /// Beyond so many different masks each is a template of its own: likeness would cost more than it tells.
    private static let limit = 40_000
    private static let depth = 24

    /// The template of line `index`; the log that passed is read first, so that its templates are known.
    mutating func id(of index: Int, in log: LogText, _ bytes: Bytes) -> Int32 {
        let mask = log.masks[index]
        if let id = ids[mask] { return id }
        let id = similar(to: log.content(index), grave: log.gravity[index] >= 50, bytes)
        ids[mask] = id
        return id
    }

    private mutating func similar(to line: Range<Int>, grave: Bool, _ bytes: Bytes) -> Int32 {
        let new = Int32(words.count)
        guard ids.count < Self.limit else {
            words.append([])
            return new
        }
        let line = Self.words(of: line, bytes)
        // Short lines differ by what matters.
        guard line.count > 3 else {
            words.append([])
            return new
        }
        let key = UInt64(line.count) << 34 | UInt64(grave ? 1 : 0) << 33 | UInt64(line[0])
        var best = (same: line.count * 6 / 10, id: Int32(-1))
        for id in (buckets[key] ?? []).suffix(48) {
            let same = zip(words[Int(id)], line).reduce(into: 0) { $0 += $1.0 == $1.1 ? 1 : 0 }
            if same > best.same { best = (same, id) }
        }
        if best.id >= 0 { return best.id }
        words.append(line)
        buckets[key, default: []].append(new)
        return new
    }

    /// Hashes of a line's words, masked as ``LineReader`` does.
    private static func words(of line: Range<Int>, _ bytes: Bytes) -> [UInt32] {
        var result: [UInt32] = []
        var index = line.lowerBound
        while index < line.upperBound, result.count < depth {
            while index < line.upperBound, bytes[index].isSpace { index += 1 }
            // `rss_mb=249` keeps its name: what is measured tells templates apart, the figure does not.
            var hash: UInt32 = 2_166_136_261, name: UInt32 = 1, digits = false
            let start = index
            while index < line.upperBound, !bytes[index].isSpace {
                let byte = bytes[index]
                if byte.isDigit { digits = true } else { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
                if byte == UInt8(ascii: "="), !digits { name = hash }
                index += 1
            }
            if index > start { result.append(digits ? name : hash) }
        }
        return result
    }
}
