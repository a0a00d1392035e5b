/// Tokens that say themselves what they are: a prefix, then characters of a set, at least so many of them.
///
/// Prefixes as the providers document them; gitleaks' rules (github.com/gitleaks/gitleaks, MIT) served as a check list.
struct ProviderTokens {
    struct Shape {
        let prefix: [UInt8], kind: String, minimum: Int
        /// Bytes besides letters and digits that belong to the token.
        let extra: [UInt8]
    }

    static let shared = ProviderTokens()
    /// Shapes by their first byte.
    private let shapes: [[Shape]]

    private init() {
        var shapes = [[Shape]](repeating: [], count: 256)
        func add(_ prefixes: String, _ kind: String, _ minimum: Int, _ extra: String = "") {
            for prefix in prefixes.split(separator: " ") {
                let bytes = Array(prefix.utf8)
                shapes[Int(bytes[0])].append(Shape(prefix: bytes, kind: kind, minimum: minimum, extra: Array(extra.utf8)))
            }
        }
        add("AKIA ASIA ABIA ACCA", "aws-key", 12)
        add("github_pat_", "github", 22, "_")
        add("ghp_ gho_ ghu_ ghs_ ghr_", "github", 20, "_-.")
        add("glpat- glrt- gldt- glptt- glagent- glcbt- glsoat-", "gitlab", 16, "_-.")
        add("AIza", "google-key", 30, "_-")
        add("AQ.", "google-key", 24, "_-")
        add("ya29. 1//0", "google-oauth", 20, "_-.")
        add("GOCSPX-", "google-client", 20, "_-")
        add("xoxb- xoxp- xoxa- xoxr- xoxs- xoxe- xoxc- xoxd- xapp-", "slack", 10, "-%./+=")
        add("https://hooks.slack.com/", "slack-webhook", 12, "/_-")
        add("https://discord.com/api/webhooks/ https://discordapp.com/api/webhooks/", "discord-webhook", 20, "/_-")
        add("eyJ", "jwt", 24, "_-.=")
        add("npm_", "npm", 30)
        add("pypi-", "pypi", 30, "_-")
        add("hf_ api_org_", "huggingface", 24)
        add("sk-ant-", "anthropic", 20, "_-")
        add("sk-", "api-key", 20, "_-")
        add("sk_live_ sk_test_ rk_live_ rk_test_ pk_live_ whsec_", "stripe", 14)
        add("SG.", "sendgrid", 30, "_-.")
        add("glsa_ glc_", "grafana", 20, "_=+/")
        add("hvs. hvb. hvr. s.CAES", "vault", 20, "_-.")
        add("tskey-", "tailscale", 16, "_-")
        add("dckr_pat_ dckr_oat_", "docker", 16, "_-")
        add("AGE-SECRET-KEY-1", "age-key", 40)
        add("dop_v1_ doo_v1_ dor_v1_", "digitalocean", 40)
        add("dapi", "databricks", 32)
        add("shpat_ shpss_ shpca_ shppa_", "shopify", 28)
        add("nvapi-", "nvidia", 30, "_-")
        add("lin_api_", "linear", 30)
        add("PMAK-", "postman", 30, "-")
        add("figd_", "figma", 20, "_-")
        add("gsk_", "api-key", 40)
        add("r8_", "replicate", 30)
        add("pul-", "pulumi", 40)
        add("sntrys_ sntryu_", "sentry", 30, "_+/=")
        add("ATATT3 ATCTT3 ATBB", "atlassian", 24, "_-=")
        add("AccountKey=", "azure-key", 40, "+/=")
        self.shapes = shapes
    }

    /// The token that begins at `start`, where no word goes on from before.
    func match(_ bytes: Bytes, at start: Int, to end: Int) -> (end: Int, kind: String)? {
        let candidates = shapes[Int(bytes[start])]
        guard !candidates.isEmpty else { return nil }
        for shape in candidates where start + shape.prefix.count + shape.minimum <= end {
            guard matches(shape.prefix, bytes, at: start) else { continue }
            var index = start + shape.prefix.count
            var digits = 0, uppers = 0
            while index < end {
                let byte = bytes[index]
                if byte.isDigit {
                    digits += 1
                } else if byte.isUpper {
                    uppers += 1
                } else if !byte.isLower, !shape.extra.contains(byte) {
                    break
                }
                index += 1
            }
            // A dot or dash behind the token belongs to the sentence.
            while index > start, bytes[index - 1] == UInt8(ascii: ".") || bytes[index - 1] == UInt8(ascii: "-") { index -= 1 }
            guard index - start - shape.prefix.count >= shape.minimum, digits + uppers >= 3 else { continue }
            if shape.kind == "jwt", !bytes[start..<index].contains(UInt8(ascii: ".")) { continue }
            return (index, shape.kind)
        }
        return nil
    }

    private func matches(_ prefix: [UInt8], _ bytes: Bytes, at start: Int) -> Bool {
        for (offset, byte) in prefix.enumerated() where bytes[start + offset] != byte { return false }
        return true
    }
}
