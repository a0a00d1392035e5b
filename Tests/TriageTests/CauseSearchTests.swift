import JSON
import Testing

@testable import Triage

/// Among many errors the one that the others follow from.
@Suite("The error that explains the end")
struct CauseSearchTests {
    private func first(_ incident: Incident) throws -> Finding {
        try #require(Rules.findings(CaseFile(incident.evidence)).first)
    }

    /// The first finding of a container that worked for a while, printed these lines last, and died.
    private func died(_ last: String, code: Int = 1) throws -> Finding { try first(.pod(last: (code, "Error")).log("\(work)\n\(last)")) }

    private let work = (1...60).map { "INFO item \($0) done in \($0 % 7) ms" }.joined(separator: "\n")

    @Test("A panic for want of a connection is explained by the calls that were refused before it")
    func consequence() throws {
        let calls = (1...8).map { "WARN db: attempt \($0)/8: dial tcp 10.0.3.4:5432: connect: connection refused" }.joined(separator: "\n")
        let end =
            "panic: runtime error: invalid memory address or nil pointer dereference\n\ngoroutine 1 [running]:\nmain.main()\n\t/src/main.go:31 +0x2f"
        let finding = try died("\(calls)\n\(end)", code: 2)
        #expect(finding.failureClass == "dependency-unreachable")
        #expect(finding.sentence.contains("5432") && finding.sentence.contains("follows from it"))
        // The same panic where nothing was refused stands for itself.
        #expect(try died(end, code: 2).failureClass == "crash-loop")
    }

    @Test(
        "What a server lives with is not what it died of",
        arguments: [
            "WARN http: write tcp 10.0.0.4:8080->10.0.0.9:4112: write: broken pipe", "WARN client went away: connection reset by peer",
            "ERROR otlp exporter: failed to export spans: connection refused", "WARN cache refused, falling back to memory: connection refused",
            "ERROR price feed connection refused, using default prices", "WARN cache: checksum mismatch in segment 12, skipping it",
            "WARN unknown field \"colour\" in /etc/shop/rules.yaml line 4, ignoring it", "ERROR 10.0.0.9:7000 certificate has expired, will retry",
            "ERROR index of yesterday is corrupt, falling back to a full scan",
        ])
    func noise(_ line: String) throws {
        let finding = try died("\(line)\n\(work)\n\(line)\n\(work)\nValueError: bad shape (3, 4)")
        #expect(finding.failureClass == "crash-loop" && finding.sentence.contains("bad shape"), "\(finding.sentence)")
    }

    @Test(
        "Who sums up, repeats it in a panic, waits, or has no word of its own is explained by what stands above",
        arguments: [
            (
                "[2026/05/11 22:14:01] [error] [config] section 'filter' is missing the 'match' property\n[2026/05/11 22:14:01] [error] configuration file contains errors, aborting.",
                "config-error", "'match' property"
            ),
            (
                "2026.05.11 22:14:01 LOG3[main]: /etc/relay/relay.conf:8: \"accept = 99999\": Invalid port\n2026.05.11 22:14:01 LOG5[main]: Configuration failed",
                "config-error", "accept = 99999"
            ),
            (
                "(Line 12) WARNING - interface bond7 for group G_1 doesn't exist\nNon-existent interface specified in configuration", "config-error",
                "bond7"
            ),
            (
                "{\"level\":\"panic\",\"ts\":1,\"msg\":\"failed to read journal\",\"error\":\"journal: crc mismatch: expected: 2c1d computed: 9e01\"}\npanic: failed to read journal\n\ngoroutine 1 [running]:\nmain.main()\n\t/src/main.go:31 +0x2f",
                "crash-loop", "crc mismatch"
            ),
            (
                "2026-05-11 22:14:01 ERROR [main] store.Validator - There are directories without a mark, and this is no new environment: [data/journal, data/ledgers]\n2026-05-11 22:14:01 ERROR [main] store.Main - Failed to build the server\nstore.StoreException$InvalidMarkException: \n\tat store.Validator.check(Validator.java:109)",
                "crash-loop", "data/journal"
            ),
            (
                "WARN store: ping orders-zk.data.svc:2181: connect: connection refused\nWARN store: ping orders-zk.data.svc:2181: connect: connection refused\nWARN store: ping orders-zk.data.svc:2181: connect: connection refused\nERROR store: connection to orders-zk.data.svc:2181 timed out after 15000 ms",
                "dependency-unreachable", "refused"
            ),
            (
                "ERROR: Registering agent... failed: Post \"https://ci.corp.example/api/agents\": dial tcp 10.50.0.4:443: i/o timeout\nERROR: Registering agent... failed: Post \"https://ci.corp.example/api/agents\": dial tcp 10.50.0.4:443: i/o timeout\nPANIC: Failed to register the agent.",
                "dependency-unreachable", "ci.corp.example"
            ),
            (
                "<Error> Application: Caught exception while loading metadata: Code: 231. DB::Exception: Suspiciously many (412 parts) broken parts to remove\n\n0. DB::Exception::Exception(DB::Exception::MessageMasked&&) @ 0x000000000cbb4fbb in /usr/bin/db\n1. DB::load(bool) @ 0x0000000011f3e8a1 in /usr/bin/db",
                "crash-loop", "broken parts"
            ),
            (
                "thread 'worker' panicked at src/replay.rs:97:34:\ncalled `Option::unwrap()` on a `None` value\nError: JoinError::Panic(Id(31), ...)",
                "crash-loop", "replay.rs"
            ),
        ])
    func above(_ lines: String, _ failureClass: String, _ words: String) throws {
        let finding = try died(lines)
        #expect(finding.failureClass == failureClass && finding.sentence.contains(words), "\(finding.sentence)")
    }

