import Foundation

/// What the model servers export, and the accuracy that the platform's exporter adds.
extension MetricFamilies {
    static let models: [MetricFamily] = [
        MetricFamily(name: "model_predictions_total", type: "counter", help: "Predictions served.") { store in
            serving(store) { traces, labels in
                let shares = [("setosa", 0.34), ("versicolor", 0.36), ("virginica", 0.30)]
                return shares.map { name, share in
                    MetricSeries(labels: labels.merging(["class": name]) { $1 }) { moment in
                        predictions(traces, at: moment).map { ($0 * share).rounded(.down) }
                    }
                }
            }
        },
        MetricFamily(
            name: "model_inference_duration_seconds_bucket", type: "histogram", help: "Time spent in a prediction."
        ) { store in
            serving(store) { traces, labels in
                (bounds + [.infinity]).map { bound in
                    let text = bound == .infinity ? "+Inf" : PrometheusNumber.text(bound)
                    return MetricSeries(labels: labels.merging(["le": text]) { $1 }) { moment in
                        predictions(traces, at: moment).map { ($0 * (1 - exp(-bound / meanSeconds))).rounded(.down) }
                    }
                }
            }
        },
        MetricFamily(name: "model_inference_duration_seconds_sum", type: "histogram", help: "Time spent in a prediction.") { store in
            serving(store) { traces, labels in
                [MetricSeries(labels: labels) { moment in predictions(traces, at: moment).map { $0 * meanSeconds } }]
            }
        },
        MetricFamily(name: "model_inference_duration_seconds_count", type: "histogram", help: "Time spent in a prediction.") { store in
            serving(store) { traces, labels in
                [MetricSeries(labels: labels) { moment in predictions(traces, at: moment).map { $0.rounded(.down) } }]
            }
        },
        accuracy("model_accuracy", "Accuracy of the model in production on its last evaluation.") { $0.accuracy },
        accuracy("model_baseline_accuracy", "Accuracy that the model was accepted with.") { $0.baseline },
    ]

    private static let bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0]
    private static let meanSeconds = 0.021

    /// The series of the one address that is scraped, whichever pods stand behind it.
    private static func serving(
        _ store: MetricStore, _ make: ([PodTrace], [String: String]) -> [MetricSeries]
    ) -> [MetricSeries] {
        let traces = store.clusters.k3d.traces.filter { $0.workload == Platform.irisApplication }
        let labels = ScrapeTarget.models.allLabels.merging(["model": Platform.irisApplication]) { $1 }
        return make(traces, labels).map { reachable($0, .models, store) }
    }

    /// Predictions since the run began, a little under two a second, fewer at night: the integral of a sine.
    ///
    /// While a rollout has two pods, the newer one is scraped: one address can give only one sample.
    private static func predictions(_ traces: [PodTrace], at moment: Moment) -> Double? {
        let run = traces.reversed().lazy.compactMap { $0.run(at: moment) }.first
        guard let run else { return nil }
        let day = 86_400 / (2 * Double.pi)
        let (start, end) = (run.started.seconds, moment.seconds)
        return 1.8 * (end - start) + 0.7 * day * (cos(start / day) - cos(end / day))
    }

    private static func accuracy(
        _ name: String, _ help: String, _ value: @escaping @Sendable (ModelAccuracy) -> Double
    ) -> MetricFamily {
        MetricFamily(name: name, type: "gauge", help: help) { store in
            store.mlflow.models.map { model in
                let history = ModelAccuracy.history(of: model, in: store.mlflow)
                return MetricSeries(labels: ScrapeTarget.pods.allLabels.merging(["model": model.name]) { $1 }) { moment in
                    history.last { $0.at <= moment }.map(value)
                }
            }
        }
    }
}

/// How well a model's newest version does, from its registration on.
struct ModelAccuracy: Sendable, Equatable {
    var at: Moment
    var accuracy: Double
    /// That of the version before it.
    var baseline: Double

    /// The newest versions, oldest first.
    static func history(of model: RegisteredModel, in mlflow: MLflowState) -> [ModelAccuracy] {
        let scored = model.versions.suffix(12).compactMap { version -> (Moment, Double)? in
            let points = mlflow.run(version.run)?.metrics
            return points?.last { $0.key == "accuracy" }.map { (version.created, $0.value) }
        }
        return zip(scored, scored.dropFirst()).map { before, after in
            ModelAccuracy(at: after.0, accuracy: after.1, baseline: before.1)
        }
    }
}
