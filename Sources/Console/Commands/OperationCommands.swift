import Feeds
import Operations
import Services

/// Commands that change the world outside, each through its plan. What one acts on is taken at the key press: the selected thing, in
/// its own context, by its uid where it has one.
enum OperationCommands {
    static let all: [Command] = [actions] + operations
    private static let operations = [launch, bump, deletePod, restart, sync, refresh, rerun, rerunFailed, cancel, silence, expire]

    static let actions = Command(
        id: "actions", title: "List what can be done with the selected thing", keys: ["a"], scopes: [.anywhere], hint: ("actions", 50),
        unavailable: { state in
            state.whyNoChange ?? (operations.allSatisfy { $0.whyNot(state) != nil } ? "Nothing of this can be changed from here." : nil)
        },
        choice: { _, _ in .actionsOpened })

    /// Of the selected run's workflow, or of the configured one.
    static let launch = Command(
        id: "training.launch", title: "Launch training", keys: ["L"], scopes: [.anywhere], risk: .changes, aliases: ["train", "launch"],
        unavailable: { $0.whyNoChange ?? ($0.shared.options.launches ? nil : "GitHub is not configured: set [github] in config.toml.") },
        actsOn: { state in state.runSelected == nil ? "" : state.acting?.words ?? "" },
        choice: { state, _ in
            let run = state.runSelected?.run
            return .questionAsked(
                .training(repository: run?.repository ?? "", workflow: run.map { String($0.path.split(separator: "/").last ?? "") } ?? ""),
                title: "Launch training",
                subject: run?.repository ?? "")
        })

    /// Of the selected workload or application, or of one to be chosen.
    static let bump = Command(
        id: "image.bump", title: "Bump image", keys: ["B"], scopes: [.anywhere], risk: .changes, aliases: ["bump"],
        unavailable: {
            $0.whyNoChange ?? ($0.shared.options.images.isEmpty ? "No image is configured: add [[images]] to config.toml." : nil)
        },
        actsOn: { $0.imageSelected?.name ?? "" },
        choice: { state, _ in
            let image = state.imageSelected
            return .questionAsked(.image(image?.name ?? ""), title: "Bump image", subject: image.map { "\($0.name), \($0.place)" } ?? "")
        })

    static let deletePod = operation(
        "pod.delete", "Delete the pod", aliases: ["delete"], else: "Select a pod, or an alert about one.", on: { $0.podTarget },
        { state in
            guard case .pod(let context, let namespace, let name, let uid) = state.podTarget else { return nil }
            return ["context": context, "namespace": namespace, "name": name, "uid": uid]
        })

    static let restart = operation(
        "deployment.restart", "Restart the rollout of the pod's deployment", aliases: ["restart"],
        else: "Select a pod that a deployment owns, or an alert about one.", on: { $0.podTarget },
        { state in
            guard case .pod(let context, let namespace, _, _) = state.podTarget, let owner = state.podInQuestion?.pod.meta.owner,
                owner.kind == "ReplicaSet", let deployments = state.shared.world.clusters[context]?.value?.deployments,
                // A replica set is called as its deployment, with the template's hash behind it.
                let deployment = deployments.first(where: {
                    $0.meta.namespace == namespace && owner.name.hasPrefix($0.meta.name + "-")
                        && !owner.name.dropFirst($0.meta.name.count + 1).contains("-")
                })
            else { return nil }
            return ["context": context, "namespace": namespace, "name": deployment.meta.name, "uid": deployment.meta.uid]
        })

    static let sync = operation("application.sync", "Sync the application", aliases: ["sync"], else: notAnApplication, { $0.applicationNamed })
    static let refresh = operation(
        "application.refresh", "Refresh the application from git", aliases: ["refresh"], else: notAnApplication, { $0.applicationNamed })

    static let rerun = operation("run.rerun", "Run all jobs of the run again", aliases: ["rerun"], else: notARun, { $0.runNamed })
    static let rerunFailed = operation("run.rerun-failed", "Run the failed jobs again", else: notARun, { $0.runNamed })
    static let cancel = operation("run.cancel", "Cancel the run", aliases: ["cancel"], else: notARun, { $0.runNamed })

    static let silence = operation(
        "alert.silence", "Silence the alert", aliases: ["silence"], else: notAnAlert,
        arguments: [
            Command.Argument(
                name: "duration", label: "For", initial: { _ in "1h" }, values: { _ in ["30m", "1h", "2h", "4h", "8h", "24h"] },
                refuses: { Durations.seconds($0) == nil ? "Write a duration as 30m, 2h or 1d." : nil }),
            Command.Argument(
                name: "comment", label: "Because", refuses: { $0.isEmpty ? "Say why: the next person on call reads it." : nil }),
        ], { $0.alertNamed })

