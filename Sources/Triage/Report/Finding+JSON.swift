import JSON

// As `triage --json` prints a finding and the archive keeps it; docs/headless.md is its description.

extension Finding {
    /// The finding as JSON. A field without words is `null`.
    var json: Value {
        func text(_ words: String) -> Value { words.isEmpty ? .null : .string(words) }
        func points(_ points: [Point]) -> Value {
            .array(points.map { ["text": .string($0.text), "place": $0.place.map { .string($0.place) } ?? .null] })
        }
        return [
            "sentence": .string(sentence), "class": .string(failureClass), "severity": .string(severity),
            "citations": .strings(citations.map(\.place)), "for": points(support), "against": points(against), "impact": text(impact),
            "action": text(action), "verify": text(verify), "prevention": text(prevention),
        ]
    }

    /// A finding read back; `nil` where there is no sentence. What an older version did not write stays empty.
    init?(_ json: Value) {
        guard let sentence = json["sentence"].string else { return nil }
        func points(_ list: Value) -> [Point] {
            list.array.compactMap { point in point["text"].string.map { Point($0, point["place"].string.flatMap(Citation.init(place:))) } }
        }
        self.init(
            failureClass: json["class"].string ?? "unknown", severity: json["severity"].string ?? "", sentence: sentence,
            citations: json["citations"].array.compactMap { $0.string.flatMap(Citation.init(place:)) },
            support: points(json["for"]), against: points(json["against"]), impact: json["impact"].string ?? "",
            action: json["action"].string ?? "", verify: json["verify"].string ?? "",
            prevention: json["prevention"].string ?? "")
    }

    /// The findings that a stored report keeps as JSON; empty where it has none that can be read.
    public static func stored(_ json: String) -> [Finding] {
        // An archive of a later version, or a damaged one: the Markdown that is stored beside it is shown instead.
        ((try? JSON.value(Array(json.utf8))) ?? .null)["causes"].array.compactMap(Finding.init)
    }
}

extension Finding.Citation {
    /// `2:4208`, `1`.
    var place: String { line > 0 ? "\(evidence):\(line)" : "\(evidence)" }

    /// Reads a place.
    init?(place: String) {
        let numbers = place.split(separator: ":").map { Int($0) }
        guard let evidence = numbers.first ?? nil, evidence > 0 else { return nil }
        self.init(evidence: evidence, line: numbers.count > 1 ? numbers[1] ?? 0 : 0)
    }
}
