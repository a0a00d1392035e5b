import Host

/// Everything that `config.toml` decides, typed and checked. Secrets are references: see ``SecretReference``.
public struct Settings: Sendable, Equatable {
    /// Cluster contexts, in the order shown.
    public var contexts: [Context] = []
    /// One kubeconfig file, which must exist (as `kubectl --kubeconfig`); empty follows `KUBECONFIG`, then `~/.kube/config`.
    public var kubeconfig = ""
    /// Services; `nil` where not configured.
    public var prometheus: Service?, alertmanager: Service?, mlflow: MLflow?, argocd: ArgoCD?, github: GitHub?, gemini: Gemini?
    /// Container registries, by the host that images name. One that is not here is asked without a login.
    public var registries: [Registry] = []
    /// Where and how manifests are changed.
    public var manifests = Manifests()
    /// Which manifest deploys which image.
    public var images: [Image] = []
    /// Alert label values to context names, by label: `["cluster": ["k3d-on-premises": "k3d"]]`.
    public var alertContexts: [String: [String: String]] = [:]
    /// Screen.
    public var screen = Screen()
    /// Key overrides: command id to key names; and the preset they start from.
    public var keys: [String: [String]] = [:]
    /// `default` or `k9s`.
    public var keyPreset = "default"
    /// Size limits.
    public var limits = Limits()
    /// Archive file; empty for the default under the state directory.
    public var archive = ""
    /// Log file (empty for the default under the state directory) and level (`error`, `warning`, `info`, `debug`, `trace`).
    public var logFile = "", logLevel = "info"
    /// Bytes at which the log is rotated, and how many old logs are kept.
    public var logSize = 8 << 20, logKeep = 3
    /// When what we see ourselves counts as one of the platform's conditions.
    public var conditions = Conditions()
    /// What is replaced besides secrets before anything is stored or sent.
    public var redaction = Redaction()
    /// Refuses every change.
    public var readOnly = false
    /// Author put on reports; empty for the login name.
    public var author = ""

    /// What the redactor replaces besides the secrets that it knows itself.
    public struct Redaction: Sendable, Equatable {
        /// E-mail addresses; IP addresses of both versions.
        public var emails = false, addresses = false
        /// Expressions whose matches are secret.
        public var patterns: [LinePattern] = []
        /// Secrets only.
        public init() {}
    }

    /// A cluster context.
    public struct Context: Sendable, Equatable {
        /// Name on screen, and the kubeconfig context's name (the same unless given).
        public var name = "", kubeContext = ""
        /// Asks for the name to be typed before a change.
        public var protected = false
        /// Namespaces to watch; empty for all.
        public var namespaces: [String] = []
        /// Requests, and bytes of answers, a minute.
        public var requestsPerMinute = 600, bytesPerMinute = 2 << 30
        /// A context to be filled in.
        public init() {}
    }

    /// A service with an address.
    public struct Service: Sendable, Equatable {
        /// Base URL.
        public var url = ""
        /// Bearer token, or user name and password.
        public var token: SecretReference?, username = "", password: SecretReference?
        /// CA file; skip verification.
        public var caFile = "", insecure = false
        /// Seconds between polls.
        public var interval = 15.0
        /// Requests, and bytes of answers, a minute.
        public var requestsPerMinute = 60, bytesPerMinute = 2 << 30
        /// A service to be filled in.
        public init() {}
    }

    /// MLflow with the experiments that are watched.
    public struct MLflow: Sendable, Equatable {
        /// Address and credentials.
        public var service = Service()
        /// Watched models.
        public var models: [Model] = []
        /// MLflow to be filled in.
        public init() {}

        /// One watched experiment.
        public struct Model: Sendable, Equatable {
            /// Experiment name and registered model name.
            public var experiment = "", registered = ""
            /// Metric, its gate, its baseline (`nil`: best of the runs before).
            public var metric = "accuracy", gate: Double?, baseline: Double?
            /// Rows of the test set.
            public var testRows = 30
            /// A model to be filled in.
            public init() {}
        }
    }

