import Host
import JSON
import Services
import TestSupport
import Testing

@testable import Feeds

/// Pods as text: `name phase restarts [reason]`.
private func pod(
    _ name: String, phase: String = "Running", restarts: Int = 0, waiting: String? = nil, killed: String? = nil, age: Int = 3600
) throws -> Pod {
    let created = ClusterModelTests.now + .seconds(-age)
    let state = waiting.map { #"{"waiting":{"reason":"\#($0)"}}"# } ?? #"{"running":{"startedAt":"\#(created.rfc3339)"}}"#
    let last =
        killed.map {
            #"{"terminated":{"exitCode":137,"reason":"\#($0)","finishedAt":"\#((ClusterModelTests.now + .seconds(-90)).rfc3339)"}}"#
        } ?? "{}"
    let json = """
        {"metadata":{"name":"\(name)","namespace":"ml-apps","uid":"u-\(name)","creationTimestamp":"\(created.rfc3339)"},
         "spec":{"containers":[{"name":"model-server","image":"ghcr.io/acme/model:main-1","resources":{"limits":{"memory":"256Mi","cpu":"500m"}}}]},
         "status":{"phase":"\(phase)","containerStatuses":[{"name":"model-server","ready":\(waiting == nil),"restartCount":\(restarts),
           "state":\(state),"lastState":\(last)}]}}
        """
    return try JSON.read(Pod.self, from: Array(json.utf8))
}

@Suite struct ClusterModelTests {
    static let now = Timestamp(milliseconds: 1_763_900_000_000)
    private var now: Timestamp { Self.now }

    private func model(_ pods: Pod...) -> ClusterModel {
        var model = ClusterModel(context: "k3d")
        model.replacePods(pods, now: now)
        return model
    }

    @Test func whatIsBrokenStandsFirstAndSaysWhy() throws {
        var model = try model(pod("wine"), pod("iris", restarts: 4, waiting: "CrashLoopBackOff", killed: "OOMKilled"))
        let rows = model.view(now: now).pods
        #expect(rows.map(\.pod.meta.name) == ["iris", "wine"])
        #expect(rows.map(\.cause) == ["OOMKilled x4, limit 256Mi", ""])
        #expect(rows.map(\.severity) == [.broken, .well])
        #expect(rows.first?.status == "CrashLoopBackOff")
    }

    @Test func aPodThatChangesMovesAloneAndOneThatGoesLeavesNoTrace() throws {
        var model = try model(pod("a"), pod("b"), pod("c"))
        model.upsert(try pod("b", restarts: 7, waiting: "CrashLoopBackOff"), now: now)
        #expect(model.view(now: now).pods.map(\.pod.meta.name) == ["b", "a", "c"])
        #expect(model.view(now: now).pods.first?.cause == "crash loop x7")
        model.deletePod("u-b")
        model.deletePod("u-unknown")
        #expect(model.view(now: now).pods.map(\.pod.meta.name) == ["a", "c"])
    }

    @Test func aThousandChangesLeaveTheSameOrderAsAFreshList() throws {
        var model = try model(pod("p0"))
        var newest: [String: Pod] = [:]
        for step in 0..<1000 {
            let name = "p\((step * 7919) % 97)"
            let changed = try pod(name, restarts: step, waiting: step % 3 == 0 ? "CrashLoopBackOff" : nil)
            newest[name] = changed
            model.upsert(changed, now: now)
        }
        var fresh = ClusterModel(context: "k3d")
        fresh.replacePods(Array(newest.values), now: now)
        #expect(model.view(now: now).pods == fresh.view(now: now).pods)
    }

    @Test func anOOMKillIsSeenHereEvenWhereNoPrometheusLooks() throws {
        var model = try model(pod("iris", restarts: 4, killed: "OOMKilled", age: 600))
        let seen = model.view(now: now).seenHere
        #expect(seen.map(\.alert) == ["ModelPodOOMKilled", "ModelPodFrequentRestarts"])
        #expect(seen.first?.sentence == "model-server was killed for going over its limit of 256Mi")
        // It has held for 90 s and fires after 60.
        #expect(seen.first.map { $0.fires <= now } == true)
        // Four restarts in a pod of ten minutes are more than three in fifteen; the rule must hold for five minutes.
        #expect(seen.last.map { $0.fires == now + .seconds(300) } == true)
    }

    @Test func conditionsStayInOrderAsPodsChange() throws {
        var model = model()
        var newest: [String: Pod] = [:]
        for step in 0..<300 {
            let name = "p\((step * 7919) % 41)"
            let changed = try pod(name, waiting: step % 3 == 0 ? "CrashLoopBackOff" : nil, killed: step % 3 == 0 ? "OOMKilled" : nil)
            newest[name] = changed
            model.upsert(changed, now: now)
            if step % 7 == 0 {
                model.deletePod(changed.id)
                newest[name] = nil
            }
        }
        var fresh = ClusterModel(context: "k3d")
        fresh.replacePods(Array(newest.values), now: now)
        #expect(!fresh.view(now: now).seenHere.isEmpty)
        #expect(model.view(now: now).seenHere == fresh.view(now: now).seenHere)
    }

    @Test func restartsLongAgoAreNotFrequent() throws {
        var model = try model(pod("old", restarts: 40, age: 864_000))
        #expect(model.view(now: now).seenHere.isEmpty)
        model.upsert(try pod("old", restarts: 44, age: 864_000), now: now + .seconds(60))
        #expect(model.view(now: now).seenHere.map(\.alert) == ["ModelPodFrequentRestarts"])
    }

    @Test func useNearTheLimitIsSeenHere() throws {
        var model = try model(pod("iris"))
        model.measured(nodes: [:], pods: ["ml-apps/iris": Usage(cpuMilli: 450, memoryBytes: 249 * 1_048_576)], now: now)
        let sentences = model.view(now: now).seenHere.map(\.sentence).sorted()
        #expect(sentences == ["CPU at 90% of its limit", "memory at 97% of its limit"])
    }
}
