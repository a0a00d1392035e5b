import Host
import JSON
import Services
import TestSupport
import Testing

@testable import Triage

/// What changed, what was measured, what is left of a pod that is gone: gathered from scripted services.
@Suite struct LiveChangesTests {
    let time = ManualTime(Timestamp(rfc3339: "2026-11-23T03:07:00Z") ?? Timestamp(milliseconds: 0))
    private let labels = ["namespace": "shop", "pod": "api-7c9d8f6b5-x2lq7", "severity": "warning"]

    private func file(_ subject: Subject, _ source: LiveEvidence) async -> CaseFile {
        var evidence: [Evidence] = []
        for await piece in source.gather(subject) { evidence.append(piece) }
        return CaseFile(evidence)
    }

    private func alert(since: String = "2026-11-23T03:00:00Z") -> Subject {
        .alert(name: "PodCrashes", context: "k3d", labels: labels, annotations: [:], since: since)
    }

    /// The pod of ``Incident`` as its replica set owns it.
    private var pod: [UInt8] {
        get throws {
            var pod = try JSON.value(Incident.pod(last: (1, "Error")).evidence[1].bytes)
            var meta = pod["metadata"]
            meta["ownerReferences"] = [["kind": "ReplicaSet", "name": "api-7c9d8f6b5", "controller": true]]
            pod["metadata"] = meta
            return pod.bytes
        }
    }

    private func replicaSet(_ name: String, _ revision: String, _ created: String, _ image: String, of owner: String = "api") -> Value {
        [
            "metadata": [
                "name": .string(name), "creationTimestamp": .string(created), "managedFields": [["manager": "kubectl"]],
                "annotations": ["deployment.kubernetes.io/revision": .string(revision)],
                "ownerReferences": [["kind": "Deployment", "name": .string(owner), "controller": true]],
            ],
            "spec": ["replicas": 1, "template": ["spec": ["containers": [["name": "server", "image": .string(image)]]]]],
        ]
    }

    private var cluster: ScriptedCluster {
        get throws {
            let sets: Value = [
                "items": [
                    replicaSet("api-7c9d8f6b5", "8", "2026-11-23T02:51:00Z", "ghcr.io/shop/api:main-bbbb222"),
                    replicaSet("api-55555aaaa", "7", "2026-11-20T09:00:00Z", "ghcr.io/shop/api:main-aaaa111"),
                    replicaSet("cart-66666bbbb", "3", "2026-11-23T02:58:00Z", "ghcr.io/shop/cart:9", of: "cart"),
                ]
            ]
            return ScriptedCluster(pod: try pod, replicaSets: sets.bytes)
        }
    }

    private var application: Application {
        var application = Application(), resource = Application.Resource(), entry = Application.Deployed()
        (application.name, application.repository, application.path) = ("api", "https://github.com/shop/manifests.git", "apps/api")
        (resource.kind, resource.namespace, resource.name) = ("Deployment", "shop", "api")
        (entry.revision, entry.at, entry.started) = (
            "dddd444", Timestamp(rfc3339: "2026-11-23T02:51:02Z"), Timestamp(rfc3339: "2026-11-23T02:50:58Z")
        )
        (application.resources, application.history) = ([resource], [entry])
        return application
    }

    private var pipelines: ScriptedPipeline {
        var bump = Commit(), source = Commit(), run = WorkflowRun()
        (bump.sha, bump.login, bump.message) = ("dddd444", "ines", "Deploy api bbbb222\n\nBody")
        source.sha = "bbbb2220000000000000000000000000000000ff"
        (run.number, run.commit, run.actor, run.title, run.conclusion) = (4711, source.sha, "omar", "Keep carts", "success")
        var pipelines = ScriptedPipeline()
        pipelines.commits = ["shop/manifests dddd444": bump, "shop/api \(source.sha)": source]
        pipelines.builds = [run]
        return pipelines
    }

