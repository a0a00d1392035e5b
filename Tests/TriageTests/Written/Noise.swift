@testable import Triage

/// What systems print when nothing is wrong, with the ordinary rate of warnings and of mistakes that are not the cause.
/// Deterministic: the same seed gives the same lines.
struct Noise {
    private var state: UInt64
    private var clock = 0.0

    init(seed: UInt64) { state = seed | 1 }

    private mutating func next(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(bound))
    }

    private mutating func tick() -> (clock: String, fraction: Int) {
        clock += Double(next(900)) / 1000
        let second = Int(clock)
        func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
        return ("2026-05-11T22:\(two(second / 60 % 60)):\(two(second % 60))", next(9_000_000) + 1_000_000)
    }

    /// The runtime's time stamp.
    mutating func nanoseconds() -> String {
        let time = tick()
        return "\(time.clock).\(time.fraction)\(next(90) + 10)Z"
    }

    /// The CI service's time stamp.
    mutating func sevenDigits() -> String {
        let time = tick()
        return "\(time.clock).\(time.fraction)Z"
    }

    /// One line of the style named; the styles are the cases below.
    mutating func line(_ style: String) -> String {
        let id = next(1_000_000), ms = next(400), odd = next(60) == 0
        func pick(_ texts: [String], _ at: Int) -> String { texts[at % texts.count] }
        switch style {
        case "go":
            return odd
                ? #"{"level":"warn","caller":"http/server.go:212","msg":"client went away","error":"write: broken pipe","req":\#(id)}"#
                : pick(
                    [
                        #"{"level":"info","caller":"http/access.go:57","msg":"request","path":"/cart/\#(id)","status":200,"ms":\#(ms)}"#,
                        #"{"level":"info","caller":"cart/store.go:88","msg":"cart loaded","items":\#(ms % 9),"cart":\#(id)}"#,
                        #"{"level":"debug","caller":"cache/lru.go:31","msg":"evict none","size":\#(id)}"#,
                    ], next(3))
        case "node":
            return odd
                ? "(node:1) Warning: request \(id) aborted by the client"
                : pick(
                    ["GET /api/items/\(id) 200 \(ms) ms - 812", "POST /api/checkout 201 \(ms).114 ms - 96", "[worker \(ms % 4)] job \(id) done"],
                    next(3))
        case "java":
            return odd
                ? "22:14:07.114 [http-nio-8080-exec-\(ms % 9)] WARN  o.s.w.s.m.s.DefaultHandlerExceptionResolver - Resolved [HttpMessageNotReadableException: Required request body is missing]"
                : pick(
                    [
                        "22:14:07.\(100 + ms) [http-nio-8080-exec-\(ms % 9)] INFO  c.s.checkout.OrderController - order \(id) placed in \(ms) ms",
                        "22:14:07.\(100 + ms) [scheduling-1] INFO  c.s.checkout.Outbox - \(ms % 7) messages sent",
                        "22:14:07.\(100 + ms) [main] INFO  o.s.b.w.e.tomcat.TomcatWebServer - mapped /orders/\(id)",
                    ], next(3))
        case "rust":
            return odd
                ? " WARN checkout::http: slow response path=/quote id=\(id) elapsed=\(ms)ms"
                : " INFO checkout::http: served path=/quote id=\(id) status=200 elapsed=\(ms)ms"
        case "python":
            return odd
                ? "WARNING:urllib3.connectionpool:Connection pool is full, discarding connection: feeds.shop.example. Connection pool size: 10"
                : pick(
                    [
                        "INFO:     10.1.\(ms % 9).7:\(id % 60000) - \"POST /score HTTP/1.1\" 200 OK",
                        "INFO:scorer:scored \(ms) rows in \(ms) ms (batch \(id))",
                    ],
                    next(2))
        case "german":
            return odd
                ? "WARN  Auftrag \(id): Kundennummer leer, Auftrag wird übersprungen"
                : pick(["INFO  Auftrag \(id) verarbeitet in \(ms) ms", "INFO  Bestand für Artikel \(id) gelesen"], next(2))
        case "plain": return "tick \(id)"
        case "runner":
            return pick(
                [
                    "Download action repository 'actions/cache@v4' (SHA:\(id)c0ffee)", "Included Software: image \(id % 90)",
                    "Prepare all required actions",
                ], next(3))
        case "git":
            return pick(
                [
                    "[command]/usr/bin/git config --local --get-regexp core\\.sshCommand", " * [new ref]  \(id)a1b -> origin/main",
                    "remote: Counting objects: \(ms % 100)% (\(ms)/400)",
                ], next(3))
        default: return build(style, id, ms, odd)
        }
    }

    private mutating func build(_ style: String, _ id: Int, _ ms: Int, _ odd: Bool) -> String {
        func pick(_ texts: [String]) -> String { texts[ms % texts.count] }
        let modules = ["cart", "price", "stock", "tax", "user", "mail", "quote", "ledger"]
        let module = modules[id % modules.count]
        switch style {
        case "pytest":
            return odd
                ? "tests/\(module)/test_\(module).py::test_case_\(id % 500) SKIPPED (needs network)        [ \(ms % 100)%]"
                : "tests/\(module)/test_\(module).py::test_case_\(id % 500) PASSED                         [ \(ms % 100)%]"
        case "jest":
            return odd
                ? "    console.error src/\(module).js:\(ms) expected failure is logged" : "PASS src/\(module)/\(module)\(id % 99).test.js (\(ms).4 s)"
        case "gotest":
            return odd
                ? "    \(module)_test.go:\(ms): retrying after error: temporary" : "--- PASS: Test\(module.capitalised)\(id % 500) (0.0\(ms % 9)s)"
        case "cargo":
            return odd
                ? "warning: unused variable: `x\(id)`"
                : pick(["   Compiling \(module)-core v0.\(ms).1", "test \(module)::tests::case_\(id % 700) ... ok"])
        case "maven":
            return odd
                ? "[WARNING] The requested profile \"fast\" could not be activated because it does not exist."
                : pick([
                    "[INFO] Downloaded from central: https://repo.maven.example/\(module)/\(id).pom (\(ms) kB)",
                    "[INFO] Tests run: \(ms % 30), Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 0.\(ms) s -- in shop.\(module.capitalised)Test",
                ])
        case "npm":
            return odd
                ? "npm warn deprecated \(module)@\(ms).0.1: this version is no longer supported"
                : "npm http fetch GET 200 https://registry.npmjs.example/\(module)-\(id) \(ms)ms"
        case "pip":
            return pick([
                "Collecting \(module)-lib==\(ms).\(id % 9) (from -r requirements.txt (line \(ms)))",
                "  Downloading \(module)_lib-\(ms).whl (\(ms) kB)",
            ])
        case "docker":
            return pick([
                "#\(ms % 20 + 4) \(ms).\(id % 9) Get:\(ms) http://deb.example/debian bookworm/main amd64 lib\(module)\(id % 30) [\(ms) kB]",
                "#\(ms % 20 + 4) extracting sha256:\(id)ab\(id)cd \(ms)kB",
            ])
        case "epoch": return "epoch \(ms) step \(id) loss 0.\(300 + ms) lr 0.001 (\(ms) it/s)"
        case "scan": return odd ? "WARN  skipped vendor/\(module)/\(id).bin: binary file" : "INFO  scanned \(module)/file\(id % 900) in \(ms) ms"
        default: return "\(style) \(id)"
        }
    }
}
