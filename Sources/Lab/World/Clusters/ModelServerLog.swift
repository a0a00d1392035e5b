/// The Flask model server under gunicorn.
struct ModelServerLog: LogScript {
    let pod: String
    let model: String
    let image: String
    let behaviour: Behaviour?

    var seed: String { pod }
    var period: Span { .seconds(2.5) }

    var opening: [String] {
        if case .crash = behaviour {
            return [
                "[1] [INFO] Starting gunicorn 22.0.0", "[1] [INFO] Listening at: http://0.0.0.0:8080 (1)",
                "[1] [INFO] Using worker: gthread", "[17] [INFO] Booting worker with pid: 17",
                "[17] [ERROR] Exception in worker process", "Traceback (most recent call last):",
                "  File \"/usr/local/lib/python3.11/site-packages/gunicorn/arbiter.py\", line 609, in spawn_worker",
                "    worker.init_process()", "  File \"/app/model_server.py\", line 14, in <module>",
                "    from preprocessing.scaling import RobustRowScaler",
                "ModuleNotFoundError: No module named 'preprocessing.scaling'", "[17] [INFO] Worker exiting (pid: 17)",
            ]
        }
        return [
            "[1] [INFO] Starting gunicorn 22.0.0", "[1] [INFO] Listening at: http://0.0.0.0:8080 (1)",
            "[1] [INFO] Using worker: gthread", "[17] [INFO] Booting worker with pid: 17",
            "[18] [INFO] Booting worker with pid: 18",
            "INFO model_server: loading \(model) from models:/\(model)/Production (image \(image.split(separator: ":").last ?? ""))",
            "INFO model_server: model ready in 1.9s, \(model == Platform.wineApplication ? 13 : 4) features",
        ]
    }

    var closing: [String] {
        switch behaviour {
        case .outOfMemory:
            [
                "INFO model_server: POST /predict/batch rows=48000 client=10.42.0.1 request_id=\(requestNumber)",
                "WARNING model_server.memory: resident 238 MiB of 256 MiB after building the feature frame (48000 rows)",
                "WARNING model_server.memory: resident 249 MiB of 256 MiB while scoring",
            ]
        case .crash:
            [
                "[1] [ERROR] Worker (pid:17) exited with code 3", "[1] [ERROR] Shutting down: Master",
                "[1] [ERROR] Reason: Worker failed to boot.",
            ]
        default: ["[1] [INFO] Handling signal: term", "[17] [INFO] Worker exiting (pid: 17)", "[1] [INFO] Shutting down: Master"]
        }
    }

    func line(_ number: Int, at moment: Moment, sinceStart age: Span, random: inout SeededRandom) -> String? {
        if case .crash = behaviour { return nil }
        if number % 4 == 0 { return "10.42.1.1 - - \"GET /health HTTP/1.1\" \(behaviour == .notReady ? 503 : 200) - kube-probe" }
        if number % 6 == 5 { return "10.42.0.9 - - \"GET /metrics HTTP/1.1\" 200 - Prometheus/3.0.0" }
        if case .outOfMemory(let span) = behaviour, number % 3 == 1 {
            let progress = min(age.seconds / span.seconds, 1)
            let rows = [2000, 4000, 8000, 12000, 24000, 36000][min(Int(progress * 6), 5)]
            return "INFO model_server: POST /predict/batch rows=\(rows) client=10.42.0.1 took=\(rows / 21)ms"
        }
        let classes = model == Platform.wineApplication ? ["5", "6", "7"] : ["setosa", "versicolor", "virginica"]
        let chosen = classes[Int(random.next() % UInt64(classes.count))]
        let took = 4 + Int(random.unit() * 22)
        return "INFO model_server: POST /predict class=\(chosen) p=0.\(80 + random.next() % 20) took=\(took)ms"
    }

    private var requestNumber: String {
        var random = SeededRandom(pod)
        return random.hex(12)
    }
}
