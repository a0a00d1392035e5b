@testable import Triage

/// Jobs that fail while they install, build, push, train, or because of their runner; and models that drift.
extension Draft {
    @Drafts static var builds: [Draft] {
        Draft("docker-npm", "container-build", "npm ci|lock").job(
            "image", step: "Build image", run: "docker build -t checkout:ci .",
            """
            ~90 docker
            › #14 [build 4/7] RUN npm ci --omit=dev
            » #14 2.514 npm error `npm ci` can only install packages when your package.json and package-lock.json are in sync.
            » #14 2.514 npm error Missing: undici@7.3.0 from lock file
            » #14 ERROR: process "/bin/sh -c npm ci --omit=dev" did not complete successfully: exit code: 1
            › ------
            › Dockerfile:19
            › ERROR: failed to build: failed to solve: process "/bin/sh -c npm ci --omit=dev" did not complete successfully: exit code: 1
            """)

        Draft("docker-copy", "container-build", "dist", "not found").job(
            "image", step: "Build and push", run: "docker buildx build --push .",
            """
            ~60 docker
            › #11 [stage-1 3/4] COPY --from=build /src/dist ./dist
            » #11 ERROR: failed to calculate checksum of ref moby::qx1: "/src/dist": not found
            › ERROR: failed to build: failed to solve: failed to compute cache key: failed to calculate checksum of ref moby::qx1: "/src/dist": not found
            """)

        Draft("pip-conflict", "build", "urllib3", "conflict").job(
            "verify", step: "Install dependencies", run: "pip install -r requirements.txt",
            """
            ~120 pip
            » ERROR: Cannot install -r requirements.txt (line 9) and urllib3==2.6.0 because these package versions have conflicting dependencies.
            » The conflict is caused by:
            »     The user requested urllib3==2.6.0
            »     botocore 1.29.165 depends on urllib3<1.27 and >=1.25.4
            › ERROR: ResolutionImpossible: for help visit https://pip.pypa.io/en/latest/topics/dependency-resolution/
            """)

        Draft("pip-no-version", "build", "no matching distribution").job(
            "verify", step: "Set up the environment", run: "pip install -r requirements-dev.txt",
            """
            ~80 pip
            » ERROR: Could not find a version that satisfies the requirement feast==0.99.1 (from versions: 0.40.0, 0.40.1)
            » ERROR: No matching distribution found for feast==0.99.1
            """)

        Draft("cargo-compile", "build", "e0308|mismatched types").job(
            "rust", step: "Build", run: "cargo build --release",
            """
            ~120 cargo
            » error[E0308]: mismatched types
            »   --> src/quote.rs:73:21
            »    |
            » 73 |     let cents: u64 = price.round();
            »    |                ---   ^^^^^^^^^^^^^ expected `u64`, found `f64`
            › error: could not compile `checkout` (bin "checkout") due to 1 previous error; 1 warning emitted
            """, exit: 101)

        Draft("maven-compile", "build", "cannot find symbol").job(
            "java", step: "Compile", run: "mvn -B -q compile",
            """
            ~90 maven
            › [ERROR] COMPILATION ERROR :
            » [ERROR] /home/runner/work/checkout/checkout/src/main/java/shop/checkout/Order.java:[61,22] cannot find symbol
            »   symbol:   method refundAll()
            »   location: class shop.checkout.Payment
            › [ERROR] Failed to execute goal org.apache.maven.plugins:maven-compiler-plugin:3.14.0:compile (default-compile) on project checkout: Compilation failure
            """)

        Draft("tsc-build", "build", "ts2339|does not exist").job(
            "web", step: "Build", run: "npm run build",
            """
            ~60 npm
            » src/cart/api.ts(18,24): error TS2339: Property 'total' does not exist on type 'Cart'.
            › npm error Lifecycle script `build` failed with error:
            """, exit: 2)

        Draft("go-build", "build", "undefined").job(
            "go", step: "Build", run: "go build ./...",
            """
            ~30 plain
            » # shop.example/checkout/ledger
            » ledger/post.go:31:9: undefined: roundHalfEven
            """)
    }

