import Archive
import Feeds
import Host
import Services
@testable import Console

extension ConsoleDriver {
    /// Everything answers, and iris-classifier is being killed.
    mutating func beginNight() {
        send(
            .feed(.cluster(context: "gcp", Night.live(Night.gcp()))), .feed(.cluster(context: "k3d", Night.live(Night.k3d()))),
            .feed(.alerts(Night.live(Night.oomAlerts()))), .feed(.models(Night.live(Night.models(), streams: false))),
            .feed(.applications(Night.live(Night.applications()))), .feed(.pipelines(Night.live(Night.pipelines(), streams: false))))
        send(.answered(EffectID(.console, "reports"), .reports(Night.reports, total: 2)))
        var budget = Budget()
        budget.requestsToday = 14
        budget.tokensThisMonth = 20_000
        send(.budget(budget))
    }

    /// Everything answers, and nothing is wrong.
    mutating func beginCalm() {
        var models = Night.models()
        models.models[0].severity = .well
        models.models[0].cause = ""
        var pipelines = Night.pipelines()
        pipelines.runs.removeLast()
        var alerts = Night.alerts([])
        alerts.targets.removeFirst()
        send(
            .feed(.cluster(context: "gcp", Night.live(Night.gcp()))), .feed(.cluster(context: "k3d", Night.live(Night.k3d(broken: false)))),
            .feed(.alerts(Night.live(alerts))), .feed(.models(Night.live(models, streams: false))),
            .feed(.applications(Night.live(Night.applications(outOfSync: false)))), .feed(.pipelines(Night.live(pipelines, streams: false)))
        )
        send(.answered(EffectID(.console, "reports"), .reports([], total: 0)))
    }
}
