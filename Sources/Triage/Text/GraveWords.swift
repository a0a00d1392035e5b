/// How grave single words are, 0 to 100. Looked up for every word of every log: an open table over 64-bit hashes.
struct GraveWords: Sendable {
    static let shared = GraveWords()
    /// INFO, DEBUG: says that the line is not grave.
    static let quiet: UInt8 = 254
    /// "no errors", "without failures".
    static let negation: UInt8 = 255

    private var keys = [UInt64](repeating: 0, count: 1024)
    private var values = [UInt8](repeating: 0, count: 1024)

    private init() {
        add("traceback panic panicked fatal oomkilled segfault sigsegv enospc oom emerg emergency", 100)
        add(
            "error err critical crit alert exception failed failure fail killed sigkill abort aborted econnrefused deadlock corrupt corrupted",
            80)
        add("rejected denied refused unauthorized unauthorised forbidden cannot unable unreachable unavailable expired incompatible", 78)
        add(
            "mismatch evicted unhealthy insufficient notfound timeout nonzero violation assertion undefined unresolved eaddrinuse enoent eacces",
            72)
        add(
            "errors failures failing fails invalid missing conflict conflicts unexpected unsupported unrecognized exceeded assert timed", 62
        )
        add(
            "disconnected broken malformed unknown crash crashed crashing leak leaks leaked lost sigterm degraded overflow nan diverged", 58
        )
        add("cve vulnerability vulnerabilities drift regression throttled backoff stuck blocked quota exited terminated untolerated", 52)
        add("warning warn expected actual threshold below deprecated reset exhausted nospace left full changed retrying retry evicting", 40)
        add(
            "skipping skipped canceled cancelled exceeds pressure dropped slow stale empty ignored exit exiting stopped stopping shutdown",
            30)
        // German, as system libraries, databases and many an application of the house say it.
        add("fehler fehlgeschlagen schwerwiegend ausnahme abgestürzt kritisch", 80)
        add("abgelehnt verweigert abgebrochen ungültig ungültige unbekannt unerreichbar abgelaufen zeitüberschreitung", 76)
        add("fehlt fehlende gescheitert unterschritten überschritten unerwartet", 60)
        add("warnung erwartet schwelle schwellwert mindestens", 40)
        // French, Spanish, Portuguese, Italian, Polish, by the words that are ASCII.
        add("erreur refus impossible introuvable rejet interdit injoignable", 78)
        add("fallo denegado rechazada rehusada agotado recusada falhou negado errore rifiutata fallita odrzucone", 78)
        add("terminate emfile etimedout ehostunreach enotfound econnreset", 74)
        add("info debug trace notice verbose", Self.quiet)
        add("no without zero ignoring kein keine ohne", Self.negation)
    }

    private mutating func add(_ words: String, _ weight: UInt8) {
        for word in words.split(separator: " ") {
            let hash = Self.hash(word.utf8)
            var slot = Int(hash & 1023)
            while keys[slot] != 0, keys[slot] != hash { slot = (slot + 1) & 1023 }
            (keys[slot], values[slot]) = (hash, weight)
        }
    }

    static func hash(_ word: some Sequence<UInt8>) -> UInt64 {
        word.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }

    /// The weight of a word by the hash of its lower case; `tail` holds its last eight letters.
    func weight(of hash: UInt64, tail: UInt64, length: Int) -> UInt8 {
        var slot = Int(hash & 1023)
        while keys[slot] != 0 {
            if keys[slot] == hash { return values[slot] }
            slot = (slot + 1) & 1023
        }
        guard length > 5 else { return 0 }
        // ModuleNotFoundError, InconsistentVersionWarning, NullPointerException.
        if tail & 0xff_ffff_ffff == 0x65_7272_6f72 { return 80 }
        if length > 9, tail == 0x7863_6570_7469_6f6e { return 80 }
        if length > 7, tail & 0xff_ffff_ffff_ffff == 0x77_6172_6e69_6e67 { return 45 }
        return 0
    }
}
