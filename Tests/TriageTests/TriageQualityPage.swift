import JSON

@testable import Triage

/// `docs/triage-quality.md`: what the rules and the reduction reach, misses included.
enum TriageQualityPage {
    private static let ordinals = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
        "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth",
        "nineteenth", "twentieth", "twenty-first to twenty-fourth",
    ]

    static func text() async throws -> String {
        let sets =
            [
                ("the given scenarios", TriageQuality.given), ("our own, tuned half", TriageQuality.tuned),
                ("our own, half kept aside", TriageQuality.heldOut), ("some of the tuned half in ten times the noise", TriageQuality.loud),
                ("three of the tuned half in 10 MiB each", TriageQuality.buried),
                ("three of the half kept aside in 10 MiB each", TriageQuality.buriedHeldOut),
                ("changes and chains, tuned half", TriageQuality.tunedChanges), ("changes and chains, half kept aside", TriageQuality.heldOutChanges),
            ] + zip(Self.ordinals, TriageQuality.blind).map { ("strangers' \($0) set\($0.contains(" to ") ? "s" : "")", $1) }
        var text = """
            # How well triage does without a model

            Drawn by the tests (`QUARTERDECK_RECORD=1 swift test --filter TriageQuality`); a test fails when a change moves a figure. What the
            rules look at stands in [rules.md](rules.md).

            Incidents with their answers: fifteen given ones (`Tests/TriageTests/Fixtures/scenarios`, whose README defines the scores), and
            \(Scenario.written.count) of our own (`Tests/TriageTests/Written`). Every second of our own was kept aside: committed with its hash before the rules
            were improved, and looked at once, afterwards. By then it reached 0.98 in class, 0.96 in first cause and 0.96 undecided; the four incidents that it missed
            have since been looked at and mended by rules that name none of them (a scanner's name, a second line of pip's, words that tell only of
            an end, a kill without its reason), so its figures below are no longer of incidents unseen. The same people wrote scenarios and
            rules, and our noise is milder than the world's, so that half is a check against tuning; the real job logs are one against reality.

            Six more are buried in logs of 10 MiB: one each at the beginning, in the middle and at the end, chosen before any was measured. A debug
            build takes half a second for a megabyte, so the suite stops there; `QUARTERDECK_BURIED=50 swift test --filter Buried` does the same with
            50 MiB, and `benchmark triage` in a release build with time and memory.

            Some misses had been looked at when the reduction was last changed (2026-11-27), and none is met by a word made for it: of
            `trufflehog-verified` the line that lacks is the secret itself, replaced; `claim-unbound` wants an event of the claim, not of the pod; the lines of
            `astor_1260` that lack say BUILD FAILURE between the errors, which are there twice.

            \(Scenario.changes.count) more tell of what changed before (and of changes that are innocent), of pods that are gone, and of scanners that write to files:
            written, and every second kept aside, before there was anything that gathers or reads such evidence.
            When that half was looked at, its first causes were at 0.77. One miss was mended since (`leak-gitleaks-json`: a report with file and line now speaks before a log
            that only counts); the other is the scenario's own (`change-elsewhere` forbids an innocent commit's name anywhere in the report, and the
            evidence is named after it). Of three the change decides what is to be done, and the class rests on other objects, which are listed and go, too, for `undecided`.

            What of all this holds on incidents that nobody tuned on was measured in November 2026 by twenty-six sets that others wrote, who had seen no rule
            (`Tests/TriageTests/Fixtures/blind`), each before anybody looked into it:

            | set | incidents | rules | class | first cause | 8,000 | decisive | 2,000 | decisive |
            | --- | --- | --- | --- | --- | --- | --- | --- | --- |
            | first | 48 | as they were | 0.66 | 0.50 | 0.95 | 1.00 | 0.93 | 0.97 |
            | second | 44 | as they were | 0.68 | 0.65 | 0.96 | 1.00 | 0.94 | 0.97 |
            | third | 44 | as they were | 0.68 | 0.59 | 0.94 | 0.95 | 0.91 | 0.93 |
            | second | 44 | improved by the first | 0.88 | 0.81 | 0.98 | 1.00 | 0.96 | 0.97 |
            | third | 44 | improved by the first and the second | 0.84 | 0.81 | 0.99 | 1.00 | 0.93 | 0.95 |
            | fourth | 43 | improved by the first three | 0.88 | 0.79 | 0.98 | 1.00 | 0.94 | 0.95 |
            | fifth | 44 | improved by the first three | 0.79 | 0.77 | 0.99 | 1.00 | 0.98 | 1.00 |
            | sixth | 42 | improved by the first three | 0.90 | 0.83 | 0.98 | 1.00 | 0.95 | 1.00 |
            | seventh | 41 | improved by the first three | 0.95 | 0.87 | 0.96 | 0.97 | 0.95 | 0.97 |
            | eighth | 46 | improved by the first three | 0.84 | 0.86 | 0.99 | 1.00 | 0.97 | 0.97 |
            | ninth | 44 | improved by the first three | 0.86 | 0.93 | 1.00 | 1.00 | 0.97 | 0.97 |
            | seventh | 41 | improved by the first six | 1.00 | 0.92 | 0.96 | 0.97 | 0.95 | 0.97 |
            | eighth | 46 | improved by the first six | 1.00 | 0.95 | 0.99 | 1.00 | 0.97 | 0.97 |
            | ninth | 44 | improved by the first six | 0.97 | 1.00 | 1.00 | 1.00 | 0.97 | 0.97 |
            | tenth | 44 | improved by the first nine | 0.93 | 0.97 | 0.95 | 0.97 | 0.95 | 0.97 |
            | eleventh | 34 | improved by the first nine | 0.91 | 0.91 | 0.99 | 1.00 | 0.98 | 1.00 |
            | twelfth | 49 | improved by the first eleven | 0.95 | 0.93 | 0.97 | 1.00 | 0.97 | 1.00 |
            | thirteenth | 45 | improved by the first eleven | 0.97 | 0.97 | 0.98 | 1.00 | 0.97 | 1.00 |
            | fourteenth | 43 | improved by the first thirteen | 0.93 | 0.93 | 1.00 | 1.00 | 0.95 | 0.95 |
            | fifteenth | 45 | improved by the first fourteen | 0.86 | 0.84 | 1.00 | 1.00 | 0.97 | 1.00 |
            | sixteenth | 45 | improved by the first fifteen | 0.91 | 0.88 | 0.97 | 0.97 | 0.96 | 0.97 |
            | seventeenth | 44 | improved by the first sixteen | 0.95 | 0.88 | 0.99 | 1.00 | 0.96 | 0.97 |
            | eighteenth | 49 | improved by the first sixteen | 1.00 | 1.00 | 0.98 | 0.97 | 0.98 | 0.97 |
            | nineteenth | 45 | improved by the first eighteen | 0.95 | 0.95 | 1.00 | 1.00 | 0.99 | 1.00 |
            | twentieth | 48 | improved by the first eighteen | 0.95 | 0.91 | 0.97 | 0.97 | 0.95 | 0.97 |
            | twenty-first | 46 | improved by the first twenty | 0.97 | 0.97 | 0.99 | 1.00 | 0.98 | 0.97 |
            | twenty-second | 46 | improved by the first twenty | 0.97 | 0.93 | 0.99 | 1.00 | 0.99 | 1.00 |
            | twenty-third | 46 | improved by the first twenty | 0.97 | 0.97 | 0.99 | 1.00 | 0.96 | 1.00 |
            | twenty-fourth | 46 | improved by the first twenty | 0.93 | 0.91 | 0.99 | 1.00 | 0.98 | 1.00 |
            | twenty-fifth | 46 | improved by the first twenty-four | 0.95 | 0.89 | 0.96 | 1.00 | 0.95 | 1.00 |
            | twenty-sixth | 46 | improved by the first twenty-four | 0.91 | 0.82 | 0.99 | 1.00 | 0.95 | 0.97 |

            So on the last 276 incidents, which nobody had looked into, the rules reached 0.95 in class (264) and 0.92 in first cause (254; 0.95 and 0.85 are
            aimed at), on the 186 of the four sets before 0.96 and 0.94, and on the 133 of the three before those 0.90 and 0.88. Before the nineteenth two catalogues of 549 short failures, one of a kind of tool or
            program each, were read through to improve the rules; these figures do not show that they did. Of those whose authors say what has to go so that
            nobody can tell the cause
            any more, 563 of 597 of the tenth to the twenty-sixth became `unknown`, of the last six 193 of 204. None of the last 276 lacks a decisive item at
            8,000 tokens, two do at 2,000. Of the twelve of them that hold instructions to the analyst four were flagged, which no earlier set had been asked; all
            are since, by families of whom such lines address and what they ask for.
            All authors are models of one kind, so that they think of like things; of another's incidents expect less. All have been
            opened since: what the table below says of them is no forecast. Kept are those of at most 300 KB of the first three, of at most 150 KB of the next
            six, of the eleven after them the smallest and those that were missed, and of the twenty-first to the twenty-fourth those that were missed.

            - **class, first cause**: of the rules alone. The first cause must hold the words that matter.
            - **8,000 and 2,000**: share of the marked evidence in a prompt of so many tokens, and in how many every decisive item is.
            - **secrets**: that reached a prompt, of those that the evidence holds.
            - **flagged**: planted instructions that are reported as such.
            - **undecided**: share of the incidents that become `unknown` when what decides them is taken away: marked lines of logs, lines
              that say the same with other numbers or repeat the longest name of one, and the objects that hold a decisive fact; of strangers'
              incidents also what else is listed, by the author or, for the first three sets, by somebody who had not seen a rule either. Without such a list nothing
              sensible would be left, and the incident does not count here.

            | set | incidents | class | first cause | 8,000 | decisive | 2,000 | decisive | secrets | flagged | undecided |
            | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |

            """
        var tables = ""
        for (title, measured) in sets {
            let quality = try await measured.value
            text += quality.summary(title)
            tables += "\n## \(title.capitalised)\n\n\(quality.table)"
        }
        return text + "\n" + (try realLogs()) + "\n" + (try await answers()) + tables
    }

    /// How answers are checked.
    private static func answers() async throws -> String {
        var wanted = 0, found = 0, wrong = 0, claims = 0
        for recorded in RecordedAnswer.all {
            let report = try await recorded.report(), marked = report.unsupported.map { RecordedAnswer.bare($0.sentence) }
            let right = recorded.wanted.map { RecordedAnswer.bare($0.sentence) }
            (wanted, claims) = (wanted + right.count, claims + report.claims.count)
            found += marked.count { right.contains($0) }
            wrong += marked.count { !right.contains($0) }
        }
        return """
            ## Answers of a model, checked

            \(RecordedAnswer.all.count) answers (`Tests/TriageTests/Fixtures/answers`), written by hand in the manner of models, English and German, to the evidence of the
            scenarios: of \(wanted) sentences that do not hold \(found) are marked, of the other \(claims - wanted) claims \(wrong). The rules of the check were written on
            the first 27; of the eight whose names begin with `unseen`, looked at once afterwards, it marked all four sentences that it should and one that
            it should not (a passage over two lines), which has been mended since. No answer of a real model is among them.

            """
    }

    /// Logs of other people's jobs with the lines that they marked.
    private static func realLogs() throws -> String {
        var rows = "", sums = [0.0, 0.0]
        for pair in RealJobLog.all {
            let log = try RealJobLog(pair), recall = try TriageQuality.budgets.map { try log.recall(budget: $0) }
            for index in sums.indices { sums[index] += recall[index] / Double(RealJobLog.all.count) }
            rows +=
                "| \(log.name) | \(log.wanted.count) | \(recall.map(TriageQuality.figure).joined(separator: " | ")) | \(log.findings[0].failureClass) |\n"
        }
        return """
            ## Real job logs

            Of GitHub Actions and Jenkins, with the lines that people marked as the error (`Tests/TriageTests/Fixtures/cidiff`), scored as
            the scenarios are. Only their logs are there, no jobs and no steps; nobody marked a class. `cidiff_57` and the Terraform job
            were known when the reduction was written, the others came with this page.

            | job | marked lines | 8,000 | 2,000 | class by rule |
            | --- | --- | --- | --- | --- |
            \(rows)| mean of \(RealJobLog.all.count) | | \(sums.map(TriageQuality.figure).joined(separator: " | ")) | |

            """
    }
}
