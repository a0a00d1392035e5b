/// What kind of cause an error's words are, by what runtimes and libraries say. What the failure is wins over how it shows: a service
/// that is away, a login that is refused, configuration that lacks, a model that does not load; else the program itself.
struct ErrorKind: Sendable {
    /// What an error comes down to.
    enum Cause: Sendable {
        case model, modelMissing, absent, disk, data, certificate, login, unnamed, away, configuration, configurationFile, memory, training, crash
    }

    var cause: Cause
    /// The line below the error's own that says it, where that is another.
    var detail: String?
    /// Whether it names what is wrong outside the program's own code: such an error explains one that does not.
    var isSpecific: Bool { cause != .crash }

    /// Whether it is about a call to somebody else, which may be made again.
    var isOfNetwork: Bool { [.certificate, .login, .unnamed, .away].contains(cause) }

    /// The kind of an error; `nil` when its words decide nothing.
    /// - Parameter crashing: whether the container ended; one that goes on serving has lost something else.
    init?(_ error: LoggedError, crashing: Bool) {
        // The line that says it decides before the lines around it; frames and source lines say nothing.
        if let cause = Self.cause(error.whole, error) {
            self.cause = cause
            detail = Self.lost(error, cause)
        } else if let (line, cause) = error.told.lazy.compactMap({ line in Self.cause(line.lowercased(), error).map { (line, $0) } }).first {
            self.cause = cause
            let said = Words.line(LoggedError.bare(line), 200)
            detail = error.text.contains(said) ? nil : said
        } else if crashing, error.type != nil || PhraseBook.shared.look(into: error.block).has(.crash) {
            cause = .crash
        } else {
            return nil
        }
        // Who runs on has what it needs of its data.
        if cause == .data, !crashing { return nil }
    }

    /// The sentence that decided, where it was cut out of a long line.
    private static func lost(_ error: LoggedError, _ cause: Cause) -> String? {
        guard error.whole.count > error.text.count else { return nil }
        let parts = error.whole.replacing("\\n", with: "\n").replacing("\\t", with: " ").split(separator: "\n").flatMap { $0.split(separator: ". ") }
        // Who wraps an error writes it last; a bare code behind it says less (AWS's clients put "status code: 403, request id: …" there).
        let telling = parts.filter { Self.cause(String($0), error) == cause && !$0.drop { $0 == " " }.hasPrefix("status code") }
        guard let part = telling.last(where: { $0.count > 24 }) ?? telling.first,
            !error.text.lowercased().contains(Words.line(String(part), 10_000))
        else { return nil }
        return Words.line(String(part.drop { $0 == " " }), 240)
    }

    private static func cause(_ text: String, _ error: LoggedError) -> Cause? {
        let found = PhraseBook.shared.look(into: text)
        let isLoading = error.block.has("pickle.load", "joblib.load", "numpy_pickle", "unpickler", "torch.load", "load_model")
        if found.has(.absent) { return isLoading && error.block.has("pickle", "joblib") ? .model : .absent }
        if found.has(.model), !text.has("no such file or directory", "filenotfounderror") || text.has("load model from", "weights found") {
            return .model
        }
        if found.has(.noFile), found.has(.modelFile) { return .modelMissing }
        if found.has(.disk) { return .disk }
        if found.has(.data) || found.has(.mark) && found.has(.differing) && !found.has(.configuration) { return .data }
        // What an access log says of the container's own answers.
        let isAnswer = text.has(" http/1.1\"", " http/1.0\"", " http/2.0\"", " http/2\"")
        if !isAnswer {
            // The container's own key and certificate are configuration.
            let isBystander = found.has(.bystander) && !error.isWatcher
            // What the other side says of the certificate that it was shown: that login is refused.
            if found.has(.login), text.has("remote error: tls", "fatal alert", " alert ") { return .login }
            if found.has(.certificate), !isBystander {
                return found.has(.configuration) && !text.has("expired") || isOwnCertificate(text) ? .configuration : .certificate
            }
            if found.has(.login) { return .login }
            // Telemetry's service is no dependency, and a client that went away is none either.
            if found.has(.unnamed), !isBystander { return .unnamed }
            if found.has(.away), !isBystander { return .away }
        }
        if found.has(.configuration) || found.has(.setting) && found.has(.lacking) || isSetting(error) { return .configuration }
        if placesConfiguration(text) || namesSetting(text) { return .configuration }
        if found.has(.configurationFile),
            text.has(
                "no such file", "filenotfound", "nosuchfile", "enoent", "unable to open", "can't open", "cannot open", "could not open",
                "could not find file")
                || text.has("file ") && text.has(" not found")
        {
            return .configurationFile
        }
        if found.has(.memory) { return .memory }
        if found.has(.training) { return .training }
        return nil
    }

