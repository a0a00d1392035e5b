/// Prometheus 3.0.
/// <https://prometheus.io/docs/prometheus/latest/querying/api/>
struct PrometheusSite: Site {
    let name = SiteName.prometheus

    func respond(to request: LabRequest, on stage: Stage) async -> LabResponse {
        switch request.segments {
        case ["-", "ready"]: return .text("Prometheus Server is Ready.\n")
        case ["-", "healthy"]: return .text("Prometheus Server is Healthy.\n")
        default: break
        }
        guard request.segments.count >= 3, request.segments[0] == "api", request.segments[1] == "v1" else {
            return .text("404 page not found\n", status: 404)
        }
        guard request.method == "GET" || request.method == "POST" else { return .text("Method Not Allowed\n", status: 405) }
        let path = Array(request.segments.dropFirst(2))
        let parameters = PrometheusParameters(request)
        do {
            return PrometheusAnswer.success(try await data(for: path, parameters, on: stage))
        } catch let error as PromQLError {
            return PrometheusAnswer.failure(error)
        } catch is UnknownPath {
            return .text("404 page not found\n", status: 404)
        } catch {
            return .text("\(error)\n", status: 500)
        }
    }

    /// Errors of the web layer in front of the API are plain text.
    func refusal(status: Int, of request: LabRequest) -> LabResponse {
        if status == 503 {
            var response = LabResponse.text("Service Unavailable", status: 503)
            response.headers.append(.init(name: "X-Prometheus-Stopping", value: "false"))
            return response
        }
        return .text(LabResponse.phrase(of: status) + "\n", status: status)
    }

    private struct UnknownPath: Error {}

    private func data(for path: [String], _ parameters: PrometheusParameters, on stage: Stage) async throws -> JSON {
        let query = PrometheusQuery(parameters: parameters)
        switch path {
        case ["query"]: return try query.instant(await store(on: stage))
        case ["query_range"]: return try query.range(await store(on: stage))
        case ["series"]: return try query.series(await store(on: stage))
        case ["labels"]: return try query.labelNames(await store(on: stage))
        case ["metadata"]: return PrometheusDescription.metadata(of: parameters.value("metric"))
        case ["targets"]: return PrometheusDescription.targets(await store(on: stage), parameters)
        case ["rules"]: return PrometheusDescription.rules(await stage.read { $0 }, parameters)
        case ["alerts"]: return PrometheusDescription.alerts(await stage.read { $0.monitoring })
        case ["alertmanagers"]: return PrometheusDescription.alertmanagers
        case ["query_exemplars"]: return []
        default: break
        }
        if path.count == 2, path[0] == "status" { return try await status(path[1], on: stage) }
        if path.count == 3, path[0] == "label", path[2] == "values" {
            return try query.values(of: path[1], await store(on: stage))
        }
        throw UnknownPath()
    }

    private func store(on stage: Stage) async -> MetricStore { await stage.read { MetricStore($0) } }

    private func status(_ topic: String, on stage: Stage) async throws -> JSON {
        switch topic {
        case "buildinfo": return PrometheusDescription.buildInfo
        case "runtimeinfo": return PrometheusDescription.runtimeInfo(await stage.read { $0.now })
        case "config": return ["yaml": .string(PrometheusDescription.configuration(await stage.read { $0.scrapeInterval }))]
        case "flags": return ["config.file": "/etc/prometheus/prometheus.yml", "storage.tsdb.retention.time": "7d"]
        default: throw UnknownPath()
        }
    }
}
