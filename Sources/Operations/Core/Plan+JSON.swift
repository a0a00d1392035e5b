import JSON

// How a plan is stored. What is absent reads as empty, so that rows of earlier versions stay readable.

extension Plan: Readable {
    /// As JSON.
    public var json: Value {
        [
            "request": request.json, "title": .string(title), "target": target.json, "requests": .array(requests.map(\.json)),
            "diff": .array(diff.map { .array([.string($0.kind.rawValue), .string($0.text)]) }), "consequences": .strings(consequences),
            "warnings": .strings(warnings), "risk": .string(risk.rawValue), "dangerous_word": .string(dangerousWord),
            "undo": .string(undo), "credential": .string(credential), "identity": .string(identity), "command": .string(command),
            "action_key": .string(actionKey), "must_type": mustType.map(Value.string) ?? .null, "blocked": blocked.map(Value.string) ?? .null,
        ]
    }

    /// A stored plan.
    public init(_ json: Element) throws {
        self.init(
            try OperationRequest(json.required("request")), title: json["title"].string ?? "", target: Target(json["target"]),
            actionKey: try json.requiredString("action_key"))
        requests = json["requests"].array.map { PlannedRequest($0) }
        diff = json["diff"].array.map { line in
            let parts = line.array
            return DiffLine(DiffLine.Kind(rawValue: parts.first?.string ?? "") ?? .same, parts.last?.string ?? "")
        }
        consequences = json["consequences"].array.compactMap(\.string)
        warnings = json["warnings"].array.compactMap(\.string)
        risk = Risk(rawValue: json["risk"].string ?? "") ?? .destroys
        dangerousWord = json["dangerous_word"].string ?? ""
        undo = json["undo"].string ?? ""
        credential = json["credential"].string ?? ""
        identity = json["identity"].string ?? ""
        command = json["command"].string ?? ""
        mustType = json["must_type"].string
        blocked = json["blocked"].string
    }

    /// The same with every text a person or a service put into it redacted.
    func redacted(_ redact: (String) -> String) -> Plan {
        var plan = self
        plan.request.parameters = request.parameters.mapValues(redact)
        plan.title = redact(title)
        plan.requests = requests.map { PlannedRequest(service: $0.service, method: $0.method, path: redact($0.path), body: redact($0.body)) }
        plan.diff = diff.map { DiffLine($0.kind, redact($0.text)) }
        plan.consequences = consequences.map(redact)
        plan.warnings = warnings.map(redact)
        plan.undo = redact(undo)
        plan.command = redact(command)
        return plan
    }
}

extension OperationRequest: Readable {
    /// As JSON.
    public var json: Value {
        ["kind": .string(kind), "parameters": .object(parameters.sorted { $0.key < $1.key }.map { .init($0.key, .string($0.value)) })]
    }

    /// A stored request.
    public init(_ json: Element) throws {
        let parameters = json["parameters"].members.compactMap { member in member.value.string.map { (member.name, $0) } }
        self.init(kind: try json.requiredString("kind"), parameters: Dictionary(parameters) { _, last in last })
    }
}

extension Outcome {
    /// What is offered next, as it is stored.
    func offersJSON(_ redact: (String) -> String) -> String {
        let stored = offers.map { offer in
            var request = offer.request
            request.parameters = request.parameters.mapValues(redact)
            return Value.object([.init("title", .string(redact(offer.title))), .init("request", request.json)])
        }
        return Value.array(stored).text
    }

    /// What a stored action offers; what cannot be read, as of another version, is left out.
    public static func offers(_ text: String) -> [Offer] {
        guard let json = try? JSON.read(OfferList.self, from: Array(text.utf8)) else { return [] }
        return json.offers
    }

    private struct OfferList: Readable {
        let offers: [Offer]
        init(_ json: Element) throws {
            offers = json.array.compactMap { row in
                guard let title = row["title"].string, let request = try? OperationRequest(row["request"]) else { return nil }
                return Offer(title, request)
            }
        }
    }
}

extension Target {
    var json: Value {
        [
            "context": .string(context), "namespace": .string(namespace), "name": .string(name), "uid": .string(uid), "kind": .string(kind),
        ]
    }

    init(_ json: Element) {
        self.init(
            context: json["context"].string ?? "", namespace: json["namespace"].string ?? "", name: json["name"].string ?? "",
            uid: json["uid"].string ?? "", kind: json["kind"].string ?? "")
    }
}

extension PlannedRequest {
    var json: Value { ["service": .string(service), "method": .string(method), "path": .string(path), "body": .string(body)] }

    init(_ json: Element) {
        self.init(
            service: json["service"].string ?? "", method: json["method"].string ?? "", path: json["path"].string ?? "",
            body: json["body"].string ?? "")
    }
}
