/// What an error of a step is, whatever the step is for: a login that is refused, or a service that is away.
struct StepErrorKind {
    var failureClass: String, prevention: String

    /// Of an error's text in lower case; `nil` where it is neither.
    init?(_ low: String) {
        if low.hasAny([
            "bad credentials", " 401 ", "401 unauthorized", "code 401", "status 401", "http 401", "error: 401", "(401)", "code e401",
            "401 client error", "403 forbidden", "authentication required", "unauthorized", "permission denied (publickey)", "access denied",
            "authentication failed",
            "invalid username or password", "expiredtoken", "could not read username", "invalid credentials", "accessdenied", "not authorized",
            "token expired", "token has expired",
            "incorrect username or password", "permission_denied", "permissiondenied", "unauthenticated", "is forbidden: user", "must be logged in",
            "invalid api key", "invalid token",
            "requested access to the resource is denied", "403 (forbidden)", "http 403", "status 403", "status code 403", "error: 403", "bad token",
            "signaturedoesnotmatch", "no basic auth credentials",
            "permission to ", "not logged in", "login required", "resource not accessible by", "refusing to allow", "credentials could not be loaded",
            "unable to locate credentials",
            "could not load credentials", "no credentials",
        ]) {
            self = StepErrorKind(failureClass: "auth-failure", prevention: "Check that login in a job on a schedule, and alert before it expires.")
        } else if low.hasAny([
            "could not resolve host", "name resolution", "connection timed out", "connection refused", "etimedout", "connection reset", "503 service",
            "502 bad gateway", "tls handshake",
            "failed to connect", "max retries exceeded", "read timed out", "econnrefused", "econnreset", " enotfound", "no such host",
            "could not connect", "connection error", "504 gateway",
            "i/o timeout", "network is unreachable", "no route to host", "service unavailable", "is the server running", "socket hang up",
            "unable to connect", "cluster unreachable",
            "connect timeout", "error: 502", "error: 503", "error: 504", "http 502", "http 503", "http 504",
            "internal server error", "500 server error", "certificate has expired",
            "certificate verify failed", "eai_again", "could not be reached", "server selection", "communications link failure",
        ]) {
            self = StepErrorKind(
                failureClass: "dependency-unreachable",
                prevention: "Let the step try again a few times, and take what it fetches from a cache or mirror of your own.")
        } else if low.hasAny([
            "input required and not supplied", "unbound variable", "parameter not set", "missing required environment",
            "environment variable is not set", "is not set in the environment",
            "missing required input", "no value for required variable", "environment variable not set", "must be set in the environment",
        ]) {
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
