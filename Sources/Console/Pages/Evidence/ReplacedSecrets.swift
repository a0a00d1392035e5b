import Terminal

/// The tags that stand for secrets in a text: `[secret:jwt#2]`.
enum ReplacedSecrets {
    /// `replaced: 2 password, 1 jwt`: different ones, by kind; empty where there is none.
    static func words(_ text: String) -> String {
        var tags: Set<Substring> = [], rest = text.utf8[...]
        let opening = Array("[secret:".utf8)
        while let bracket = rest.firstIndex(of: opening[0]) {
            rest = rest[bracket...]
            guard rest.starts(with: opening), let end = rest.prefix(60).firstIndex(of: UInt8(ascii: "]")) else {
                rest = rest.dropFirst()
                continue
            }
            tags.insert(Substring(rest[..<end]).dropFirst(opening.count))
            rest = rest[end...]
        }
        if tags.isEmpty { return "" }
        var kinds: [Substring: Int] = [:]
        for tag in tags { kinds[tag.prefix { $0 != "#" }, default: 0] += 1 }
        let counted = kinds.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.value) \($0.key)" }
        return "replaced: " + counted.joined(separator: ", ")
    }
}
