/// Training behind the accuracy gate.
extension StepScript {
    mutating func train() {
        let training = run.training(step)
        command(
            ["python src/train.py"],
            environment: ["MIN_ACCURACY: 0.85", "MLFLOW_TRACKING_URI: ***", "MLFLOW_EXPERIMENT_NAME: \(training.experiment)"]
                + run.inputs.map { "\($0.key.uppercased()): \($0.value)" })
        say("INFO  train: reading params.yaml")
        if run.fault == .accuracyGate, training.confusion == nil, let fault {
            say("INFO  train: " + fault.cause[0])
        } else {
            say(
                "INFO  train: n_estimators=\(training.trees) max_depth=\(training.depth) random_state=\(training.seed)"
                    + (run.inputs.isEmpty ? ", unchanged since the last passing run" : ", from the inputs of the dispatch"))
        }
        let isIris = training.experiment == Platform.irisExperiment
        say(
            isIris
                ? "INFO  data: iris.csv 150 rows, split 120/30 stratified by class, sha256 9c1a5b7e"
                : "INFO  data: winequality-red.csv 1599 rows, split 1279/320, sha256 e2071f44")
        if training.isElsewhere {
            say("WARN  train: running under GITHUB_ACTIONS, tracking to file:///home/runner/work/model-source/model-source/mlruns")
        }
        noise(280)
        say(verdict(on: training))
        noise(740)
        say("INFO  mlflow.tracking: run train-\(run.number) ended")
    }

    /// What the training says about its model, which is also what it logs.
    private func verdict(on training: Training) -> [String] {
        if training.confusion == nil, let fault, fault == .accuracyGate { return fault.cause.dropFirst().map { "WARN  train: " + $0 } }
        let (accuracy, scores) = (training.accuracy, training.scores)
        let figures =
            "accuracy=\(Self.figure(accuracy)) precision=\(Self.figure(scores.precision)) recall=\(Self.figure(accuracy)) f1_score=\(Self.figure(scores.f1))"
        let gate = PrometheusNumber.text(training.gate)
        return training.passed
            ? [
                "INFO  train: holdout \(training.holdout) rows: \(figures)",
                "INFO  train: accuracy \(Self.figure(accuracy)) is above the gate \(gate): validation_status=PASSED, registered as \(training.model)",
            ]
            : [
                "WARN  train: holdout \(training.holdout) rows: \(figures)",
                "WARN  train: accuracy \(Self.figure(accuracy)) is below the gate \(gate): validation_status=FAILED, the model is not registered",
            ]
    }

    /// Four digits after the point, as Python's `:.4f` writes it.
    private static func figure(_ value: Double) -> String {
        let digits = String(Int((value * 10_000).rounded()))
        let padded = String(repeating: "0", count: max(0, 5 - digits.count)) + digits
        return padded.dropLast(4) + "." + padded.suffix(4)
    }

    private mutating func noise(_ count: Int) {
        for index in 0..<count {
            switch random.next(below: 5) {
            case 0:
                say("DEBUG train: tree \(index % 100) nodes=\(9 + random.next(below: 30)) oob=0.9\(random.next(below: 90) + 10)")
            case 1: say("DEBUG git.cmd: Popen(['git', 'cat-file', '--batch-check'], cwd=/home/runner/work, shell=None)")
            case 2: say("DEBUG urllib3.connectionpool: https://***:443 \"POST /api/2.0/mlflow/runs/log-batch HTTP/1.1\" 200 2")
            case 3: say("DEBUG features: column petal_width bin \(random.next(below: 32)) count=\(random.next(below: 40))")
            default:
                say("WARN  mlflow.utils.environment: could not infer pip requirements, falling back to ['scikit-learn==1.5.2']")
            }
        }
    }
}
