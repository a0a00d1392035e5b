/// What an error of a step is, whatever the step is for: a login that is refused, or a service that is away.
struct StepErrorKind {
    var failureClass: String, prevention: String

    /// Of an error's text in lower case; `nil` where it is neither.
    init?(_ low: String) {
        let found = PhraseBook.steps.look(into: low)
        if found.has(.login) {
            self = StepErrorKind(failureClass: "auth-failure", prevention: "Check that login in a job on a schedule, and alert before it expires.")
        } else if found.has(.away) {
            self = StepErrorKind(
                failureClass: "dependency-unreachable",
                prevention: "Let the step try again a few times, and take what it fetches from a cache or mirror of your own.")
        } else if found.has(.configuration) {
            self = StepErrorKind(failureClass: "config-error", prevention: "Check at the job's start that what it needs is set, by name.")
        } else {
            return nil
        }
    }

    private init(failureClass: String, prevention: String) { (self.failureClass, self.prevention) = (failureClass, prevention) }

    func action(_ failure: JobFailure) -> String {
        if failureClass == "config-error" { return "Set what is named, in the workflow or in the repository's secrets and variables." }
        return failureClass == "auth-failure"
            ? "Renew the token or the login that \(failure.words.lowercasedFirst) uses."
            : "Run the job again; if it happens again, look at the service that is named."
    }
}
