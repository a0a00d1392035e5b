extension Scenario {
    /// A tag that nobody pushed.
    static let imagepull = Scenario(
        name: "imagepull", summary: "iris-classifier on k3d waits for an image that its registry does not have.",
        lead: .minutes(4),
        timeline: [
            at(.zero, .cluster(.k3d, .behave(image: image, .imageNotFound))),
            at(.seconds(5), deploy(image)),
        ])

    private static let image = Platform.image + ":main-deadbee"
}
