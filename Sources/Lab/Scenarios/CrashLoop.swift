extension Scenario {
    /// An image without one of its modules.
    static let crashloop = Scenario(
        name: "crashloop", summary: "iris-classifier on k3d cannot start: a Python module is missing from its new image.",
        lead: .minutes(6),
        timeline: [
            at(.zero, .registry(.push(revision: SeededRandom.sha("c0ffee1"), tag: "main-c0ffee1"))),
            at(.zero, .cluster(.k3d, .behave(image: image, .crash(after: .seconds(3))))),
            at(.seconds(5), deploy(image)),
        ])

    private static let image = Platform.image + ":main-c0ffee1"
}
