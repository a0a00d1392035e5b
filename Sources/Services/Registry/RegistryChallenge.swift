/// One way to authenticate, as a `WWW-Authenticate` header names it (RFC 9110, section 11.6.1).
struct RegistryChallenge: Equatable {
    /// Lower case: `bearer`, `basic`.
    var scheme: String
    /// Its parameters by lower-case name: `realm`, `service`, `scope`. A scope holds commas and blanks within its quotes.
    var parameters: [String: String] = [:]

    /// Every challenge of a header, which may name several.
    static func read(_ header: String) -> [RegistryChallenge] {
        var found: [RegistryChallenge] = []
        var rest = Array(header.unicodeScalars)[...]
        func skip(_ accepted: Set<Unicode.Scalar>) { while let next = rest.first, accepted.contains(next) { rest.removeFirst() } }
        func token() -> String {
            let word = rest.prefix { !" \t,=\"".unicodeScalars.contains($0) }
            rest.removeFirst(word.count)
            return String(String.UnicodeScalarView(word))
        }
        while found.count < 10 {
            skip([" ", "\t", ","])
            let name = token()
            guard !name.isEmpty else { break }
            skip([" ", "\t"])
            guard rest.first == "=" else {
                found.append(RegistryChallenge(scheme: name.lowercased()))
                continue
            }
            rest.removeFirst()
            skip([" ", "\t"])
            var value = ""
            if rest.first == "\"" {
                rest.removeFirst()
                while let next = rest.popFirst(), next != "\"" {
                    if next == "\\", let escaped = rest.popFirst() { value.unicodeScalars.append(escaped) } else { value.unicodeScalars.append(next) }
                }
            } else {
                value = token()
            }
            // A parameter before any scheme belongs to nothing.
            if !found.isEmpty { found[found.count - 1].parameters[name.lowercased()] = value }
        }
        return found
    }
}
