/// Silences: listed, made, changed, ended.
struct AlertmanagerSilences: Sendable {
    let request: LabRequest

    func respond(on stage: Stage) async -> LabResponse {
        switch (request.method, request.segments.count) {
        case ("GET", 3): return await list(on: stage)
        case ("POST", 3): return await post(on: stage)
        case ("GET", 4):
            guard let silence = await find(on: stage) else { return notFound }
            return .json(Self.json(silence, at: await stage.read { $0.now }))
        case ("DELETE", 4):
            guard let silence = await find(on: stage) else { return notFound }
            await stage.apply(.monitoring(.expireSilence(id: silence.id)))
            return LabResponse(contentType: "application/json", body: .bytes([]))
        default:
            return .json(["code": 405, "message": .string("method \(request.method) is not allowed, but [GET,POST] are")], status: 405)
        }
    }

    private var notFound: LabResponse { LabResponse(status: 404, contentType: "application/json", body: .bytes([])) }

    private func find(on stage: Stage) async -> Silence? {
        let id = request.segments[3]
        return await stage.read { $0.monitoring.silences.first { $0.id == id } }
    }

    private func list(on stage: Stage) async -> LabResponse {
        var filters: [PromQL.Matcher] = []
        for text in request.values("filter") {
            guard let matcher = AlertmanagerMatcher.parse(text) else {
                return .json(.string("bad matcher format: \(text)"), status: 400)
            }
            filters.append(matcher)
        }
        let (silences, now) = await stage.read { ($0.monitoring.silences, $0.now) }
        // A filter looks at the values that a silence names.
        let chosen = silences.filter { silence in
            filters.allSatisfy { filter in silence.matchers.contains { $0.label == filter.label && filter.accepts($0.value) } }
        }
        return .json(.array(chosen.sorted { $0.endsAt < $1.endsAt }.map { Self.json($0, at: now) }))
    }

    private func post(on stage: Stage) async -> LabResponse {
        guard let body = request.json, body.members != nil else {
            return .json(["code": 400, "message": "parsing silence body from \"\" failed, because invalid character"], status: 400)
        }
        for field in ["matchers", "startsAt", "endsAt", "createdBy", "comment"] where body[field] == nil {
            return .json(["code": 602, "message": .string("silence.\(field) in body is required")], status: 422)
        }
        let matchers = (body["matchers"]?.elements ?? []).compactMap(AlertmanagerMatcher.from)
        guard let starts = Moment(rfc3339: body["startsAt"]?.text ?? ""), let ends = Moment(rfc3339: body["endsAt"]?.text ?? "") else {
            return .json(["code": 601, "message": "silence.startsAt in body must be of type date-time"], status: 422)
        }
        guard !matchers.isEmpty else {
            return .json(["code": 612, "message": "silence.matchers in body should have at least 1 items"], status: 422)
        }
        if matchers.allSatisfy({ $0.accepts("") }) {
            return .json(.string("silence invalid: at least one matcher must not match the empty string"), status: 400)
        }
        let wanted = Silence(
            id: body["id"]?.text ?? "", matchers: matchers, startsAt: starts, endsAt: ends, updatedAt: starts,
            createdBy: body["createdBy"]?.text ?? "", comment: body["comment"]?.text ?? "")
        return await store(wanted, on: stage)
    }

    private func store(_ wanted: Silence, on stage: Stage) async -> LabResponse {
        await stage.perform { world -> LabResponse in
            if wanted.endsAt <= wanted.startsAt {
                return .json(.string("Failed to create silence: start time must be before end time"), status: 400)
            }
            if wanted.endsAt <= world.now {
                return .json(.string("Failed to create silence: end time can't be in the past"), status: 400)
            }
            var silence = wanted
            silence.updatedAt = world.now
            let known = world.monitoring.silences.first { $0.id == wanted.id }
            if !wanted.id.isEmpty, known == nil { return LabResponse(status: 404, contentType: "application/json", body: .bytes([])) }
            // Changed in place only where it stays the same silence; else the old one ends and a new one begins.
            let isSame =
                known.map { old in
                    old.matchers == wanted.matchers && old.state(at: world.now) != "expired"
                        && (old.state(at: world.now) == "pending" || old.startsAt.wholeSecond == wanted.startsAt.wholeSecond)
                } ?? false
            if !isSame {
                if let known { world.apply(.monitoring(.expireSilence(id: known.id))) }
                silence.id = world.random.uuid()
                silence.startsAt = max(wanted.startsAt, world.now)
            }
            world.apply(.monitoring(.silence(silence)))
            return .json(["silenceID": .string(silence.id)])
        }
    }

    private static func json(_ silence: Silence, at now: Moment) -> JSON {
        [
            "id": .string(silence.id), "status": ["state": .string(silence.state(at: now))],
            "updatedAt": .string(silence.updatedAt.rfc3339Milliseconds), "comment": .string(silence.comment),
            "createdBy": .string(silence.createdBy), "endsAt": .string(silence.endsAt.rfc3339Milliseconds),
            "matchers": .array(silence.matchers.map(AlertmanagerMatcher.json)),
            "startsAt": .string(silence.startsAt.rfc3339Milliseconds),
        ]
    }
}
