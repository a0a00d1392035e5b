import JSON
import Yams

/// One kubeconfig file as it stands: nothing merged, nothing checked but its shape.
///
/// Unknown keys are ignored, as kubectl ignores them. Names that come twice in one file are refused, as kubectl refuses them.
struct KubeconfigFile {
    let file: String
    var currentContext = ""
    var clusters: [String: Kubeconfig.Cluster] = [:]
    var users: [String: Kubeconfig.User] = [:]
    /// In the order of the file.
    var contexts: [(name: String, context: Kubeconfig.Context)] = []

    /// Reads the first YAML document. An empty file is an empty configuration. libyaml itself refuses more than 1,000 levels.
    init(_ bytes: [UInt8], file: String) throws {
        self.file = file
        var text = String(decoding: bytes, as: UTF8.self)
        if text.hasPrefix("\u{FEFF}") { text.removeFirst() }
        guard let root = try Self.parse(text, file: file) else { return }
        let top = try YAMLMap(root, file: file, place: "the file")
        currentContext = try top.text("current-context") ?? ""
        for entry in try entries(of: "clusters", in: top) {
            try add(cluster(entry.body(named: "cluster")), named: entry.name, to: &clusters, at: entry)
        }
        for entry in try entries(of: "users", in: top) {
            try add(user(entry.body(named: "user")), named: entry.name, to: &users, at: entry)
        }
        for entry in try entries(of: "contexts", in: top) {
            guard !contexts.contains(where: { $0.name == entry.name }) else { throw entry.duplicate }
            contexts.append((entry.name, try context(entry.body(named: "context"))))
        }
    }

    private static func parse(_ text: String, file: String) throws -> Yams.Node? {
        do {
            let node = try Yams.Parser(yaml: text).nextRoot()
            return node?.null != nil ? nil : node
        } catch let error as YamlError {
            // The library's own description quotes the file, which holds credentials: only its words and the line are kept.
            switch error {
            case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _), .composer(_, let problem, let mark, _):
                throw KubeconfigError.notYAML(file: file, line: mark.line, reason: problem)
            case .reader(let problem, _, _, _): throw KubeconfigError.notYAML(file: file, line: nil, reason: problem)
            case .duplicatedKeysInMapping(let keys, let context):
                throw KubeconfigError.invalid(
                    file: file, line: context.mark.line, what: "the key \"\(keys.first ?? "")\" comes twice in one place")
            default: throw KubeconfigError.notYAML(file: file, line: nil, reason: "it cannot be decoded")
            }
        }
    }

    // MARK: Named entries

    private struct Entry {
        var name: String
        var map: YAMLMap

        /// The part that matters; empty where it is missing or null.
        func body(named name: String) throws -> YAMLMap { try map.map(name) ?? YAMLMap(empty: map.file, place: map.place) }

        var duplicate: KubeconfigError { map.invalid("the name \"\(name)\" comes twice among the \(map.place)") }
    }

    private func entries(of key: String, in top: YAMLMap) throws -> [Entry] {
        try (top.list(key) ?? []).map { node in
            let map = try YAMLMap(node, file: file, place: key)
            return Entry(name: try map.text("name") ?? "", map: map)
        }
    }

    private func add<Value>(_ value: Value, named name: String, to table: inout [String: Value], at entry: Entry) throws {
        guard table.updateValue(value, forKey: name) == nil else { throw entry.duplicate }
    }

    // MARK: The three kinds

    private func cluster(_ map: YAMLMap) throws -> Kubeconfig.Cluster {
        var cluster = Kubeconfig.Cluster(file: file)
        cluster.server = try map.text("server") ?? ""
        cluster.serverName = try map.text("tls-server-name") ?? ""
        cluster.isInsecure = try map.flag("insecure-skip-tls-verify")
        cluster.authority = try material("certificate-authority", in: map)
        cluster.proxy = try map.text("proxy-url") ?? ""
        cluster.isUncompressed = try map.flag("disable-compression")
        for node in try map.list("extensions") ?? [] {
            let item = try YAMLMap(node, file: file, place: "extensions")
            if try item.text("name") == "client.authentication.k8s.io/exec" { cluster.pluginConfiguration = item.value("extension") }
        }
        return cluster
    }

    private func user(_ map: YAMLMap) throws -> Kubeconfig.User {
        var user = Kubeconfig.User(file: file)
        user.certificate = try material("client-certificate", in: map)
        user.key = try material("client-key", in: map)
        user.token = try map.text("token") ?? ""
        user.tokenFile = try map.text("tokenFile").map(beside)
        user.name = try map.text("username") ?? ""
        user.password = try map.text("password") ?? ""
        user.impersonated = try map.text("as") ?? ""
        user.impersonatedUID = try map.text("as-uid") ?? ""
        user.impersonatedGroups = try map.texts("as-groups")
        for (key, node) in try map.map("as-user-extra")?.members ?? [] {
            user.impersonatedExtra.append((key, try YAMLMap.texts(node, named: "as-user-extra", map)))
        }
        user.plugin = try map.map("exec").map(plugin)
        if let provider = try map.map("auth-provider") {
            user.provider = (try provider.text("name") ?? "", try provider.map("config")?.text("id-token") ?? "")
        }
        return user
    }

    private func context(_ map: YAMLMap) throws -> Kubeconfig.Context {
        var context = Kubeconfig.Context(cluster: try map.text("cluster") ?? "", user: try map.text("user") ?? "")
        if let namespace = try map.text("namespace"), !namespace.isEmpty { context.namespace = namespace }
        return context
    }

    private func plugin(_ map: YAMLMap) throws -> ExecPlugin {
        var plugin = ExecPlugin()
        plugin.apiVersion = try map.text("apiVersion") ?? ""
        let command = try map.text("command") ?? ""
        plugin.command = command.contains("/") ? beside(command) : command
        plugin.arguments = try map.texts("args")
        for node in try map.list("env") ?? [] {
            let variable = try YAMLMap(node, file: file, place: "env")
            plugin.environment.append((try variable.text("name") ?? "", try variable.text("value") ?? ""))
        }
        plugin.wantsCluster = try map.flag("provideClusterInfo")
        plugin.interactiveMode = try map.text("interactiveMode") ?? ""
        plugin.installHint = try map.text("installHint") ?? ""
        return plugin
    }

    /// PEM given as a file or inline; both at once is refused, as kubectl does.
    private func material(_ key: String, in map: YAMLMap) throws -> Kubeconfig.Material? {
        let path = try map.text(key) ?? "", data = try map.text(key + "-data") ?? ""
        switch (path.isEmpty, data.isEmpty) {
        case (true, true): return nil
        case (false, true): return .file(beside(path))
        case (true, false): return .inline(data)
        case (false, false): return .both
        }
    }

    /// A path as this file means it: beside the file. `~` and `$` have no meaning.
    private func beside(_ path: String) -> String {
        guard !path.hasPrefix("/"), !path.isEmpty else { return path }
        return file.prefix(through: file.lastIndex(of: "/") ?? file.startIndex) + path
    }
}
