/// A line that asks for a secret, so that the next one is it: a command that prints one, a server's question, a name that stands alone in
/// an element.
struct Asked {
    let kind: String, form: AwaitedSecret.Form
    /// Lines that may pass until it comes.
    let lines: Int

    /// `nil` for nearly every line, by its first byte or its last.
    init?(_ bytes: Bytes, _ text: Range<Int>) {
        guard text.count >= 5 else {
            // Redis's protocol: the verb, then each word's length and the word.
            guard text.count == 4, bytes.has("AUTH", at: text.lowerBound) else { return nil }
            (kind, form, lines) = ("password", .output, 5)
            return
        }
        switch bytes[text.lowerBound] {
        case UInt8(ascii: "$"), UInt8(ascii: "+"), UInt8(ascii: "#"), UInt8(ascii: ">"), UInt8(ascii: "%"):
            if Self.isShown(bytes, text) {
                (kind, form, lines) = ("password", .members, 24)
                return
            }
            if let kind = Self.printed(bytes, text) {
                (self.kind, form, lines) = (kind, .output, 2)
                return
            }
        case UInt8(ascii: "p"), UInt8(ascii: "S"):
            if Self.isCall(bytes, text) {
                (kind, form, lines) = ("secret", .output, 2)
                return
            }
            fallthrough
        default:
            if let prompt = Self.prompt(bytes, text) {
                if Self.isShown(bytes, text) {
                    (kind, form, lines) = ("password", .members, 24)
                    return
                }
                if let kind = Self.printed(bytes, prompt..<text.upperBound) {
                    (self.kind, form, lines) = (kind, .output, 2)
                    return
                }
            }
            // Without the prompt before it, where a command stands first that is known to print such things.
            if Self.tools.contains(where: { bytes.has($0, at: text.lowerBound) }), let kind = Self.printed(bytes, text, bare: true) {
                (self.kind, form, lines) = (kind, .output, 2)
                return
            }
        }
        switch bytes[text.upperBound - 1] {
        case UInt8(ascii: ">"):
            // <Password> alone, above its <Value>.
            if bytes[text.lowerBound] == UInt8(ascii: "<"), text.count < 40,
                let found = KeyNames.kind(of: Bytes(rebasing: bytes[text.dropFirst().dropLast()])),
                found.strength == .strong
            {
                (kind, form, lines) = (found.kind, .element, 2)
                return
            }
            if let found = Self.opening(bytes, text) {
                (kind, form, lines) = (found.kind, .element, 2)
                return
            }
            guard text.count < 200, let end = Self.last("</", bytes, text), end > text.lowerBound,
                let found = SecretScanner.named(bytes, in: text.lowerBound..<end), found.strength == .strong || found.strength == .weak
            else { return nil }
            (kind, form, lines) = (found.kind, .element, 2)
        case 34, 39:
            // password = """
            guard bytes.has("\"\"\"", at: text.upperBound - 3) || bytes.has("'''", at: text.upperBound - 3) else { return nil }
            var high = text.upperBound - 3
            while high > text.lowerBound, !bytes[high - 1].isWord { high -= 1 }
            var low = high
            while low > text.lowerBound, bytes[low - 1].isWord || bytes[low - 1] == UInt8(ascii: "-") { low -= 1 }
            guard low < high, let found = KeyNames.kind(of: Bytes(rebasing: bytes[low..<high])), found.strength == .strong else { return nil }
            (kind, form, lines) = (found.kind, .output, 1)
        case UInt8(ascii: "6"):
            // SMTP's and IMAP's "Password:", base64.
            guard bytes.has("UGFzc3dvcmQ6", at: text.upperBound - 12) else { return nil }
            (kind, form, lines) = ("password", .output, 1)
        default:
            // Within a line's last words: USER ada.
            var space = text.upperBound - 1
            while space > text.lowerBound, text.upperBound - space < 40, bytes[space] != 32 { space -= 1 }
            guard space - 4 >= text.lowerBound, bytes[space - 1] == UInt8(ascii: "R"), bytes.has("USER", at: space - 4),
                space - 4 == text.lowerBound || !bytes[space - 5].isWord && bytes[space - 5] != UInt8(ascii: "-")
            else { return nil }
            (kind, form, lines) = ("password", .reply, 3)
        }
    }

    private static func last(_ mark: StaticString, _ bytes: Bytes, _ text: Range<Int>) -> Int? {
        var index = text.upperBound - mark.utf8CodeUnitCount
        while index > text.lowerBound, !bytes.has(mark, at: index) { index -= 1 }
        return index > text.lowerBound ? index : nil
    }

    /// What a command prints that is entered at a prompt.
    private static func printed(_ bytes: Bytes, _ text: Range<Int>, bare: Bool = false) -> String? {
        var start = text.lowerBound
        while start < text.upperBound, Marks("$+#>%").contains(bytes[start]) { start += 1 }
        guard start < text.upperBound, bare || bytes[start] == 32, text.count <= 600 else { return nil }
        let command = start..<text.upperBound
        if printers.contains(where: { bytes.firstFolded($0, in: command) != nil }) { return "secret" }
        if isOpenFile(bytes, command) { return nil }
        if isKeyFile(bytes, command) { return "secret" }
        let isRead = readers.contains { bytes.firstFolded($0, in: command) != nil }
        let isNamed = names.contains { bytes.firstFolded($0, in: command) != nil }
        return isRead && isNamed ? "secret" : nil
    }

