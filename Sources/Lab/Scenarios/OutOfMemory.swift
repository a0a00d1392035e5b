extension Scenario {
    /// The story of SCREENS: a new image takes batches of 48,000 rows with 256 MiB to hold them.
    static let oom = Scenario(
        name: "oom", summary: "iris-classifier on k3d runs out of memory again and again, since an image 12 minutes ago.",
        lead: .minutes(12.1),
        timeline: [
            at(.zero, .cluster(.k3d, .behave(image: Platform.irisBatch.image, .outOfMemory(after: .seconds(134))))),
            at(.seconds(5), deploy(Platform.irisBatch.image)),
        ] + night)

    /// Puts an image under iris-classifier, by a commit to the manifests that Argo CD has synchronised.
    static func deploy(_ image: String) -> LabCommand { .github(.deploy(application: Platform.irisApplication, image: image)) }
}