    /// ArgoCD.
    public struct ArgoCD: Sendable, Equatable {
        /// Address and token.
        public var service = Service()
        /// Destination server or name to context.
        public var contexts: [String: String] = [:]
        /// ArgoCD to be filled in.
        public init() {}
    }

    /// GitHub with the repositories watched.
    public struct GitHub: Sendable, Equatable {
        /// API address and token.
        public var service = {
            var service = Service()
            service.url = "https://api.github.com"
            service.interval = 30
            return service
        }()
        /// `owner/name` of each repository.
        public var repositories: [String] = []
        /// Workflow file launched by training.
        public var workflow = "ci-ct-cd.yml"
        /// Most requests an hour that count (304s do not).
        public var requestsPerHour = 60
        /// GitHub to be filled in.
        public init() {}
    }

    /// The language model.
    public struct Gemini: Sendable, Equatable {
        /// `vertex` or `api-key`.
        public var mode = "vertex"
        /// Model, and those to try when it is gone.
        public var model = "gemini-3.1-flash-lite", fallbacks: [String] = ["gemini-3.5-flash-lite"]
        /// Vertex project and location.
        public var project = "", location = "global"
        /// Service-account key file or token command (vertex).
        public var serviceAccount: SecretReference?, token: SecretReference?
        /// API key (api-key).
        public var apiKey: SecretReference?
        /// The key's tier may see such data: paid, not used for training. Without it nothing is sent.
        public var dataPermitted = false
        /// Endpoint instead of Google's; for the lab and proxies.
        public var endpoint = ""
        /// `MINIMAL`, `LOW`, `MEDIUM`, `HIGH`; empty sends none.
        public var thinking = "MINIMAL"
        /// Most tokens of an answer.
        public var maxOutputTokens = 4096
        /// Allowed requests a minute and a day, and tokens a month.
        public var requestsPerMinute = 15, requestsPerDay = 1500, tokensPerMonth = 2_000_000
        /// Bytes of answers a minute.
        public var bytesPerMinute = 64 << 20
        /// US dollars per million tokens in and out.
        public var priceIn = 0.25, priceOut = 1.5
        /// Tokens of the whole prompt.
        public var promptBudget = 8000
        /// A model to be filled in.
        public init() {}
    }

    /// What is drawn and how.
    public struct Screen: Sendable, Equatable {
        /// Theme name or file.
        public var theme = "dark"
        /// `auto`, `yes`, `no`.
        public var utf8 = "auto"
        /// Mouse reports; bell for a new critical; UTC or local time.
        public var mouse = true, bell = false, utc = true
        /// The defaults.
        public init() {}
    }

    /// Thresholds of the conditions derived from our own watch (the platform's own rules, see its alert table).
    public struct Conditions: Sendable, Equatable {
        /// Seconds a pod may be other than running.
        public var notRunningFor = 120.0
        /// More restarts than this, within these seconds, are frequent.
        public var restarts = 3, restartsWithin = 900.0
        /// Percent of the limit from which use is high, and the seconds it must last.
        public var cpuPercent = 80.0, memoryPercent = 90.0, usageFor = 300.0
        /// Percent by which accuracy may fall below its baseline: more than the first is P1, more than the second P0.
        public var driftP1Percent = 5.0, driftP0Percent = 10.0
        /// PromQL of the requests that the model servers answered; empty asks nothing.
        public var traffic = "sum(increase(model_predictions_total[15m]))"
        /// The defaults.
        public init() {}
    }

    /// Largest answers accepted.
    public struct Limits: Sendable, Equatable {
        /// Bytes of an answer; of a list of objects; of one line; of a log.
        public var body = 64 << 20, list = 256 << 20, line = 1 << 20, log = 64 << 20
        /// The defaults.
        public init() {}
    }

    /// Settings without any service.
    public init() {}
}
