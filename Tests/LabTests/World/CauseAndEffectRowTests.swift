import Foundation
import Testing

@testable import Lab

/// Every row of the tables in docs/lab.md is held by a test, which is named here by the row's cause.
@Suite struct CauseAndEffectRowTests {
    private static let platform = [
        "a deployment gets another image": "anotherImageMakesAReplicaSetAndAPodAtOnce",
        "a pod is made": "aNewPodIsPlacedPulledStartedAndReady",
        "a pod has a node": "aNewPodIsPlacedPulledStartedAndReady",
        "an image is pulled": "aNewPodIsPlacedPulledStartedAndReady",
        "a container runs": "aNewPodIsPlacedPulledStartedAndReady",
        "the new pod is ready": "theOldPodGoesWhenTheNewOneIsReady",
        "a container's image runs out of memory": "aMemoryFaultKillsTheContainerWithItsMemoryAtTheLimit",
        "a container ended for the first time": "aContainerStartsAgainAtOnceTheFirstTimeAndThenBacksOff",
        "it ended again": "aContainerStartsAgainAtOnceTheFirstTimeAndThenBacksOff",
        "the registry does not know the tag": "anUnknownTagFailsAndIsTriedAgain",
        "a pull failed": "anUnknownTagFailsAndIsTriedAgain",
        "a pod is deleted": "aDeletedPodIsReplacedAtOnceAndGone",
        "the way to k3d closes": "aClosedWaySilencesTheEdgeAndItsSeries",
        "a container was `OOMKilled`": "anOutOfMemoryKillMakesItsAlertPendingThenFiring",
        "more than 3 restarts in 15m": "manyRestartsFireAfterFiveMinutes",
        "a model's pod is not in phase Running": "aPodThatIsNotRunningFiresAfterTwoMinutesAndResolves",
        "a model's newest version is over 5% worse than the one before": "aMuchWorseModelRaisesTheDriftAlert",
        "an alert's condition is gone": "aPodThatIsNotRunningFiresAfterTwoMinutesAndResolves",
        "an event is an hour old": "eventsGoAfterAnHour",
    ]
    private static let delivery = [
        "a workflow is dispatched": "aDispatchedRunIsListedALittleLater",
        "a run begins": "jobsFollowTheirNeeds",
        "the training job ends": "trainingIsLoggedRegisteredAndBuilt",
        "a training ends below the gate": "belowTheGateNothingIsBuilt",
        "the runner logs elsewhere": "aRunnerThatLogsElsewhereLeavesNoRun",
        "the image is built": "aTagMovesToItsNewestBuild",
        "a run is cancelled": "aCancelledRunHasNoConsequences",
        "a run is started again": "aRunStartedAgainKeepsItsIdAndWhatSucceeded",
        "a deploy job ends": "aDeployJobCommitsToTheManifests",
        "a commit to `deployment.yaml`": "aCommitIsSeenAtTheNextLook",
        "Argo CD sees another image or number of pods": "whatIsSeenIsSynchronisedAndRolls",
        "a sync ends": "whatIsSeenIsSynchronisedAndRolls",
        "a field that git holds is edited in the cluster": "selfHealUndoesWhatGitHolds",
        "somebody asks for a sync": "aRequestIsTakenUpAMomentLater",
        "a rollout's pods never become ready": "aRolloutThatGetsNowhereIsSaidToHaveFailed",
        "a pod is in back-off": "aPodInBackOffDegradesItsApplication",
        "the edge goes offline": "anEdgeThatIsGoneIsUnknown",
        "no pod of a model is ready": "aModelWithoutAReadyPodClosesItsPort",
    ]

    private func text(_ name: String, _ file: String = #filePath) throws -> String {
        try String(contentsOf: URL(fileURLWithPath: file).deletingLastPathComponent().appendingPathComponent(name), encoding: .utf8)
    }

    @Test func everyRowHasItsTest() throws {
        let tables = [
            (CauseAndEffect.platform, Self.platform, "CauseAndEffectTests.swift"), (CauseAndEffect.delivery, Self.delivery, "DeliveryTests.swift"),
        ]
        for (rows, tests, file) in tables {
            #expect(Set(rows.map(\.cause)) == Set(tests.keys))
            let source = try text(file)
            for test in Set(tests.values) { #expect(source.contains("@Test func \(test)()"), "\(test) in \(file)") }
            // A test that no row names, or a row that was taken away.
            let named = source.matches(of: #/@Test func ([A-Za-z]+)\(/#).map { String($0.1) }
            #expect(Set(named).subtracting(tests.values).subtracting(["thePaceHurriesEveryDelay"]) == [])
        }
    }
}
