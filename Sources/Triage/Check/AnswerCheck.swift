/// Holds a model's answer against the evidence, sentence by sentence.
///
/// A claim is supported when the places that it cites are there, what it quotes stands in them, and the commits, images and runs
/// that it names stand in the evidence; a cause must cite something. Guesses, advice and headings claim nothing. Where the check
/// cannot tell, a sentence is left alone: a sign that is often wrong is not read.
public struct AnswerCheck: Sendable {
    private let evidence: [Exhibit], prompt: String, subject: String, findings: [Finding]

    /// A check against a report's evidence.
    ///
    /// - Parameters:
    ///   - evidence: as stored, so that what is found is what a citation opens.
    ///   - prompt: what the model was shown: it may quote the sentences that were made of objects.
    ///   - subject: what was asked, with its names.
    ///   - findings: those by rule; they name lines that address the analyst.
    public init(_ evidence: [Exhibit], prompt: String, subject: String = "", findings: [Finding] = []) {
        (self.evidence, self.prompt, self.subject, self.findings) = (evidence, prompt, subject, findings)
    }

    /// The claims of an answer. Reads the evidence once for each quote: run it beside the thread pool.
    public func report(on answer: String) -> ClaimReport {
        let text = AnswerText(answer), index = EvidenceIndex(evidence, prompt: prompt, subject: subject)
        let judge = ClaimJudge(text: text, evidence: index, orders: PlantedOrders(findings, index))
        return ClaimReport(text.sentences.compactMap(judge.claim))
    }
}

/// Judges one sentence among its neighbours.
private struct ClaimJudge {
    let text: AnswerText, evidence: EvidenceIndex, orders: PlantedOrders

    /// The sentence as a claim; `nil` where it claims nothing.
    func claim(_ sentence: AnswerText.Sentence) -> Claim? {
        let (quotes, rest) = QuotedText.found(in: sentence.text)
        let words = " " + rest.lowercased() + " "
        let places = CitedPlaces.found(in: rest)
        let isAdvice = sentence.part == .advice || ClaimWords.isAdvice(String(words.drop { $0 == " " }))
        let isHedged = ClaimWords.isHedged(words)
        let scope = places.isEmpty ? groupPlaces(sentence) : places
        let passages = isAdvice || ClaimWords.isNegated(words) ? [] : quotes.filter { !$0.isCommand && $0.isPassage(cited: !scope.isEmpty) }
        let isCause =
            !isAdvice && !isHedged && sentence.part != .impact
            && (ClaimWords.isCausal(words)
                || sentence.part == .causes && sentence.leads && !ClaimWords.isNegated(words) && sentence.text.split(separator: " ").count > 4)

        let problem =
            citationProblem(places) ?? orderProblem(sentence, words, places) ?? quoteProblem(passages, scope)
            ?? nameProblem(quotes, advice: isAdvice || isHedged || ClaimWords.isNegated(words)) ?? changeProblem(sentence.text, advice: isAdvice)
            ?? codeProblem(sentence, scope, advice: isAdvice)
            ?? (isCause && scope.isEmpty && !hasProof(sentence) ? "it names a cause and cites nothing" : nil)
        guard problem != nil || !places.isEmpty || !passages.isEmpty || isCause else { return nil }
        return Claim(range: sentence.range, sentence: sentence.text, problem: problem)
    }

    /// What the sentences of its group cite.
    private func groupPlaces(_ sentence: AnswerText.Sentence) -> [CitedPlaces.Place] {
        text.sentences.filter { $0.group == sentence.group }.flatMap { CitedPlaces.found(in: QuotedText.found(in: $0.text).rest) }
            .filter { evidence.lines($0.evidence) != nil }
    }

    /// Whether its section has a line of its own that names the evidence.
    private func hasProof(_ sentence: AnswerText.Sentence) -> Bool {
        text.proofs[sentence.section, default: []].contains { !CitedPlaces.found(in: $0).isEmpty }
    }

    private func citationProblem(_ places: [CitedPlaces.Place]) -> String? {
        // The second number of "[2:10, 14]" is a line.
        let known = places.enumerated().filter { index, place in
            !(place.first == 0 && evidence.lines(place.evidence) == nil && index > 0 && places[index - 1].first > 0)
        }.map(\.element)
        return known.lazy.compactMap { place in CitedPlaces.problem(place, in: evidence).map { "\(place.text): \($0)" } }.first
    }

