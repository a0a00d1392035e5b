/// Complaints about configuration that are told by their form, not by fixed words.
extension ErrorKind {
    /// How the names of files end that hold configuration.
    private static let endings = [
        ".conf", ".cfg", ".cnf", ".yaml", ".yml", ".toml", ".ini", ".xml", ".json", ".properties", ".hcl", ".vcl", ".zone", ".rules", ".cf", ".env",
        ".pp", ".vrl", ".lua", "caddyfile", "corefile", ".rb", ".d",
    ]
    /// What a setting's own name ends with: `query.max-memory-per-node`, `tls.key.file`.
    private static let leaves: Set<Substring> = [
        "key", "keys", "url", "uri", "path", "dir", "directory", "file", "files", "password", "secret", "user", "username", "enabled", "enable",
        "timeout", "interval", "size", "port", "address", "addresses", "class", "type", "level", "memory", "limit", "servers", "token", "mode",
        "name", "id", "node", "location", "protocol", "format", "factor", "count", "threads", "max", "min", "ms", "bytes", "listeners", "brokers",
    ]

    /// Whether a complaint is about a line of a file that holds configuration: `nginx.conf:12`, `app.cfg line 41`, `"x.yaml", line 3`,
    /// `server.xml; lineNumber: 71`, `line 7 of /etc/app.conf`.
    /// - Parameter text: in lower case.
    static func placesConfiguration(_ text: String) -> Bool {
        guard endings.contains(where: text.contains), isComplaint(text) else { return false }
        for ending in endings {
            var rest = text[...]
            while let found = rest.firstRange(of: ending) {
                rest = rest[found.upperBound...]
                // "config.yaml.bak" and "confidence" are others.
                if let next = rest.first, next.isLetter || next.isNumber || "-_/.".contains(next) { continue }
                if startsWithLine(rest.prefix(48), strict: [".json", ".rb", ".lua", ".d"].contains(ending)) { return true }
                if !["json", ".rb", ".lua"].contains(where: ending.hasSuffix), endsWithLine(text[..<found.lowerBound].suffix(90)) { return true }
            }
        }
        return false
    }

    /// `:12:5`, `" line 27`, `, line 3, column 5`, `; lineNumber: 71`, ` [line: 12]`, `: 14:15:`.
    private static func startsWithLine(_ text: Substring, strict: Bool) -> Bool {
        let rest = text.drop { "'\"`),;:([ ".contains($0) }, signs = text.prefix(text.count - rest.count)
        if rest.first?.isNumber == true { return !strict && (signs == ":" || signs == ": " || signs == "(" || signs == "[" || signs == " [") }
        return ["at line", "on line", "in line", "line", "linenumber", "row"].contains { word in
            rest.hasPrefix(word) && rest.dropFirst(word.count).drop { " :#[=".contains($0) }.first?.isNumber == true
        }
    }

    /// `line 7 of /etc/app`, `line 12 in file "/etc/app`, `at line 3 column 5 in x`.
    private static func endsWithLine(_ text: Substring) -> Bool {
        guard let line = text.firstRange(of: "line ") else { return false }
        let number = text[line.upperBound...].prefix(while: \.isNumber)
        guard !number.isEmpty else { return false }
        let rest = text[line.upperBound...].dropFirst(number.count)
        return rest.contains(" of ") || rest.contains(" in ")
    }

    private static func isComplaint(_ text: String) -> Bool {
        text.has(
            "error", "invalid", "unknown", "unexpected", "not found", "bungled", "bad ", "cannot", "can't", "illegal", "missing", "must", "undefined",
            "unrecognized", "unrecognised", "unsupported", "not allowed", "expected", "failed", "failure", "fatal", "duplicate", "syntax", "not set",
            "unable", "no such", "doesn't exist", "does not exist", "ignoring", "exception", "not valid", "not permitted", "malformed", "emerg")
    }

    /// Whether a setting is named by its dotted name, and something is wrong with it.
    /// - Parameter text: in lower case.
    static func namesSetting(_ text: String) -> Bool {
        guard
            text.has(
                "not found", "missing", "not set", "unset", "required", "not used", "unused", "unknown", "unsupported", "invalid", "undefined",
                "not defined", "not known", "unrecognized", "illegal", "cannot be empty", "must ", "has no value", "not been set")
        else { return false }
        return text.split { " '\"`[](),:=;{}".contains($0) }.contains { word in
            guard word.count < 80, word.first?.isLetter == true, word.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || ".-_".contains($0)) })
            else { return false }
            let parts = word.split(separator: ".", omittingEmptySubsequences: false)
            guard parts.count > 2, !parts.contains(where: \.isEmpty), let last = parts.last?.split(whereSeparator: { "-_".contains($0) }).last else {
                return false
            }
            return leaves.contains(last)
        }
    }

    /// Whether a certificate is the program's own: it loads it, and nobody showed it.
    /// - Parameter text: in lower case.
    static func isOwnCertificate(_ text: String) -> Bool {
        text.has(
            "create ca", "load ca", "cacerts", "load x509 key pair", "key pair", "load certificate", "loading certificate", "load cert",
            "own certificate",
            "serving cert", "server certificate file", "signing cert", "root chain", "ssl_certificate", "sslcertificatefile")
            && !text.has("dial ", "get \"", "post \"", "handshake", "peer", "remote error", "connect to", "connecting")
    }
}
