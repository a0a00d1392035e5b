import Host

// The one table of the keys of config.toml. A key that is not here does not exist; its default is what the value type
// holds when it is fresh; its sentence is its documentation.

extension Settings: Configurable {
    static let fields: [Field<Settings>] = [
        .value("read_only", \.readOnly, .flag, "Refuses every change of the outside world."),
        .value("author", \.author, .text, "Name put on reports and actions; empty for the login name."),
        .value(
            "kubeconfig", \.kubeconfig, .path,
            "A kubeconfig file, which must exist; empty follows KUBECONFIG, then ~/.kube/config, as kubectl does."),
        .value(
            "archive", \.archive, .path, "The SQLite archive; empty for quarterdeck/archive.sqlite in the XDG state directory."),
        .tables("contexts", \.contexts, "Clusters, in the order shown. Without any, every context of the kubeconfig is shown."),
        .mapOfMaps(
            "alert_contexts", \.alertContexts, of: .text, keys: ("label", "value"),
            "Which context an alert or target belongs to, by the value of one of its labels."
        ),
        .optionalTable("prometheus", \.prometheus, "Prometheus: targets, rules, alerts, usage history."),
        .optionalTable("alertmanager", \.alertmanager, "Alertmanager: what is firing, silenced, inhibited."),
        .optionalTable("mlflow", \.mlflow, "The MLflow tracking server."),
        .optionalTable("argocd", \.argocd, "ArgoCD: applications and their sync state."),
        .optionalTable("github", \.github, "GitHub Actions: pipeline runs, jobs and logs."),
        .tables("registries", \.registries, "Container registries. One that is not here is asked without credentials, for what is public."),
        .table("manifests", \.manifests, "The repository of manifests: where bumps are committed, and as whom."),
        .tables("images", \.images, "Which manifest deploys which image: what can be bumped."),
        .optionalTable(
            "gemini", \.gemini, "The language model that writes triage reports. Without it findings by rule are the report."),
        .table(
            "conditions", \.conditions, "When what we see ourselves counts as one of the platform's conditions (\"seen here\")."),
        .table("screen", \.screen, "What is drawn and how."),
        .group(
            "keys",
            [
                .value("preset", \.keyPreset, .choice("default", "k9s"), "The keys that overrides start from."),
                .map(
                    "overrides", \.keys, of: .list(of: .text), key: "command",
                    "Keys of single commands, replacing the preset's; an empty array takes them away."),
            ], "Which keys do what. `quarterdeck commands` lists the commands."),
        .table(
            "redaction", \.redaction,
            "What is replaced besides secrets in everything that is stored, sent to the model, logged or exported."),
        .table("limits", \.limits, "The largest answers accepted. More is an error of that answer, said in its pane."),
        .group(
            "log",
            [
                .value("file", \.logFile, .path, "Log file; empty for quarterdeck/quarterdeck.log in the XDG state directory."),
                .value("level", \.logLevel, .choice("error", "warning", "info", "debug", "trace"), "Least severity written."),
                .value("size", \.logSize, .size(64 << 10...1 << 30), "Size at which a new log is begun."),
                .value("keep", \.logKeep, .integer(0...100), "Old logs kept."),
            ], "The log. Secrets never reach it."),
    ]

    static func check(_ value: Settings, at node: ConfigNode, _ problems: inout Problems) {
        checkImages(value, at: node, &problems)
        let names = value.contexts.map(\.name)
        guard !names.isEmpty, case .table(let members) = node.value else { return }
        for (index, name) in names.enumerated() where names.firstIndex(of: name) != index {
            problems.add(node.at("contexts", index) ?? node, "there are two contexts named \"\(name)\"")
        }
        // Every mapping must lead to a context that is shown.
        for (key, node) in members where key == "alert_contexts" { checkContexts(node, names, &problems) }
        if let argocd = node.at("argocd")?.at("contexts") { checkContexts(argocd, names, &problems) }
    }

