import Host
import JSON

extension ScrapeTarget: Readable {
    /// An element of `data.activeTargets`.
    public init(_ json: Element) throws {
        self.init()
        labels = json["labels"].strings
        job = json["scrapePool"].string ?? labels["job"] ?? ""
        instance = labels["instance"] ?? ""
        url = json.text(at: "scrapeUrl")
        health = json["health"].string ?? "unknown"
        lastError = json.text(at: "lastError")
        lastScrape = json.moment(at: "lastScrape")
        lastScrapeSeconds = lastScrape == nil ? nil : json["lastScrapeDuration"].double
    }
}

extension AlertRule: Readable {
    /// A rule of type `alerting` in `data.groups[].rules`; the caller adds the group's name.
    public init(_ json: Element) throws {
        self.init()
        name = try json.requiredString("name")
        expression = json.text(at: "query")
        hold = json["duration"].double ?? 0
        state = json["state"].string ?? "unknown"
        health = json["health"].string ?? "unknown"
        lastError = json.text(at: "lastError")
        labels = json["labels"].strings
        annotations = json["annotations"].strings
        lastEvaluation = json.moment(at: "lastEvaluation")
        alerts = try json["alerts"].array.map { try PrometheusAlert($0) }
    }
}

extension PrometheusAlert: Readable {
    /// An element of `data.alerts`, or of a rule's `alerts`.
    public init(_ json: Element) throws {
        self.init()
        labels = json["labels"].strings
        annotations = json["annotations"].strings
        state = json.text(at: "state")
        activeAt = json.moment(at: "activeAt")
        value = json["value"].number ?? .nan
    }
}

extension Series: Readable {
    /// An element of a vector (`value`) or a matrix (`values`), native histograms beside or instead of them.
    public init(_ json: Element) throws {
        self.init()
        labels = json["metric"].strings
        if let point = Point(pair: json["value"]) { points = [point] } else { points = json["values"].array.compactMap { Point(pair: $0) } }
        let histogram = json["histogram"]
        histograms = (histogram.exists ? [histogram] : json["histograms"].array).compactMap { Histogram(pair: $0) }
    }
}

extension Series.Point {
    /// `[1435781451.781, "1"]`: seconds, and the value as text; `nil` for anything else.
    init?(pair: Element) {
        let parts = pair.array
        guard parts.count == 2, let time = parts[0].double, abs(time) < 1e11, let value = parts[1].number else { return nil }
        self.init(time: time, value: value)
    }
}

extension Series.Histogram {
    /// `[1435781451.781, {"count": "60", "sum": "33.2", "buckets": […]}]`.
    init?(pair: Element) {
        let parts = pair.array
        guard parts.count == 2, let time = parts[0].double, let count = parts[1]["count"].number, let sum = parts[1]["sum"].number
        else { return nil }
        self.init(time: time, count: count, sum: sum)
    }
}
