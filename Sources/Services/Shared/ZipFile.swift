/// Reads files out of a ZIP archive in memory. Nothing is written to disk: a name in it is a name, never a path.
/// <https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT>
struct ZipFile {
    /// What cannot be read of it, as a clause.
    struct Invalid: Error, Equatable, CustomStringConvertible { let description: String }

    /// A file as the archive's directory names it.
    struct Entry: Equatable {
        var name = ""
        /// Bytes of the file, as the directory claims.
        var size = 0
        fileprivate var packed = 0, offset = 0, method = 0, flags = 0
    }

    /// Most entries that are looked at.
    private static let mostEntries = 2000
    private let bytes: [UInt8]
    /// Files in the archive's order.
    let entries: [Entry]

    /// Reads the directory, which stands at the end.
    init(_ bytes: [UInt8]) throws(Invalid) {
        self.bytes = bytes
        func number(_ at: Int, _ count: Int) -> Int { (0..<count).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) } }
        // A comment of up to 64 KiB may stand behind the record.
        guard bytes.count >= 22,
            let end = stride(from: bytes.count - 22, through: max(0, bytes.count - 22 - 65_535), by: -1).first(where: {
                number($0, 4) == 0x0605_4B50
            })
        else { throw Invalid(description: "it is no ZIP archive") }
        var at = number(end + 16, 4)
        var entries: [Entry] = []
        for _ in 0..<min(number(end + 10, 2), Self.mostEntries) {
            guard at + 46 <= bytes.count, number(at, 4) == 0x0201_4B50 else { throw Invalid(description: "its directory is broken") }
            let name = number(at + 28, 2), rest = number(at + 30, 2) + number(at + 32, 2)
            guard at + 46 + name <= bytes.count else { throw Invalid(description: "its directory is broken") }
            var entry = Entry()
            entry.name = String(decoding: bytes[at + 46..<at + 46 + name], as: UTF8.self)
            (entry.flags, entry.method) = (number(at + 8, 2), number(at + 10, 2))
            (entry.packed, entry.size, entry.offset) = (number(at + 20, 4), number(at + 24, 4), number(at + 42, 4))
            if !entry.name.hasSuffix("/") { entries.append(entry) }
            at += 46 + name + rest
        }
        self.entries = entries
    }

    /// A file's content, at most `limit` bytes, whatever the directory claims.
    func content(of entry: Entry, limit: Int) throws(Invalid) -> [UInt8] {
        func number(_ at: Int) -> Int { Int(bytes[at]) | Int(bytes[at + 1]) << 8 }
        guard entry.offset + 30 <= bytes.count else { throw Invalid(description: "\(entry.name) is not where its directory says") }
        let start = entry.offset + 30 + number(entry.offset + 26) + number(entry.offset + 28)
        guard start + entry.packed <= bytes.count else { throw Invalid(description: "\(entry.name) is not where its directory says") }
        guard entry.flags & 1 == 0 else { throw Invalid(description: "\(entry.name) is encrypted") }
        let packed = bytes[start..<start + entry.packed]
        switch entry.method {
        case 0 where packed.count <= limit: return Array(packed)
        case 8:
            do {
                return try Inflate.bytes(packed, limit: limit)
            } catch {
                throw Invalid(description: error == .tooLarge ? "\(entry.name) is larger than \(limit) bytes" : "\(entry.name) is broken")
            }
        case 0: throw Invalid(description: "\(entry.name) is larger than \(limit) bytes")
        default: throw Invalid(description: "\(entry.name) is packed in a way that is not known (\(entry.method))")
        }
    }
}
