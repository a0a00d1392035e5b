import Host
import JSON
import Services

extension LiveEvidence {
    /// A model: the newest runs of its experiment, its registered versions, what its code changed, what serves it.
    func model(_ experiment: String, _ id: String, _ group: Collection) {
        guard let models else {
            return group.yield(Evidence(.mlflowRuns, name: "runs.json", failure: "runs.json: MLflow is not configured."))
        }
        group.yield(Evidence(.mlflowExperiment, name: "experiment.json", bytes: ServiceJSON.experiment(experiment, id: id).bytes))
        runs(of: experiment, id, models, group)
    }

    func runs(of experiment: String, _ id: String, _ models: any ModelReader, _ group: Collection) {
        let known = known[experiment]
        group.add(.mlflowRuns, "runs.json") {
            let runs = ServiceJSON.runs(try await models.newestRuns(experiment: id, count: 50)).bytes
            codeChange(in: runs, known, group)
            return runs
        }
        if let registered = known?.registered, !registered.isEmpty {
            group.add(.mlflowModelVersions, "model-versions.json") {
                ServiceJSON.versions(try await models.newestVersions(of: registered, count: 10)).bytes
            }
        }
        serving(group)
    }

    /// What the code changed between the last good run and the first bad one, where both know their commit.
    private func codeChange(in runs: [UInt8], _ known: Model?, _ group: Collection) {
        guard let pipelines, !sources.isEmpty else { return }
        var hints = DriftHints()
        (hints.metric, hints.baseline, hints.rows) = (known?.metric, known?.baseline, known?.testRows)
        // Runs of our own making are JSON.
        guard let facts = (try? JSON.with(runs) { DriftFacts(runs: $0, hints: hints) }) ?? nil,
            let before = facts.lastGood?.value("tag", "mlflow.source.git.commit"),
            let after = facts.firstBad?.value("tag", "mlflow.source.git.commit"), before != after
        else { return }
        let places = sources
        group.add(.comparison, "comparison.json") {
            for repository in places.prefix(3) {
                do {
                    return ServiceJSON.comparison(try await pipelines.comparison(from: before, to: after, in: repository), of: repository).bytes
                } catch ServiceError.notFound {
                    continue
                }
            }
            throw ServiceError.notFound(service: "GitHub", what: "pair of commits \(before.prefix(7)) and \(after.prefix(7))")
        }
    }

    /// What model servers export, where they do.
    private func serving(_ group: Collection) {
        guard let metrics else { return }
        group.add(.serving, "serving.json") {
            var answers: [Value] = []
            for query in ["model_info", "sum by (model) (rate(model_predictions_total[5m]))"] {
                answers.append(ServiceJSON.answer(try await metrics.query(query, at: nil, timeout: .seconds(10)), to: query))
            }
            return (["queries": .array(answers)] as Value).bytes
        }
    }
}
