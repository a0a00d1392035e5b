import Testing

@testable import Triage

/// What the training's log says of inputs and labels decides between data, world and parameters.
@Suite struct DriftSignsTests {
    private let params = ["depth": "8"], tags = ["data.sha256": "aa11", "mlflow.source.git.commit": "c1"]

    private func finding(_ newest: ([String: String], [String: String]), _ log: String, accuracy: Double = 0.80) -> Finding {
        var incident = Incident.model(
            [("r5", accuracy, newest.0, newest.1)] + (1...4).reversed().map { ("r\($0)", 0.93 + Double($0) / 1000, params, tags) }, rows: 4000)
        incident.evidence.append(Evidence(.trainingLog, name: "logs/train.log", bytes: Array(log.utf8)))
        return incident.finding
    }

    @Test("An input beyond its limit is data drift, by name")
    func shifted() {
        for line in [
            "WARNING drift: feature weight mean 4100.2 reference 41.1 PSI 2.31 (limit 0.2)", "WARN column weight: psi=2.31 threshold=0.25",
            "2026-11-23 03:00:01 WARNING monitor - 38% missing values in column weight (reference 0.4%)",
        ] {
            let found = finding(
                (params, ["data.sha256": "bb22", "mlflow.source.git.commit": "c1"]), "\(line)\nINFO drift: feature age PSI 0.02 (limit 0.2)\n")
            #expect(found.failureClass == "data-drift" && found.sentence.contains("weight"), "\(found.sentence)")
        }
    }

    @Test(
        "A feature's name is no figure, and neither is how many there are",
        arguments: [
            "DEBUG psi feature 701e4335 psi=0.0560", "INFO monitor.psi feature f_278e192b bins=10 psi=0.0980",
            "DEBUG psi feature 6153697c psi=0.0498",
            "INFO PSI of 74 features against w20: max 0.018 (tenure), none above 0.1",
        ])
    func names(_ line: String) {
        let found = finding((["depth": "3"], ["data.sha256": "aa11", "mlflow.source.git.commit": "c1"]), "\(line)\n")
        #expect(found.failureClass == "model-decay" && !found.sentence.contains("psi feature"), "\(found.sentence)")
    }

    @Test("Labels that moved while the inputs did not are concept drift")
    func relation() {
        let found = finding(
            (params, tags),
            "INFO drift: feature age PSI 0.02 (limit 0.2) ok\nWARNING drift: label rate 0.31 reference 0.12\nINFO drift: change point 2026-11-20\n")
        #expect(found.failureClass == "concept-drift" && found.sentence.contains("label rate 0.31") && found.sentence.contains("change point"))
    }

    @Test("Parameters and data that changed in one run, and nothing measured, cannot be told apart")
    func mixed() {
        let found = finding(
            (["depth": "3"], ["data.sha256": "bb22", "mlflow.source.git.commit": "c2"]),
            "WARNING drift: no reference statistics, drift report skipped\n")
        #expect(found.failureClass == "unknown" && found.sentence.contains("cannot be told") && found.sentence.contains("depth"))
        let measured = finding(
            (["depth": "3"], ["data.sha256": "bb22", "mlflow.source.git.commit": "c2"]), "INFO drift: feature age PSI 0.02 (limit 0.2)\n")
        #expect(measured.failureClass == "model-decay", "\(measured.sentence)")
    }

    @Test("What differs from run to run among good ones explains nothing")
    func routine() {
        let runs =
            [("r5", 0.80, ["depth": "3"], ["data.snapshot": "d5"])] + (1...4).reversed().map { ("r\($0)", 0.93, params, ["data.snapshot": "d\($0)"]) }
        let found = Incident.model(runs, rows: 4000).finding
        #expect(found.failureClass == "model-decay" && !found.sentence.contains("snapshot"), "\(found.sentence)")
    }

    @Test("Nobody says how many rows: the scatter of the runs before tells whether a fall is chance")
    func unknownRows() {
        func found(_ values: [Double], _ newest: [String: String]) -> Finding {
            let runs = values.enumerated().map { ("r\(9 - $0)", $1, $0 == 0 ? newest : params, tags) }
            return Incident.model(runs, rows: nil).finding
        }
        let fell = found([0.866, 0.9398, 0.9395, 0.94, 0.9408, 0.9393], ["depth": "3"])
        #expect(fell.failureClass == "model-decay" && fell.sentence.contains("depth went from 8 to 3"), "\(fell.sentence)")
        let chance = found([0.866, 0.90, 0.96, 0.87, 0.93, 0.90], ["depth": "3"])
        #expect(chance.failureClass == "no-drift" && chance.sentence.contains("standard deviation"), "\(chance.sentence)")
        #expect(found([0.90, 0.9667], ["depth": "3"]).sentence.contains("n=30 (assumed)"), "two runs have no scatter")
    }

