/// What a sentence puts between quotation marks or backticks.
struct QuotedText {
    /// Its parts where something was left out: each must stand there.
    var parts: [String]
    var isCode: Bool

    /// The words as they stand in the sentence.
    var whole: String { parts.joined(separator: "…") }

    /// Whether it is a passage, not a name or a figure of speech.
    func isPassage(cited: Bool) -> Bool {
        let words = whole.split(separator: " ")
        if words.count >= 3 { return isCode || cited || words.count >= 4 }
        return cited && words.count == 2 && whole.count >= 10
    }

    /// Whether it is one word that names something: with a digit, such as a tag, a size or a version.
    var isName: Bool { !whole.contains(" ") && whole.count >= 4 && whole.contains(where: \.isNumber) && !whole.contains("://") }

    /// Whether it is for a shell, or a pattern to be filled in.
    var isCommand: Bool {
        let words = whole.split(separator: " ")
        if whole.contains("<") || whole.contains("$") || whole.contains("${") { return true }
        guard isCode, let first = words.first?.lowercased(), Self.tools.contains(first) else { return false }
        // `openssl 3.0.11` names a version, it runs nothing.
        return !(words.count == 2 && words[1].first?.isNumber == true)
    }

    private static let tools: Set<String> = [
        "kubectl", "helm", "git", "gh", "docker", "pip", "python", "python3", "pytest", "npm", "npx", "argocd", "mlflow", "curl", "make", "systemctl",
        "journalctl",
        "go", "cargo", "mvn", "gradle", "df", "du", "cat", "grep", "free", "top", "ls", "openssl", "dig", "nslookup", "bandit", "trivy", "snyk",
        "flake8", "ruff",
        "black", "quarterdeck", "sudo", "crictl", "skopeo", "terraform", "ansible", "poetry", "uv", "kustomize",
    ]

    /// The quotes of a sentence, and the sentence without them.
    static func found(in sentence: String) -> (quotes: [QuotedText], rest: String) {
        var quotes: [QuotedText] = [], rest = "", text = Substring(sentence)
        let ends: [Character: [Character]] = ["`": ["`"], "\"": ["\""], "“": ["”", "“"], "„": ["“", "”"], "«": ["»"], "»": ["«"]]
        while let sign = text.first {
            let ticks = sign == "`" ? text.prefix { $0 == "`" }.count : 1
            let inner = text.dropFirst(ticks)
            guard let closing = ends[sign], let end = inner.firstIndex(where: closing.contains) else {
                rest.append(sign)
                text = text.dropFirst()
                continue
            }
            let quote = String(inner[..<end])
            let parts = quote.replacing("[...]", with: "…").replacing("[…]", with: "…").replacing("...", with: "…").split(separator: "…").map {
                String($0).trimmingSpaces
            }.filter { $0.count >= 4 }
            if !parts.isEmpty { quotes.append(QuotedText(parts: parts, isCode: sign == "`")) }
            rest += " "
            text = inner[end...].drop { closing.contains($0) }
        }
        return (quotes, rest)
    }
}

extension String {
    fileprivate var trimmingSpaces: String {
        var text = Substring(self)
        while text.first == " " { text = text.dropFirst() }
        while text.last == " " { text = text.dropLast() }
        return String(text)
    }
}
