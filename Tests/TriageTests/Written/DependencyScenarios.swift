import JSON

@testable import Triage

/// What a container needs and does not get: services, logins, configuration.
extension Draft {
    @Drafts static var dependencies: [Draft] {
        Draft("go-dns", "dependency-unreachable", "cache.shop", "no such host").pod(.crash(1)).previous(
            """
            ~220 go
            » {"level":"fatal","caller":"cmd/main.go:61","msg":"session cache","error":"dial tcp: lookup cache.shop.svc.cluster.local on 10.96.0.10:53: no such host"}
            """)

        Draft("jdbc-refused", "dependency-unreachable", "refused", not: ["message not readable"]).pod(.crash(1)).previous(
            """
            ~140 java
            22:14:01.310 [main] WARN  o.h.e.j.e.i.JdbcEnvironmentInitiator - HHH000342: Could not obtain connection to query metadata
            › 22:14:30.552 [main] ERROR c.zaxxer.hikari.pool.HikariPool - orders-pool - Exception during pool initialization.
            » org.postgresql.util.PSQLException: Connection to orders-db:5432 refused. Check that the hostname and port are correct and that the postmaster is accepting TCP/IP connections.
            › 	at org.postgresql.core.v3.ConnectionFactoryImpl.openConnectionImpl(ConnectionFactoryImpl.java:352)
            › 	at com.zaxxer.hikari.pool.PoolBase.newConnection(PoolBase.java:364)
            › Caused by: java.net.ConnectException: Connection refused
            """)

        Draft("node-mongo-timeout", "dependency-unreachable", "server selection|etimedout|timed out", "mongo").pod(.crash(1)).previous(
            """
            ~190 node
            » MongoServerSelectionError: connection timed out: Server selection timed out after 30000 ms (orders-mongo-0.orders-mongo:27017)
            ›     at Topology.selectServer (/app/node_modules/mongodb/lib/sdam/topology.js:327:38)
            ›   reason: TopologyDescription { type: 'ReplicaSetNoPrimary', servers: [Map] }
            """)

        Draft("celery-broker", "dependency-unreachable", "amqp|5672", "refused").pod(.running(ready: false)).log(
            """
            ~140 python
            » [ERROR/MainProcess] consumer: Cannot connect to amqp://shop:**@rabbit:5672//: [Errno 111] Connection refused.
            › Trying again in 32.00 seconds... (16/100)
            ~90 python
            """
        ).event("Unhealthy", "Readiness probe failed: command timed out", count: 40)

        Draft("german-refused", "dependency-unreachable", "lagerdienst", "abgelehnt|refused").pod(.crash(1)).previous(
            """
            ~200 german
            » FEHLER Verbindung zu lagerdienst:8443 fehlgeschlagen: Verbindungsaufbau abgelehnt
            INFO  Dienst wird beendet
            """)

        Draft("rust-tls-dependency", "dependency-unreachable", "ledger", "unreachable|timed out|no route").pod(.crash(1)).previous(
            """
            ~150 rust
            » Error: tonic transport: failed to connect to http://ledger.pay.svc:50051: tcp connect error: No route to host (os error 113)
            """)
    }

    @Drafts static var logins: [Draft] {
        Draft("mongo-login", "auth-failure", "authentication failed").pod(.crash(1)).previous(
            """
            ~180 node
            » MongoServerError: Authentication failed.
            ›     at Connection.onMessage (/app/node_modules/mongodb/lib/cmap/connection.js:231:30)
            ›   code: 18, codeName: 'AuthenticationFailed'
            """)

        Draft("kafka-sasl", "auth-failure", "sasl|authentication").pod(.crash(1)).previous(
            """
            ~150 java
            » org.apache.kafka.common.errors.SaslAuthenticationException: Authentication failed during authentication due to invalid credentials with SASL mechanism SCRAM-SHA-512
            22:14:31.020 [main] INFO  o.a.kafka.common.metrics.Metrics - Metrics scheduler closed
            """)

        Draft("s3-key-expired", "auth-failure", "expiredtoken|expired").pod(.crash(1)).previous(
            """
            ~160 python
            › INFO:scorer:fetching model from s3 with key AKIAQ7XW3ZPL5MN2RT4K
            » botocore.exceptions.ClientError: An error occurred (ExpiredToken) when calling the GetObject operation: The provided token has expired.
            """
        ).secret("AKIAQ7XW3ZPL5MN2RT4K")

        Draft("german-password", "auth-failure", "passwort|password").pod(.crash(1)).previous(
            """
            ~150 german
            INFO  verbinde postgres://shop:Tr0mmelwirbel-88x@bestand-db:5432/bestand
            » SCHWERWIEGEND: Passwort-Authentifizierung für Benutzer »shop« fehlgeschlagen
            """
        ).secret("Tr0mmelwirbel-88x")

        Draft("vault-forbidden", "auth-failure", "permission denied|403", "vault").pod(.crash(1)).previous(
            """
            ~120 go
            » {"level":"fatal","caller":"secrets/vault.go:52","msg":"read secret/data/checkout","error":"Error making API request. URL: GET http://vault:8200/v1/secret/data/checkout Code: 403. Errors: * permission denied"}
            """)
    }

