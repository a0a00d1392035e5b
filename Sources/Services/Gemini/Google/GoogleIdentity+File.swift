import Host

extension GoogleIdentity {
    /// Where Application Default Credentials lie: the file named by `GOOGLE_APPLICATION_CREDENTIALS`, else the one that
    /// `gcloud auth application-default login` writes. It need not be there.
    /// <https://cloud.google.com/docs/authentication/application-default-credentials>
    public static func defaultFile(in environment: Environment) -> String {
        if let named = environment["GOOGLE_APPLICATION_CREDENTIALS"] { return environment.absolute(named) }
        let folder = environment["CLOUDSDK_CONFIG"].map { environment.absolute($0) } ?? environment.home + "/.config/gcloud"
        return folder + "/application_default_credentials.json"
    }
}
