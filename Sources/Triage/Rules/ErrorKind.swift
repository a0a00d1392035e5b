/// What kind of cause an error's words are, by what runtimes and libraries say.
struct ErrorKind: Sendable {
    var failureClass: String, words: String, action: String

    /// The kind of an error by the lower-case text of its block; `nil` when the words decide nothing.
    /// - Parameter crashing: whether the container ended; one that goes on serving has lost something else.
    init?(_ text: String, crashing: Bool) {
        if Self.isModel(text) {
            self.init(
                "model-load-failed", "The model cannot be loaded",
                "Load the model with the versions it was saved with, or save it again with those of the image.")
        } else if text.has(
            "no module named", "modulenotfounderror", "cannot find module", "importerror", "cannot import name", "classnotfoundexception",
            "noclassdeffounderror", "could not find or load main class", "error while loading shared libraries",
            "cannot open shared object file")
        {
            self.init(
                "crash-loop", "Something the program imports is missing from the image",
                "Add the missing package to the image's requirements and build it again.")
        } else if text.has(
            " 401", "unauthorized", "unauthorised", "invalid credentials", "authentication failed", "access denied for user",
            "password authentication", "invalid api key", "token expired", "token has expired", "expired on", "signaturedoesnotmatch",
            "invalidaccesskeyid",
            "passwort-authentifizierung", "anmeldung fehlgeschlagen", "authentifizierung fehlgeschlagen", "zugriff verweigert",
            "saslauthentication", "authenticationexception", "code: 403", "status 403", "http 403", "code 401", "login failed",
            "403 forbidden", "accessdenied", "bad credentials", "not authorized", "error code 403", "expiredtoken")
        {
            self.init("auth-failure", "A login is refused", "Renew the credential that this call uses, and restart what holds the old one.")
        } else if text.has(
            "connection refused", "econnrefused", "name or service not known", "no such host", "name resolution",
            "getaddrinfo", "could not connect", "failed to connect", "connection timed out", "connect timeout", "connecttimeout",
            "max retries exceeded",
            "no route to host", "network is unreachable", "host is unreachable", "connection reset by peer", "communications link failure",
            "nobrokersavailable", "serverselection", "server selection", "unknownhost", "cannot connect to", "unable to connect",
            "deadline exceeded", "verbindungsaufbau abgelehnt", "verbindung verweigert", "keine route zum", "nicht erreichbar",
            "wartezeit für die verbindung", "name oder dienst nicht bekannt")
        {
            self.init(
                "dependency-unreachable", "Something the container depends on cannot be reached",
                "Check that the named service is up, and its name and port in the configuration.")
        } else if text.has(
            "environment variable", "env var", "missing required", "is not set", "must be set", "field required", "validation error for",
            "invalid configuration", "config error", "configuration error", "could not parse config", "yaml.scanner", "yaml.parser",
            "unknown option",
            "could not resolve placeholder", "umgebungsvariable", "nicht gesetzt", "is required", "missing key", "yaml: ", "toml: ",
            "error initializing configuration", "unrecognized arguments", "invalid value for", "missing configuration", "keyerror: '")
            && !text.has("keyerror: 'target", "keyerror: 'feature")
        {
            self.init(
                "config-error", "The configuration lacks something or is wrong",
                "Set what is named, in the manifests that hold the container's environment.")
        } else if text.has("no space left on device", "disk quota exceeded", "enospc") {
            self.init("infrastructure", "The disk is full", "Free the disk that is named, or give the volume more room.")
        } else if text.has(
            "memoryerror", "out of memory", "outofmemoryerror", "cannot allocate memory", "std::bad_alloc", "cuda out of memory")
        {
            self.init(
                "oom-killed", "The process ran out of memory by its own account (its exit is not the kernel's OOM kill)",
                "Compare what the work needs with the container's limit.")
        } else if crashing,
            text.has(
                "no such file or directory", "filenotfounderror", "enoent", "nosuchfileexception", "permission denied", "eacces",
                "address already in use", "eaddrinuse", "segmentation fault", "exec format error", "traceback (most recent call last)",
                "panic:",
                "exception in thread", "unhandled", "uncaught", "fatal")
        {
            self.init(
                "crash-loop", "The program ends by an error", "Correct what the error names; compare with the last revision that ran.")
        } else {
            return nil
        }
    }

    private init(_ failureClass: String, _ words: String, _ action: String) {
        (self.failureClass, self.words, self.action) = (failureClass, words, action)
    }

    /// A saved model that this program cannot read. A file that is not there is no such case.
    private static func isModel(_ text: String) -> Bool {
        if text.has("no such file or directory", "filenotfounderror", "no module named") { return false }
        return text.has(
            "unpickl", "from the pickle", "incompatible dtype", "inconsistentversionwarning", "pickle data", "pickle protocol",
            "invalid load key",
            "error(s) in loading state_dict", "size mismatch for", "unknown layer", "cannot load model", "could not load model",
            "failed to load model",
            "model could not be loaded", "error loading model", "invalid protobuf", "protobuf parsing failed", "unsupported ir version",
            "unsupported opset",
            "xgboosterror", "lightgbmerror", "bad magic number", "can't get attribute", "modelloaderror", "corrupted model")
    }
}
