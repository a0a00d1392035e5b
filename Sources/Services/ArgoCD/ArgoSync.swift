import Host
import JSON

/// Which application: names are unique within a namespace only, and asked with its project one that is missing is told from one
/// that may not be seen.
public struct ArgoTarget: Sendable, Hashable {
    /// Name of the Application.
    public var name: String
    /// Its namespace; empty for the server's own.
    public var namespace: String
    /// Its project; empty where it is not known.
    public var project: String

    /// A target.
    public init(_ name: String, namespace: String = "", project: String = "") {
        (self.name, self.namespace, self.project) = (name, namespace, project)
    }

    /// The target that an application is.
    public init(_ application: Application) {
        self.init(application.name, namespace: application.namespace, project: application.project)
    }

    var query: [(String, String)] {
        [("appNamespace", namespace), ("project", project)].filter { !$0.1.isEmpty }
    }
    var members: [Value.Member] { query.map { Value.Member($0.0, .string($0.1)) } }
}

/// A sync as it is asked for.
public struct ArgoSync: Sendable, Equatable {
    /// A resource to sync; of no group for the core kinds.
    public struct Resource: Sendable, Hashable {
        /// What it is.
        public var group: String, kind: String, namespace: String, name: String
        /// A resource.
        public init(group: String, kind: String, namespace: String, name: String) {
            (self.group, self.kind, self.namespace, self.name) = (group, kind, namespace, name)
        }
    }
    /// How it is applied.
    public enum Strategy: Sendable, Equatable {
        /// With the application's hooks: ArgoCD's own way.
        case hooks
        /// `kubectl apply` only.
        case apply
        /// The same with `--force`: what cannot be changed is deleted and made anew.
        case forced
    }

    /// Commit or branch; empty for the one the application follows. Another than that one is refused while sync is automated.
    public var revision = ""
    /// Whether what git no longer holds is deleted. ArgoCD's own default is no, also where automated sync prunes.
    public var prunes = false
    /// Whether nothing is changed, only tried.
    public var isTrial = false
    /// How it is applied.
    public var strategy = Strategy.hooks
    /// Only these; empty for all.
    public var resources: [Resource] = []
    /// Sync options such as `ServerSideApply=true`.
    public var options: [String] = []
    /// Notes kept with the operation, by which its asker knows it again.
    public var notes: [String: String] = [:]

    /// The sync that ArgoCD's own button asks for.
    public init() {}

    func body(_ target: ArgoTarget) -> Value {
        var body: [Value.Member] = [.init("name", .string(target.name))] + target.members
        if !revision.isEmpty { body.append(.init("revision", .string(revision))) }
        body.append(.init("prune", .bool(prunes)))
        body.append(.init("dryRun", .bool(isTrial)))
        switch strategy {
        case .hooks: body.append(.init("strategy", ["hook": [:]]))
        case .apply: body.append(.init("strategy", ["apply": ["force": false]]))
        case .forced: body.append(.init("strategy", ["apply": ["force": true]]))
        }
        if !resources.isEmpty {
            let list = resources.map { resource -> Value in
                [
                    "group": .string(resource.group), "kind": .string(resource.kind), "namespace": .string(resource.namespace),
                    "name": .string(resource.name),
                ]
            }
            body.append(.init("resources", .array(list)))
        }
        if !options.isEmpty { body.append(.init("syncOptions", ["items": .strings(options)])) }
        if !notes.isEmpty {
            let infos = notes.sorted { $0.key < $1.key }.map { note -> Value in ["name": .string(note.key), "value": .string(note.value)] }
            body.append(.init("infos", .array(infos)))
        }
        return .object(body)
    }
}

/// Automated sync as an application has it.
public struct ArgoAutomation: Sendable, Equatable {
    /// Whether it is on; and whether it deletes, undoes changes in the cluster, and may empty the application.
    public var isOn = false, prunes = false, selfHeals = false, allowsEmpty = false

    /// Off.
    public init() {}

    init(_ json: Element) {
        isOn = json.kind == .object && json["enabled"].bool ?? true
        prunes = json["prune"].bool ?? false
        selfHeals = json["selfHeal"].bool ?? false
        allowsEmpty = json["allowEmpty"].bool ?? false
    }

    /// Whether a server knows `enabled`, which keeps the other settings while it is off: 3.1 and later. An older one forgets them.
    public static func canBeSwitched(at version: String) -> Bool {
        let parts = version.drop { !$0.isNumber }.split(separator: ".").prefix(2).compactMap { Int($0) }
        return parts.count == 2 && (parts[0], parts[1]) >= (3, 1)
    }

    func value(knowsSwitch: Bool) -> Value {
        guard isOn || knowsSwitch else { return nil }
        var value: Value = ["prune": .bool(prunes), "selfHeal": .bool(selfHeals), "allowEmpty": .bool(allowsEmpty)]
        if knowsSwitch { value["enabled"] = .bool(isOn) }
        return value
    }
}
