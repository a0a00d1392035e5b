extension Lab {
    /// The repositories of the platform, as `owner/name`: model source, then infrastructure manifests.
    public static var repositories: [String] { [Platform.modelRepository, Platform.infraRepository].map { "\(Platform.owner)/\($0)" } }

    /// The image that both model servers run, without a tag.
    public static var image: String { Platform.image }
}
