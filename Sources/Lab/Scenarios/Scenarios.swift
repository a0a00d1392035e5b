/// Every story that the lab can play, one line each.
enum Scenarios {
    static let all: [Scenario] = [
        .calm,
        .demo,
        .oom,
        .crashloop,
        .gonePod,
        .imagepull,
        .vpnDrop,
        .edgeOffline,
        .pipelinePytest,
        .pipelineGitleaks,
        .gateFailed,
        .securityScan,
        .scanReport,
        .mislabelled,
        .logsElsewhere,
        .drift,
        .stuckRollout,
        .invalidImage,
        .pullForbidden,
        .manifestConflict,
        .protectedBranch,
        .targetDown,
        .alertStorm,
        .geminiRefusing,
    ]

    static func named(_ name: String) -> Scenario? { all.first { $0.name == name } }
}