    @Drafts static var deliveries: [Draft] {
        Draft("push-protected", "gitops-deploy", "protected").job(
            "deploy", step: "Commit the new image", run: "git push origin HEAD:main",
            """
            ~30 git
            › [main 81be2aa] checkout 2.14.1
            » remote: error: GH006: Protected branch update failed for refs/heads/main.
            » remote: error: Changes must be made through a pull request.
            »  ! [remote rejected] HEAD -> main (protected branch hook declined)
            › error: failed to push some refs to 'https://github.com/shop/deployments'
            """)

        Draft("push-denied", "gitops-deploy", "may not write|write access|denied").job(
            "deploy", step: "Update manifests", run: "./scripts/bump.sh",
            """
            ~30 git
            » remote: Write access to repository not granted.
            » fatal: unable to access 'https://x-access-token:***@github.com/shop/deployments.git/': The requested URL returned error: 403
            """, exit: 128)

        Draft("push-stale", "gitops-deploy", "fast-forward|newer commits").job(
            "release", step: "Bump image in the edge overlay",
            run: "kustomize edit set image checkout=registry.shop.example/checkout:2.14.1 && git push",
            """
            ~30 git
            ›  ! [rejected]        main -> main (fetch first)
            » error: failed to push some refs to 'https://github.com/shop/deployments'
            » hint: Updates were rejected because the remote contains work that you do not have locally.
            """)

        Draft("registry-login", "auth-failure", "unauthorized|incorrect username").job(
            "image", step: "Log in to the registry", run: "docker login registry.shop.example",
            """
            » Error response from daemon: Get "https://registry.shop.example/v2/": unauthorized: incorrect username or password
            """)

        Draft("npm-registry-down", "dependency-unreachable", "503|unavailable").job(
            "web", step: "Fetch packages", run: "npm ci",
            """
            ~60 npm
            » npm error code E503
            » npm error 503 Service Unavailable - GET https://registry.npmjs.example/undici
            › npm error A complete log of this run can be found in: /home/runner/.npm/_logs/2026-05-11T22_14_07_114Z-debug-0.log
            """)

        Draft("runner-lost", "infrastructure", "runner", "lost|went away|shutdown").job(
            "verify", step: "Integration tests", run: "make integration",
            """
            ~150 pytest
            » ##[error]The runner has received a shutdown signal. This can happen when the runner service is stopped, or a manually started runner is canceled.
            › ##[error]The operation was canceled.
            """, exit: nil)

        Draft("job-too-long", "infrastructure", "longer than|maximum execution time").job(
            "verify", step: "Integration tests", run: "make integration",
            """
            ~150 pytest
            » ##[error]The job running on runner GitHub Actions 14 has exceeded the maximum execution time of 30 minutes.
            › ##[error]The operation was canceled.
            """, exit: nil)

        Draft("runner-memory", "infrastructure", "killed", "memory").job(
            "java", step: "Build", run: "gradle assemble",
            """
            ~90 maven
            › FATAL: The Gradle daemon disappeared unexpectedly (it may have been killed or may have crashed)
            » /home/runner/work/_temp/4.sh: line 1:  2114 Killed                  gradle assemble
            """, exit: 137)

        Draft("cancelled-run", "unknown", "cancelled").job(
            "verify", step: "Unit tests", run: "pytest", "~120 pytest\n!##[error]The operation was canceled.", exit: nil,
            conclusion: "cancelled")

        Draft("log-expired", "unknown", "log is not there|does not decide").run("verify", step: "Unit tests")

        Draft("exits-without-a-word", "unknown", "does not decide|does not say").job(
            "nightly", step: "Reindex", run: "./reindex.sh", "~140 plain")
    }

