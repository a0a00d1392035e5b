import Host
import Testing

@testable import Settings

/// Reads a configuration as if it stood at `/etc/qd/config.toml`; problems are returned without the path.
func read(_ toml: String, home: String = "/home/ada") -> (settings: Settings?, problems: [String]) {
    let environment = Environment(variables: ["HOME": home])
    do {
        return (try Settings(toml: Array(toml.utf8), file: "/etc/qd/config.toml", environment: environment), [])
    } catch {
        return (nil, error.problems.map { "\($0.line.map(String.init) ?? "-"): \($0.sentence)" })
    }
}

@Suite struct SettingsTests {
    @Test func anEmptyFileIsAllDefaults() {
        #expect(read("").settings == Settings())
    }

    @Test func readsWhatIsThere() throws {
        let settings = try #require(
            read(
                """
                read_only = true
                archive = "store/archive.sqlite"
                [[contexts]]
                name = "gcp"
                [[contexts]]
                name = "edge"
                kube_context = "k3d"
                namespaces = ["ml-apps", "default"]
                [alert_contexts]
                cluster = { "k3d-on-premises" = "edge" }
                [mlflow]
                url = "http://mlflow:5000/prefix/"
                interval = "2m"
                [[mlflow.models]]
                experiment = "iris"
                gate = 0.85
                [github]
                repositories = ["acme/iris"]
                token = "cmd:pass show 'my token'"
                [screen]
                time = "local"
                [keys.overrides]
                "pod.logs" = ["L", "ctrl-l"]
                [limits]
                body = "2MiB"
                list = 4194304
                """
            ).settings)
        #expect(settings.readOnly)
        #expect(settings.archive == "/etc/qd/store/archive.sqlite", "relative paths stand beside the file")
        #expect(settings.contexts.map(\.name) == ["gcp", "edge"])
        #expect(settings.contexts.map(\.kubeContext) == ["gcp", "k3d"], "the kubeconfig's name is the same unless given")
        #expect(settings.contexts[1].namespaces == ["ml-apps", "default"])
        #expect(settings.alertContexts == ["cluster": ["k3d-on-premises": "edge"]])
        #expect(settings.mlflow?.service.url == "http://mlflow:5000/prefix")
        #expect(settings.mlflow?.service.interval == 120)
        #expect(settings.mlflow?.models.map(\.gate) == [0.85])
        #expect(settings.github?.service.url == "https://api.github.com")
        #expect(settings.github?.service.token == .command(["pass", "show", "my token"]))
        #expect(settings.screen.utc == false)
        #expect(settings.keys == ["pod.logs": ["L", "ctrl-l"]])
        #expect(settings.limits.body == 2 << 20)
        #expect(settings.limits.list == 4 << 20)
        #expect(settings.prometheus == nil)
    }

    @Test func everythingThatIsWrongIsSaidAtOnceWithItsLine() {
        let problems = read(
            """
            read_onyl = true
            [[contexts]]
            nmae = "k3d"

            [prometheus]
            url = "prometheus:9090"
            interval = "fast"
            token = "glsa_e5bd0a77"

            [gemini]
            project = "p"
            mode = "vertx"
            prompt_budget = "8k"
            requests_per_day = -1

            [argo]
            url = "https://argo"
            """
        ).problems
        #expect(
            problems == [
                #"1: unknown key "read_onyl"; did you mean "read_only"?"#,
                #"2: [[contexts]] lacks "name": The name on screen."#,
                #"3: unknown key "contexts[0].nmae"; did you mean "contexts[0].name"?"#,
                #"6: "prometheus.url" wants an address that begins with http:// or https://"#,
                #"7: "prometheus.interval" wants a duration such as "15s" (units ms, s, m, h, d) or a number of seconds"#,
                #"8: "prometheus.token" holds a literal; secrets are given by reference, so that they stand in no file: "env:NAME", "file:PATH" or "cmd:PROGRAM ARGUMENTS". If it was real, replace it"#,
                #"12: "gemini.mode" wants one of "vertex", "api-key"; did you mean "vertex"?"#,
                #"13: "gemini.prompt_budget" wants a whole number, not a string"#,
                #"14: "gemini.requests_per_day" wants a whole number from 0 to 1000000"#,
                #"16: unknown key "argo"; did you mean "argocd"?"#,
            ])
    }

    @Test func aKeyInTheWrongTableIsToldItsPlace() {
        #expect(
            read("theme = \"dark\"\n").problems == [#"1: unknown key "theme"; there is a "screen.theme""#])
    }

    @Test func aKeyLikeNoOtherIsToldWhatItsTableTakes() {
        #expect(
            read("[log]\nzzzzzzzz = 1\n").problems == [#"2: unknown key "log.zzzzzzzz"; [log] takes file, level, size, keep"#])
    }

    @Test(arguments: [
        ("[screen]\ntheme = 3\n", #"2: "screen.theme" wants a string, not an integer"#),
        ("screen = 3\n", #"1: "screen" wants a table, not an integer"#),
        ("contexts = \"k3d\"\n", #"1: "contexts" wants an array of tables ([[contexts]]), not a string"#),
        ("[screen]\nmouse = \"yes\"\n", #"2: "screen.mouse" wants true or false, not a string"#),
        ("[limits]\nbody = 1979-05-27\n", #"2: "limits.body" wants a size such as "64MiB", not a date"#),
        (
            "[limits]\nbody = \"64MB\"\n",
            #"2: "limits.body" wants a size such as "64MiB" (units KiB, MiB, GiB) or a number of bytes"#
        ),
        ("[limits]\nbody = 10\n", #"2: "limits.body" wants a size from "1MiB" to "1GiB""#),
        ("[keys.overrides]\nx = [\"a\", 1]\n", #"2: "keys.overrides.x" wants a string, not an integer (element 2)"#),
        (
            "[mlflow]\nurl = \"http://h\"\n[[mlflow.models]]\nexperiment = \"a\"\ngate = 85\n",
            #"5: "mlflow.models[0].gate" wants a number from 0 to 1"#
        ),
        ("[github]\nrepositories = [\"iris\"]\n", #"2: "github.repositories" wants a repository as "owner/name" (element 1)"#),
        ("[prometheus]\n", #"1: [prometheus] lacks "url": The address, with its path prefix where it has one."#),
    ])
    func wrongTypesAndRangesAreSentences(toml: String, sentence: String) {
        #expect(read(toml).problems == [sentence])
    }

    @Test(arguments: [
        (
            "token = \"env:A\"\nusername = \"u\"\npassword = \"env:B\"",
            #"5: [prometheus] has both "token" and "password"; keep one"#
        ),
        ("username = \"u\"", #"1: [prometheus] needs "username" and "password" together"#),
        ("ca_file = \"ca.pem\"\ninsecure = true", #"4: [prometheus] has both "ca_file" and "insecure"; keep one"#),
    ])
    func keysThatDoNotFitTogetherAreRefused(lines: String, sentence: String) {
        #expect(read("[prometheus]\nurl = \"http://h\"\n\(lines)\n").problems == [sentence])
    }

    @Test func geminiNeedsWhatItsModeNeeds() {
        #expect(
            read("[gemini]\n").problems == [
                #"1: [gemini] in mode "vertex" lacks "project""#,
                #"1: [gemini] in mode "vertex" lacks "service_account" or "token""#,
            ])
        #expect(read("[gemini]\nmode = \"api-key\"\n").problems == [#"1: [gemini] in mode "api-key" lacks "api_key""#])
    }

    @Test func mappingsLeadToContextsThatExist() {
        let toml = """
            [[contexts]]
            name = "gcp"
            [[contexts]]
            name = "k3d"
            [alert_contexts.cluster]
            k3d-on-premises = "k3s"
            [argocd]
            url = "https://argo"
            [argocd.contexts]
            "https://100.85.38.128:6550" = "edge-machine"
            """
        #expect(
            read(toml).problems == [
                #"6: "alert_contexts.cluster.k3d-on-premises" names no context of [[contexts]]; did you mean "k3d"?"#,
                #"10: "argocd.contexts."https://100.85.38.128:6550"" names no context of [[contexts]]; there are gcp, k3d"#,
            ])
    }

    @Test func twoContextsOfOneNameAreRefused() {
        #expect(
            read("[[contexts]]\nname=\"a\"\n[[contexts]]\nname=\"a\"\n").problems == [#"3: there are two contexts named "a""#])
    }

    @Test func credentialsInAnAddressAreRefusedWithoutShowingThem() {
        let problems = read("[prometheus]\nurl = \"https://ada:hunter2@prometheus\"\n").problems
        #expect(
            problems == [
                #"2: "prometheus.url" holds credentials in the address; give them by reference with "username" and "password" or "token""#
            ])
    }

    @Test(arguments: [
        "token = \"ghp_16C7e42F292c6912E7710c838347Ae178B4a\"", "token = ghp_16C7e42F292c6912E7710c838347Ae178B4a",
        "token = 'ghp_16C7e42F292c6912E7710c838347Ae178B4a", "token = [\"ghp_16C7e42F292c6912E7710c838347Ae178B4a\"]",
        "token = { ghp_16C7e42F292c6912E7710c838347Ae178B4a }", "token = \"\"\"ghp_16C7e42F292c6912E7710c838347Ae178B4a",
        "username = \"a\"\npassword = \"ghp_16C7e42F292c6912E7710c838347Ae178B4a\"",
        "token = \"\\ghp_16C7e42F292c6912E7710c838347Ae178B4a\"", "token = 16C7e42F292c6912E7710c838347Ae178B4a",
    ])
    func noErrorEverShowsTheSecret(line: String) {
        let problems = read("[github]\nrepositories = [\"a/b\"]\n\(line)\n").problems
        #expect(!problems.isEmpty)
        #expect(!problems.contains { $0.contains("C7e42F") || $0.contains("ghp_16") }, "\(problems)")
    }

    @Test func aSyntaxErrorIsPlacedByLineAndColumn() {
        let problems = read("[screen]\ntheme = \"dark\"\nmouse = \n").problems
        #expect(problems.count == 1)
        #expect(problems.first?.hasPrefix("3: column 9: ") == true, "\(problems)")
    }

    @Test func aFileThatIsNotTextIsRefused() {
        let error = #expect(throws: SettingsError.self) {
            try Settings(toml: [0xff, 0xfe, 0x00], file: "/c.toml", environment: Environment(variables: [:]))
        }
        #expect(error?.description == "/c.toml: is not UTF-8 text")
    }
}
