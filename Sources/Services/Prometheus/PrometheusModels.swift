import Host

/// A scrape target (`/api/v1/targets`).
public struct ScrapeTarget: Sendable, Equatable {
    /// Scrape pool, usually the job.
    public var job = ""
    /// `instance` label.
    public var instance = ""
    /// Address scraped.
    public var url = ""
    /// `up`, `down`, `unknown`.
    public var health = ""
    /// Why the last scrape failed; empty when it did not.
    public var lastError = ""
    /// Last scrape; `nil` before the first.
    public var lastScrape: Timestamp?
    /// How long the last scrape took, in seconds; `nil` before the first.
    public var lastScrapeSeconds: Double?
    /// All labels.
    public var labels: [String: String] = [:]
    /// A target to be filled in.
    public init() {}
}

/// An alerting rule and the alerts it raises (`/api/v1/rules`).
public struct AlertRule: Sendable, Equatable {
    /// Group and alert name.
    public var group = "", name = ""
    /// PromQL.
    public var expression = ""
    /// How long the expression must hold, in seconds.
    public var hold: Double = 0
    /// `inactive`, `pending`, `firing`, `unknown`.
    public var state = ""
    /// `ok`, `err`, `unknown`; with the error's text.
    public var health = "", lastError = ""
    /// Labels added.
    public var labels: [String: String] = [:]
    /// Annotations, templated per alert.
    public var annotations: [String: String] = [:]
    /// Alerts pending or firing.
    public var alerts: [PrometheusAlert] = []
    /// When it was last evaluated; `nil` before the first time.
    public var lastEvaluation: Timestamp?
    /// A rule to be filled in.
    public init() {}
}

/// An alert as Prometheus sees it (`/api/v1/alerts`): pending or firing, without external labels.
public struct PrometheusAlert: Sendable, Equatable {
    /// Labels, `alertname` among them.
    public var labels: [String: String] = [:]
    /// Annotations.
    public var annotations: [String: String] = [:]
    /// `pending` or `firing`.
    public var state = ""
    /// Since when the expression has held.
    public var activeAt: Timestamp?
    /// Value of the expression; may be NaN or infinite.
    public var value: Double = 0
    /// An alert to be filled in.
    public init() {}
}

/// One series of an answer: labels and its points. Gaps are missing points, not zeros.
public struct Series: Sendable, Equatable {
    /// Labels, `__name__` among them.
    public var labels: [String: String] = [:]
    /// Seconds since 1970 and value; values may be NaN or infinite.
    public var points: [Point] = []
    /// Native histograms, which stand in place of values or beside them.
    public var histograms: [Histogram] = []

    /// One sample.
    public struct Point: Sendable, Equatable {
        /// Seconds since 1970.
        public var time: Double
        /// The value.
        public var value: Double
        /// A sample.
        public init(time: Double, value: Double) {
            self.time = time
            self.value = value
        }
    }

    /// A native histogram at one moment, without its buckets.
    public struct Histogram: Sendable, Equatable {
        /// Seconds since 1970.
        public var time: Double
        /// Observations, and their sum.
        public var count: Double, sum: Double
        /// A histogram.
        public init(time: Double, count: Double, sum: Double) {
            self.time = time
            self.count = count
            self.sum = sum
        }
    }

    /// A series to be filled in.
    public init() {}
}
