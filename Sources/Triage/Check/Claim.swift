import JSON

/// A sentence of a model's answer that can be held against the evidence, and whether it holds.
public struct Claim: Sendable, Equatable {
    /// Where it stands in the answer, in bytes of UTF-8.
    public var range: Range<Int>
    /// The sentence on one line, as written.
    public var sentence: String
    /// Why it is not supported; `nil` when everything that it cites, quotes and blames is there.
    public var problem: String?

    /// A judged sentence.
    public init(range: Range<Int>, sentence: String, problem: String? = nil) {
        self.range = range
        self.sentence = sentence
        self.problem = problem
    }
}

/// What the check of an answer came to: its claims in their order.
public struct ClaimReport: Sendable, Equatable {
    /// Every sentence that claims something that could be checked.
    public var claims: [Claim]

    /// A report on claims.
    public init(_ claims: [Claim] = []) { self.claims = claims }

    /// Those that do not hold.
    public var unsupported: [Claim] { claims.filter { $0.problem != nil } }

    /// "5 of 7 claims are supported by the evidence"; empty where nothing was claimed.
    public var summary: String {
        guard !claims.isEmpty else { return "" }
        let held = claims.count - unsupported.count
        if claims.count == 1 { return held == 1 ? "The one claim is supported by the evidence" : "The one claim is not supported by the evidence" }
        return "\(held) of \(claims.count) claims are supported by the evidence"
    }

    /// The answer with a sign before each unsupported sentence and the reason behind it.
    ///
    /// - Parameters:
    ///   - begin: put before the sentence.
    ///   - end: put behind it, made of the reason.
    public func marked(_ answer: String, begin: String = "▲ ", end: (String) -> String = { " (not supported: \($0))" }) -> String {
        let bytes = Array(answer.utf8)
        var result: [UInt8] = [], at = 0
        for claim in unsupported where claim.range.lowerBound >= at && claim.range.upperBound <= bytes.count {
            result += bytes[at..<claim.range.lowerBound]
            result += begin.utf8
            result += bytes[claim.range]
            result += end(claim.problem ?? "").utf8
            at = claim.range.upperBound
        }
        result += bytes[at...]
        return String(decoding: result, as: UTF8.self)
    }

    /// As `--json` prints it and the archive keeps it.
    public var json: Value {
        let unsupported = unsupported.map { claim -> Value in
            [
                "sentence": .string(claim.sentence), "reason": .string(claim.problem ?? ""), "start": .int(claim.range.lowerBound),
                "end": .int(claim.range.upperBound),
            ]
        }
        return ["made": .int(claims.count), "supported": .int(claims.count - unsupported.count), "unsupported": .array(unsupported)]
    }

    /// What a stored report keeps of it: the unsupported claims whole, of the others only how many. `nil` where no answer was checked.
    public static func stored(_ json: String) -> ClaimReport? {
        // Reports of before there was a check have none.
        let kept = ((try? JSON.value(Array(json.utf8))) ?? .null)["claims"]
        guard let made = kept["made"].int else { return nil }
        var claims = kept["unsupported"].array.compactMap { claim -> Claim? in
            guard let start = claim["start"].int, let end = claim["end"].int, start >= 0, start <= end else { return nil }
            return Claim(range: start..<end, sentence: claim["sentence"].string ?? "", problem: claim["reason"].string ?? "")
        }
        let held = max(0, min(made, 100_000) - claims.count)
        claims += (0..<held).map { _ in Claim(range: 0..<0, sentence: "") }
        return ClaimReport(claims)
    }
}
