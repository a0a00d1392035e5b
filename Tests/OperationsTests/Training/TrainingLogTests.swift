import Services
import Testing

@testable import Operations

@Suite struct TrainingLogTests {
    private func log(_ text: String) -> TrainingLog {
        var log = JobLog()
        log.bytes = Array(text.utf8)
        return TrainingLog(log)
    }

    @Test(arguments: [
        ("accuracy=0.9667", 0.9667), ("Accuracy: 96.67%", 0.9667), (#"{"accuracy": 0.9, "n": 1}"#, 0.9), ("test accuracy 1.0.", 1.0),
        ("accuracy 0.5\naccuracy 0.6", 0.6), ("MIN_ACCURACY: 0.85", nil), ("min accuracy: 0.85", nil), ("training accuracy: 0.99", nil),
        ("accuracy threshold: 0.85", nil), ("accuracy: nan", nil), ("accuracy: 17", nil), ("balanced_accuracy=0.9", nil), ("", nil),
    ])
    func theMetricIsReadAsScriptsWriteIt(text: String, value: Double?) {
        let found = log(text).value(of: "accuracy")
        #expect(found.map { ($0 * 1e6).rounded() } == value.map { ($0 * 1e6).rounded() })
    }

    @Test(arguments: [
        ("holdout 30 rows: accuracy=0.9", 30), ("n_test=320", 320), ("iris.csv 150 rows, split 120/30 stratified", 30), ("Test samples: 45", 45),
        ("test_size=0.2", nil), ("accuracy 0.9 / 30", nil), ("", nil),
    ])
    func soAreTheRowsOfTheTestSet(text: String, rows: Int?) { #expect(log(text).rows == rows) }

    @Test(arguments: [("below the gate 0.85: FAILED", 0.85), ("  MIN_ACCURACY: 0.65", 0.65), ("threshold = 90%", 0.9), ("navigate 5", nil)])
    func soIsTheGate(text: String, gate: Double?) { #expect(log(text).gate(of: "accuracy") == gate) }

    @Test func timesAndColoursAreTakenAway() {
        let lines = log("2026-11-23T14:03:07.0816283Z \u{1B}[36;1mpython src/train.py\u{1B}[0m\r\n2026-11-23T14:03:07.0816283Z two\r\n").lines
        #expect(lines == ["python src/train.py", "two"])
    }

    @Test func theCauseStandsAboveTheExitCode() {
        let text = """
            ##[group]Run pytest
            ##[endgroup]
            error of an earlier step
            ##[group]Run python src/train.py
              ON_ERROR: stop
            ##[endgroup]
            INFO  no error so far
            ValueError: could not convert string to float
            clean up failed
            ##[error]Process completed with exit code 1.
            """
        #expect(log(text).firstError == "ValueError: could not convert string to float")
        #expect(log(text + "\n##[error]Gate not met").firstError == "Gate not met")
        #expect(log("##[group]Run make\n##[endgroup]\nstop here\n##[error]Process completed with exit code 2.").firstError == "stop here")
        #expect(log("all is well").firstError == nil)
    }

    @Test func whereItLoggedToIsNamed() {
        #expect(log("tracking to file:///home/runner/mlruns").localTracking == "file:///home/runner/mlruns")
        #expect(log("see file:///tmp/x").localTracking == nil)
        #expect(log("registered as iris-classifier").names("iris-classifier") && !log("iris-classifier-2").names("iris-classifier"))
    }

    @Test(arguments: [
        (
            "#15 pushing manifest for ghcr.io/a/b:main-5be1aaa@sha256:01 done\n#15 pushing manifest for ghcr.io/a/b:main-latest@sha256:01 done",
            "ghcr.io/a/b:main-5be1aaa"
        ),
        ("pushing manifest for ghcr.io/a/b:5be1aaabbb@sha256:01", "ghcr.io/a/b:5be1aaabbb"),
        ("#9 naming to localhost:5000/a/b:v2 done", "localhost:5000/a/b:v2"),
        ("pushing manifest for localhost:5000/a/b", nil), ("nothing was pushed", nil),
    ])
    func theImageIsReadFromTheBuildersLog(text: String, reference: String?) {
        #expect(BuiltImage(log(text), commit: "5be1aaabbb")?.reference == reference)
    }

    @Test(arguments: [
        (0.9667, 30, true, "accuracy 0.967 ≥ 0.85, n 30, 95% 0.83–0.99"), (0.8499, 320, true, "accuracy 0.849900 < 0.85, n 320, 95% 0.81–0.88"),
        (0.85, 30, false, "accuracy 0.850 ≥ 0.85, n 30 (config.toml), 95% 0.68–0.94"),
    ])
    func theGateIsSaidInOneClause(value: Double, rows: Int, measured: Bool, words: String) {
        #expect(AccuracyGate(metric: "accuracy", value: value, gate: 0.85, rows: rows, rowsAreMeasured: measured).words == words)
    }
}
