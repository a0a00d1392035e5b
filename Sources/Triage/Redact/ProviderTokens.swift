/// Tokens that say themselves what they are: a prefix, then characters of a set, at least so many of them.
///
/// Prefixes as the providers document them; gitleaks' rules (github.com/gitleaks/gitleaks, MIT) served as a check list.
struct ProviderTokens {
    struct Shape {
        let prefix: [UInt8], kind: String, minimum: Int
        /// Bytes besides letters and digits that belong to the token.
        let extra: [UInt8]

        /// Prefixes that words begin with, too, need more of a look at what follows.
        func accepts(_ token: Slice<Bytes>) -> Bool {
            switch kind {
            case "launchdarkly", "plaid": token.count == prefix.count + 36 && Bytes(rebasing: token.suffix(36)).isUUID
            case "twilio": token.count == 34 && token.dropFirst(2).allSatisfy { $0.isDigit || $0.isLower && $0.isHex }
            case "nats-seed": token.count == 58 && token.allSatisfy { $0.isUpper || $0.isDigit }
            case "octopus": token.allSatisfy { $0.isUpper || $0.isDigit || $0 == UInt8(ascii: "-") }
            case "onepassword": prefix.count > 3 || token.allSatisfy { $0.isUpper || $0.isDigit || $0 == UInt8(ascii: "-") }
            case "ceph-key":
                token.count == 40 && token.reversed().starts(with: "==".utf8) && SecretValues.looksRandom(Bytes(rebasing: token))
            case "salesforce": token.contains(UInt8(ascii: "!"))
            case "vault": prefix.count > 2 || token.count == 26 && SecretValues.looksRandom(Bytes(rebasing: token.dropFirst(2)))
            default: true
            }
        }
    }

