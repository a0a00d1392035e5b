import Host
import Settings

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

    /// At most three names: those that contain what was typed or are contained in it, else those a slip away.
    static func near(_ name: String, among names: some Collection<String>) -> [String] {
        let typed = name.lowercased()
        guard !typed.isEmpty else { return [] }
        let related = Set(names).filter { typed.count > 2 && ($0.lowercased().contains(typed) || typed.contains($0.lowercased())) }.sorted()
        if !related.isEmpty { return Array(related.prefix(3)) }
        return EditDistance.nearest(to: name, among: names).map { [$0] } ?? []
    }
}
