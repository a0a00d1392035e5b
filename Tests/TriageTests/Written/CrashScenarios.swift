import JSON

@testable import Triage

/// Containers that end, by what their logs say, in several languages.
extension Draft {
    @Drafts static var crashes: [Draft] {
        Draft("go-nil-map", "crash-loop", "nil map").pod(.crash(2)).previous(
            """
            {"level":"info","msg":"checkout starting","version":"2.14.0"}
            ~240 go
            › {"level":"info","caller":"rates/load.go:40","msg":"tax rates replaced","source":"override"}
            » panic: assignment to entry in nil map
            »
            » goroutine 71 [running]:
            » shop.example/checkout/rates.(*Table).Set(...)
            » 	/src/rates/table.go:58
            » shop.example/checkout/rates.Refresh(0xc000112000)
            » 	/src/rates/load.go:44 +0x1c5
            """
        ).fact("pod.json", 1, "exit code 2")

        Draft("rust-unwrap-file", "crash-loop", "no such file|notfound|not found").pod(.crash(101)).previous(
            """
             INFO checkout: starting version=2.14.0
            ~160 rust
            › INFO checkout::quote: reading price list path=/etc/checkout/prices.toml
            » thread 'main' panicked at src/quote/prices.rs:91:54:
            » called `Result::unwrap()` on an `Err` value: Os { code: 2, kind: NotFound, message: "No such file or directory" }
            » note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace
            """
        ).fact("pod.json", 1, "exit code 101")

        Draft("java-class-missing", "crash-loop", "noclassdeffounderror|classnotfound", not: ["connection refused"]).pod(.crash(1)).previous(
            """
            ~120 java
            22:13:58.201 [kafka-1] WARN  o.a.k.c.NetworkClient - Connection to node 3 could not be established. Node may not be available.
            ~80 java
            » Exception in thread "main" java.lang.NoClassDefFoundError: io/micrometer/core/instrument/MeterRegistry
            › 	at shop.checkout.Metrics.<init>(Metrics.java:21)
            › 	at shop.checkout.Application.main(Application.java:33)
            › Caused by: java.lang.ClassNotFoundException: io.micrometer.core.instrument.MeterRegistry
            """)

        Draft("python-shared-library", "crash-loop", "libgomp").pod(.crash(1)).previous(
            """
            ~180 python
            » Traceback (most recent call last):
            »   File "/srv/scorer/main.py", line 11, in <module>
            »     from scorer.rank import Ranker
            »   File "/srv/scorer/rank.py", line 3, in <module>
            »     import lightgbm as lgb
            » OSError: libgomp.so.1: cannot open shared object file: No such file or directory
            ERROR:    Application startup failed. Exiting.
            """)

        Draft("node-module-missing", "crash-loop", "cannot find module", "pino").pod(.crash(1)).previous(
            """
            ~200 node
            » Error: Cannot find module 'pino-http'
            » Require stack:
            » - /app/dist/http/server.js
            » - /app/dist/main.js
            ›     at Module._resolveFilename (node:internal/modules/cjs/loader:1225:15)
            ›     at Module.require (node:internal/modules/cjs/loader:1311:19)
            ›   code: 'MODULE_NOT_FOUND',
            Node.js v22.4.1
            """)

        Draft("init-migration", "crash-loop", "migrate", "already exists").pod(.pending, initial: ("migrate", .crash(1))).log(
            "", container: "app"
        ).previous(
            """
            › INFO  [alembic.runtime.migration] Running upgrade 41aa -> 77c0, add discounts
            ~30 plain
            » sqlalchemy.exc.ProgrammingError: (psycopg2.errors.DuplicateTable) relation "discounts" already exists
            » [SQL: CREATE TABLE discounts (id SERIAL NOT NULL, code VARCHAR(32), PRIMARY KEY (id))]
            """, container: "migrate")

        Draft("port-taken-by-sidecar", "crash-loop", "address already in use").pod(.crash(1), sidecar: ("mesh-proxy", .running(ready: true)))
            .previous(
                """
                ~150 go
                » {"level":"fatal","caller":"cmd/main.go:77","msg":"listen tcp :15001: bind: address already in use"}
                """
            ).log("~120 plain", container: "mesh-proxy")

        Draft("worker-ends-well", "crash-loop", "exit code 0|without an error").pod(.crash(0, "Completed")).previous(
            """
            ~90 node
            › no queue given, nothing to do
            bye
            """
        ).fact("pod.json", 3, "exit code 0", "Completed")

        Draft("segfault-in-codec", "crash-loop", "segmentation|sigsegv|139").pod(.crash(139)).previous(
            """
            ~140 python
            › INFO:scorer:decoding image batch with turbojpeg
            » Fatal Python error: Segmentation fault
            » Current thread 0x00007f11c2a40740 (most recent call first):
            »   File "/srv/scorer/codec.py", line 88 in decode
            """
        ).fact("pod.json", 3, "SIGSEGV", "139")

        Draft("not-executable", "crash-loop", "exec format").pod(.crash(1)).previous("» exec /app/checkout: exec format error")
    }