    static let shared = ProviderTokens()
    /// Shapes by their first byte; which two bytes one may begin with.
    private let shapes: [[Shape]]
    private let pairs: [Bool]

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
        add("AQ", "ceph-key", 38, "+/=")
        add("ya29. 1//0", "google-oauth", 20, "_-.")
        add("GOCSPX-", "google-client", 20, "_-")
        add("xoxb- xoxp- xoxa- xoxr- xoxs- xoxe- xoxc- xoxd- xapp-", "slack", 10, "-%./+=_")
        add("https://hooks.slack.com/", "slack-webhook", 12, "/_-")
        add("hooks.slack.com/services/ hooks.slack.com/workflows/ hooks.slack.com/triggers/", "slack-webhook", 12, "/_-")
        add("discord.com/api/webhooks/ discordapp.com/api/webhooks/", "discord-webhook", 20, "/_-")
        add("outlook.office.com/webhook/", "webhook", 60, "/@-")
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
        add("rubygems_", "rubygems", 40)
        add("sq0csp- sq0atp- sq0idp-", "square", 20, "_-")
        add("fm1r_ fm1a_ fm2_ fo1_", "fly", 30, "+/=_-,")
        add("pscale_tkn_ pscale_oauth_ pscale_pw_", "planetscale", 30, "_-.")
        add("dp.pt. dp.st. dp.ct. dp.sa. dp.scim. dp.audit.", "doppler", 30, "_-.")
        add("NRAK- NRJS- NRII- NRRA-", "new-relic", 18, "_-")
        add("SWMTKN-1-", "swarm", 40, "-")
        add("K10", "k3s", 66, ":.-_")
        add("xkeysib- xsmtpsib-", "brevo", 60, "-")
        add("sbp_ sb_secret_", "supabase", 20, "_-")
        add("lsv2_pt_ lsv2_sk_", "langsmith", 30, "_")
        add("pcsk_ tgp_v1_ jina_ pplx- xai- csk- fw_", "api-key", 30, "_-")
        add("ntn_", "notion", 40)
        add("sgp_", "sourcegraph", 40, "_")
        add("phx_ phs_", "posthog", 40)
        add("CCIPAT_ CCIPRJ_", "circleci", 30, "_")
        add("HRKU-", "heroku", 36, "-_")
        add("BBDC-", "bitbucket", 36, "+/=")
        add("ops_eyJ", "onepassword", 100, "_-")
        add("EAACEdEose0cBA", "facebook", 16)
        add("nfp_ vcp_ vck_", "api-key", 30, "_-")
        add("LTAI", "alibaba-key", 17)
        add("AKCp", "artifactory", 60)
        Self.addPublished(add)
        Self.addLesser(add)
        add("$2a$ $2b$ $2y$", "password-hash", 50, "$./")
        add("$1$ $5$ $6$ $8$ $9$ $y$ $apr1$ $argon2i$ $argon2id$ $scrypt$ $pbkdf2", "password-hash", 24, "$./=,+-")
        self.shapes = shapes
        var pairs = [Bool](repeating: false, count: 1 << 16)
        for shape in shapes.joined() { pairs[Int(shape.prefix[0]) << 8 | Int(shape.prefix[1])] = true }
        self.pairs = pairs
    }

    /// Forms that gitleaks, CredSweeper and the lists of GitHub and GitLab have besides, and that do not stand out by themselves:
    /// digits and letters of one case, or signs that end a word.
    private static func addPublished(_ add: (String, String, Int, String) -> Void) {
        add("ops_eyJ glc_eyJ ABSK bedrock-api-key-", "api-key", 60, "+/=_-")
        add("p8e- ico- sntryu_ sqp_ squ_ sqa_ bkua_ rdme_ hcaik_ hcbik_ hcxik_ tk-us- da2- dt0c01. dt0s01. dt0s16.", "api-key", 20, ".-_")
        add("fio-u- tfp_ duffel_live_ duffel_test_ shippo_live_ shippo_test_ s-s4t2ud- s-s4t2af- sm_pat_ sm_aat_ sm_sat_", "api-key", 16, "_-=")
        add("EZAK EZTK oy2", "api-key", 40, "")
        add("FLWSECK_TEST- FLWSECK- pnu_ lin_oauth_ CLOJARS_ nvapi- tvly- figd_ figo_ ghost_", "api-key", 24, "-_")
        add("EAAA EAAM EAAC IGQVJ IGQW", "meta", 60, "_-")
        add("sl.", "dropbox", 100, "_-=")
        add("s.", "vault", 24, "")
        add("t1.", "yandex", 80, "._-=")
        add("AQVN", "yandex", 34, "_-")
        add("YCA YCN YCP YCM", "yandex", 36, "_-")
        add("GR1348941 glft- glffct- glimt- gloas-", "gitlab", 20, "_-")
        add("sha256~", "openshift", 40, "_-")
        add("akab-", "akamai", 33, "-")
        add("amzn.mws.", "aws-key", 36, "-")
        add("access_token$production$", "braintree", 40, "$")
        add("access-sandbox- access-development- access-production-", "plaid", 36, "-")
        add("sdk- api- mob-", "launchdarkly", 36, "-")
        add("A3-", "onepassword", 28, "-")
        add("SK", "twilio", 32, "")
        add("SCRAM-SHA-256$ SCRAM-SHA-1$ SCRAM-SHA-512$", "password-hash", 30, "$+/=:")
        add("pbkdf2_sha256$ pbkdf2_sha512$ pbkdf2_sha1$ bcrypt_sha256$ scrypt:", "password-hash", 30, "$+/=:")
        add("dnkey-", "api-key", 60, "-")
        add("base64url.bearer.authorization.k8s.io.", "bearer", 20, "_-")
        add("SU SA SO SN SC", "nats-seed", 56, "")
        add("00D", "salesforce", 60, "!._")
        add("API-", "octopus", 26, "")
        add("https://outlook.office.com/webhook/", "webhook", 60, "/@-")
    }

    /// Forms of smaller houses, as their documentation shows them.
    private static func addLesser(_ add: (String, String, Int, String) -> Void) {
        add("pat-na1- pat-na2- pat-eu1- pat-ap1- xaat- xapt- waka_", "token", 36, "-")
        add("secret_ sk_", "token", 40, "")
        add("pat. sat. st. snyk_uat. snyk_sat. v2.local. v3.local. v4.local. v4.public. b.AAAA sk.eyJ tk.eyJ xoxe. mlsn.", "token", 60, "._-")
        add("CFPAT- cmVmdGtuO MDAxY2xvY2F0aW9u wandb_v1_ KEY0 bce-v3/ALTAK-", "token", 40, "_-%/=")
        add("EAAG EAAB EAAJ EAAI EAAD EAAH", "meta", 80, "")
        add(
            "mdb_sa_sk_ napi_ re_ rnd_ ddp_ ddo_ vercel_blob_rw_ ctp_ polar_pat_ polar_oat_ aio_ pina_ zpka_ unkey_ tss_ gitpod_pat_", "token", 26,
            "_")
        add("signkey-prod- signkey-staging- tr_prod_ tr_dev_ ucat_ dbtc_ dbtu_ ory_at_ ory_pat_ ory_rt_ sk-lf- hbp_ slk_ sgd_", "token", 24, "-_.")
        add("ptk_ lsk_ pts_ rpa_ ion_ dvc_server_ lin_wh_ sntrya_ sntryi_ pdl_live_apikey_ pdl_sdbx_apikey_ xnd_production_", "token", 24, "_-")
        add("AVNS_ rzp_live_ rzp_test_ sk_sbox_ SB-Mid-server- Mid-server- ATSTT3 dose PMAT-", "token", 14, "_-")
        add("AKID AKLT", "token", 28, "")
        add("GOOG1E GOOGTS", "google-id", 18, "")
        add("gAAAAAB", "token", 80, "_-=")  // Fernet's, OpenStack's
        add("nsec1", "private-key", 58, "")
        add("K000 K001 K002 K003 K004 K005", "token", 27, "/+")
    }

    /// The token that begins at `start`, where no word goes on from before.
    func match(_ bytes: Bytes, at start: Int, to end: Int) -> (end: Int, kind: String)? {
        guard start + 1 < end, pairs[Int(bytes[start]) << 8 | Int(bytes[start + 1])] else { return nil }
        for shape in shapes[Int(bytes[start])] where start + shape.prefix.count + shape.minimum <= end {
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
            if !shape.accepts(bytes[start..<index]) { continue }
            // Words may begin as short marks do: what follows was drawn.
            if shape.prefix.count <= 5, shape.kind == "token", !SecretValues.isDrawn(Bytes(rebasing: bytes[start + shape.prefix.count..<index])),
                shape.minimum < 60
            {
                continue
            }
            // orders-api-… is the name of something, in the midst of it.
            if shape.kind == "launchdarkly", start > 0, bytes[start - 1] == UInt8(ascii: "-") { continue }
            if shape.kind == "jwt", !bytes[start..<index].contains(UInt8(ascii: ".")) { continue }
            return (index, shape.kind)
        }
        return nil
    }

    /// Tokens whose mark stands within: Azure's `…8Q~…`, Terraform's `….atlasv1.…`, Mailgun's, Mailchimp's, Cloudflare's.
    static func marked(_ bytes: Bytes, at start: Int, to end: Int) -> (end: Int, kind: String)? {
        guard end - start >= 36 else { return nil }
        let first = bytes[start]
        guard
            bytes[start + 4] == UInt8(ascii: "Q")
                || end - start >= 40
                    && (bytes[start + 39] == UInt8(ascii: "L") || bytes[start + 39] == UInt8(ascii: "F") || bytes[start + 39] == UInt8(ascii: "k"))
                || bytes[start + 14] == UInt8(ascii: ".") || bytes[start + 32] == UInt8(ascii: "-")
                || first == UInt8(ascii: "k") || first == UInt8(ascii: "v") || first == UInt8(ascii: "p")
        else { return nil }
        func run(_ from: Int, _ belongs: (UInt8) -> Bool) -> Int {
            var index = from
            while index < end, belongs(bytes[index]) { index += 1 }
            return index
        }
        if bytes[start + 3].isDigit, bytes.has("Q~", at: start + 4) {
            let stop = run(start, { $0.isWord || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "~") })
            if stop - start >= 36 { return (stop, "azure-secret") }
        }
        if bytes.has(".atlasv1.", at: start + 14) {
            let stop = run(start + 23, { $0.isWord || $0 == UInt8(ascii: "-") })
            if stop - start >= 60 { return (stop, "terraform") }
        }
        if bytes.has("key-", at: start), run(start + 4, { $0.isWord }) == start + 36, run(start + 4, { $0.isLower || $0.isDigit }) == start + 36 {
            return (start + 36, "mailgun")
        }
        if bytes.has("v1.0-", at: start), start + 30 < end, bytes[start + 29] == UInt8(ascii: "-") {
            let stop = run(start + 30, \.isHex)
            if stop - start >= 120 { return (stop, "cloudflare") }
        }
        // Airtable's `pat….…`.
        if bytes.has("pat", at: start), start + 18 < end, bytes[start + 17] == UInt8(ascii: "."), run(start + 18, \.isHex) >= start + 82 {
            return (run(start + 18, \.isHex), "airtable")
        }
        if end - start >= 40, run(start, \.isHex) >= start + 32 {
            if bytes.has("NRAL", at: start + 36) { return (start + 40, "new-relic") }
            if bytes.has("NRAL", at: start + 40) { return (start + 44, "new-relic") }
        }
        // Facebook's `number|secret`, MaxMind's `…_mmk`.
        if end - start >= 40, bytes.has("_mmk", at: start + 36) { return (start + 40, "maxmind") }
        if bytes.has("-us", at: start + 32), run(start, \.isHex) == start + 32 {
            let stop = run(start + 35, \.isDigit)
            if stop > start + 35 { return (stop, "mailchimp") }
        }
        return nil
    }

    private func matches(_ prefix: [UInt8], _ bytes: Bytes, at start: Int) -> Bool {
        for (offset, byte) in prefix.enumerated() where bytes[start + offset] != byte { return false }
        return true
    }
}
