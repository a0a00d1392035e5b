import Host
import Settings
import Triage

extension Redactor.Options {
    /// What `[redaction]` says.
    init(_ settings: Settings) {
        self.init()
        emails = settings.redaction.emails
        addresses = settings.redaction.addresses
        patterns = settings.redaction.patterns
    }
}

extension ConfigOptions {
    /// What is redacted: as the configuration says, and secrets alone where there is none.
    ///
    /// - Throws: what is wrong with a configuration that is there, or was named; nothing passes by half of its rules.
    func redaction(_ environment: Environment) throws -> Redactor.Options {
        try settingsIfAny(environment).map { Redactor.Options($0) } ?? Redactor.Options()
    }

    /// The configuration; `nil` where none was named and there is none.
    ///
    /// - Throws: what is wrong with a configuration that is there, or was named.
    func settingsIfAny(_ environment: Environment) throws -> Settings? {
        if config == nil, environment["QUARTERDECK_CONFIG"] == nil {
            do {
                _ = try LocalFile.read(Settings.path(option: nil, environment: environment), limit: 1 << 20)
            } catch {
                if case .unreadable(_, _, isMissing: true) = error { return nil }
            }
        }
        do { return try settings(environment) } catch let error as SettingsError { throw Refusal("\(error)") }
    }
}
