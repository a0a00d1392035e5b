import Services

extension OperationRunner {
    /// The images that are deployed, from `[[images]]` of the configuration, in its order.
    public func images() -> [DeployedImage] { reach.images }

    /// What an image can be bumped to: what its registry has with age, commit and digest, where which of it runs, and what stands in the
    /// manifest. Changes nothing.
    ///
    /// Takes some seconds where a registry must be asked about every tag. What a service does not tell is one of ``ImageChoices/gaps``.
    /// - Parameter name: ``DeployedImage/name``.
    /// - Throws: ``OperationError`` for a name that is not configured, with the nearest ones.
    public func choices(for name: String) async throws -> ImageChoices {
        try await ImageSurvey(image: reach.image(named: name), reach: reach).choices()
    }
}