    @Drafts static var models: [Draft] {
        Draft("train-nan", "training", "nan").job(
            "train", step: "Train model", run: "python -m forecast.train",
            """
            ~120 epoch
            › WARNING forecast.data: 311 of 90112 rows have no price after the join
            » Traceback (most recent call last):
            »   File "/home/runner/work/forecast/forecast/train.py", line 90, in fit
            »     model.fit(X, y)
            » ValueError: Input X contains NaN.
            """)

        Draft("train-gate-german", "training", "0,71|0.71", "schwelle|0,80").job(
            "train", step: "Modell trainieren", run: "python -m forecast.train --gate 0.80",
            """
            ~120 epoch
            › INFO  Auswertung auf 400 Zeilen
            » FEHLER Genauigkeit 0,71 liegt unter der Schwelle 0,80, Modell wird nicht registriert
            """)

        Draft("train-rmse-gate", "training", "rmse", "4.81").job(
            "train", step: "Evaluate model", run: "python evaluate.py",
            """
            ~80 epoch
            » ERROR evaluate: rmse 4.81 exceeds the allowed maximum 4.20, refusing to promote
            """)

        Draft("data-changed", "data-drift", "data").model([
            ("dune-9", 0.79, ["depth": "6"], ["dataset.digest": "9be1c0aa", "mlflow.source.git.commit": "c7"]),
            ("fern-2", 0.80, ["depth": "6"], ["dataset.digest": "9be1c0aa", "mlflow.source.git.commit": "c7"]),
            ("gull-5", 0.93, ["depth": "6"], ["dataset.digest": "41aa07de", "mlflow.source.git.commit": "c7"]),
            ("hare-1", 0.93, ["depth": "6"], ["dataset.digest": "41aa07de", "mlflow.source.git.commit": "c7"]),
        ]).fact("runs.json", 3, "9be1c0aa").fact("runs.json", 1, "0\\.93")

        Draft("code-changed", "model-decay", "commit").model([
            ("kelp-3", 0.78, ["depth": "6"], ["data.sha256": "aa", "mlflow.source.git.commit": "d41c77"]),
            ("lark-8", 0.92, ["depth": "6"], ["data.sha256": "aa", "mlflow.source.git.commit": "c2be10"]),
            ("moth-4", 0.91, ["depth": "6"], ["data.sha256": "aa", "mlflow.source.git.commit": "c2be10"]),
        ]).fact("runs.json", 3, "d41c77")

        Draft("rmse-up", "model-decay", "learning_rate", "rmse").model(
            [
                ("newt-2", 5.9, ["learning_rate": "0.5"], ["data.sha256": "aa"]), ("oryx-7", 4.1, ["learning_rate": "0.05"], ["data.sha256": "aa"]),
                ("pike-1", 4.2, ["learning_rate": "0.05"], ["data.sha256": "aa"]),
            ], metric: "rmse"
        ).fact("runs.json", 3, "learning_rate")

        Draft("twenty-five-rows", "no-drift", "not significant").model(
            [
                ("quail-1", 0.92, ["trees": "40"], [:]), ("rook-6", 0.96, ["trees": "50"], [:]), ("swan-3", 0.96, ["trees": "50"], [:]),
            ], rows: 25
        ).fact("runs.json", 3, "0\\.92").fact("runs.json", 1, "25 (test )?rows|n=25")

        Draft("better-than-ever", "no-drift", "no drift").model([
            ("toad-8", 0.95, ["trees": "80"], [:]), ("vole-2", 0.94, ["trees": "50"], [:]),
        ]).fact("runs.json", 3, "0\\.95")

        Draft("world-changed", "concept-drift", "no recorded|label").model([
            ("wren-4", 0.74, ["trees": "50"], ["data.sha256": "aa", "mlflow.source.git.commit": "c1"]),
            ("yak-9", 0.90, ["trees": "50"], ["data.sha256": "aa", "mlflow.source.git.commit": "c1"]),
            ("zebu-5", 0.91, ["trees": "50"], ["data.sha256": "aa", "mlflow.source.git.commit": "c1"]),
        ]).fact("runs.json", 3, "0\\.74").fact("runs.json", 1, "0\\.9")

        Draft("first-run-only", "unknown", "one run|does not decide|nothing to compare").model([("asp-1", 0.71, ["trees": "50"], [:])])
    }
}
