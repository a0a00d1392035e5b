/// Training behind the accuracy gate.
extension StepScript {
    mutating func train() {
        command(
            ["python src/train.py"],
            environment: ["MIN_ACCURACY: 0.85", "MLFLOW_TRACKING_URI: ***", "MLFLOW_EXPERIMENT_NAME: iris-classification"])
        say("INFO  train: reading params.yaml")
        if let fault {
            say("INFO  train: " + fault.cause[0])
        } else {
            say("INFO  train: params.yaml: unchanged since the last passing run (n_estimators=100 max_depth=10 random_state=42)")
        }
        say("INFO  data: iris.csv 150 rows, split 120/30 stratified by class, sha256 9c1a5b7e")
        noise(280)
        if let fault {
            say(fault.cause.dropFirst().map { "WARN  train: " + $0 })
        } else {
            let wrong = random.next(below: 3)
            let accuracy = ["1.0000", "0.9667", "0.9333"][wrong]
            say("INFO  train: holdout 30 rows: accuracy=\(accuracy)")
            say(
                "INFO  train: accuracy \(accuracy) is above the gate 0.85: validation_status=PASSED, registered as iris-classifier"
            )
        }
        noise(740)
        say("INFO  mlflow.tracking: run train-\(run.number) ended")
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
