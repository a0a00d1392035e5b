import Host
import JSON
import Services

/// Silences the alerts that have all of the given labels, for a time and with a reason.
///
/// Parameters: `label.NAME` for each label; `duration` (`30m`, `2h`, `1d`); `comment`; `context`, where the caller knows whose alert it is.
struct SilenceAlert: Operation {
    static let kind = "alert.silence"
    private let request: OperationRequest
    private let labels: [String: String]
    private let duration: Duration
    private let comment: String

    /// Longest silence, in days: longer ones are forgotten while they still hide something.
    private static let longest = 30

    init(_ request: OperationRequest) throws {
        self.request = request
        let found = request.parameters.filter { $0.key.hasPrefix("label.") && !$0.value.isEmpty }
        labels = Dictionary(found.map { (String($0.key.dropFirst("label.".count)), $0.value) }) { _, last in last }
        guard !labels.isEmpty else { throw OperationError.missing(kind: Self.kind, parameter: "a label (label.alertname=…)") }
        let text = try request.required("duration")
        guard let duration = Self.duration(text), duration <= .seconds(Self.longest * 86_400) else {
            throw OperationError.invalid(
                kind: Self.kind, parameter: "duration", reason: "\(SafeText.line(text)) is not like 30m, 2h or 1d, or over \(Self.longest)d")
        }
        self.duration = duration
        comment = try request.required("comment")
    }

    func plan(_ reach: Reach) async throws -> Plan {
        let client = try reach.required(reach.alertmanager, "Alertmanager", "[alertmanager]")
        let now = reach.time.now()
        var plan = Plan(
            request.with("from", String(now.milliseconds)).with("by", reach.who.login),
            title: "Silence \(labels["alertname"] ?? "alerts") for \(request["duration"])",
            target: Target(
                context: request["context"].isEmpty ? "Alertmanager" : request["context"], namespace: labels["namespace"] ?? "",
                name: labels["alertname"] ?? words.joined(separator: ","), kind: "alert"),
            actionKey: "\(Self.kind) \(words.joined(separator: ","))")
        let silence = silence(plan.request)
        if let objection = silence.objection { throw OperationError.pointless(objection) }
        plan.requests = [PlannedRequest(service: "Alertmanager", method: "POST", path: "/api/v2/silences", body: body(silence).text)]
        plan.diff = words.map { DiffLine(.place, $0) }
        let matched = try await client.alerts(matching: words)
        let until = (now + duration).rfc3339
        plan.consequences = [
            "\(matched.count) \(matched.count == 1 ? "alert is" : "alerts are") silenced now, and every one like it until \(until): \(names(matched))",
            "Nobody is notified of \(matched.count == 1 ? "it" : "them") meanwhile; the deck still shows \(matched.count == 1 ? "it" : "them").",
        ]
        if matched.isEmpty { plan.warnings.append("No alert has these labels now.") }
        if matched.count > 5 { plan.warnings.append("That is many: name more labels to silence fewer.") }
        let other = try await client.silences().filter { $0.state == "active" && covers($0) }
        if let first = other.first {
            plan.warnings.append("\(first.createdBy) silences this already until \(first.endsAt?.rfc3339 ?? "?"): \(SafeText.line(first.comment))")
        }
        plan.undo = "Expire the silence, offered afterwards."
        plan.command = commandLine(
            ["amtool", "silence", "add"] + labels.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" } + [
                "--duration", request["duration"], "--author", reach.who.login, "--comment", comment,
            ])
        await plan.go(as: client.link) { nil }
        return plan
    }

    func run(_ plan: Plan, _ reach: Reach, _ progress: Progress) async throws(WriteFailure) -> Receipt {
        let client = try reach.sending(reach.alertmanager, "Alertmanager")
        return Receipt("Alertmanager has taken the silence.", reference: try await client.create(silence(plan.request)))
    }

    func follow(_ plan: Plan, _ receipt: Receipt, _ reach: Reach, _ progress: Progress) async throws -> Outcome {
        let client = try reach.required(reach.alertmanager, "Alertmanager", "[alertmanager]")
        let expire = Outcome.Offer("Expire the silence", OperationRequest(kind: ExpireSilence.kind, parameters: ["id": receipt.reference]))
        // Another member of a cluster may not know it for a moment.
        let silence = try await reach.poll(progress, within: .seconds(30)) { () -> Silence? in
            do {
                return try await client.silence(receipt.reference)
            } catch ServiceError.notFound {
                return nil
            }
        }
        guard let silence else { return Outcome(.unknown, "Alertmanager took the silence and does not list it after 30 s.", offers: [expire]) }
        let matched = try await client.alerts(matching: silence.matchers.map(\.words)).filter { $0.silencedBy.contains(silence.id) }
        return Outcome(
            .done,
            "Silence \(silence.id.prefix(8)) is \(silence.state) until \(silence.endsAt?.rfc3339 ?? "?"); \(matched.count) silenced: \(names(matched))",
            offers: [expire])
    }

    func happened(_ plan: Plan, since: Timestamp, _ reach: Reach) async throws -> Happened {
        let client = try reach.required(reach.alertmanager, "Alertmanager", "[alertmanager]")
        let wanted = silence(plan.request)
        let found = try await client.silences().first { silence in
            silence.comment == wanted.comment && silence.createdBy == wanted.createdBy && silence.endsAt == wanted.endsAt && covers(silence)
        }
        return found.map { .yes(Receipt("Alertmanager has the silence.", reference: $0.id)) } ?? .no("Alertmanager has no such silence.")
    }

    private var words: [String] { labels.sorted { $0.key < $1.key }.map { Silence.Matcher($0.key, $0.value).words } }

    private func covers(_ silence: Silence) -> Bool { Set(silence.matchers.map(\.words)) == Set(words) }

    /// The silence as it was planned: its times do not move with the clock.
    private func silence(_ request: OperationRequest) -> Silence {
        let from = Timestamp(milliseconds: Int64(request["from"]) ?? 0)
        return Silence(labels: labels, from: from, for: duration, by: request["by"], comment: comment)
    }

    private func body(_ silence: Silence) -> Value {
        let matchers = silence.matchers.map { matcher -> Value in
            ["name": .string(matcher.name), "value": .string(matcher.value), "isRegex": false, "isEqual": true]
        }
        return [
            "matchers": .array(matchers), "startsAt": .string(silence.startsAt?.rfc3339 ?? ""), "endsAt": .string(silence.endsAt?.rfc3339 ?? ""),
            "createdBy": .string(silence.createdBy), "comment": .string(silence.comment),
        ]
    }

    private func names(_ alerts: [AlertmanagerAlert]) -> String {
        guard !alerts.isEmpty else { return "none now." }
        let names = alerts.prefix(5).map {
            SafeText.line([$0.labels["alertname"], $0.labels["pod"] ?? $0.labels["instance"]].compactMap { $0 }.joined(separator: " "))
        }
        return names.joined(separator: ", ") + (alerts.count > 5 ? " and \(alerts.count - 5) more." : ".")
    }

    /// `90s`, `30m`, `2h`, `1d`.
    static func duration(_ text: String) -> Duration? {
        let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
        guard let last = text.last, let unit = units[last], let number = Int(text.dropLast()), (1...1_000_000).contains(number) else { return nil }
        return .seconds(number * unit)
    }
}
