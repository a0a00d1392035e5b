extension PhraseBook {
    /// What errors in a job's step are about, whatever the step is for. A step prints the words of tests and tools, so fewer phrases decide
    /// there than in the log of a program, and some that only tools of a pipeline print.
    static let steps = PhraseBook([.login: stepLogins, .away: stepOutages, .configuration: stepSettings])

    /// Logins of package registries, of git and of clouds, refused.
    private static let stepLogins =
        loginsInSteps + "\n" + #"""
             401\#u{20}
            code 401
            status 401
            http 401
            error: 401
            code e401
            permission denied (publickey)
            invalid credentials
            is forbidden: user
            must be logged in
            requested access to the resource is denied
            403 (forbidden)
            http 403
            status 403
            status code 403
            error: 403
            bad token
            no basic auth credentials
            permission to\#u{20}
            not logged in
            login required
            resource not accessible by
            refusing to allow
            credentials could not be loaded
            could not load credentials
            no credentials
            """#

    /// Services that are away, by whatever layer says so: names, connections, certificates, gateways.
    private static let stepOutages =
        [unnamedInSteps, awayInSteps, certificatesInSteps].joined(separator: "\n") + "\n" + #"""
            503 service
             enotfound
            is the server running
            cluster unreachable
            error: 502
            error: 503
            error: 504
            http 502
            http 503
            http 504
            internal server error
            500 server error
            could not be reached
            """#

    /// Inputs and variables that the step was not given.
    private static let stepSettings = #"""
        input required and not supplied
        unbound variable
        parameter not set
        missing required environment
        environment variable is not set
        is not set in the environment
        missing required input
        no value for required variable
        environment variable not set
        must be set in the environment
        """#
}