    @Drafts static var configurations: [Draft] {
        Draft("spring-placeholder", "config-error", "payment_url").pod(.crash(1)).previous(
            """
            ~120 java
            › 22:14:05.901 [main] WARN  o.s.b.w.s.c.AnnotationConfigServletWebServerApplicationContext - Exception encountered during context initialization - cancelling refresh attempt
            » java.lang.IllegalArgumentException: Could not resolve placeholder 'PAYMENT_URL' in value "${PAYMENT_URL}"
            › 	at org.springframework.util.PropertyPlaceholderHelper.parseStringValue(PropertyPlaceholderHelper.java:180)
            """)

        Draft("go-yaml-line", "config-error", "yaml", "line 14").pod(.crash(1)).previous(
            """
            ~100 go
            » {"level":"fatal","caller":"config/load.go:33","msg":"config","error":"parsing /etc/checkout/config.yaml: yaml: line 14: did not find expected key"}
            """)

        Draft("pydantic-settings", "config-error", "redis_url|field required").pod(.crash(1)).previous(
            """
            ~120 python
            » pydantic_core._pydantic_core.ValidationError: 1 validation error for Settings
            » redis_url
            »   Field required [type=missing, input_value={'region': 'eu-1'}, input_type=dict]
            """)

        Draft("german-variable", "config-error", "lager_url").pod(.crash(1)).previous(
            """
            ~120 german
            » FEHLER Start abgebrochen: Umgebungsvariable LAGER_URL ist nicht gesetzt
            """)

        Draft("secret-key-missing", "config-error", "couldn't find key", "password").pod(
            .waiting("CreateContainerConfigError", "couldn't find key password in Secret shop/orders-db")
        ).event("Failed", "Error: couldn't find key password in Secret shop/orders-db").fact("pod.json", 3, "couldn.t find key password")
            .fact("events.json", 1, "CreateContainerConfigError|Error: couldn.t find key")

        Draft("configmap-not-mounted", "config-error", "configmap", "pricing-rules").pod(.waiting("ContainerCreating", "")).event(
            "FailedMount", "MountVolume.SetUp failed for volume \"rules\" : configmap \"pricing-rules\" not found", count: 14
        ).event("Scheduled", "Successfully assigned shop/\(Draft.podName) to worker-2", type: "Normal", count: 1)
            .fact("events.json", 3, "pricing-rules. not found")

        Draft("command-not-there", "config-error", "executable|no such file", "start-server").pod(
            .waiting(
                "RunContainerError",
                "failed to create containerd task: runc create failed: exec: \"/app/start-server\": stat /app/start-server: no such file or directory"
            )
        ).event("Failed", "Error: failed to create containerd task: exec: \"/app/start-server\": stat /app/start-server: no such file or directory")
            .fact("pod.json", 3, "start-server")

        Draft("envoy-listener", "config-error", "mesh-proxy", "listener|invalid").pod(
            .running(ready: true), sidecar: ("mesh-proxy", .crash(1))
        ).log("~130 go").previous(
            """
            ~60 plain
            » [critical][main] [source/server/server.cc:117] error initializing configuration '/etc/envoy/envoy.yaml': invalid value for field listeners[0].address.port_value: 99999
            › [info][main] [source/server/server.cc:980] exiting
            """, container: "mesh-proxy")
    }
}
