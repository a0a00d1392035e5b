extension Scenario {
    /// Nothing is wrong but what always is: the MLflow target that can never be up. Played into a troubled world, it heals it.
    static let calm = Scenario(
        name: "calm", summary: "Everything runs; what other scenarios broke is mended.",
        timeline: [
            at(.zero, .cluster(.k3d, .link(isUp: true))),
            at(.zero, .cluster(.k3d, .behave(image: Platform.irisBatch.image, nil))),
            at(.zero, .cluster(.k3d, .behave(image: stuckImage, nil))),
            at(.zero, .cluster(.k3d, .behave(image: fragileImage, nil))),
            at(.zero, .cluster(.k3d, .behave(image: Behaviour.anyImage, nil))),
            at(.zero, .cluster(.k3d, .node("k3d-edge-agent-0", isReady: true))),
            at(.zero, .monitoring(.port(job: ScrapeTarget.models.job, isOpen: true))),
            at(.zero, .monitoring(.healProbes)),
            at(.zero, .github(.training(.init()))),
            at(.zero, .github(.rival(nil))),
            at(.zero, .github(.change(Platform.infraID, .protect("main", nil)))),
            at(.zero, movePort(from: 30809, to: 30808)),
            at(.zero, deploy(Platform.irisBefore.image)),
            at(.zero, .gemini(.behave(.answering))),
            at(.zero, .github(.secondaryLimit(false))),
        ])
}
