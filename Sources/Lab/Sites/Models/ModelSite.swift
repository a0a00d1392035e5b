/// A model server behind its node port on the edge: Flask under gunicorn, as `src/server.py` of the model repository has it.
///
/// While no pod of it is ready the port refuses connections, and while the way to the edge is closed nothing answers at all.
struct ModelSite: Site {
    let name: SiteName
    /// The deployment behind the port.
    let application: String

    var topic: Topic { .cluster(.k3d) }

    func fault(in world: World) -> Fault? {
        if let fault = world.faults[name] { return fault }
        guard world.clusters.k3d.isLinked(at: world.now) else { return .hang }
        return serving(in: world) == nil ? .refuse : nil
    }

    func respond(to request: LabRequest, on stage: Stage) async -> LabResponse {
        switch (request.method, request.segments) {
        case ("GET", ["health"]): return .json(["status": "ok"])
        case ("POST", ["predict"]): return predict(request)
        case ("GET", ["metrics"]):
            let series = await stage.read { exposition(in: $0) }
            return .text(series, contentType: "text/plain; version=0.0.4; charset=utf-8")
        case (_, ["health"]), (_, ["predict"]), (_, ["metrics"]): return refusal(status: 405, of: request)
        default: return refusal(status: 404, of: request)
        }
    }

    /// Werkzeug's pages.
    func refusal(status: Int, of request: LabRequest) -> LabResponse {
        let phrase = LabResponse.phrase(of: status)
        return .text(
            "<!doctype html>\n<html lang=en>\n<title>\(status) \(phrase)</title>\n<h1>\(phrase)</h1>\n", status: status,
            contentType: "text/html; charset=utf-8")
    }

    /// The newest pod that traffic reaches.
    private func serving(in world: World) -> Pod? {
        world.pods(of: application).filter { $0.isReady && $0.meta.deleted == nil }.max { $0.meta.version < $1.meta.version }
    }

    private func predict(_ request: LabRequest) -> LabResponse {
        guard request.header("content-type")?.hasPrefix("application/json") == true else { return refusal(status: 415, of: request) }
        guard let body = request.json else { return refusal(status: 400, of: request) }
        let features = (body["features"]?.elements ?? []).compactMap(\.double)
        // The program does not check: too few features end in an exception.
        guard features.count == (application == Platform.irisApplication ? 4 : 13) else { return refusal(status: 500, of: request) }
        let answer =
            application == Platform.irisApplication
            ? IrisTraining.run(.init()).forest.predict(features) : 5 + Int(abs(features.reduce(0, +)) * 10) % 3
        return .json(["prediction": JSON(answer)])
    }

    /// What Prometheus scrapes; the wine server has never measured anything, and says zero.
    private func exposition(in world: World) -> String {
        let store = MetricStore(world)
        var text = ""
        for family in MetricFamilies.models where family.name.hasPrefix("model_predictions") || family.name.hasPrefix("model_inference") {
            let base = family.name.hasSuffix("_bucket") ? String(family.name.dropLast("_bucket".count)) : family.name
            if !base.hasSuffix("_sum"), !base.hasSuffix("_count") {
                text += "# HELP \(base) \(family.help)\n# TYPE \(base) \(family.type)\n"
            }
            for series in family.series(store) {
                let own = series.labels.filter { ScrapeTarget.models.allLabels[$0.key] == nil }.merging(["model": application]) { $1 }
                let labels = own.sorted { $0.key < $1.key }.map { "\($0.key)=\"\($0.value)\"" }.joined(separator: ",")
                let value = application == Platform.irisApplication ? series.value(world.now) ?? 0 : 0
                text += "\(family.name){\(labels)} \(PrometheusNumber.text(value))\n"
            }
        }
        return text
    }
}
