import Host
import JSON
import TestSupport
import Testing

@testable import Triage

/// A name outlives its pod: those of stateful sets are used again at once, with another uid and fresh containers.
@Suite struct ReusedNameTests {
    /// `db-0` with the uid `new`, made two minutes after the alert.
    private func pod(made: String = "2026-11-23T03:02:00Z", restarts: Int = 0, last: (Int, String)? = nil) throws -> Value {
        let state = Incident.pod(last: last, ready: last == nil, restarts: restarts)
        var pod = try JSON.value(state.evidence[1].bytes), meta = pod["metadata"]
        meta["name"] = "db-0"
        meta["uid"] = "new"
        meta["creationTimestamp"] = .string(made)
        meta["ownerReferences"] = [["kind": "StatefulSet", "name": "db", "controller": true]]
        pod["metadata"] = meta
        return pod
    }

    private func event(_ reason: String, _ message: String, uid: String, last: String, name: String = "db-0") -> Value {
        [
            "involvedObject": ["kind": "Pod", "name": .string(name), "uid": .string(uid)], "reason": .string(reason), "message": .string(message),
            "type": "Warning", "count": 3, "firstTimestamp": "2026-11-23T02:50:00Z", "lastTimestamp": .string(last),
        ]
    }

    private func gathered(
        _ pod: Value, uid: String? = nil, since: String? = "2026-11-23T03:00:00Z", reason: String? = nil, events: [Value] = [], kept: String? = nil
    ) async -> (CaseFile, [Evidence]) {
        var source = LiveEvidence(time: ManualTime(Timestamp(rfc3339: "2026-11-23T03:07:00Z") ?? Timestamp(milliseconds: 0)))
        var cluster = ScriptedCluster(pod: pod.bytes)
        cluster.events = (["items": .array(events)] as Value).bytes
        source.clusters["k3d"] = cluster
        source.keptLogs = { _, _, pod, present in pod == "db-0" && present == "new" ? kept.map { [("server", Array($0.utf8))] } ?? [] : [] }
        var labels = ["namespace": "shop", "pod": "db-0"], evidence: [Evidence] = []
        labels["uid"] = uid
        labels["reason"] = reason
        let subject = Subject.alert(name: "PodCrashes", context: "k3d", labels: labels, annotations: [:], since: since)
        for await piece in source.gather(subject) { evidence.append(piece) }
        return (CaseFile(evidence), evidence)
    }

    @Test(
        "The pod that has the name is another than the one that was asked about: by its uid, else by when it was made",
        arguments: [
            ("old", "2026-11-23T03:00:00Z", "2026-11-23T02:00:00Z", true), ("new", "2026-11-23T03:00:00Z", "2026-11-23T03:02:00Z", false),
            ("", "2026-11-23T03:00:00Z", "2026-11-23T03:02:00Z", true), ("", "2026-11-23T03:00:00Z", "2026-11-23T03:00:40Z", false),
            ("", "", "2026-11-23T03:02:00Z", false),
        ])
    func recognised(uid: String, since: String, made: String, isReused: Bool) {
        #expect(ReusedName.isReused(asked: uid, since: since, uid: "new", created: made) == isReused)
    }

    @Test("Its object and logs are named as its successor's, and the evidence says since when the pod is gone")
    func successor() async throws {
        let (file, evidence) = await gathered(try pod(), uid: "old")
        #expect(file.goneWords == "pod db-0 (uid old) is gone: replaced 5 min ago by another of the same name (uid new)")
        #expect(Set(evidence.map(\.name)).isSuperset(of: ["successor.json", "logs/successor/server.log"]))
        #expect(!evidence.contains { $0.name == "pod.json" || $0.name == "logs/server.log" })
        let finding = try #require(Rules.findings(file).first { $0.failureClass == "replaced-pod" })
        #expect(finding.sentence.hasPrefix("Pod db-0 (uid old) is gone: replaced 5 min ago by another of the same name (uid new), which is ready"))
        let place = try #require(finding.citations.first), exhibit = try #require(file.exhibits.first { $0.number == place.evidence })
        #expect(exhibit.line(place.line) == "\"uid\": \"new\",", "the line that says so is cited")
    }

