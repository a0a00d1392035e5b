/// The places that a sentence cites: `[2]`, `[2:4208]`, `[2:10-14]`, `[1, 3:7]`.
enum CitedPlaces {
    /// A place as it is cited: a piece of evidence and the lines.
    struct Place: Equatable {
        var evidence: Int, first: Int, last: Int, text: String
    }

    /// All of them; the indexes of lists, years and codes in brackets are none.
    static func found(in sentence: String) -> [Place] {
        var places: [Place] = [], before: Character = " ", rest = sentence[...]
        while let open = rest.firstIndex(of: "[") {
            if open > rest.startIndex { before = rest[rest.index(before: open)] } else { before = places.isEmpty ? before : "]" }
            rest = rest[rest.index(after: open)...]
            guard let close = rest.firstIndex(of: "]") else { break }
            let inner = String(rest[..<close])
            rest = rest[rest.index(after: close)...]
            // `items[0]` and `[text](address)` are something else.
            if before.isLetter || before == "_" || rest.first == "(" && inner.contains(where: \.isLetter) { continue }
            places += parts(inner)
        }
        return places
    }

    private static func parts(_ inner: String) -> [Place] {
        var places: [Place] = []
        for part in inner.split(whereSeparator: { $0 == "," || $0 == ";" }) {
            let text = part.filter { !$0.isWhitespace }.replacing("–", with: "-")
            let sides = text.split(separator: ":", maxSplits: 1).map { $0.split(separator: "-").map { Int($0) } }
            guard let evidence = sides.first?.first ?? nil, evidence > 0, evidence < 100, sides.allSatisfy({ !$0.contains(nil) && !$0.isEmpty })
            else { continue }
            if sides.count == 2 {
                let lines = sides[1].compactMap { $0 }
                places.append(Place(evidence: evidence, first: lines[0], last: lines.last ?? lines[0], text: "[\(text)]"))
            } else {
                for number in evidence...max(evidence, min(99, (sides[0].last ?? nil) ?? evidence)) {
                    places.append(Place(evidence: number, first: 0, last: 0, text: "[\(text)]"))
                }
            }
        }
        return places
    }

    /// Why a place is not there; `nil` where it is. `[2:10, 14]` means two lines of 2 where there is no 14th piece.
    static func problem(_ place: Place, in evidence: EvidenceIndex) -> String? {
        guard let lines = evidence.lines(place.evidence) else { return "there is no evidence \(place.evidence)" }
        guard place.first > lines else { return nil }
        return lines == 0
            ? "evidence \(place.evidence) could not be gathered, so it has no line \(place.first)"
            : "evidence \(place.evidence) has \(lines) lines, no line \(place.first)"
    }
}