    @Test(
        "Where the lines that say why are away, what is left decides nothing",
        arguments: [
            "INFO reading configuration from file /etc/relay/relay.conf\nCompilation failed, exited with 2", "ERROR FPM initialization failed",
            "[Note] found saved state, safe_to_bootstrap: 0", "AH00558: httpd: Could not reliably determine the server's fully qualified domain name",
            "[INFO ][node] version[1.3.17], pid[1], build[tar/unknown], must have 2 disks", "    at GetAddrInfoReqWrap.onlookup (node:dns:118:26)",
        ])
    func away(_ last: String) throws {
        let finding = try first(.pod(waiting: ("CrashLoopBackOff", "back-off"), last: (1, "Error")).log("\(work)\n\(last)"))
        #expect(finding.failureClass == "unknown", "\(finding.sentence)")
    }

    @Test("What befalls a container that itself watches others is its own, and no bystander's")
    func watcher() throws {
        var incident = Incident.pod(last: (1, "Error")).log(
            "\(work)\ncaller=flow_exporter.go:224 level=error err=\"listen tcp 0.0.0.0:9100: bind: address already in use\"")
        #expect(try first(incident).failureClass == "unknown")
        for index in incident.evidence.indices {
            let evidence = incident.evidence[index],
                text = String(decoding: evidence.bytes, as: UTF8.self).replacing("\"server\"", with: "\"flow-exporter\"")
            incident.evidence[index] = Evidence(
                evidence.role, name: evidence.name, bytes: Array(text.utf8), part: evidence.part.map { _ in "flow-exporter" })
        }
        let finding = try first(incident)
        #expect(finding.failureClass == "crash-loop" && finding.sentence.contains("9100"), "\(finding.sentence)")
    }

    @Test("A host that is named before an error that names none belongs to it")
    func host() throws {
        let finding = try died(
            "fail: Shop.Store[3]\n      Opening store-rw.shop.svc.cluster.local:5432 failed (attempt 4 of 4)\nINFO item 61 done in 2 ms\n"
                + "Unhandled exception. System.Net.Sockets.SocketException (00000005, 0xFFFDFFFF): Name or service not known\n"
                + "   at Shop.Store.OpenAsync(CancellationToken ct) in /src/Store.cs:line 64", code: 134)
        #expect(finding.failureClass == "dependency-unreachable" && finding.sentence.contains("store-rw.shop"), "\(finding.sentence)")
    }

