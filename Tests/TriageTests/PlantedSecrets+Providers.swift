/// Tokens that say themselves whose they are, without a name before them.
extension PlantedSecrets {
    static let providers: [SecretShape] = [
        token("github classic") { "ghp_" + $0.alnum(36) },
        token("github fine-grained") { "github_pat_\($0.alnum(22))_\($0.alnum(59))" },
        token("github app") { $0.pick(["gho_", "ghu_", "ghs_", "ghr_"]) + $0.alnum(36) },
        token("gitlab personal") { "glpat-" + $0.url(20) },
        token("gitlab others") { $0.pick(["glrt-", "gldt-", "glptt-", "glsoat-", "glagent-"]) + $0.url(24) },
        token("slack bot") { "\($0.pick(["xoxb", "xoxp"]))-\($0.digits(12))-\($0.digits(13))-\($0.alnum(24))" },
        token("slack app") { "xapp-1-A\($0.upper(10))-\($0.digits(13))-\($0.hex(64))" },
        SecretShape("slack webhook") { dice in
            let end = dice.alnum(24)
            return ("POST https://hooks.slack.com/services/T\(dice.upper(8))/B\(dice.upper(10))/\(end) 200", end)
        },
        token("google api") { "AIza" + $0.url(35) },
        token("google oauth") { "ya29." + $0.url(120) },
        token("google client secret") { "GOCSPX-" + $0.url(28) },
        token("stripe live") { $0.pick(["sk_live_", "rk_live_", "sk_test_"]) + $0.alnum(24 + 8 * $0.below(10)) },
        token("stripe webhook") { "whsec_" + $0.alnum(32) },
        token("npm") { "npm_" + $0.alnum(36) },
        token("pypi") { "pypi-AgEIcHlwaS5vcmc" + $0.url(150) },
        token("docker hub") { "dckr_pat_" + $0.url(27) },
        token("hugging face") { "hf_" + $0.alnum(34) },
        token("openai") { $0.pick(["sk-proj-", "sk-svcacct-", "sk-"]) + $0.alnum(48) },
        token("anthropic") { "sk-ant-api03-\($0.url(93))AA" },
        token("openrouter") { "sk-or-v1-" + $0.hex(64) },
        token("groq") { "gsk_" + $0.alnum(52) },
        token("replicate") { "r8_" + $0.alnum(37) },
        token("aws key id") { $0.pick(["AKIA", "ASIA"]) + $0.upper(16) },
        token("azure client secret") { "\($0.alnum(3))8Q~\($0.url(34))" },
        token("digitalocean") { $0.pick(["dop_v1_", "doo_v1_"]) + $0.hex(64) },
        token("sendgrid") { "SG.\($0.url(22)).\($0.url(43))" },
        token("databricks") { "dapi" + $0.hex(32) },
        token("vault") { $0.pick(["hvs.", "hvb."]) + $0.url(90) },
        token("shopify") { $0.pick(["shpat_", "shpss_"]) + $0.hex(32) },
        token("grafana service account") { "glsa_\($0.alnum(32))_\($0.hex(8))" },
        token("grafana cloud") { "glc_eyJ" + $0.alnum(100) },
        token("new relic") { "NRAK-" + $0.upper(27) },
        token("linear") { "lin_api_" + $0.alnum(40) },
        token("doppler") { "dp.pt." + $0.alnum(43) },
        token("telegram bot") { "\($0.digits(10)):AA\($0.url(33))" },
        SecretShape("discord webhook") { dice in
            let end = dice.url(68)
            return ("POST https://discord.com/api/webhooks/\(dice.digits(18))/\(end)", end)
        },
        token("postman") { "PMAK-\($0.hex(24))-\($0.hex(34))" },
        token("planetscale") { "pscale_tkn_" + $0.url(43) },
        token("pulumi") { "pul-" + $0.hex(40) },
        token("terraform cloud") { "\($0.alnum(14)).atlasv1.\($0.url(67))" },
        token("atlassian") { "ATATT3xFfGF0\($0.url(170))=\($0.upper(8))" },
        token("age") { "AGE-SECRET-KEY-1" + $0.upper(58) },
        token("rubygems") { "rubygems_" + $0.hex(48) },
        token("jwt") { $0.jwt() },
        token("sentry") { "sntrys_eyJ\($0.alnum(90))_\($0.alnum(43))" },
        token("mailgun") { "key-" + $0.hex(32) },
        token("square") { "sq0csp-" + $0.url(43) },
        token("mailchimp") { "\($0.hex(32))-us\(1 + $0.below(21))" },
        token("fly") { "FlyV1 fm2_" + $0.base64(90) },
        token("cloudflare origin") { "v1.0-\($0.hex(24))-\($0.hex(146))" },
    ]

    /// A token within prose, in places where a log puts one.
    private static func token(_ name: String, _ make: @escaping @Sendable (inout Dice) -> String) -> SecretShape {
        SecretShape(name) { dice in
            let secret = make(&dice)
            let text = dice.pick([
                "Logging in with \(secret)", "using '\(secret)' for the upload", "401 for \(secret), retrying", "(\(secret))",
                "args=[\"push\", \"\(secret)\"]", "remote: invalid credential \(secret).", "+ ./deploy.sh \(secret) production",
                "https://api.example.com/v1/\(secret)/send", "x=\(secret)&y=2", "found:\(secret);",
            ])
            return (text, secret)
        }
    }
}