    private static func checkContexts(_ node: ConfigNode, _ names: [String], _ problems: inout Problems) {
        switch node.value {
        case .table(let members): for (_, member) in members { checkContexts(member, names, &problems) }
        case .string(let name) where !names.contains(name):
            let hint = EditDistance.nearest(to: name, among: names).map { "did you mean \"\($0)\"?" }
            problems.add(
                node, "\"\(node.path)\" names no context of [[contexts]]; \(hint ?? "there are \(names.joined(separator: ", "))")"
            )
        default: break
        }
    }
}

extension Settings.Context: Configurable {
    static let fields: [Field<Self>] = [
        .value("name", \.name, .text, required: true, "The name on screen."),
        .value("kube_context", \.kubeContext, .text, "The context's name in the kubeconfig; empty when it is the same."),
        .value("protected", \.protected, .flag, "Asks for the context's name to be typed before a change."),
        .value("namespaces", \.namespaces, .list(of: .text), "Namespaces watched; empty for all."),
        .value("requests_per_minute", \.requestsPerMinute, .integer(1...100_000), "Most requests sent in a minute."),
        .value(
            "bytes_per_minute", \.bytesPerMinute, .size(1 << 20...1 << 40),
            "Most bytes of answers in a minute, counted after decompression (a list of 50,000 pods is 182 MB)."),
    ]
}

extension Settings.Service: Configurable {
    static let fields = addressFields(isURLRequired: true)

    /// What every service has; GitHub's address has a default.
    static func addressFields(isURLRequired: Bool) -> [Field<Self>] {
        [
            .value("url", \.url, .url, required: isURLRequired, "The address, with its path prefix where it has one."),
            .value("token", \.token, .secret, "Bearer token."),
            .value("username", \.username, .text, "User name for HTTP basic authentication."),
            .value("password", \.password, .secret, "Its password."),
            .value("ca_file", \.caFile, .path, "PEM certificates to trust instead of the system's."),
            .value("insecure", \.insecure, .flag, "Accepts any certificate. Said on screen wherever it is on."),
            .value("interval", \.interval, .duration(1...3600), "Time between two polls."),
            .value("requests_per_minute", \.requestsPerMinute, .integer(1...100_000), "Most requests sent in a minute."),
            .value(
                "bytes_per_minute", \.bytesPerMinute, .size(1 << 20...1 << 40), "Most bytes of answers in a minute, counted after decompression."),
        ]
    }

    static func check(_ value: Self, at node: ConfigNode, _ problems: inout Problems) {
        if value.token != nil, value.password != nil {
            problems.add(node.at("password") ?? node, "[\(node.path)] has both \"token\" and \"password\"; keep one")
        } else if value.username.isEmpty != (value.password == nil) {
            problems.add(node, "[\(node.path)] needs \"username\" and \"password\" together")
        }
        if value.insecure, !value.caFile.isEmpty {
            problems.add(node.at("insecure") ?? node, "[\(node.path)] has both \"ca_file\" and \"insecure\"; keep one")
        }
    }
}

extension Settings.MLflow: Configurable {
    static let fields: [Field<Self>] =
        Settings.Service.fields.within(\.service) + [
            .tables("models", \.models, "Watched experiments. Without any, every active experiment is shown.")
        ]

    static func check(_ value: Self, at node: ConfigNode, _ problems: inout Problems) {
        Settings.Service.check(value.service, at: node, &problems)
    }
}

extension Settings.MLflow.Model: Configurable {
    static let fields: [Field<Self>] = [
        .value("experiment", \.experiment, .text, required: true, "The experiment's name."),
        .value("registered", \.registered, .text, "The registered model's name; empty when none is registered."),
        .value("metric", \.metric, .text, "The metric that decides; higher is better."),
        .value("gate", \.gate, .optional(.number(0...1)), "The least value that passes training."),
        .value(
            "baseline", \.baseline, .optional(.number(0...1)),
            "What drift is measured against; the best run so far when not given."),
        .value("test_rows", \.testRows, .integer(1...1_000_000_000), "Rows of the test set, for the confidence interval."),
    ]
}

