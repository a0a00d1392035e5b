import Host
import Yams

extension Manifest {
    /// The file with one container's image changed.
    ///
    /// - Parameters:
    ///   - container: the container's name; init containers are found too.
    ///   - kind: `Deployment`, `StatefulSet`, …
    ///   - name: the object's name.
    ///   - namespace: only an object of this namespace, or one that names none; `nil` for any.
    ///   - image: the whole new image.
    /// - Throws: ``ManifestError``: for an image that is empty, malformed, or already there; a container that is not there, or
    ///   there twice; a value that is an alias, comes by a merge or is shared by an anchor.
    public func settingImage(
        of container: String, in kind: String, named name: String, namespace: String? = nil, to image: String
    ) throws(ManifestError) -> ManifestEdit {
        let wanted: ImageReference
        do throws(ImageReference.Invalid) { wanted = try ImageReference(image) } catch { throw ManifestError(error.description) }
        let object = "\(kind) \(SafeText.line(name))"
        let ofObject = places.filter { place in
            place.container.kind == kind && place.container.object == name
                && (namespace == nil || place.container.namespace.isEmpty || place.container.namespace == namespace)
        }
        guard !ofObject.isEmpty else { throw ManifestError("there is no \(object) with containers in it.") }
        let found = ofObject.filter { $0.container.name == container }
        guard let place = found.first else {
            let names = ofObject.map { SafeText.line($0.container.name) }.joined(separator: ", ")
            throw ManifestError("\(object) has no container \"\(SafeText.line(container))\"; it has \(names).")
        }
        guard found.count == 1 else {
            throw ManifestError("\(object) has the container \"\(container)\" more than once; name its namespace.", line: found[1].container.line)
        }
        guard let pair = place.mapping.pair("image") else {
            let merged = place.mapping.pair("<<") != nil
            throw ManifestError(
                merged
                    ? "the image of \"\(container)\" comes by a merge (<<); edit it by hand where it stands."
                    : "the container \"\(container)\" has no image; add one by hand.", line: place.mapping.mark?.line)
        }
        // The same image by another spelling is no change; what cannot be read as an image is one to be changed.
        if let old = try? ImageReference(place.container.image), old == wanted {
            throw ManifestError("\"\(container)\" has the image \(SafeText.line(place.container.image)) already.", line: place.container.line)
        }
        return try setting(pair.key, pair.value, to: image, what: "image")
    }

    /// The file with the tag or digest of one entry of a Kustomization's `images` changed: whichever of the two the entry has.
    /// - Parameters:
    ///   - name: the image the entry is for.
    ///   - digest: for an entry that pins one.
    /// - Throws: ``ManifestError``, also for an entry with neither, which is to be edited by hand.
    public func settingKustomizedImage(_ name: String, tag: String, digest: String?) throws(ManifestError) -> ManifestEdit {
        let found = entries.filter { $0.image.name == name }
        guard let entry = found.first else { throw ManifestError("the Kustomization has no image \"\(SafeText.line(name))\".") }
        guard found.count == 1 else { throw ManifestError("the Kustomization names \"\(name)\" more than once.", line: found[1].image.line) }
        do throws(ImageReference.Invalid) {
            _ = try ImageReference(registry: "docker.io", repository: "x").at(tag: tag, digest: digest)
        } catch {
            throw ManifestError(error.description)
        }
        if let pair = entry.mapping.pair("digest") {
            guard let digest else { throw ManifestError("\"\(name)\" is pinned to a digest; give the new one.", line: entry.image.line) }
            guard digest != entry.image.digest else { throw ManifestError("\"\(name)\" has this digest already.", line: entry.image.line) }
            return try setting(pair.key, pair.value, to: digest, what: "digest")
        }
        guard let pair = entry.mapping.pair("newTag") else {
            throw ManifestError("the entry for \"\(name)\" has neither newTag nor digest; add one by hand.", line: entry.image.line)
        }
        guard tag != entry.image.tag else { throw ManifestError("\"\(name)\" has the tag \(tag) already.", line: entry.image.line) }
        return try setting(pair.key, pair.value, to: tag, what: "newTag")
    }

