/// What differs at one place: a setting of a pod's template, or a line of a file.
struct Difference: Sendable, Equatable {
    /// `container app limit memory`; empty for a line of a file.
    var place = ""
    /// The values; empty for none.
    var before: String, after: String

    /// `container app image shop/app:v7 -> v8`.
    var words: String {
        func value(_ text: String) -> String { text.isEmpty ? "(none)" : Words.line(text, 110) }
        return (place.isEmpty ? "" : place + " ") + "\(value(before)) -> \(value(isImage ? newTag ?? after : after))"
    }

    /// The tag or digest of an image that is otherwise the same: `main-b7d20a4`.
    private var newTag: String? {
        guard let end = after.lastIndex(where: { $0 == ":" || $0 == "@" }), !after[end...].contains("/"), before.hasPrefix(after[...end]) else {
            return nil
        }
        return String(after[after.index(after: end)...])
    }

    /// Whether another image.
    var isImage: Bool { place.hasSuffix(" image") }

    /// The container that it is of, and what of it: `app`, `limit memory`; `nil` for what is no container's.
    var setting: (container: String, name: String)? {
        guard let range = place.firstRange(of: "container ") else { return nil }
        let parts = place[range.upperBound...].split(separator: " ", maxSplits: 1)
        return parts.count == 2 ? (String(parts[0]), String(parts[1])) : nil
    }
}