extension Settings.ArgoCD: Configurable {
    static let fields: [Field<Self>] =
        Settings.Service.fields.within(\.service) + [
            .map(
                "contexts", \.contexts, of: .text, key: "destination", "Destination (cluster name or server address) to context.")
        ]

    static func check(_ value: Self, at node: ConfigNode, _ problems: inout Problems) {
        Settings.Service.check(value.service, at: node, &problems)
    }
}

extension Settings.GitHub: Configurable {
    static let fields: [Field<Self>] =
        Settings.Service.addressFields(isURLRequired: false).within(\.service) + [
            .value(
                "repositories", \.repositories, .list(of: .repository), required: true, "The repositories watched, as owner/name."
            ),
            .value("workflow", \.workflow, .text, "The workflow file that trains, tests and builds."),
            .value(
                "requests_per_hour", \.requestsPerHour, .integer(1...15_000),
                "Most requests in an hour that count against the quota (304s do not)."),
        ]

    static func check(_ value: Self, at node: ConfigNode, _ problems: inout Problems) {
        Settings.Service.check(value.service, at: node, &problems)
    }
}

extension Settings.Gemini: Configurable {
    static let fields: [Field<Self>] = [
        .value("mode", \.mode, .choice("vertex", "api-key"), "Vertex AI with an OAuth token, or the Gemini API with a key."),
        .value(
            "data_permitted", \.dataPermitted, .flag,
            "Says that this project or key may see the platform's data (a paid tier, not used for training). Until it is true nothing is sent."
        ),
        .value("model", \.model, .text, "The model. Names retire: a 404 says so, and the fallbacks are tried."),
        .value("fallbacks", \.fallbacks, .list(of: .text), "Models to try when that one is gone, in this order."),
        .value("project", \.project, .text, "Google Cloud project, id or number (vertex)."),
        .value("location", \.location, .text, "Location (vertex): global, us, eu, or a region that serves the model."),
        .value("service_account", \.serviceAccount, .secret, "Service-account key in JSON (vertex)."),
        .value("token", \.token, .secret, "An OAuth access token instead (vertex), such as cmd:gcloud auth print-access-token."),
        .value("api_key", \.apiKey, .secret, "The key (api-key)."),
        .value("endpoint", \.endpoint, .optionalURL, "Another address than Google's: a proxy, or the lab."),
        .value(
            "thinking", \.thinking, .choice("", "MINIMAL", "LOW", "MEDIUM", "HIGH"),
            "Thinking level; empty sends none (models before Gemini 3)."),
        .value("max_output_tokens", \.maxOutputTokens, .integer(2048...65_536), "Most tokens of an answer, thinking included."),
        .value("prompt_budget", \.promptBudget, .integer(1000...1_000_000), "Most tokens of a prompt."),
        .value("requests_per_minute", \.requestsPerMinute, .integer(1...10_000), "Most requests in a minute."),
        .value("bytes_per_minute", \.bytesPerMinute, .size(1 << 20...1 << 40), "Most bytes of answers in a minute."),
        .value("requests_per_day", \.requestsPerDay, .integer(0...1_000_000), "Most requests in a day."),
        .value("tokens_per_month", \.tokensPerMonth, .integer(0...1_000_000_000_000), "Most tokens, in and out, in a month."),
        .value("price_in", \.priceIn, .number(0...1000), "US dollars for a million tokens in (3.1-flash-lite, November 2026)."),
        .value("price_out", \.priceOut, .number(0...1000), "US dollars for a million tokens out, thinking included."),
    ]

    static func check(_ value: Self, at node: ConfigNode, _ problems: inout Problems) {
        switch value.mode {
        case "api-key":
            if value.apiKey == nil { problems.add(node, "[gemini] in mode \"api-key\" lacks \"api_key\"") }
        default:
            if value.project.isEmpty { problems.add(node, "[gemini] in mode \"vertex\" lacks \"project\"") }
            if value.serviceAccount == nil, value.token == nil {
                problems.add(node, "[gemini] in mode \"vertex\" lacks \"service_account\" or \"token\"")
            }
        }
    }
}