    @Test("Events of the earlier pod are told as its own, and are no trouble of the one that is there")
    func events() async throws {
        let old = event("BackOff", "Back-off restarting failed container", uid: "old", last: "2026-11-23T02:59:00Z")
        let (file, _) = await gathered(try pod(), events: [old])
        #expect(file.ownEvents.isEmpty)
        #expect(
            file.facts.map(\.text).contains(
                "of the earlier pod db-0, uid old, not of the one that is there: Warning BackOff x3, last 2026-11-23T02:59:00Z: Back-off restarting failed container"
            ))
        let finding = try #require(Rules.findings(file).first { $0.failureClass == "replaced-pod" })
        #expect(finding.citations.count == 2, "the pod's uid and the event")
    }

    @Test("Events with another uid while the pod runs are its own: a node's own pods have such")
    func staticPod() async throws {
        let own = event("BackOff", "Back-off restarting failed container", uid: "hash-of-its-file", last: "2026-11-23T03:06:00Z")
        let (file, _) = await gathered(try pod(), uid: "new", events: [own])
        #expect(file.ownEvents.count == 1 && file.earlierEvents.isEmpty && !file.isReused)
    }

    @Test("Killed for memory by the alert's own word, replaced by a fresh one: that is what is told, not how well the new one fares")
    func killed() async throws {
        let (file, _) = await gathered(try pod(), uid: "old", reason: "OOMKilled")
        let finding = Rules.findings(file)[0]
        #expect(finding.failureClass == "oom-killed" && finding.sentence.contains("is gone: replaced 5 min ago by another of the same name"))
        #expect(finding.against.first?.text == "db-0 in its place is ready and has not restarted: it may be over")
    }

    @Test("A successor that fails like it is looked at, and said to be the successor")
    func failingSuccessor() async throws {
        let (file, evidence) = await gathered(try pod(restarts: 3, last: (137, "OOMKilled")), uid: "old")
        let findings = Rules.findings(file)
        #expect(findings[0].failureClass == "oom-killed" && evidence.contains { $0.name == "logs/successor/server.previous.log" })
        #expect(findings.contains { $0.sentence.hasSuffix("what else is found here is found in its successor.") })
    }

    @Test("Lines that somebody here read of the earlier pod are its last words, not those of the pod that has its name")
    func kept() async throws {
        let (file, _) = await gathered(try pod(), uid: "old", kept: "2026-11-23T02:58:59Z panic: no table\n")
        let kept = try #require(file.logs.first { $0.name == "logs/server.kept.log" })
        #expect(kept.role == .logPrevious && kept.text.line(0) == "panic: no table")
        let finding = Rules.findings(file)[0]
        #expect(finding.failureClass == "crash-loop", "\(finding)")
        #expect(finding.sentence == "The program ends by an error: panic: no table; among the last lines that were read of pod db-0, which is gone.")
        #expect(finding.citations == [Finding.Citation(evidence: kept.exhibit, line: 1)])
        #expect(finding.against.first?.text == "how it ended is not known")
    }

    @Test(
        "What went wrong before a kill is told from the lines that were read",
        arguments: [
            (
                "2026-11-23T02:50:00Z rss_mb=201\n2026-11-23T02:58:20Z rss_mb=498\n",
                "In the lines that were read of it, memory in its log rose from rss_mb=201 to rss_mb=498 within 8 min (2 readings)."
            ),
            ("2026-11-23T02:58:20Z POST /batch rows=48000\n", "The last line that was read of it: POST /batch rows=48000."),
        ])
    func keptBeforeKill(log: String, words: String) async throws {
        let finding = Rules.findings(await gathered(try pod(), uid: "old", reason: "OOMKilled", kept: log).0)[0]
        #expect(finding.failureClass == "oom-killed" && finding.sentence.hasSuffix(words), "\(finding.sentence)")
        #expect(finding.prevention.isEmpty, "there was a log")
    }

    @Test("An error far from the end of what was read, or a mere complaint, is no last word")
    func keptNoise() async throws {
        let noise = (0..<60).map { "2026-11-23T02:58:00Z GET /\($0) ok\n" }.joined()
        for log in ["2026-11-23T02:57:00Z ValueError: bad row\n" + noise, noise + "2026-11-23T02:58:59Z WARNING connection refused, will retry\n"] {
            let findings = Rules.findings(await gathered(try pod(), uid: "old", kept: log).0)
            #expect(findings[0].failureClass == "unknown", "\(findings[0])")
        }
    }

    @Test("The pod that was meant is there: nothing is said of another")
    func same() async throws {
        let (file, evidence) = await gathered(try pod(made: "2026-11-23T02:00:00Z"), uid: "new")
        #expect(!file.isReused && file.goneWords == nil && evidence.contains { $0.name == "pod.json" })
    }
}