    /// A name that a program asks its environment for: `KeyError: 'DATABASE_URL'`, `key not found: "REDIS_URL"`.
    private static func isSetting(_ error: LoggedError) -> Bool {
        guard error.text.contains("KeyError: ") || error.text.contains("key not found: ") else { return false }
        let key = error.text.split(separator: ":").last.map { $0.filter { $0.isLetter || $0 == "_" } } ?? ""
        return error.block.has("environ", "getenv", "env.fetch", "os.env", "config[")
            || key.count > 3 && key.allSatisfy { $0.isUppercase || $0 == "_" }
    }

    var failureClass: String {
        switch cause {
        case .model: "model-load-failed"
        case .login: "auth-failure"
        case .certificate, .unnamed, .away: "dependency-unreachable"
        case .configuration, .configurationFile: "config-error"
        case .disk: "infrastructure"
        case .training: "training"
        // A file that is not there is no model that cannot be read.
        case .modelMissing, .absent, .data, .memory, .crash: "crash-loop"
        }
    }

    /// How a sentence about it begins.
    var words: String {
        switch cause {
        case .model: "The model cannot be loaded"
        case .modelMissing: "The model's file is not there"
        case .absent: "Something the program imports is missing from the image, or there in another version"
        case .disk: "The disk is full"
        case .data: "The program does not accept the data it finds (damaged, another version's, or another's)"
        case .certificate: "The TLS certificate of something the container depends on is not accepted"
        case .login: "A login is refused"
        case .unnamed: "A name that the container depends on cannot be resolved"
        case .away: "Something the container depends on cannot be reached"
        case .configuration: "The configuration lacks something or is wrong"
        case .configurationFile: "A configuration file is not there, or cannot be opened"
        case .training: "Training ended because its figures became NaN, infinite or out of range"
        case .memory: "The process ran out of memory by its own account (the kernel did not kill it)"
        case .crash: "The program ends by an error"
        }
    }

    var action: String {
        switch cause {
        case .model: "Load the model with the versions it was saved with, or save it again with those of the image."
        case .modelMissing: "Look at what should put the file there (volume, init container, image), and compare its path with the configuration."
        case .absent:
            "Add what is missing (a package to the image's requirements, a module of your own to the image), or pin the version that fits; then build the image again."
        case .disk: "Free the disk that is named, or give the volume more room."
        case .data:
            "Keep a copy of the volume; then go back to the version that wrote the data, follow that program's steps to upgrade it, or restore what is damaged."
        case .certificate: "Look at the certificate that is shown (issuer, names, dates); renew it, or trust its authority."
        case .login: "Renew the credential or grant the right that this call uses, and restart what holds the old one."
        case .unnamed: "Look the name up from within the cluster, and compare it with the configuration."
        case .away: "Check that the named service is up, and its name and port in the configuration."
        case .configuration: "Set what is named, in the manifests that hold the container's environment and files."
        case .configurationFile: "Mount the file that is named, or correct its path."
        case .training:
            "Look at the loss, the learning rate and the gradients before that step; go on from the last good checkpoint with a smaller rate, clipping or bf16."
        case .memory: "Compare what the work needs with the runtime's own ceiling and the container's limit."
        case .crash: "Correct what the error names; compare with the last revision that ran."
        }
    }

    func prevention(crashing: Bool) -> String {
        switch cause {
        case .model: "Store the library versions with the model and load it once in the pipeline, in the image that will serve it."
        case .modelMissing: "Check in the pipeline that the artifact exists where the manifest says."
        case .absent: "Start the image once in the pipeline (its entry point, not only its tests): an import that fails ends it there."
        case .disk: "Alert on that file system at 80%, and limit what the container may write there."
        case .data: "Take a backup before each upgrade, and start the new version once on a copy of the data."
        case .certificate: "Alert 14 days before a certificate that the container meets expires."
        case .login: "Watch the credential's expiry, and let the program read it anew instead of once at its start."
        case .unnamed, .away: crashing ? "Let the program wait for the service and try again instead of ending, and be unready meanwhile." : ""
        case .configuration, .configurationFile:
            "Let the program check its whole configuration in a mode of its own, and run that in the pipeline with the manifest's environment."
        case .training: "Stop at the first loss that is no number, alert on it, and keep the checkpoint before."
        case .memory: "Give the runtime a ceiling below the container's limit, and split the work by size before it reaches that."
        case .crash: ""
        }
    }
}