    @Test("Labels that moved in one segment are told by the figures that an arrow or \"observed\" joins")
    func segments() {
        for line in [
            "WARNING checks: label rate given the inputs: segment topup: share 0.004 -> 0.173 with as many rows (0.061 -> 0.061 of all)",
            "WARNING checks: calibration by segment: topup predicted 0.006 observed 0.171; all others predicted 0.019 observed 0.020",
        ] {
            let found = finding((params, tags), "INFO drift: feature age PSI 0.02 (limit 0.2)\n\(line)\n")
            #expect(found.failureClass == "concept-drift" && found.sentence.contains("topup"), "\(found.sentence)")
        }
    }

    @Test("Into how many buckets a feature is hashed is no hash of data")
    func buckets() {
        var incident = Incident.model([("r2", 0.81, ["hash_buckets": "4096"], tags), ("r1", 0.93, ["hash_buckets": "262144"], tags)], rows: 4000)
        #expect(incident.finding.failureClass == "model-decay", "\(incident.finding.sentence)")
        incident = .model([("r2", 0.81, ["data_hash": "9fbb"], tags), ("r1", 0.93, ["data_hash": "77c0"], tags)], rows: 4000)
        #expect(incident.finding.failureClass == "data-drift", "\(incident.finding.sentence)")
    }

    @Test("How many inputs were measured is not how far they moved")
    func counted() {
        let found = finding((params, tags), "INFO drift: PSI max over 22 inputs 0.027 (limit 0.2): inputs unchanged\n")
        #expect(found.failureClass == "concept-drift", "\(found.sentence)")
    }

    @Test("A table with a line for each input is read by its columns, other lines between them or not")
    func table() {
        let log = """
            2026-11-23 03:00:01,101 INFO monitor: feature        ref_mean  cur_mean    PSI   KS_p
            2026-11-23 03:00:01,102 INFO monitor: age              41.200    41.900  0.018   0.31
            2026-11-23 03:00:01,103 DEBUG features: block 342 joined, 8853 rows
            2026-11-23 03:00:01,104 WARNING monitor: weight          61.200    84.700  1.240  <1e-12

            """
        let found = finding((params, tags), log)
        #expect(found.failureClass == "data-drift" && found.sentence.contains("weight: ref_mean 61.200"), "\(found.sentence)")
        #expect(!found.sentence.contains("block") && found.sentence.contains("1 other measure"), "\(found.sentence)")
        let calm = finding((params, tags), log.replacing("1.240", with: "0.040"))
        #expect(calm.failureClass == "concept-drift", "the inputs were measured, and did not move: \(calm.sentence)")
    }

    @Test("A line about inputs and labels is read by its halves; a count of inputs that moved is a sign, the limit that it names is no figure")
    func halves() {
        for line in [
            "INFO train: profile vs reference: weight null_rate 0.002 -> 0.611 PSI=1.84; label rate 0.310 -> 0.312 (stable)",
            "INFO monitor: 2 of 4 inputs moved (PSI > 0.25); target rate 0.031 against 0.030",
        ] {
            #expect(finding((params, tags), "\(line)\n").failureClass == "data-drift", "\(line)")
        }
        let none = finding((params, tags), "INFO monitor: 0 of 4 inputs moved (PSI > 0.25); target rate 0.031 against 0.030\n")
        #expect(none.failureClass == "concept-drift", "\(none.sentence)")
    }

    @Test("Where rows are not recorded the prompt goes by the scatter, as the finding does")
    func scatterInPrompt() {
        let values = [0.866, 0.9398, 0.9395, 0.94, 0.9408, 0.9393]
        let incident = Incident.model(values.enumerated().map { ("r\(9 - $0)", $1, params, tags) }, rows: nil)
        let fact = CaseFile(incident.evidence).driftFacts[0].text
        #expect(fact.contains("the 5 runs before have mean 0.9399") && !fact.contains("95% intervals"), "\(fact)")
    }

    @Test("A fall within the scatter of earlier runs is none")
    func scatter() {
        let values = [0.902, 0.921, 0.901, 0.923, 0.902, 0.920, 0.900]
        let found = Incident.model(values.enumerated().map { ("r\(9 - $0)", $1, params, tags) }, rows: 20_000).finding
        #expect(found.failureClass == "no-drift" && found.sentence.contains("scatter"), "\(found.sentence)")
    }
}
