/// What kind of cause an error's words are, by what runtimes and libraries say.
struct ErrorKind: Sendable {
    var failureClass: String, words: String, action: String, prevention: String

    /// The kind of an error by the lower-case text of its block; `nil` when the words decide nothing.
    /// - Parameter crashing: whether the container ended; one that goes on serving has lost something else.
    init?(_ text: String, crashing: Bool) {
        if Self.isModel(text) {
            self.init(
                "model-load-failed", "The model cannot be loaded",
                "Load the model with the versions it was saved with, or save it again with those of the image.",
                "Store the library versions with the model and load it once in the pipeline, in the image that will serve it.")
        } else if text.has(
            "no module named", "modulenotfounderror", "cannot find module", "importerror", "cannot import name", "classnotfoundexception",
            "noclassdeffounderror", "could not find or load main class", "error while loading shared libraries",
            "cannot open shared object file")
        {
            self.init(
                "crash-loop", "Something the program imports is missing from the image",
                "Add the missing package to the image's requirements and build it again.",
                "Start the image once in the pipeline (its entry point, not only its tests): an import that fails ends it there.")
        } else if text.has(
            " 401", "unauthorized", "unauthorised", "invalid credentials", "authentication failed", "access denied for user",
            "password authentication", "invalid api key", "token expired", "token has expired", "expired on", "signaturedoesnotmatch",
            "invalidaccesskeyid",
            "passwort-authentifizierung", "anmeldung fehlgeschlagen", "authentifizierung fehlgeschlagen", "zugriff verweigert",
            "saslauthentication", "authenticationexception", "code: 403", "status 403", "http 403", "code 401", "login failed",
            "403 forbidden", "accessdenied", "bad credentials", "not authorized", "error code 403", "expiredtoken")
        {
            self.init(
                "auth-failure", "A login is refused", "Renew the credential that this call uses, and restart what holds the old one.",
                "Watch the credential's expiry, and let the program read it anew instead of once at its start.")
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
                "dependency-unreachable",
                Self.isUnnamed(text)
                    ? "A name that the container depends on cannot be resolved" : "Something the container depends on cannot be reached",
                Self.isUnnamed(text)
                    ? "Look the name up from within the cluster, and compare it with the configuration."
                    : "Check that the named service is up, and its name and port in the configuration.",
                crashing ? "Let the program wait for the service and try again instead of ending, and be unready meanwhile." : "")
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
                "Set what is named, in the manifests that hold the container's environment.",
                "Let the program check its whole configuration in a mode of its own, and run that in the pipeline with the manifest's environment.")
        } else if text.has("no space left on device", "disk quota exceeded", "enospc") {
            self.init(
                "infrastructure", "The disk is full", "Free the disk that is named, or give the volume more room.",
                "Alert on that file system at 80%, and limit what the container may write there.")
        } else if text.has(
            "memoryerror", "out of memory", "outofmemoryerror", "cannot allocate memory", "std::bad_alloc", "cuda out of memory")
        {
            self.init(
                "oom-killed", "The process ran out of memory by its own account (its exit is not the kernel's OOM kill)",
                "Compare what the work needs with the container's limit.",
                "Give the runtime a ceiling below the container's limit, and split the work by size before it reaches that.")
        } else if crashing,
            text.has(
                "no such file or directory", "filenotfounderror", "enoent", "nosuchfileexception", "permission denied", "eacces",
                "address already in use", "eaddrinuse", "segmentation fault", "exec format error", "traceback (most recent call last)",
                "panic:",
                "exception in thread", "unhandled", "uncaught", "fatal")
        {
            self.init(
                "crash-loop", "The program ends by an error", "Correct what the error names; compare with the last revision that ran.", "")
        } else {
            return nil
        }
    }

    private init(_ failureClass: String, _ words: String, _ action: String, _ prevention: String) {
        (self.failureClass, self.words, self.action, self.prevention) = (failureClass, words, action, prevention)
    }

    /// Whether a name could not be turned into an address.
    private static func isUnnamed(_ text: String) -> Bool {
        text.has(
            "name or service not known", "no such host", "name resolution", "getaddrinfo", "unknownhost", "could not resolve",
            "oder dienst nicht bekannt",
            "nxdomain", "could not translate host name")
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