    @Drafts static var modelsAndMemory: [Draft] {
        Draft("onnx-opset", "model-load-failed", "opset").pod(.crash(1)).previous(
            """
            ~150 rust
            › INFO scorer::model: loading /models/basket/3/model.onnx
            » Error: failed to load model: onnxruntime: Fail: ONNX Runtime only *guarantees* support for models stamped with official released onnx opset versions. Opset 23 is under development and support for this is limited. Unsupported opset
            """)

        Draft("torch-head-resized", "model-load-failed", "size mismatch|state_dict").pod(.crash(1)).previous(
            """
            ~170 python
            WARNING:torch:NNPACK is not available on this machine
            › INFO:ranker:loading weights from s3://shop-models/ranker/41/weights.pt
            » Traceback (most recent call last):
            »   File "/srv/ranker/serve.py", line 63, in load
            »     net.load_state_dict(torch.load(path))
            » RuntimeError: Error(s) in loading state_dict for RankNet:
            » 	size mismatch for head.weight: copying a param with shape torch.Size([12, 256]) from checkpoint, the shape in current model is torch.Size([14, 256]).
            """)

        Draft("keras-layer", "model-load-failed", "unknown layer|could not deserialize|cannot be loaded").pod(.crash(1)).previous(
            """
            ~150 python
            » Traceback (most recent call last):
            »   File "/srv/forecast/app.py", line 20, in startup
            »     model = keras.models.load_model(MODEL)
            » ValueError: Unknown layer: 'SeasonalAttention'. Please ensure you are using a `keras.utils.custom_object_scope`
            """)

        Draft("xgboost-format", "model-load-failed", "xgboost|serialization").pod(.running(ready: false)).log(
            """
            ~100 python
            » ERROR:pricing:model could not be loaded: xgboost.core.XGBoostError: [22:14:02] Check failed: header == serialisation_header_: binary format was dropped in 3.1
            › INFO:pricing:health answers 503 until a model is loaded
            ~120 python
            """
        ).event("Unhealthy", "Readiness probe failed: HTTP probe failed with statuscode: 503", count: 90)

        Draft("sidecar-oom", "oom-killed", "log-shipper", "oom", not: ["cart store"]).pod(
            .running(ready: true), sidecar: ("log-shipper", .crash(137, "OOMKilled"))
        ).log("~160 go").previous(
            """
            ~90 plain
            › buffer memory=488Mi chunks=19233 backlog=9h
            """, container: "log-shipper"
        ).fact("pod.json", 3, "OOMKilled").fact("pod.json", 2, "512Mi")

        Draft("jvm-heap", "crash-loop", "outofmemory|out of memory|java heap").pod(.crash(3)).previous(
            """
            ~180 java
            › 22:15:31.020 [report-2] INFO  c.s.report.Export - exporting 1904221 orders into one sheet
            » java.lang.OutOfMemoryError: Java heap space
            » Dumping heap to /tmp/heap.hprof ...
            › Terminating due to java.lang.OutOfMemoryError: Java heap space
            """)

        Draft("node-batch-oom", "oom-killed", "oom", "512mi|limit").alert(
            "ContainerRestarting", ["pod": Draft.podName, "container": "app"], summary: "restarts went up"
        ).pod(.running(ready: true, restarts: 4), status: [:]).oomBefore().previous(
            """
            ~180 node
            › POST /api/import 202 heap_mb=301 rows=88000
            ~20 node
            › [worker 1] heap_mb=507
            """
        ).log("~60 node").fact("pod.json", 3, "OOMKilled").fact("pod.json", 2, "512Mi")
    }

    /// The run before ended by the kernel.
    func oomBefore() -> Draft {
        var draft = self
        guard var pod = draft.pod else { return draft }
        var status = pod["status"]
        var first = status["containerStatuses"].array[0]
        first["lastState"] = [
            "terminated": ["exitCode": 137, "reason": "OOMKilled", "startedAt": "2026-05-11T21:14:02Z", "finishedAt": "2026-05-11T22:15:40Z"]
        ]
        status["containerStatuses"] = .array([first])
        pod["status"] = status
        draft.pod = pod
        return draft
    }
}
