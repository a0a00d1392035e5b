/// Applications as Go's encoding/json writes them.
enum ArgoJSON {
    static let serverVersion: JSON = [
        "Version": "v2.14.11+8283115", "BuildDate": "2025-04-23T20:10:09Z",
        "GitCommit": "82831155c2c1873b3b5d19449bfa3970dab9ce24",
        "GitTreeState": "clean", "GoVersion": "go1.23.3", "Compiler": "gc", "Platform": "linux/amd64",
        "KustomizeVersion": "v5.4.3 2024-07-19T16:40:33Z", "HelmVersion": "v3.16.3+gcfd0749", "KubectlVersion": "v0.31.0",
        "JsonnetVersion": "v0.20.0",
    ]

    static func application(_ application: ArgoApplication) -> JSON {
        .compact([
            "metadata": [
                "name": .string(application.name), "namespace": "argocd", "uid": .string(application.uid),
                "resourceVersion": .string(String(application.version)), "generation": JSON(application.version % 10_000),
                "creationTimestamp": .string(application.created.rfc3339),
            ], "spec": spec(application), "status": status(application),
            "operation": application.operation.flatMap { $0.isRequested ? requested($0) : nil },
        ])
    }

    /// What was asked for and is not taken up yet.
    private static func requested(_ operation: ArgoApplication.Operation) -> JSON {
        .compact([
            "sync": .compact([
                "revision": .string(operation.revision), "prune": operation.by == nil ? true : nil,
                "dryRun": operation.isDryRun ? true : nil,
            ]),
            "initiatedBy": operation.by.map { ["username": .string($0)] } ?? ["automated": true],
            "retry": operation.by == nil ? ["limit": 5] : .object([]),
            "info": operation.notes.isEmpty
                ? nil : .array(operation.notes.map { ["name": .string($0.name), "value": .string($0.value)] }),
        ])
    }

    private static func source(_ application: ArgoApplication) -> JSON {
        [
            "repoURL": .string("https://github.com/\(Platform.owner)/\(Platform.infraRepository)"),
            "path": .string("applications/\(application.name)"), "targetRevision": "main",
        ]
    }

    private static let destination: JSON = ["namespace": .string(Platform.modelNamespace), "name": "k3d"]

    private static func spec(_ application: ArgoApplication) -> JSON {
        [
            "source": source(application), "destination": destination, "project": "default",
            "syncPolicy": .compact([
                "automated": application.automated.map { ["prune": .bool($0.prune), "selfHeal": .bool($0.selfHeal)] },
                "syncOptions": ["CreateNamespace=true"],
                "retry": ["limit": 5, "backoff": ["duration": "5s", "factor": 2, "maxDuration": "3m0s"]],
            ]),
        ]
    }

    private static func status(_ application: ArgoApplication) -> JSON {
        .compact([
            "resources": .array(application.resources.map(resource)),
            "sync": [
                "status": .string(application.sync.rawValue),
                "comparedTo": ["source": source(application), "destination": destination],
                "revision": .string(application.revision),
            ],
            "health": .compact([
                "status": .string(application.health.rawValue),
                "message": application.healthMessage.isEmpty ? nil : .string(application.healthMessage),
            ]),
            "history": .array(application.history.map { deployed($0, application) }),
            "conditions": application.conditions.isEmpty
                ? nil
                : .array(
                    application.conditions.map {
                        ["type": .string($0.type), "message": .string($0.message), "lastTransitionTime": .string($0.at.rfc3339)]
                    }),
            "reconciledAt": .string(application.reconciled.rfc3339),
            "operationState": application.operation.flatMap { $0.isRequested ? nil : operation($0, application) },
            "sourceType": "Directory",
            "summary": ["images": application.image.isEmpty ? [] : [.string(application.image)]],
            "controllerNamespace": "argocd",
        ])
    }

    private static func resource(_ resource: ArgoApplication.Managed) -> JSON {
        .compact([
            "group": resource.group.isEmpty ? nil : .string(resource.group), "version": .string(resource.version),
            "kind": .string(resource.kind), "namespace": resource.namespace.isEmpty ? nil : .string(resource.namespace),
            "name": .string(resource.name), "status": .string(resource.sync.rawValue),
            "health": resource.health.map { health($0, resource.message) },
        ])
    }

    static func health(_ health: ArgoApplication.Health, _ message: String) -> JSON {
        .compact(["status": .string(health.rawValue), "message": message.isEmpty ? nil : .string(message)])
    }

    private static func deployed(_ entry: ArgoApplication.Deployed, _ application: ArgoApplication) -> JSON {
        [
            "revision": .string(entry.revision), "deployedAt": .string(entry.at.rfc3339), "id": JSON(entry.id),
            "source": source(application), "deployStartedAt": .string(entry.started.rfc3339),
            "initiatedBy": entry.by.map { ["username": .string($0)] } ?? ["automated": true],
        ]
    }

    private static func operation(_ operation: ArgoApplication.Operation, _ application: ArgoApplication) -> JSON {
        let results = operation.resources.map { resource -> JSON in
            let failed = resource.kind == "Service" && operation.phase == "Failed"
            return [
                "group": .string(resource.group), "version": .string(resource.version), "kind": .string(resource.kind),
                "namespace": .string(resource.namespace), "name": .string(resource.name),
                "status": failed ? "SyncFailed" : "Synced",
                "message": .string(failed ? operation.message : "\(resource.kind.lowercased())/\(resource.name) configured"),
                "hookPhase": failed ? "Failed" : "Running", "syncPhase": "Sync",
            ]
        }
        return .compact([
            "operation": requested(operation), "phase": .string(operation.phase), "message": .string(operation.message),
            "syncResult": .compact([
                "resources": results.isEmpty ? nil : .array(results), "revision": .string(operation.revision),
                "source": source(application),
            ]), "startedAt": .string(operation.started.rfc3339), "finishedAt": operation.finished.map { .string($0.rfc3339) },
        ])
    }
}
