import Host
import JSON
import Operations

/// What an image can be bumped to, as `quarterdeck bump NAME --list` prints it.
enum ChoicesText {
    /// A row for each image, newest first; then what stands in the manifest, where none of the rows is it.
    static func table(_ choices: ImageChoices, limit: Int) -> [String] {
        let shown = choices.choices.prefix(limit)
        let rows = shown.map { choice -> [String] in
            let marks = (choice.isStanding ? ["in the manifest"] : []) + choice.runsIn.map { "runs in \($0)" }
            let built = choice.built.map { String($0.rfc3339.prefix(16)).replacing("T", with: " ") } ?? ""
            let cells = [choice.tag, built, String(choice.commit.prefix(7)), String(choice.digest.prefix(19)), marks.joined(separator: ", ")]
            return cells.map { $0.isEmpty ? "-" : $0 }
        }
        var lines = PlainTable.lines([["TAG", "BUILT (UTC)", "COMMIT", "DIGEST", "WHERE"]] + rows)
        let rest = choices.choices.count - shown.count
        if rest > 0 { lines.append("… and \(rest) older; --limit shows more.") }
        if !choices.choices.contains(where: \.isStanding), !choices.standing.isEmpty {
            lines.append("In the manifest: \(SafeText.line(choices.standing)), which is none of these.")
        }
        return lines
    }

    /// The same for programs (docs/headless.md).
    static func json(_ choices: ImageChoices) -> Value {
        let tags = choices.choices.map { choice -> Value in
            [
                "tag": .string(choice.tag), "aliases": .array(choice.aliases.map { .string($0) }),
                "digest": choice.digest.isEmpty ? .null : .string(choice.digest), "built": choice.built.map { .string($0.rfc3339) } ?? .null,
                "commit": choice.commit.isEmpty ? .null : .string(choice.commit), "runs_in": .array(choice.runsIn.map { .string($0) }),
                "in_manifest": .bool(choice.isStanding),
            ]
        }
        return [
            "schema": 1, "name": .string(choices.image.name), "image": .string(choices.image.image),
            "in_manifest": choices.standing.isEmpty ? .null : .string(choices.standing), "tags": .array(tags),
            "gaps": .array(choices.gaps.map { .string($0) }),
        ]
    }
}
