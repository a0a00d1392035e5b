import Host

/// What is worth saying of ArgoCD's and Kubernetes' messages where a row has forty columns: which resource, and why.
///
/// Go wraps errors from the outside in ("failed to do A: failed to do B: reason"), so that a cut message loses what matters.
/// The whole message stays on the application's page.
enum ApplicationWords {
    /// A message without what it is wrapped in.
    /// - Parameter name: the application's; a resource of the same name is called by its kind alone.
    static func essence(_ message: String, of name: String) -> String {
        var text = unwrapped(SafeText.line(message)[...])
        if text.hasSuffix(".") { text = text.dropLast() }
        let words = String(text)
        let clear = backOff(words) ?? unreachable(words) ?? invalid(words) ?? words.replacing("\"", with: "")
        return clear.replacing(" \(name): ", with: ": ").replacing(" \(name) ", with: " ")
    }

    /// What stands in front of the reason and is the same for every failure of a kind.
    private static let wrappers = [
        "Failed sync attempt to ", "one or more objects failed to apply, reason: ",
        "one or more synchronization tasks completed unsuccessfully, reason: ", "Failed to load target state: ",
        "Failed to load live state: ", "failed to generate manifest for source ", "rpc error: code = ",
        "Manifest generation error (cached): ",
    ]

    private static func unwrapped(_ text: Substring) -> Substring {
        guard let wrapper = wrappers.first(where: text.hasPrefix) else { return text }
        var rest = text.dropFirst(wrapper.count)
        // Three of them go on with a revision, a place or a code before the next part begins.
        if wrapper.hasPrefix("rpc"), let found = rest.firstRange(of: "desc = ") {
            rest = rest[found.upperBound...]
        } else if !wrapper.hasSuffix(": "), let found = rest.firstRange(of: ": ") {
            rest = rest[found.upperBound...]
        }
        return unwrapped(rest)
    }

    /// The kubelet's words for a crash loop and for an image that cannot be had: `back-off 40s restarting failed
    /// container=NAME pod=…`, `Back-off pulling image "PATH"`.
    private static func backOff(_ text: String) -> String? {
        if text.hasPrefix("Back-off pulling image "), let path = text.split(separator: "\"").dropFirst().first {
            return "cannot pull \(path.split(separator: "/").last ?? path)"
        }
        let words = text.split(separator: " ")
        guard text.hasPrefix("back-off "), words.count > 1,
            let container = words.first(where: { $0.hasPrefix("container=") })?.split(separator: "=").last
        else { return nil }
        return "\(container) keeps crashing, back-off \(words[1])"
    }

    /// A cluster that does not answer: the innermost reason, without address and query.
    private static func unreachable(_ text: String) -> String? {
        guard text.contains("failed to get cluster info") || text.contains("dial tcp") else { return nil }
        return "its cluster does not answer: \(text.split(separator: ": ").last ?? "")"
    }

    /// `Service "x" is invalid: spec.ports[0].nodePort: Invalid value: 30809: provided port is already allocated`: the API
    /// server's refusal, its reason before the field and the value.
    private static func invalid(_ text: String) -> String? {
        guard let found = text.firstRange(of: " is invalid: ") else { return nil }
        let resource = text[..<found.lowerBound].replacing("\"", with: "")
        let parts = text[found.upperBound...].split(separator: ": ").map(String.init)
        guard parts.count >= 3, let field = parts[0].split(separator: ".").last, let reason = parts.last else {
            return "\(resource): \(text[found.upperBound...])"
        }
        return "\(resource): \(reason), \(field)\(parts.count > 3 ? " \(parts[2])" : "")"
    }
}