    /// `ada@web-1:~$ `: where the sign is that a prompt ends with; looked for in lines that begin as such, with a name and an `@`.
    private static func prompt(_ bytes: Bytes, _ text: Range<Int>) -> Int? {
        let first = bytes[text.lowerBound]
        guard first.isLower || first == UInt8(ascii: "["), text.count > 12, text.count <= 300,
            let at = bytes[text.lowerBound..<text.lowerBound + min(24, text.count)].firstIndex(of: UInt8(ascii: "@"))
        else { return nil }
        var index = at + 1
        let limit = min(text.upperBound - 2, at + 80)
        while index < limit {
            if bytes[index] == UInt8(ascii: "$") || bytes[index] == UInt8(ascii: "#"), bytes[index + 1] == 32 { return index }
            index += 1
        }
        return nil
    }

    /// Commands that decrypt a file of settings and show them by their names.
    private static let showers: [StaticString] = [
        "knife data bag show", "knife vault show", "ansible-vault view", "sops -d ", "sops --decrypt", "sops decrypt", "eyaml decrypt",
        "credentials:show", "gopass cat", "chef-vault",
    ]

    private static func isShown(_ bytes: Bytes, _ text: Range<Int>) -> Bool {
        text.count <= 300 && showers.contains { bytes.first($0, in: text) != nil }
            // Without its key, a bag stays encrypted.
            && (bytes.first("data bag show", in: text) == nil || bytes.first("--secret", in: text) != nil)
    }

    /// `println(creds.password.getPlainText())`: code that prints what a call gives of a secret.
    private static func isCall(_ bytes: Bytes, _ text: Range<Int>) -> Bool {
        guard text.count <= 300, Marks(");").contains(bytes[text.upperBound - 1]) || bytes.has("puts ", at: text.lowerBound),
            [("print" as StaticString), "puts ", "System.out.print"].contains(where: { bytes.has($0, at: text.lowerBound) })
        else { return false }
        let calls: [StaticString] = ["plaintext", "decrypt(", "getsecret(", "getpassword(", "get_password(", "get_secret_value("]
        return calls.contains { bytes.firstFolded($0, in: text) != nil }
    }

    /// Whether the command's last word is a file that anybody may read.
    private static func isOpenFile(_ bytes: Bytes, _ command: Range<Int>) -> Bool {
        let end = bytes.trimmed(command).upperBound
        return [(".pub" as StaticString), "authorized_keys", "known_hosts", "_policy", ".crt"].contains {
            bytes.has($0, at: end - $0.utf8CodeUnitCount)
        }
    }

    /// Whether a file is shown that holds nothing but a key, by its name.
    private static func isKeyFile(_ bytes: Bytes, _ command: Range<Int>) -> Bool {
        let end = bytes.trimmed(command).upperBound
        return [(".key" as StaticString), ".cookie", "keyfile", ".secret"].contains { bytes.hasFolded($0, at: end - $0.utf8CodeUnitCount) }
            && [("cat " as StaticString), "head ", "tail ", "less ", "more "].contains { bytes.first($0, in: command) != nil }
            && !bytes[command].contains(UInt8(ascii: "|"))
    }

    private static let tools: [StaticString] = [
        "kubectl ", "oc ", "argocd ", "vault ", "bao ", "aws ", "gcloud ", "az ", "op ", "gopass ", "pass show ", "terraform ", "tofu ",
        "openssl rand",
        "pwgen ", "consul kv", "etcdctl ", "chamber ", "lpass ", "heroku ", "sops ", "doppler ", "infisical ", "pulumi config", "docker exec",
    ]

    /// What the element that a line ends with opening would hold, by its name or what it is given for one.
    private static func opening(_ bytes: Bytes, _ text: Range<Int>) -> (kind: String, strength: KeyNames.Strength)? {
        var open = text.upperBound - 1
        while open > text.lowerBound, text.upperBound - open < 120, bytes[open] != UInt8(ascii: "<") { open -= 1 }
        guard bytes[open] == UInt8(ascii: "<"), open + 1 < text.upperBound, bytes[open + 1].isLetter else { return nil }
        var end = open + 1
        while end < text.upperBound, bytes[end].isWord || Marks("-.:").contains(bytes[end]) { end += 1 }
        var name = open + 1..<end
        for mark: StaticString in [" name=\"", " key=\""] {
            guard let at = bytes.first(mark, in: end..<text.upperBound) else { continue }
            let value = SecretValues.value(bytes, at: at + mark.utf8CodeUnitCount - 1, to: text.upperBound) { _ in false }
            if value.quoted { name = value.range }
        }
        guard let found = KeyNames.kind(of: Bytes(rebasing: bytes[name])), found.strength == .strong else { return nil }
        return found
    }

    private static let printers: [StaticString] = [
        "initial-password", "initial-admin", "print-access-token", "print-identity-token", "get-access-token", "get-login-password",
        "get-secret-value",
        "secrets versions access", "create token", "auth token", "auth:token", "op read", "pass show", "gopass show", "bw get password", "lpass show",
        "keyvault secret show", "pwgen", "openssl rand", "mkpasswd", "--with-decryption", "generate-token", "secret-tool lookup",
        "find-generic-password", "get-decrypted", "chamber read", "token create", "lookup-token",
    ]
    /// Commands that print what they are told to, and what must be among it.
    private static let readers: [StaticString] = [
        "base64 -d", "base64 --decode", "base64 -D", "kv get", "jsonpath", "go-template", "cat ", "echo ", "printenv", "config get", "get-value",
        "jq -r",
        "environ", "getenv", "env[", "process.env", "output -raw", "describe", "read -field", "decrypt", "consul kv", "etcdctl get", "az ", "gcloud ",
        "aws ",
    ]
    private static let names: [StaticString] = ["password", "passwd", "secret", "token", "_key", "-key", "apikey", "credential", "passphrase"]
}