    private func orderProblem(_ sentence: AnswerText.Sentence, _ words: String, _ places: [CitedPlaces.Place]) -> String? {
        guard !orders.isEmpty, !ClaimWords.isWarning(words) else { return nil }
        if let place = orders.obeyed(by: sentence.text, code: sentence.code.flatMap(\.lines)) {
            return "it says what line \(place.line) of evidence \(place.evidence) tells the analyst to say"
        }
        if !places.isEmpty, places.allSatisfy(orders.holds) { return "all that it cites is text that addresses the analyst" }
        let calm = words.has(
            "no action is", "no action need", "no action req", "nothing is wrong", "no incident", "false alarm", "everything is healthy",
            "all systems",
            "is healthy", "keine maßnahmen", "alles in ordnung", "fehlalarm")
        return calm && places.isEmpty ? "it says that nothing is wrong and cites nothing, and text in the evidence addresses the analyst" : nil
    }

    private func quoteProblem(_ passages: [QuotedText], _ scope: [CitedPlaces.Place]) -> String? {
        for quote in passages {
            for part in quote.parts.map({ LooseText($0) }) where !part.isEmpty {
                if scope.contains(where: { evidence.holds($0.evidence, part) || goesOn(quote, $0) }) { continue }
                let short = Words.line(quote.whole, 60)
                guard let elsewhere = evidence.numbers.first(where: { evidence.holds($0, part) }) else {
                    // The finding's own words, and the question's, are known without being evidence.
                    if evidence.holds(part) { continue }
                    return "“\(short)” does not stand in the evidence"
                }
                if !scope.isEmpty { return "“\(short)” stands in [\(elsewhere)], not in what it cites" }
            }
        }
        return nil
    }

    /// Whether a passage goes over from one cited line to the next, whose beginnings (times, "hint:") are no part of it.
    private func goesOn(_ quote: QuotedText, _ place: CitedPlaces.Place) -> Bool {
        let words = quote.whole.split(separator: " ")
        guard place.first > 0, words.count >= 6 else { return false }
        let lines = (place.first...max(place.first + 3, min(place.last, place.first + 40))).compactMap { evidence.line(place.evidence, $0) }
        let text = Array(lines.joined(separator: "\n").utf8)
        return (2...words.count - 2).contains { at in
            LooseText(words[..<at].joined(separator: " ")).occurs(in: text) && LooseText(words[at...].joined(separator: " ")).occurs(in: text)
        }
    }

    private func nameProblem(_ quotes: [QuotedText], advice: Bool) -> String? {
        guard !advice else { return nil }
        let name = quotes.first { $0.isCode && $0.isName && !$0.isCommand && !evidence.holds(LooseText($0.whole, isWord: true)) }
        return name.map { "`\(Words.line($0.whole, 60))` does not stand in the evidence" }
    }

    private func changeProblem(_ sentence: String, advice: Bool) -> String? {
        // A command may hold what does not exist yet.
        let plain = sentence.split(separator: "`", omittingEmptySubsequences: false).enumerated().filter {
            $0.offset % 2 == 0 || !$0.element.contains(" ")
        }
        .map(\.element).joined(separator: " ")
        let name = BlamedChange.names(in: plain, advice: advice).first { name in
            !name.forms.contains { evidence.holds(LooseText($0, isWord: true)) }
        }
        return name.map { "\(Words.line($0.text, 70)) does not stand in the evidence" }
    }

    /// A block of code that is shown as what the evidence says.
    private func codeProblem(_ sentence: AnswerText.Sentence, _ scope: [CitedPlaces.Place], advice: Bool) -> String? {
        guard !advice, !scope.isEmpty else { return nil }
        for block in sentence.code where ["", "text", "log", "txt", "plain"].contains(block.language) {
            let lines = block.lines.filter { $0.contains { $0.isLetter } && !QuotedText(parts: [$0], isCode: true).isCommand }
            let missing = lines.first { line in
                !QuotedText.found(in: "`\(line.replacing("`", with: ""))`").quotes.allSatisfy {
                    $0.parts.allSatisfy { evidence.holds(LooseText($0)) }
                }
            }
            if let missing { return "“\(Words.line(missing, 60))” does not stand in the evidence" }
        }
        return nil
    }
}
