/// Words by which a sentence is known to claim, to guess, or to advise; English and German.
enum ClaimWords {
    /// What a heading or label says a part is for; `nil` where it says nothing of it.
    static func part(_ heading: String) -> AnswerText.Part? {
        let low = heading.lowercased()
        if low.has(
            "action", "recommend", "next step", "fix", "prevent", "mitigat", "remed", "verif", "how to", "short-term", "long-term", "short term",
            "long term", "immediate", "retrain", "would decide", "missing", "unknown", "open question", "caveat", "solution", "workaround",
            "maßnahm", "empfehl", "nächste", "vorbeug", "prüf", "behebung", "lösung", "sofort", "was entscheiden", "offen", "check",
            "summary of steps")
        {
            return .advice
        }
        if low.has(
            "impact", "auswirkung", "affected", "betroffen", "summary", "tl;dr", "overview", "conclusion", "zusammenfassung", "fazit", "überblick")
        {
            return .impact
        }
        if low.has("cause", "ursache", "grund", "diagnos", "analysis", "what happened") { return .causes }
        return nil
    }

    /// Whether a label introduces the evidence for what stands above it.
    static func isProof(_ label: String) -> Bool {
        let low = label.lowercased().trimmingPrefix { !$0.isLetter }
        return ["evidence", "for", "proof", "support", "beleg", "beweis", "dafür", "quelle", "source", "citation", "reference", "lines"].contains {
            low.hasPrefix($0)
        }
    }

    /// Whether it says what leads to what.
    static func isCausal(_ words: String) -> Bool {
        words.has(
            "because", "caused by", " causes the ", " causes a ", "which causes", " caused ", "causing", "due to", "root cause is", "the cause is",
            "cause:", "leads to", "led to",
            "results in", "resulted in", "resulting in", "result of", "triggered", "therefore", "responsible for", "introduced by",
            "as a consequence",
            "weil ", "wegen ", "verursach", "aufgrund", "ursache ist", "führt zu", "führte zu", "ausgelöst", "dadurch", "grund ist", "zurückzuführen")
    }

    /// Whether it says of itself that it is not certain.
    static func isHedged(_ words: String) -> Bool {
        words.has(
            " may ", " might ", "could ", "possib", "perhaps", "probabl", "likely", "inference", "inferred", "assum", "suspect", "seems", "appears",
            "hypothes", "unclear", "not clear", "cannot be", "does not decide", "speculat", "uncertain", "would ", "if ", "suggests",
            "vermut", "möglich", "könnte", "wahrscheinlich", "eventuell", "annahme", "scheint", "unklar", "falls ", "schlussfolgerung", "dürfte",
            "würde",
            "vielleicht", "deutet", "confidence", "likelihood", "konfidenz")
    }

    /// Whether it asks for something to be done, or looks ahead.
    static func isAdvice(_ words: String) -> Bool {
        if words.has(
            "should ", "recommend", "consider ", "make sure", "ensure ", "need to", "needs to", "must be ", "let the ", "please ", "to verify",
            "to confirm",
            "to fix", "to prevent", "verify ", "sollte", "empfehl", "prüfen sie", "stellen sie", "erhöhen sie", "bitte ", "muss ", "müssen ", "um zu "
        ) {
            return true
        }
        let first = words.drop { !$0.isLetter }.prefix { $0.isLetter }
        return imperatives.contains(String(first))
    }

    private static let imperatives: Set<String> = [
        "add", "adjust", "allow", "alert", "apply", "ask", "avoid", "bump", "change", "check", "clean", "compare", "configure", "correct", "create",
        "deploy",
        "delete", "describe", "disable", "do", "enable", "fetch", "find", "fix", "free", "give", "increase", "inspect", "install", "investigate",
        "keep",
        "limit", "look", "lower", "merge", "monitor", "move", "open", "pin", "pull", "push", "raise", "rebase", "rebuild", "reduce", "remove",
        "rename", "renew",
        "replace", "restart", "restore", "retrain", "retry", "revert", "review", "roll", "rotate", "run", "scale", "search", "see", "set", "split",
        "stop",
        "switch", "test", "train", "try", "update", "upgrade", "use", "validate", "wait", "watch", "write",
        "anpassen", "behebe", "erhöhe", "erhöhen", "ergänze", "lege", "lösche", "neustart", "öffne", "prüfe", "prüfen", "rolle", "setze", "starte",
        "teste",
        "überwache", "verwende", "warte",
    ]

    /// Whether it says that something is not there.
    static func isNegated(_ words: String) -> Bool {
        words.has(
            " no ", " not ", "n't ", "without", "missing", "absent", "absence", "lack", "neither", "never", " nor ", "rather than", "instead of",
            "none ", "kein",
            "nicht", "fehlt", "ohne ", "statt ")
            || words.hasPrefix("no ") || words.hasPrefix("none")
    }

    /// Whether it speaks of text that addresses the analyst, instead of following it.
    static func isWarning(_ words: String) -> Bool {
        words.has(
            "instruct", "inject", "attempt", "address", "tries to", "trying to", "ignored", "not follow", "malicious", "manipul", "mislead",
            "untrusted",
            "suspicious", "planted", "disregard", "anweisung", "versuch", "irreführ", "verdächtig", "ignoriert", "nicht befolgt")
    }
}