extension Settings.Conditions: Configurable {
    static let fields: [Field<Self>] = [
        .value("not_running_for", \.notRunningFor, .duration(0...86_400), "How long a pod may be other than running."),
        .value("restarts", \.restarts, .integer(0...1000), "More restarts than this are frequent …"),
        .value("restarts_within", \.restartsWithin, .duration(60...86_400), "… within this time."),
        .value("cpu_percent", \.cpuPercent, .number(1...1000), "CPU use is high from this percentage of the limit …"),
        .value("memory_percent", \.memoryPercent, .number(1...100), "… and memory use from this one …"),
        .value("usage_for", \.usageFor, .duration(0...86_400), "… when it lasts this long."),
        .value(
            "drift_p1_percent", \.driftP1Percent, .number(0...100),
            "A fall of the metric below its baseline by more than this is P1, …"),
        .value("drift_p0_percent", \.driftP0Percent, .number(0...100), "… and by more than this P0."),
        .value(
            "traffic", \.traffic, .text,
            "PromQL of the requests that the model servers answered. Nothing, 0 or NaN is said as \"no traffic measured\" beside rules that are silent; empty asks nothing."
        ),
    ]
}

extension Settings.Screen: Configurable {
    static let fields: [Field<Self>] = [
        .value("theme", \.theme, .text, "A theme's name (dark, light, high-contrast, colour-blind) or the path of a theme file."),
        .value("utf8", \.utf8, .choice("auto", "yes", "no"), "Whether the terminal shows UTF-8; auto follows the locale."),
        .value("mouse", \.mouse, .flag, "Whether the mouse is used. Off leaves selecting text to the terminal."),
        .value("bell", \.bell, .flag, "Rings for a new critical."),
        .value("time", \.utc, .either("utc", or: "local"), "Which time is shown; it is always marked."),
    ]
}

extension Settings.Limits: Configurable {
    static let fields: [Field<Self>] = [
        .value("body", \.body, .size(1 << 20...1 << 30), "Of a plain answer."),
        .value("list", \.list, .size(1 << 20...4 << 30), "Of a list of objects (50,000 pods are 182 MB)."),
        .value("line", \.line, .size(4 << 10...64 << 20), "Of one line of a log or stream."),
        .value("log", \.log, .size(1 << 20...4 << 30), "Of one log."),
    ]
}

extension ValueType<String> {
    /// A GitHub repository.
    static let repository = ValueType(
        name: "\"owner/name\"",
        read: { node, context in
            let name = try text.read(node, context)
            let parts = name.split(separator: "/", omittingEmptySubsequences: false)
            let isPlain = name.utf8.allSatisfy { KeyPositions.isBare($0) || $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: ".") }
            guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }), isPlain else {
                throw Fault("wants a repository as \"owner/name\"")
            }
            return name
        }, write: quoted)

    /// An address, or empty.
    static let optionalURL = ValueType(
        name: url.name,
        read: { node, context in
            if case .string("") = node.value { return "" }
            return try url.read(node, context)
        }, write: quoted)
}

extension ConfigNode {
    /// A member of a table.
    func at(_ key: String) -> ConfigNode? {
        guard case .table(let members) = value else { return nil }
        return members.first { $0.key == key }?.node
    }

    /// An element of an array in a table.
    func at(_ key: String, _ index: Int) -> ConfigNode? {
        guard case .array(let nodes)? = at(key)?.value, nodes.indices.contains(index) else { return nil }
        return nodes[index]
    }
}

extension Settings.Redaction: Configurable {
    static let fields: [Field<Self>] = [
        .value("emails", \.emails, .flag, "E-mail addresses, too."),
        .value("addresses", \.addresses, .flag, "IPv4 and IPv6 addresses, too; they are often what a triage needs."),
        .value(
            "patterns", \.patterns, .list(of: .linePattern),
            "Regular expressions, matched within a line; what matches is replaced whole. Classes, groups, alternatives, `{2,5}`, `\\d \\w \\s \\b` "
                + "and `(?i)` at the front are known; what would take time without bounds (back references, look-around) is refused."),
    ]
}