    static let expire = operation(
        "silence.expire", "End the silence of the alert", aliases: ["unsilence"], else: "Select an alert that is silenced.",
        { state in
            guard case .alert(let id, _) = state.acting, let silence = state.shared.world.alert(id)?.silencedBy.first else { return nil }
            return ["id": silence]
        })

    private static let notAnApplication = "Select an application."
    private static let notARun = "Select a pipeline run."
    private static let notAnAlert = "Select an alert that Alertmanager or Prometheus knows."

    /// A command that shows the plan of an operation, which is called as the command is.
    private static func operation(
        _ id: String, _ title: String, aliases: [String] = [], else reason: String, on thing: @escaping @Sendable (State) -> Target? = { $0.acting },
        arguments: [Command.Argument] = [], _ parameters: @escaping @Sendable (State) -> [String: String]?
    ) -> Command {
        Command(
            id: id, title: title, keys: [], scopes: [.anywhere], risk: .changes, arguments: arguments, aliases: aliases,
            unavailable: { $0.whyNoChange ?? (parameters($0) == nil ? reason : nil) },
            actsOn: { state in parameters(state) == nil ? "" : thing(state)?.words ?? "" },
            choice: { state, values in
                parameters(state).map { known in
                    .operationAsked(
                        OperationRequest(kind: id, parameters: known.merging(values) { $1 }), title: title,
                        subject: thing(state).map { $0.place } ?? "")
                }
            })
    }
}

extension State {
    /// Why nothing can be changed now: read-only, or the selected thing's context does not answer.
    var whyNoChange: String? {
        if shared.options.readOnly { return "Read-only (--read-only, or read_only in config.toml): nothing is changed from here." }
        guard let context = contextOfSelection, let words = shared.silentContexts[context] else { return nil }
        return "\(words). Nothing is sent there until it answers."
    }

    /// The context that the selected thing stands in; `nil` for what stands in none.
    private var contextOfSelection: String? {
        if case .pod(let context, _, _, _) = podTarget { return context }
        if case .application(let id, _) = acting { return shared.world.application(id)?.context }
        return nil
    }

    fileprivate var applicationNamed: [String: String]? {
        guard case .application(let id, _) = acting, let row = shared.world.application(id) else { return nil }
        return [
            "application": row.application.name, "namespace": row.application.namespace, "project": row.application.project, "context": row.context,
        ]
    }

    /// The selected pipeline run.
    fileprivate var runSelected: PipelineRow? {
        guard case .pipeline(let id, _) = acting else { return nil }
        return shared.world.pipeline(id)
    }

    /// The configured image of what is selected: of its application, or of the deployment that the pod in question belongs to; the only
    /// one where there is but one.
    var imageSelected: DeployedImage? {
        let images = shared.options.images
        if case .application(let id, _) = acting, let application = shared.world.application(id)?.application.name,
            let image = images.first(where: { $0.application == application })
        {
            return image
        }
        if case .pod(let context, let namespace, let name, _) = podTarget,
            let image = images.first(where: { $0.context == context && $0.namespace == namespace && name.hasPrefix($0.object + "-") })
        {
            return image
        }
        return images.count == 1 ? images[0] : nil
    }

    fileprivate var runNamed: [String: String]? {
        guard let run = runSelected?.run else { return nil }
        return ["repository": run.repository, "run": String(run.id)]
    }

    /// By the labels that are the alert's own: those that only one side adds on the way would match nothing.
    fileprivate var alertNamed: [String: String]? {
        guard case .alert(let id, _) = acting, let alert = shared.world.alert(id), alert.sources != ["seen here"] else { return nil }
        let labels = Dictionary(alert.labels.map { ("label.\($0)", $1) }, uniquingKeysWith: { first, _ in first })
        return labels.merging(["context": alert.context]) { $1 }
    }
}

/// Durations as they are typed: `30m`, `2h`, `1d`.
enum Durations {
    /// Seconds; `nil` for what is no duration above zero, or longer than 30 days.
    static func seconds(_ text: String) -> Int? {
        guard let unit = text.last, let factor = ["m": 60, "h": 3600, "d": 86_400][unit], let count = Int(text.dropLast()),
            (1...43_200).contains(count), count * factor <= 30 * 86_400
        else { return nil }
        return count * factor
    }
}
