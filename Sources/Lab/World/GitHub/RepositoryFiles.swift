/// The files at the head of `main`, as far as somebody reads them through the contents API.
enum RepositoryFiles {
    /// Training code, server and workflow of the model source repository.
    static let modelSource: [String: String] = [
        "README.md": """
        # Model source

        Trains the iris and wine models, serves them, and builds the image that the edge runs.

        ## Changes
        - Pin scikit-learn to 1.5.2

        """,
        "params.yaml": "n_estimators: 100\nmax_depth: 10\nrandom_state: 42\n",
        "requirements.txt":
            "numpy==1.26.4\nscipy==1.14.1\nscikit-learn==1.5.2\npandas==2.2.3\nxgboost==2.1.2\nflask==3.0.3\ngunicorn==23.0.0\nmlflow==2.18.0\nprometheus_client==0.21.0\n",
        ".gitleaks.toml": "[extend]\nuseDefault = true\n",
        "src/server.py": """
        \"\"\"Serves a model: GET /health, POST /predict, POST /predict/batch, GET /metrics.\"\"\"
        import numpy as np
        from flask import Flask, jsonify, request
        from prometheus_client import Counter, Histogram

        from model import load

        app = Flask(__name__)
        model, scaler = load()
        PREDICTIONS = Counter("model_predictions_total", "Predictions served", ["model", "class"])
        SECONDS = Histogram("model_inference_duration_seconds", "Time to predict", ["model"])


        @app.get("/health")
        def health():
            return jsonify(status="ok")


        @app.post("/predict")
        def predict():
            row = np.asarray(request.get_json()["features"], dtype=float).reshape(1, -1)
            with SECONDS.labels("iris-classifier").time():
                answer = int(model.predict(scaler.transform(row))[0])
            PREDICTIONS.labels("iris-classifier", str(answer)).inc()
            return jsonify(prediction=answer)


        @app.post("/predict/batch")
        def predict_batch():
            rows = np.asarray(request.get_json()["rows"], dtype=float)
            scaled = np.vstack([scaler.transform(rows) for _ in model.estimators_])
            return jsonify(predictions=model.predict(scaled[: len(rows)]).tolist())

        """,
        "src/train.py": """
        \"\"\"Trains the model and refuses to register one below the gate.\"\"\"
        import os
        import sys

        import mlflow
        import yaml
        from sklearn.ensemble import RandomForestClassifier

        from data import split

        GATE = float(os.environ.get("MIN_ACCURACY", "0.85"))
        params = yaml.safe_load(open("params.yaml"))
        mlflow.set_experiment("iris-classification")
        with mlflow.start_run():
            train, test = split(random_state=params["random_state"])
            model = RandomForestClassifier(**params).fit(*train)
            accuracy = model.score(*test)
            passed = accuracy >= GATE
            mlflow.log_params({**params, "validation_status": "PASSED" if passed else "FAILED"})
            mlflow.log_metric("accuracy", accuracy)
        sys.exit(0 if passed else 1)

        """,
        Pipeline.modelSource.path: """
        name: ML Model CI/CT/CD Pipeline
        on:
          push: { branches: [main, develop] }
          pull_request: { branches: [main] }
          workflow_dispatch:
            inputs:
              n_estimators:
                description: Trees in the forest
                default: "100"
              max_depth:
                description: Deepest a tree may grow
                default: "10"
              random_state:
                description: Seed of the split and of the forest
                default: "42"
              log_level:
                description: How much the training says
                required: true
                type: choice
                default: info
                options: [info, warning, debug]
              reason:
                description: Why it is trained by hand
                required: false
                type: string
        jobs:
          code-quality:
            name: Code Quality & SAST
            runs-on: ubuntu-latest
          secrets-scan:
            name: Secrets Detection
            runs-on: ubuntu-latest
          test:
            name: Unit Tests
            needs: code-quality
            runs-on: ubuntu-latest
          train:
            name: Continuous Training
            needs: test
            runs-on: ubuntu-latest
            env: { MIN_ACCURACY: "0.85" }
          build-and-scan:
            name: Build & Scan Container
            needs: [train, secrets-scan]
            runs-on: ubuntu-latest
          deploy:
            name: Update GitOps Manifests
            needs: build-and-scan
            if: github.event_name == 'push' && github.ref == 'refs/heads/main'
            runs-on: ubuntu-latest

        """,
    ]

    /// Manifests, one folder for each application.
    static let manifests: [String: String] = [
        "README.md": "# Infra manifests\n\nArgo CD watches `applications/`.\n",
        Pipeline.manifests.path: "name: Validate manifests\non: [push]\njobs:\n  validate:\n    runs-on: ubuntu-latest\n",
        "applications/iris-classifier/deployment.yaml": deployment(
            "iris-classifier", image: Platform.irisBefore.image, nodePort: 30808, memory: 256),
        "applications/wine-quality-xgboost/deployment.yaml": deployment(
            "wine-quality-xgboost", image: Platform.wine.image, nodePort: 30809, memory: 512),
        "argocd-apps/iris-classifier.yaml": application("iris-classifier"),
        "argocd-apps/wine-quality-xgboost.yaml": application("wine-quality-xgboost"),
    ]

    private static func deployment(_ name: String, image: String, nodePort: Int, memory: Int) -> String {
        """
        # \(name): the model server on the edge cluster.
        apiVersion: v1
        kind: Namespace
        metadata:
          name: ml-apps
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: \(name)
          namespace: ml-apps
          labels:
            app: \(name)
        spec:
          replicas: 1
          selector:
            matchLabels:
              app: \(name)
          template:
            metadata:
              labels:
                app: \(name)
            spec:
              containers:
              - name: model-server
                image: \(image)  # set by the pipeline
                ports:
                - containerPort: 8080
                readinessProbe:
                  httpGet: { path: /health, port: 8080 }
                livenessProbe:
                  httpGet: { path: /health, port: 8080 }
                resources:
                  requests: { cpu: 100m, memory: \(memory / 2)Mi }
                  limits: { cpu: 500m, memory: \(memory)Mi }
        ---
        apiVersion: v1
        kind: Service
        metadata:
          name: \(name)
          namespace: ml-apps
        spec:
          type: NodePort
          selector:
            app: \(name)
          ports:
          - port: 80
            targetPort: 8080
            nodePort: \(nodePort)

        """
    }

    private static func application(_ name: String) -> String {
        """
        apiVersion: argoproj.io/v1alpha1
        kind: Application
        metadata:
          name: \(name)
          namespace: argocd
        spec:
          project: default
          source:
            repoURL: https://github.com/\(Platform.owner)/\(Platform.infraRepository)
            targetRevision: main
            path: applications/\(name)
          destination:
            name: k3d
            namespace: ml-apps
          syncPolicy:
            automated: { prune: true, selfHeal: true }

        """
    }
}
