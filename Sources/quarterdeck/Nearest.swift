import Host

/// Says that a name means nothing here, and which ones it may have been meant for.
enum Nearest {
    /// `There is no context named "k3": did you mean k3d?`
    /// - Parameters:
    ///   - what: the sentence's beginning.
    ///   - all: what the names are called where none is near: "the contexts".
    static func sentence(_ what: String, _ name: String, among names: some Collection<String>, all: String) -> String {
        let near = near(name, among: names)
        let said = "\(what) \"\(SafeText.line(name.prefix(100)))\""
        if !near.isEmpty { return said + ": did you mean \(SafeText.line(near.joined(separator: ", ")))?" }
        guard !names.isEmpty else { return said + "." }
        let listed = names.sorted().prefix(6)
        return said + "; \(all) are \(SafeText.line(listed.joined(separator: ", ")))\(names.count > listed.count ? ", …" : "")."
    }

    /// At most three names: those that contain what was typed or are contained in it, else one a slip away, else those that begin alike.
    static func near(_ name: String, among names: some Collection<String>) -> [String] {
        let typed = name.lowercased()
        guard !typed.isEmpty else { return [] }
        let related = Set(names).filter { typed.count > 2 && ($0.lowercased().contains(typed) || typed.contains($0.lowercased())) }.sorted()
        if !related.isEmpty { return Array(related.prefix(3)) }
        if let slip = EditDistance.nearest(to: name, among: names) { return [slip] }
        // Pods of one workload begin alike and end at random.
        let least = max(4, typed.count / 3)
        let alike = names.map { (name: $0, shared: $0.lowercased().commonPrefix(with: typed)) }.filter { $0.shared >= least }
        return alike.sorted { ($1.shared, $0.name) < ($0.shared, $1.name) }.prefix(3).map(\.name)
    }
}

extension String {
    /// How many characters both begin with.
    fileprivate func commonPrefix(with other: String) -> Int { zip(self, other).prefix { $0 == $1 }.count }
}