    @Test("A JVM that crashes in native code says where")
    func native() throws {
        let lines = [
            "", " A fatal error has been detected by the Java Runtime Environment:", "", "  SIGSEGV (0xb) at pc=0x00007f1ac41d6a34, pid=1, tid=58",
            "",
            " JRE version: OpenJDK Runtime Environment (21.0.7+6)", " Problematic frame:", " C  [libcodec.so+0x3d6a34]  codec::Frame::decode()+0x94",
            "",
        ]
        let finding = try first(.pod(last: (134, "Error")).log(work + "\n" + lines.map { "#" + $0 }.joined(separator: "\n")))
        #expect(finding.failureClass == "crash-loop")
        #expect(finding.sentence.contains("SIGSEGV") && finding.sentence.contains("libcodec.so"), "\(finding.sentence)")
    }

    @Test("Of a long line the sentence that decides is told")
    func long() throws {
        let stack = (1...30).map { "\\n\\t/src/vendor/module\($0).go:\($0 * 7)" }.joined()
        let line =
            #"level=error caller=log.go:216 msg="error running" err="init compactor: WebIdentityErr: failed to retrieve credentials\ncaused by: AccessDenied: Not authorized to perform sts:AssumeRoleWithWebIdentity\n\tstatus code: 403"#
        let finding = try died("\(line)\(stack)\"")
        #expect(finding.failureClass == "auth-failure" && finding.sentence.lowercased().contains("assumerolewithwebidentity"), "\(finding.sentence)")
    }

    @Test("A loss that is no number ends a training, not its launcher or the tracker that was away")
    func training() throws {
        let finding = try died(
            "ERROR - wandb: Network error (ConnectTimeout), entering retry loop.\n\(work)\n"
                + "[rank0]: Exception: Current loss scale already at minimum - cannot decrease scale anymore. Exiting run.\n"
                + "torch.distributed.elastic.multiprocessing.errors.ChildFailedError: \n")
        #expect(finding.failureClass == "training" && finding.sentence.contains("loss scale"), "\(finding.sentence)")
    }