    /// Changes one scalar in the bytes, and checks by parsing that it alone has changed.
    private func setting(
        _ key: Yams.Node.Scalar, _ value: Yams.Node, to text: String, what: String
    ) throws(ManifestError) -> ManifestEdit {
        let line = key.mark?.line
        guard let scalar = value.scalar else { throw ManifestError("the \(what) is no text.", line: line) }
        guard let colon = source.colon(behind: key) else {
            throw ManifestError("the \(what) is written in a way that is not understood; edit it by hand.", line: line)
        }
        if source.next(from: colon) == UInt8(ascii: "*") {
            throw ManifestError("the \(what) is an alias of a value elsewhere; edit it there by hand.", line: line)
        }
        let range: Range<Int>, written: String
        if scalar.string.isEmpty, scalar.style == .plain || scalar.style == .any {
            // `image:` without a value: it is written behind the colon.
            (range, written) = (colon..<colon, " " + Self.plain(text))
        } else if let found = source.text(of: scalar) {
            let isQuoted = scalar.style == .singleQuoted || scalar.style == .doubleQuoted
            (range, written) = (found, isQuoted ? text : Self.plain(text))
        } else {
            throw ManifestError("the \(what) is not written on one line; write it on one, then it can be changed.", line: line)
        }
        var edit = ManifestEdit()
        edit.bytes = source.bytes
        edit.bytes.replaceSubrange(range, with: written.utf8)
        (edit.old, edit.new) = (scalar.string, text)
        let place = source.line(at: range.lowerBound)
        edit.line = place.number
        edit.before = String(decoding: source.bytes[place.range], as: UTF8.self)
        edit.after = String(decoding: edit.bytes[place.range.lowerBound..<place.range.upperBound + written.utf8.count - range.count], as: UTF8.self)
        try check(edit, what: what, line: line)
        return edit
    }

    /// The text as it may stand without quotes, or in them: a tag such as 1.10 would be read as a number.
    private static func plain(_ text: String) -> String {
        let words: Set = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"]
        guard let first = text.utf8.first else { return "\"\"" }
        let isLetter = (65...90).contains(first) || (97...122).contains(first)
        let isDigit = (48...57).contains(first)
        let isPlain = (isLetter && !words.contains(text.lowercased())) || (isDigit && text.contains("/"))
        return isPlain ? text : "\"\(text)\""
    }

    private func check(_ edit: ManifestEdit, what: String, line: Int?) throws(ManifestError) {
        let again = try Manifest(edit.bytes)
        var comparison = NodeComparison()
        comparison.compare(.sequence(.init(roots)), .sequence(.init(again.roots)), depth: 0)
        guard comparison.isComplete else { throw ManifestError("the file has too many aliases to be checked; edit it by hand.", line: line) }
        guard comparison.isOfOneShape, comparison.changes.count == 1, comparison.changes.first.map({ $0 == (edit.old, edit.new) }) == true else {
            throw ManifestError(
                comparison.isOfOneShape && comparison.changes.count > 1
                    ? "the \(what) is shared by an anchor with \(comparison.changes.count - 1) more; edit it by hand."
                    : "the \(what) cannot be changed without changing more; edit it by hand.", line: line)
        }
    }
}

/// What differs between two trees.
private struct NodeComparison {
    /// Scalars that differ, before and after.
    var changes: [(String, String)] = []
    /// Whether all was compared. Aliases within aliases make a small file a large tree.
    var isComplete = true
    /// Whether both have the same keys and as many elements.
    var isOfOneShape = true
    private var budget = 200_000

    mutating func compare(_ old: Yams.Node, _ new: Yams.Node, depth: Int) {
        budget -= 1
        guard budget > 0, depth < 400, changes.count < 1000 else {
            isComplete = false
            return
        }
        switch (old, new) {
        case (.scalar(let old), .scalar(let new)):
            if old.string != new.string { changes.append((old.string, new.string)) }
        case (.sequence(let old), .sequence(let new)) where old.count == new.count:
            for (one, other) in zip(old, new) { compare(one, other, depth: depth + 1) }
        case (.mapping(let old), .mapping(let new)) where old.count == new.count:
            for (one, other) in zip(old, new) {
                compare(one.key, other.key, depth: depth + 1)
                compare(one.value, other.value, depth: depth + 1)
            }
        default: isOfOneShape = false
        }
    }
}
