import Testing

@testable import Triage

/// Errors of other programs and languages, planted in the middle of real-looking noise: they must be shown, at a small budget too.
@Suite struct PlantedErrorTests {
    static let errors: [String: String] = [
        "java": """
        2026-11-23 03:00:00.123 ERROR 1 --- [main] o.s.boot.SpringApplication : Application run failed
        org.springframework.beans.factory.BeanCreationException: Error creating bean with name 'dataSource'
        \tat org.springframework.boot.SpringApplication.run(SpringApplication.java:343)
        Caused by: java.net.UnknownHostException: orders-db
        \tat java.base/java.net.InetAddress.getByName(InetAddress.java:1248)
        """,
        "go": """
        {"level":"error","ts":1763866800.1,"caller":"store/pg.go:88","msg":"migrate","error":"pq: column \\"sku\\" of relation \\"items\\" does not exist"}
        panic: migrate: pq: column "sku" of relation "items" does not exist

        goroutine 1 [running]:
        main.main()
        \t/src/cmd/api/main.go:41 +0x2f5
        """,
        "rust": """
        thread 'main' panicked at src/config.rs:27:38:
        called `Result::unwrap()` on an `Err` value: Os { code: 2, kind: NotFound, message: "No such file or directory" }
        note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace
        """,
        "node": """
        /app/node_modules/pg/lib/client.js:132
              throw new Error('SASL: client password must be a string')
        Error: SASL: client password must be a string
            at Object.continueSession (/app/node_modules/pg/lib/crypto/sasl.js:36:11)
            at Client._handleAuthSASLContinue (/app/node_modules/pg/lib/client.js:276:18)
        """,
        "cuda": """
        2026-11-23 03:00:00 INFO serve: loading weights shard 3 of 4
        torch.cuda.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB. GPU 0 has a total capacity of 7.79 GiB of which 1.21 GiB is free.
        """,
        "quiet": "config: feature store switched from redis://feast:6379 to memory:// by flag use_local_store",
    ]

    static let noises = [
        ("liveness-slow-start", "logs/model-server.previous.log"), ("unschedulable-disk-pressure", "logs/node-k3d-edge-agent-0.log"),
    ]

    @Test("Planted lines are in the prompt", arguments: errors.keys.sorted(), [0, 1])
    func planted(name: String, noise: Int) throws {
        let error = try #require(Self.errors[name]).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let scenario = try #require(Scenario.all.first { $0.name == Self.noises[noise].0 })
        var lines = String(decoding: try scenario.bytes(Self.noises[noise].1), as: UTF8.self).split(separator: "\n").map(String.init)
        let place = lines.count * 2 / 3
        let stamp = lines[place].prefix { $0 != " " }
        lines.insert(contentsOf: error.map { "\(stamp) \($0)" }, at: place)
        let incident = Incident.pod(waiting: ("CrashLoopBackOff", ""), last: (1, "Error")).log(lines.joined(separator: "\n"))
        let file = CaseFile(incident.evidence)
        let shown = Set(
            PreparedPrompt(file, findings: [], budget: 2000, nonce: "7f3a90c1").text.split(separator: "\n").compactMap {
                Int($0.prefix { $0.isNumber })
            })
        let missing = error.indices.filter { error[$0].contains { $0.isLetter } && !shown.contains(place + $0 + 1) }.map { error[$0] }
        #expect(missing == [])
    }
}