    @Test(
        "What only accompanies an end is no cause of it, and who goes on, or guesses, does not tell why",
        arguments: [
            (1, "Exception ignored in: <function TemporaryDirectory.__del__ at 0x7f>\nOSError: [Errno 39] Directory not empty: '/model/.partial'"),
            (134, "INFO last item done"), (1, "    request.timeout.ms = 30000"),
            (1, #"{"level":"error","event":"child process died, stopping parent"}"#),
            (1, "fail: Microsoft.Extensions.Hosting.Internal.Host[9]"), (134, "terminate called after throwing an instance of 'Ort::Exception'"),
            (1, "Traceback (most recent call last):\n  File \"/app/serve.py\", line 7, in <module>"),
            (1, "sysctl: cannot stat /proc/sys/vm/overcommit_memory: Permission denied, going on"),
            (1, "level=warn msg=\"UDP probes failed, network may be misconfigured\""),
        ])
    func company(_ code: Int, _ last: String) throws {
        let finding = try first(.pod(waiting: ("CrashLoopBackOff", "back-off"), last: (code, "Error")).log("\(work)\n\(last)"))
        #expect(finding.failureClass == "unknown", "\(finding.sentence)")
    }

    @Test("A traceback ends with its exception, whatever that is called")
    func ownException() throws {
        let finding = try died(
            "Traceback (most recent call last):\n  File \"/app/serve.py\", line 41, in <module>\n    session = open_session(\"/models/m.onnx\")\nonnxruntime.capi.onnxruntime_pybind11_state.Fail: [ONNXRuntimeError] : 1 : FAIL : Load model from /models/m.onnx failed: Unsupported model IR version: 11, max supported IR version: 10"
        )
        #expect(finding.failureClass == "model-load-failed" && finding.sentence.contains("IR version: 11"), "\(finding.sentence)")
    }

    @Test("Spring Boot's failure report is told by its description, not by a metric exporter's complaint before it")
    func failureReport() throws {
        let log =
            "\(work)\nERROR 1 --- [main] c.e.PushExporter : pushgateway not configured, metrics are scraped only\nERROR 1 --- [main] o.s.b.d.LoggingFailureAnalysisReporter :\n\n***************************\nAPPLICATION FAILED TO START\n***************************\n\nDescription:\n\nAn attempt was made to call a method that does not exist. The attempt was made from the following location:\n\n    com.example.Orders.<init>(Orders.java:61)\n\nThe following method did not exist:\n\n    'com.example.Sums com.example.Sums.of()'\n\nAction:\n\nCorrect the classpath of your application"
        let finding = try first(.pod(last: (1, "Error")).log(log))
        #expect(finding.failureClass == "crash-loop" && finding.sentence.contains("Sums.of()"), "\(finding.sentence)")
    }

    @Test("What stands below the end that Go's runtime made are its other goroutines, however many")
    func goroutines() throws {
        let reset = #"{"level":"error","msg":"upstream closed connection","error":"read tcp 10.0.0.9:7000: connection reset by peer"}"#
        let dump = (1...90).map { "goroutine \($0) [IO wait]:\nnet.(*conn).Read(0xc000\($0))\n\t/usr/local/go/src/net/net.go:194 +0x45" }
        let log = "\(work)\n\(reset)\n\(work)\nfatal error: concurrent map writes\ngoroutine 7 [running]:\nmain.put()\n\t/src/table.go:74 +0x45\n\n"
        let finding = try first(.pod(last: (2, "Error")).log(log + dump.joined(separator: "\n")))
        #expect(finding.failureClass == "crash-loop" && finding.sentence.contains("concurrent map writes"), "\(finding.sentence)")
    }

    @Test("A host that was named before is an address, not a place in the code")
    func hostBefore() throws {
        let log =
            "\(work)\nWARN [AdminClient] Connection to node -1 (kafka.streaming.svc/10.20.14.7:9092) could not be established. Node may not be available.\nERROR Stopping due to error (org.apache.kafka.connect.cli.AbstractConnectCli:98)\norg.apache.kafka.common.errors.TimeoutException: Timed out waiting for a node assignment. Call: listNodes"
        let finding = try first(.pod(last: (1, "Error")).log(log))
        #expect(finding.failureClass == "dependency-unreachable" && finding.sentence.contains("10.20.14.7:9092"), "\(finding.sentence)")
    }

    @Test(
        "Languages write their exceptions in many ways",
        arguments: [
            (
                "/gems/activesupport-7.1.5/lib/safe_level.rb:12:in `<module:Level>': uninitialized constant Shop::Level::Logger (NameError)",
                "NameError"
            ),
            (
                "Error: The module '/app/canvas.node'\nwas compiled against a different Node.js version using\nNODE_MODULE_VERSION 115. This version requires\nNODE_MODULE_VERSION 127.\n    at Module.load (node:internal/modules/cjs/loader:1288:32)",
                "NODE_MODULE_VERSION 127"
            ),
            (
                "terminate called after throwing an instance of 'std::out_of_range'\n  what():  vector::_M_range_check: __n (which is 0) >= this->size()",
                "std::out_of_range: vector"
            ),
        ])
    func exceptions(_ lines: String, _ words: String) throws {
        let finding = try died(lines)
        #expect(finding.failureClass == "crash-loop" && finding.sentence.contains(words), "\(finding.sentence)")
    }

    @Test("A record that gives up names no address; the one before it that does is the cause")
    func record() throws {
        let dial = #"{"level":"WARN","msg":"dial failed","caller":"dial.go:88","error":"dial tcp 172.20.88.14:7233: connect: no route to host"}"#
        let end = #"{"level":"ERROR","msg":"unable to create client, exiting","error":"failed reaching server: context deadline exceeded"}"#
        let finding = try died("\(dial)\n\(end)")
        #expect(finding.failureClass == "dependency-unreachable" && finding.sentence.contains("172.20.88.14:7233"), "\(finding.sentence)")
    }

    @Test("A call that was lived through is no cause")
    func livedThrough() throws {
        let refused = "ERROR exchange: dial tcp 10.0.0.9:443: connect: connection refused"
        let calls = (1...5).map { _ in refused }.joined(separator: "\n")
        let long = (1...10).map { _ in work }.joined(separator: "\n")
        #expect(try died("\(calls)\n\(long)", code: 2).failureClass == "unknown")
        #expect(try died(calls, code: 2).failureClass == "dependency-unreachable", "the end came with them")
    }

    @Test("What a line announces stands below it, behind the bars of a printed answer")
    func announced() throws {
        let finding = try died(
            "2026-09-17T07:14:52.838Z [ERROR] agent.auth.handler: error authenticating:\n  error=\n  | Error making API request.\n  | \n  | URL: PUT https://vault.example:8200/v1/auth/kubernetes/login\n  | Code: 403. Errors:\n  | \n  | * service account name not authorized\n   backoff=169.84s"
        )
        #expect(finding.failureClass == "auth-failure" && finding.sentence.contains("vault.example"), "\(finding.sentence)")
    }

    @Test("What a sentence announces may stand behind a blank line; a warning before it is not it")
    func behindBlank() throws {
        let finding = try died(
            "WARN provider.go:61 Configuration references unset environment variable {\"name\": \"REGION\"}\nError: failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n'exporters' unknown type: \"logging\" for id: \"logging\""
        )
        #expect(finding.failureClass == "config-error" && finding.sentence.contains("logging"), "\(finding.sentence)")
    }

    @Test("Of two that say that a model does not load, the one that says why")
    func saysWhy() throws {
        let finding = try died(
            "llama_model_load: error loading model: unknown model architecture: 'newarch'\nsrv load_model: failed to load model, '/models/current/assistant-12b-it.gguf'"
        )
        #expect(finding.failureClass == "model-load-failed" && finding.sentence.contains("newarch"), "\(finding.sentence)")
    }

    @Test("What breaks while a program stops is cut off, and no cause")
    func stopping() throws {
        let finding = try died(
            "System.ArgumentOutOfRangeException: no such day\n   at Shop.Calendar.Last() in /src/Calendar.cs:line 47\ninfo: Lifetime[0]\n      Application is shutting down...\nSystem.Threading.Tasks.TaskCanceledException: A task was canceled.\n   at Shop.Api.MoveNext() in /src/Api.cs:line 22"
        )
        #expect(finding.sentence.contains("ArgumentOutOfRange"), "\(finding.sentence)")
    }

    @Test("A summary below the error does not stand for it")
    func summary() throws {
        let finding = try died(
            "[ALERT] config : parsing [/etc/proxy.cfg:31] : unknown keyword 'blance' in 'backend' section\n[ALERT] config : Fatal errors found in configuration."
        )
        #expect(finding.failureClass == "config-error" && finding.sentence.contains("blance"), "\(finding.sentence)")
    }

    @Test("Errors of a ready container that began and did not stop give a cause; those that were always there do not")
    func beginning() throws {
        let refused = "ERROR publish: 401 Unauthorized: token expired (bus.example)"
        let began = (1...40).map { $0 % 2 == 0 ? "INFO item \($0) done" : refused }.joined(separator: "\n")
        let ready = Incident.pod(ready: true, restarts: 0)
        let finding = try first(ready.log("\(work)\n\(work)\n\(began)", previous: false))
        #expect(finding.failureClass == "auth-failure" && finding.sentence.contains("bus.example"), "\(finding.sentence)")
        let always = (1...200).map { $0 % 10 == 3 ? refused : "INFO item \($0) done" }.joined(separator: "\n")
        #expect(try first(ready.log(always, previous: false)).failureClass == "unknown")
        #expect(try first(ready.log("\(work)\n\(refused)\n\(work)", previous: false)).failureClass == "unknown")
    }

    @Test("Calls that are tried again to the end are a cause once one of them was given up; until then they are lived with")
    func givenUp() throws {
        let tried = (1...40).map { $0 % 2 == 0 ? "INFO item \($0) done" : "WARN producer: error NOT_ENOUGH_REPLICAS on events-\($0 % 7), retrying" }
        let expired = "org.apache.kafka.common.errors.TimeoutException: Expiring 7 record(s): 120000 ms has passed since batch creation"
        let ready = Incident.pod(ready: true, restarts: 0), begun = "\(work)\n\(work)\n\(tried.joined(separator: "\n"))"
        let finding = try first(ready.log("\(begun)\nERROR collector: error sending record\n\(expired)", previous: false))
        #expect(finding.failureClass == "dependency-unreachable" && finding.sentence.contains("NOT_ENOUGH_REPLICAS"), "\(finding.sentence)")
        #expect(!finding.impact.contains("0 restarts"), "\(finding.impact)")
        #expect(try first(ready.log(begun, previous: false)).failureClass == "unknown")
    }

    @Test("A code of SQL is told by the line below it that says what it means; Spring's own words before both are left out")
    func code() throws {
        let pair = [
            "2026-11-23T03:00:01.987Z  WARN 1 --- [shop] [exec-23] o.h.engine.jdbc.spi.SqlExceptionHelper   : SQL Error: 0, SQLState: 53300",
            "2026-11-23T03:00:02.116Z ERROR 1 --- [shop] [exec-23] o.h.engine.jdbc.spi.SqlExceptionHelper   : FATAL: remaining connection slots are reserved for roles",
        ]
        let log = "\(work)\n\(work)\n" + (1...20).map { $0 % 2 == 0 ? "INFO item \($0) done" : pair.joined(separator: "\n") }.joined(separator: "\n")
        let finding = try first(Incident.pod(ready: true, restarts: 0).log(log, previous: false))
        #expect(finding.failureClass == "dependency-unreachable", "\(finding.sentence)")
        #expect(finding.sentence.contains("reached: FATAL: remaining connection slots"), "\(finding.sentence)")
    }

    @Test("What died from outside is unknown, unless the node's kernel says what it killed")
    func killed() throws {
        let pod = Incident.pod(last: (137, "Error")).log("\(work)\nERROR label not rendered")
        #expect(try first(pod).failureClass == "unknown")
        var known = pod
        let kernel = "kernel: Memory cgroup out of memory: Killed process 4711 (server) total-vm:981344kB, anon-rss:417108kB, file-rss:0kB"
        known.evidence.append(Evidence(.logNode, name: "logs/node-edge-1.log", bytes: Array(kernel.utf8)))
        let finding = try first(known)
        #expect(finding.failureClass == "oom-killed" && finding.sentence.contains("4711"), "\(finding.sentence)")
        var other = pod
        other.evidence.append(
            Evidence(.logNode, name: "logs/node-edge-1.log", bytes: Array(kernel.replacing("(server)", with: "(postgres)").utf8)))
        #expect(try first(other).failureClass == "unknown")
    }

    @Test(
        "A probe that asks where the server does not serve is told with what the server says",
        arguments: [
            ("INFO:     Uvicorn running on http://0.0.0.0:8000 (Press CTRL+C to quit)", "8000"),
            (" * Running on http://127.0.0.1:8080", "127.0.0.1"),
            ("2026-11-23T02:50:01Z INFO TomcatWebServer : Tomcat started on port 9090 (http) with context path '/'", "9090"),
            ("Now listening on: http://[::]:5000", "5000"), ("* Listening on tcp://127.0.0.1:8080", "127.0.0.1"),
            ("{\"level\":\"info\",\"msg\":\"http server listening\",\"addr\":\":8081\"}", "8081"),
            ("[info] gRPC server listening on localhost:8080", "localhost"),
        ])
    func listening(_ line: String, _ word: String) throws {
        let probe: [(String, Value)] = [("livenessProbe", ["httpGet": ["path": "/live", "port": 8080], "periodSeconds": 5])]
        let pod = Incident.pod(last: (137, "Error"), spec: probe).event(
            "Killing", "Container server failed liveness probe, will be restarted", type: "Normal"
        ).event("Unhealthy", "Liveness probe failed: Get \"http://10.0.0.1:8080/live\": dial tcp 10.0.0.1:8080: connect: connection refused")
        let finding = try first(pod.log("\(line)\n\(work)"))
        #expect(finding.failureClass == "probe-failure" && finding.sentence.contains(word), "\(finding.sentence)")
        let right = try first(pod.log("server listening on 0.0.0.0:8080\n\(work)"))
        #expect(!right.sentence.contains("not on the probe's port") && !right.sentence.contains("loopback"))
    }

    @Test("A volume that does not come is told by why")
    func volumes() throws {
        func mount(_ reason: String, _ message: String) throws -> String {
            try first(.pod(waiting: ("ContainerCreating", ""), restarts: 0, phase: "Pending").event(reason, message)).failureClass
        }
        #expect(try mount("FailedMount", "MountVolume.SetUp failed for volume \"tls\" : secret \"api-tls\" not found") == "config-error")
        #expect(
            try mount("FailedAttachVolume", "Multi-Attach error for volume \"pvc-1\" Volume is already exclusively attached to one node")
                == "infrastructure")
        #expect(
            try mount("FailedMount", "MountVolume.SetUp failed for volume \"share\" : mount failed: mount.nfs: Connection timed out")
                == "dependency-unreachable")
        #expect(try mount("FailedMount", "mount.nfs: access denied by server while mounting 10.0.0.7:/models") == "auth-failure")
    }
}
