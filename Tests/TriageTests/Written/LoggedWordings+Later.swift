extension LoggedWordings {
    /// Written after the table of phrases was, to see how it does on what it was not made for.
    static let later = #"""
        === java-mongo-auth | 1 | auth-failure | authent
        com.mongodb.MongoSecurityException: Exception authenticating MongoCredential{mechanism=SCRAM-SHA-256, userName='shop', source='admin', password=<hidden>, mechanismProperties=<hidden>}
        	at com.mongodb.internal.connection.SaslAuthenticator.wrapException(SaslAuthenticator.java:275)
        Caused by: com.mongodb.MongoCommandException: Command failed with error 18 (AuthenticationFailed): 'Authentication failed.' on server mongo-0.mongo:27017
        	at com.mongodb.internal.connection.ProtocolHelper.getCommandFailureException(ProtocolHelper.java:205)
        === spring-redis | 1 | dependency-unreachable | redis
        org.springframework.data.redis.RedisConnectionFailureException: Unable to connect to Redis
        	at org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory$ExceptionTranslatingConnectionProvider.translateException(LettuceConnectionFactory.java:1849)
        Caused by: io.lettuce.core.RedisConnectionException: Unable to connect to redis-master.cache.svc:6379
        	at io.lettuce.core.RedisConnectionException.create(RedisConnectionException.java:78)
        Caused by: io.netty.channel.AbstractChannel$AnnotatedConnectException: Connection refused: redis-master.cache.svc/10.96.4.2:6379
        === celery-redis | 1 | dependency-unreachable | redis
        [2026-05-11 22:14:01,120: ERROR/MainProcess] consumer: Cannot connect to redis://redis:6379/0: Error -3 connecting to redis:6379. Temporary failure in name resolution..
        Trying again in 2.00 seconds... (1/100)
        [2026-05-11 22:14:03,120: CRITICAL/MainProcess] Unrecoverable error: OperationalError('Error -3 connecting to redis:6379. Temporary failure in name resolution.')
        === prisma | 1 | dependency-unreachable | 5432
        PrismaClientInitializationError: Can't reach database server at `orders-db:5432`

        Please make sure your database server is running at `orders-db:5432`.
            at t (/app/node_modules/@prisma/client/runtime/library.js:112:2488)
        === typeorm-env | 1 | auth-failure | password
        Error: SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string
            at Object.continueSession (/app/node_modules/pg/lib/crypto/sasl.js:36:11)
        === go-migrate-dirty | 1 | crash-loop | dirty
        2026/05/11 22:14:01 error: Dirty database version 14. Fix and force version.
        === clickhouse | 1 | auth-failure | authentication failed
        Code: 516. DB::Exception: default: Authentication failed: password is incorrect, or there is no user with such name. (AUTHENTICATION_FAILED)
        === docker-gpu | 1 | crash-loop | cuda|nvidia
        RuntimeError: Found no NVIDIA driver on your system. Please check that you have an NVIDIA GPU and installed a driver from http://www.nvidia.com/Download/index.aspx
        === vllm-oom | 1 | crash-loop | cuda out of memory
        torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 224.00 MiB. GPU 0 has a total capacity of 14.58 GiB of which 170.56 MiB is free.
        === tokio-panic-env | 101 | config-error | KAFKA_BROKERS
        thread 'main' panicked at src/main.rs:9:47:
        KAFKA_BROKERS must be set: NotPresent
        === uvicorn-settings | 1 | config-error | database_url
        pydantic_core._pydantic_core.ValidationError: 2 validation errors for Settings
        database_url
          Field required [type=missing, input_value={'log_level': 'info'}, input_type=dict]
            For further information visit https://errors.pydantic.dev/2.7/v/missing
        secret_key
          Field required [type=missing, input_value={'log_level': 'info'}, input_type=dict]
        === quarkus | 1 | config-error | greeting.url
        java.lang.RuntimeException: Failed to start quarkus
        	at io.quarkus.runner.ApplicationImpl.doStart(Unknown Source)
        Caused by: io.smallrye.config.ConfigValidationException: Configuration validation failed:
        	java.util.NoSuchElementException: SRCFG00014: The config property greeting.url is required but it could not be found in any config source
        === kubeconfig | 1 | config-error | kubernetes_service_host|in-cluster
        panic: unable to load in-cluster configuration, KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT must be defined

        goroutine 1 [running]:
        main.main()
        	/src/main.go:18 +0x5f
        === nginx-permission | 1 | crash-loop | permission denied
        nginx: [emerg] mkdir() "/var/cache/nginx/client_temp" failed (13: Permission denied)
        === nginx-bind | 1 | crash-loop | 80
        nginx: [emerg] bind() to 0.0.0.0:80 failed (98: Address already in use)
        === imds | 1 | auth-failure | credential
        {"level":"fatal","msg":"s3","error":"operation error S3: GetObject, https response error StatusCode: 0, RequestID: , failed to sign request: failed to retrieve credentials: failed to refresh cached credentials, no EC2 IMDS role found, operation error ec2imds: GetMetadata, request canceled, context deadline exceeded"}
        === helm-crd | 1 | config-error | no matches for kind|crd
        E0511 22:14:01.120312       1 main.go:88] "problem running manager" err="no matches for kind \"Certificate\" in version \"cert-manager.io/v1\""
        === js-json-config | 1 | config-error | config.json
        SyntaxError: /app/config/config.json: Unexpected token } in JSON at position 214
            at JSON.parse (<anonymous>)
        === snowflake | 1 | auth-failure | password
        snowflake.connector.errors.DatabaseError: 250001 (08001): None: Failed to connect to DB: xy12345.snowflakecomputing.com:443. Incorrect username or password was specified.
        === proxy-407 | 1 | auth-failure | 407
        requests.exceptions.ProxyError: HTTPSConnectionPool(host='api.example', port=443): Max retries exceeded with url: /v1 (Caused by ProxyError('Unable to connect to proxy', OSError('Tunnel connection failed: 407 Proxy Authentication Required')))
        === spark-oom | 1 | crash-loop | outofmemory|heap
        26/05/11 22:14:01 ERROR Executor: Exception in task 3.0 in stage 2.0 (TID 41)
        java.lang.OutOfMemoryError: GC overhead limit exceeded
        	at java.base/java.util.Arrays.copyOf(Arrays.java:3537)
        === german-db | 1 | dependency-unreachable | 5432
        2026-05-11 22:14:01 FEHLER  de.haus.Start - Datenbank nicht erreichbar: Verbindung zu bestand-db:5432 verweigert
        === italian | 1 | dependency-unreachable | 8443
        ERRORE avvio interrotto: impossibile connettersi a magazzino:8443: Connessione rifiutata
        === russian | 1 | dependency-unreachable | 8443
        ОШИБКА не удалось подключиться к sklad:8443: В соединении отказано
        === korean | 1 | dependency-unreachable | 8443
        ERROR 재고 서비스 stock:8443 연결할 수 없습니다: 연결이 거부되었습니다
        """#
}
