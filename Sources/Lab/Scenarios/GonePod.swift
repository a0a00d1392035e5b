extension Scenario {
    /// An image that fails once it has requests; the pod of the alert was deleted by somebody, and its successor fails like it.
    static let gonePod = Scenario(
        name: "gone-pod", summary: "The pod that an alert names was replaced four minutes ago; a deployment came nine minutes before the alert.",
        lead: .minutes(21.75),
        timeline: [
            at(.zero, .registry(.push(revision: SeededRandom.sha("b7d20a4"), tag: "main-b7d20a4"))),
            at(.zero, .github(.record(scaling, age: .minutes(9)))),
            at(.seconds(5), deploy(fragileImage)),
            at(.minutes(5.75), .cluster(.k3d, .behave(image: fragileImage, .crash(after: .seconds(60))))),
            at(.minutes(17.75), .cluster(.k3d, .deletePods(namespace: Platform.modelNamespace, of: Platform.irisApplication))),
        ])

    private static let scaling = SourceChange(
        sha: "b7d20a4", title: "Scale rows before predicting", actor: "ada",
        file: FileChange(
            path: "src/server.py", status: "modified",
            patch: "@@ -12,2 +12,3 @@\n import numpy as np\n+from preprocessing.scaling import RobustRowScaler",
            additions: 1, deletions: 0))
    static let fragileImage = Platform.image + ":main-b7d20a4"
}