    @Test("A change is told with image, commit and run, its time against the alert's, and named as a candidate")
    func change() async throws {
        var source = LiveEvidence(time: time)
        source.clusters["k3d"] = try cluster
        source.deployments = ScriptedDeployments(all: [application])
        (source.pipelines, source.sources) = (pipelines, ["shop/web", "shop/api"])
        let file = await file(alert(), source)
        let finding = try #require(Rules.findings(file).first { $0.failureClass == RecentChange.failureClass })
        #expect(
            finding.sentence
                == "Candidate, not proven: 9 min before the alert, api revision 8: container server image ghcr.io/shop/api:main-aaaa111 -> "
                + "main-bbbb222; by sync of commit dddd444 (ines, \"Deploy api bbbb222\"); "
                + "built by run 4711 from bbbb222 (omar, \"Keep carts\").")
        #expect(Rules.findings(file).first?.failureClass != RecentChange.failureClass, "a candidate is never the first cause")
        #expect(file.around.revisions.allSatisfy { $0.owner == "api" }, "a neighbour's rollout is none of this")
        let stored = try #require(file.exhibits.first { $0.role == .replicaSets })
        #expect(!String(decoding: stored.text, as: UTF8.self).contains("managedFields"))
    }

    @Test(
        "A change that came after, or long before, is no candidate, and why is said",
        arguments: [
            ("2026-11-23T02:50:00Z", "it came after the alert"), ("2026-11-23T09:00:00Z", "it is 6 h old"),
        ])
    func innocent(since: String, why: String) async throws {
        var source = LiveEvidence(time: time)
        source.clusters["k3d"] = try cluster
        let file = await file(alert(since: since), source)
        #expect(file.changeCandidate == nil && !Rules.findings(file).contains { $0.failureClass == RecentChange.failureClass })
        #expect(file.changes.first?.against == why)
    }

    @Test("Where GitHub is not configured, that nobody knows the author is evidence")
    func withoutGitHub() async throws {
        var source = LiveEvidence(time: time)
        source.clusters["k3d"] = try cluster
        source.deployments = ScriptedDeployments(all: [application])
        let missing = await file(alert(), source).exhibits.compactMap(\.failure)
        #expect(missing == ["commits/dddd444.json: GitHub is not configured, so who made that commit is not known."])
    }

    @Test("One source that hangs is missed by name after the deadline; all others are in")
    func deadline() async throws {
        var source = LiveEvidence(time: time)
        source.clusters["k3d"] = try cluster
        source.deployments = ScriptedDeployments(hangs: time)
        source.metrics = ScriptedMetrics()
        let gathered = Collector<Evidence>()
        let subject = alert()
        let task = Task { [source] in for await piece in source.gather(subject) { gathered.add(piece) } }
        try await eventually("all but the application are in") { gathered.all.count == 9 }
        time.advance(by: .seconds(15))
        await task.value
        #expect(gathered.all.filter { $0.role != .alertRule }.compactMap(\.failure) == ["application.json: no answer within 15 s."])
        #expect(gathered.all.map(\.role).contains(.logPrevious))
    }

    @Test("An alert brings its rule, and what the left side of its expression measured from an hour before on")
    func measured() async throws {
        var rule = AlertRule(), series = Series(), other = Series(), answer = QueryResult()
        (rule.name, rule.expression, rule.hold) = ("PodCrashes", "increase(restarts[15m]) > 3 and on (pod) up == 1", 300)
        rule.annotations = ["runbook_url": "https://runbooks.example/crashes"]
        series.labels = ["pod": "api-7c9d8f6b5-x2lq7"]
        other.labels = ["pod": "cart-1"]
        series.points = [0, 1, 2, 4, 5].enumerated().map { Series.Point(time: 1_795_402_800 + Double($0) * 60 - 300, value: $1) }
        (answer.kind, answer.series) = (.matrix, [other, series])
        let metrics = ScriptedMetrics([rule], answer: answer)
        var source = LiveEvidence(time: time)
        source.clusters["k3d"] = try cluster
        source.metrics = metrics
        let file = await file(alert(), source)
        #expect(metrics.asked.all == ["increase(restarts[15m]) 2026-11-23T02:00:00Z 2026-11-23T03:07:00Z"])
        let facts = file.facts.map(\.text)
        #expect(
            facts.contains(
                "rule PodCrashes: increase(restarts[15m]) > 3 and on (pod) up == 1, for 5 min; runbook https://runbooks.example/crashes"))
        #expect(file.around.alertValues?.series.count == 1, "another pod's series is another alert's")
        #expect(facts.contains { $0.contains("min 0, max 5") && $0.contains("> 3 in 2 of them, first at") })
    }

    @Test("A rule that Prometheus does not have is missing evidence")
    func noRule() async throws {
        var source = LiveEvidence(time: time)
        source.clusters["k3d"] = try cluster
        source.metrics = ScriptedMetrics()
        let missing = await file(alert(), source).exhibits.compactMap(\.failure)
        #expect(missing == ["alert-rule.json: Prometheus has no rule named PodCrashes."])
    }

    @Test("Lines that somebody here has read of a pod that is gone are its last words")
    func keptLog() async throws {
        var source = LiveEvidence(time: time)
        source.clusters["k3d"] = ScriptedCluster()
        source.keptLogs = { context, namespace, pod, _ in
            context == "k3d" && namespace == "shop" && pod == "api-7c9d8f6b5-x2lq7" ? [("server", Array("panic: no table\n".utf8))] : []
        }
        let file = await file(alert(), source)
        let kept = try #require(file.logs.first { $0.name == "logs/server.kept.log" })
        #expect(kept.role == .logPrevious && kept.text.line(0) == "panic: no table")
        #expect(file.goneWords == "pod api-7c9d8f6b5-x2lq7 is gone, and nothing runs in its place")
    }

    @Test("An alert about a model that configuration knows brings its runs and what serves it")
    func modelAlert() async throws {
        var source = LiveEvidence(time: time)
        source.models = ScriptedModels()
        source.known["prices"] = {
            var model = LiveEvidence.Model()
            (model.registered, model.testRows) = ("prices-v2", 400)
            return model
        }()
        let metrics = ScriptedMetrics()
        source.metrics = metrics
        var pipelines = ScriptedPipeline(), compared = Comparison(), commit = Commit()
        (commit.sha, commit.login, commit.message) = ("c2", "lin", "Fewer trees")
        (compared.ahead, compared.commits) = (1, [commit])
        pipelines.compared = compared
        (source.pipelines, source.sources) = (pipelines, ["shop/models"])
        let subject = Subject.alert(name: "AccuracyDrift", context: "", labels: ["model": "prices-v2"], annotations: [:], since: nil)
        let file = await file(subject, source)
        // Parameters and data changed in the same run, and nothing was measured.
        #expect(Rules.findings(file).first?.failureClass == "unknown")
        #expect(file.facts.contains { $0.text.hasPrefix("between the two runs' code: 1 commit (c2 lin \"Fewer trees\")") })
        #expect(metrics.asked.all.contains("model_info"))
        #expect(file.facts.contains { $0.text == "prices.csv: 10ff -> 77b0 (dataset changed)" }, "what MLflow logged as an input is compared, too")
    }

    @Test("What a scanner uploaded is evidence, without the secrets that it found")
    func scannerReport() async throws {
        var pipelines = ScriptedPipeline()
        pipelines.reports = [
            (
                "gitleaks-report", "results.json",
                #"[{"RuleID":"aws-access-token","Description":"AWS","StartLine":4,"File":"deploy/run.sh","Secret":"AKIAQ2W4E6R8T0Y1U3I5","Match":"key=AKIAQ2W4E6R8T0Y1U3I5"}]"#
            )
        ]
        var source = LiveEvidence(time: time)
        source.pipelines = pipelines
        let file = await file(.run(repository: "acme/iris", id: 7, number: 412), source)
        let report = try #require(file.exhibits.first { $0.name == "reports/gitleaks-report/results.json" })
        #expect(!String(decoding: report.text, as: UTF8.self).contains("AKIA"))
        #expect(file.facts.contains { $0.text == "Gitleaks: aws-access-token (CRITICAL) at deploy/run.sh:4: AWS" })
    }

    @Test("The interval that was seen is kept with what was asked")
    func interval() async throws {
        var source = LiveEvidence(time: time)
        source.logAge = .seconds(600)
        source.clusters["k3d"] = ScriptedCluster(
            pod: try pod, log: .success("2026-11-23T02:58:00.5Z one\n2026-11-23T03:01:30Z two\n"))
        let json = try JSON.value(await file(alert(), source).subjectAndInterval)
        #expect(json["gathered"].string == "2026-11-23T03:07:00Z" && json["logs_since"].string == "2026-11-23T02:57:00Z")
    }
}
