extension Scenario {
    /// An image that starts and never says that it is ready.
    static let stuckRollout = Scenario(
        name: "stuck-rollout", summary: "The new image of iris-classifier starts, but its readiness probe is answered with 503.",
        lead: .minutes(4),
        timeline: [
            at(.zero, .registry(.push(revision: SeededRandom.sha("5104b10"), tag: "main-5104b10"))),
            at(.zero, .cluster(.k3d, .behave(image: stuckImage, .notReady))),
            at(.seconds(5), deploy(stuckImage)),
        ])

    static let stuckImage = Platform.image + ":main-5104b10"

    /// A pull secret that has expired: what runs goes on, and nothing new can start.
    static let pullForbidden = Scenario(
        name: "pull-forbidden", summary: "The edge's pull secret has expired: whatever image is bumped to cannot be pulled (403).",
        timeline: [at(.zero, .cluster(.k3d, .behave(image: Behaviour.anyImage, .pullForbidden)))])

    /// A pipeline that wrote nothing where the image should stand.
    static let invalidImage = Scenario(
        name: "invalid-image", summary: "A commit left iris-classifier's image empty: InvalidImageName.", lead: .minutes(3),
        timeline: [at(.seconds(5), deploy(""))])

    /// Two people at one file.
    static let manifestConflict = Scenario(
        name: "manifest-conflict", summary: "Somebody else commits to iris-classifier's manifest just before your next write of it.",
        timeline: [at(.zero, .github(.rival(.rivalBump)))])

    /// A branch that takes pull requests only.
    static let protectedBranch = Scenario(
        name: "protected-branch", summary: "main of the manifests takes changes by pull request only.",
        timeline: [at(.zero, .github(.change(Platform.infraID, .protect("main", Protection()))))])
}
