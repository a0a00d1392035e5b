/// How runtimes, libraries and servers say what is wrong, each as it prints it. One case: a line `=== name | exit code | class | words`,
/// then the log's last lines; of the words, groups apart by `;`, one of each must stand in the cause.
enum LoggedWordings {
    static let databases = #"""
        === pg-refused-psycopg | 1 | dependency-unreachable | 5432;refused
        Traceback (most recent call last):
          File "/app/main.py", line 21, in <module>
            conn = psycopg2.connect(os.environ["DATABASE_URL"])
          File "/usr/local/lib/python3.12/site-packages/psycopg2/__init__.py", line 122, in connect
            conn = _connect(dsn, connection_factory=connection_factory, **kwasync)
        psycopg2.OperationalError: connection to server at "orders-db" (10.96.14.2), port 5432 failed: Connection refused
        	Is the server running on that host and accepting TCP/IP connections?
        === pg-role-missing | 1 | auth-failure | role;reporter
        Error: failed to connect to `user=reporter database=shop`: 10.96.14.2:5432 (orders-db): server error: FATAL: role "reporter" does not exist (SQLSTATE 28000)
        === pg-hba | 1 | auth-failure | pg_hba
        error: no pg_hba.conf entry for host "10.1.4.9", user "shop", database "shop", no encryption
            at Parser.parseErrorMessage (/app/node_modules/pg-protocol/dist/parser.js:283:98)
            at Parser.handlePacket (/app/node_modules/pg-protocol/dist/parser.js:122:29) {
          length: 159,
          severity: 'FATAL',
          code: '28000',
        }
        === pg-schema-rights | 1 | auth-failure | permission denied;invoices
        sqlalchemy.exc.ProgrammingError: (psycopg2.errors.InsufficientPrivilege) permission denied for table invoices
        [SQL: SELECT invoices.id FROM invoices LIMIT %(param_1)s]
        === pg-japanese | 1 | auth-failure | 認証;app
        FATAL:  ユーザー"app"のパスワード認証に失敗しました
        === pg-french | 1 | auth-failure | authentification
        psql: erreur : la connexion au serveur sur « pg.interne » (10.2.0.4), port 5432 a échoué : FATAL:  authentification par mot de passe échouée pour l'utilisateur « compta »
        === pg-slots | 1 | dependency-unreachable | slots|clients
        2026/05/11 22:14:01 FATAL database: pq: remaining connection slots are reserved for roles with the SUPERUSER attribute
        === pg-no-database | 1 | config-error | database;ledger
        org.postgresql.util.PSQLException: FATAL: database "ledger" does not exist
        	at org.postgresql.core.v3.ConnectionFactoryImpl.doAuthentication(ConnectionFactoryImpl.java:698)
        === mysql-denied-go | 1 | auth-failure | access denied;shop
        2026/05/11 22:14:01 main.go:44: ping: Error 1045 (28000): Access denied for user 'shop'@'10.1.4.9' (using password: YES)
        exit status 1
        === mysql-cannot-connect-python | 1 | dependency-unreachable | mysql
        sqlalchemy.exc.OperationalError: (pymysql.err.OperationalError) (2003, "Can't connect to MySQL server on 'mysql.shop.svc' ([Errno 111] Connection refused)")
        (Background on this error at: https://sqlalche.me/e/20/e3q8)
        === mysql-php | 255 | dependency-unreachable | 2002|refused
        PHP Fatal error:  Uncaught PDOException: SQLSTATE[HY000] [2002] Connection refused in /var/www/html/src/Db.php:18
        Stack trace:
        #0 /var/www/html/src/Db.php(18): PDO->__construct('mysql:host=db;d...', 'shop', Object(SensitiveParameterValue))
        #1 /var/www/html/public/index.php(7): App\Db::connect()
        #2 {main}
          thrown in /var/www/html/src/Db.php on line 18
        === mysql-link-failure | 1 | dependency-unreachable | communications link failure|refused
        com.mysql.cj.jdbc.exceptions.CommunicationsException: Communications link failure

        The last packet sent successfully to the server was 0 milliseconds ago. The driver has not received any packets from the server.
        	at com.mysql.cj.jdbc.exceptions.SQLError.createCommunicationsException(SQLError.java:174)
        Caused by: java.net.ConnectException: Connection refused
        	at java.base/sun.nio.ch.Net.pollConnect(Native Method)
        === mysqld-unknown-variable | 7 | config-error | default_authentication_plugin
        2026-05-11T22:14:01.004312Z 0 [ERROR] [MY-000067] [Server] unknown variable 'default_authentication_plugin=mysql_native_password'.
        2026-05-11T22:14:01.006121Z 0 [ERROR] [MY-010119] [Server] Aborting
        === redis-conf | 1 | config-error | maxmemory-polcy
        *** FATAL CONFIG FILE ERROR (Redis 7.2.4) ***
        Reading the configuration file, at line 12
        >>> 'maxmemory-polcy allkeys-lru'
        Bad directive or wrong number of arguments
        === redis-noauth-node | 1 | auth-failure | noauth|wrongpass
        ReplyError: WRONGPASS invalid username-password pair or user is disabled.
            at parseError (/app/node_modules/redis-parser/lib/parser.js:179:12)
            at parseType (/app/node_modules/redis-parser/lib/parser.js:302:14) {
          command: { name: 'auth', args: [ '[secret]' ] }
        }
        === redis-rust | 1 | dependency-unreachable | refused
        Error: Redis(Connection refused (os error 111))
        === redis-loading | 1 | dependency-unreachable | loading
        redis.exceptions.BusyLoadingError: LOADING Redis is loading the dataset in memory
        === mongo-python-dns | 1 | dependency-unreachable | mongo-0;name
        pymongo.errors.ServerSelectionTimeoutError: mongo-0.mongo.shop.svc:27017: [Errno -2] Name or service not known (configured timeouts: socketTimeoutMS: 20000.0ms, connectTimeoutMS: 20000.0ms), Timeout: 30s
        === mongo-go | 1 | dependency-unreachable | server selection
        {"level":"fatal","ts":1778537641.2,"msg":"mongo ping","error":"server selection error: server selection timeout, current topology: { Type: ReplicaSetNoPrimary, Servers: [{ Addr: mongo-0:27017, Type: Unknown, Last error: dial tcp 10.1.2.3:27017: connect: connection refused }, ] }"}
        === elastic-401 | 1 | auth-failure | elastic|authenticate
        elasticsearch.AuthenticationException: AuthenticationException(401, 'security_exception', 'unable to authenticate user [indexer] for REST request [/_bulk]')
        === elastic-max-map | 78 | config-error | vm.max_map_count
        {"@timestamp":"2026-05-11T22:14:01.200Z","log.level":"ERROR","message":"node validation exception\n[1] bootstrap checks failed. You must address the points described in the following [1] lines before starting Elasticsearch.\nbootstrap check failure [1] of [1]: max virtual memory areas vm.max_map_count [65530] is too low, increase to at least [262144]"}
        ERROR: Elasticsearch did not exit normally - check the logs at /usr/share/elasticsearch/logs/docker-cluster.log
        === mssql-login | 139 | auth-failure | login failed;svc_orders
        Unhandled exception. Microsoft.Data.SqlClient.SqlException (0x80131904): Login failed for user 'svc_orders'.
           at Microsoft.Data.SqlClient.SqlInternalConnection.OnError(SqlException exception, Boolean breakConnection, Action`1 wrapCloseInAction)
           at Orders.Data.Migrator.Run() in /src/Orders/Data/Migrator.cs:line 42
        === oracle-login | 1 | auth-failure | ORA-01017
        java.sql.SQLException: ORA-01017: invalid username/password; logon denied
        	at oracle.jdbc.driver.T4CTTIoer11.processError(T4CTTIoer11.java:509)
        === hikari-wait | 1 | dependency-unreachable | connection is not available|refused
        org.springframework.transaction.CannotCreateTransactionException: Could not open JPA EntityManager for transaction
        	at org.springframework.orm.jpa.JpaTransactionManager.doBegin(JpaTransactionManager.java:466)
        Caused by: java.sql.SQLTransientConnectionException: HikariPool-1 - Connection is not available, request timed out after 30001ms (total=0, active=0, idle=0, waiting=0)
        	at com.zaxxer.hikari.pool.HikariPool.createTimeoutException(HikariPool.java:686)
        === ecto-refused | 1 | dependency-unreachable | refused
        22:14:01.120 [error] Postgrex.Protocol (#PID<0.214.0>) failed to connect: ** (DBConnection.ConnectionError) tcp connect (orders-db:5432): connection refused - :econnrefused
        ** (DBConnection.ConnectionError) connection not available and request was dropped from queue after 10951ms
            (ecto_sql 3.11.1) lib/ecto/adapters/sql.ex:1054: Ecto.Adapters.SQL.raise_sql_call_error/1
        === erlang-nxdomain | 1 | dependency-unreachable | nxdomain|non-existing
        [error] Postgrex.Protocol (#PID<0.214.0>) failed to connect: ** (DBConnection.ConnectionError) tcp connect (db.shop.internal:5432): non-existing domain - :nxdomain
        === rails-pg | 1 | dependency-unreachable | refused
        /usr/local/bundle/gems/activerecord-7.1.3/lib/active_record/connection_adapters/postgresql_adapter.rb:88:in `rescue in new_client': connection to server at "10.96.14.2", port 5432 failed: Connection refused (ActiveRecord::ConnectionNotEstablished)
        	Is the server running on that host and accepting TCP/IP connections?
        === sqlite-readonly | 1 | crash-loop | readonly|read-only
        sqlite3.OperationalError: attempt to write a readonly database
        === cassandra | 1 | dependency-unreachable | cassandra
        cassandra.cluster.NoHostAvailable: ('Unable to connect to any servers', {'cassandra-0.cassandra:9042': ConnectionRefusedError(111, "Tried connecting to [('10.1.7.3', 9042)]. Last error: Connection refused")})
        """#

    static let services = #"""
        === kafka-java-dns | 1 | dependency-unreachable | bootstrap|resolvable
        org.apache.kafka.common.KafkaException: Failed to construct kafka consumer
        	at org.apache.kafka.clients.consumer.KafkaConsumer.<init>(KafkaConsumer.java:830)
        Caused by: org.apache.kafka.common.config.ConfigException: No resolvable bootstrap urls given in bootstrap.servers
        	at org.apache.kafka.clients.ClientUtils.parseAndValidateAddresses(ClientUtils.java:89)
        === kafka-acl | 1 | auth-failure | topic;payments
        org.apache.kafka.common.errors.TopicAuthorizationException: Not authorized to access topics: [payments]
        === librdkafka | 1 | dependency-unreachable | broker
        %3|1778537641.102|FAIL|rdkafka#consumer-1| [thrd:kafka-0.kafka:9092/bootstrap]: kafka-0.kafka:9092/bootstrap: Connect to ipv4#10.1.2.8:9092 failed: Connection refused (after 0ms in state CONNECT)
        %3|1778537641.103|ERROR|rdkafka#consumer-1| [thrd:app]: rdkafka#consumer-1: kafka-0.kafka:9092/bootstrap: Connect to ipv4#10.1.2.8:9092 failed: Connection refused (after 0ms in state CONNECT)
        cimpl.KafkaException: KafkaError{code=_ALL_BROKERS_DOWN,val=-187,str="1/1 brokers are down"}
        === sarama | 1 | dependency-unreachable | brokers
        panic: kafka: client has run out of available brokers to talk to: dial tcp: lookup kafka-0.kafka.shop.svc.cluster.local on 10.96.0.10:53: no such host

        goroutine 1 [running]:
        main.main()
        	/src/cmd/consumer/main.go:38 +0x1a5
        === rabbit-refused-login | 1 | auth-failure | access_refused
        pika.exceptions.ProbableAuthenticationError: ConnectionClosedByBroker: (403) 'ACCESS_REFUSED - Login was refused using authentication mechanism PLAIN. For details see the broker logfile.'
        === rabbit-node | 1 | dependency-unreachable | 5672;refused
        Error: connect ECONNREFUSED 10.96.3.8:5672
            at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1605:16) {
          errno: -111,
          code: 'ECONNREFUSED',
          syscall: 'connect',
          address: '10.96.3.8',
          port: 5672
        }
        === node-eai-again | 1 | dependency-unreachable | auth.shop.svc
        node:internal/process/promises:394
              triggerUncaughtException(err, true /* fromPromise */);
              ^

        Error: getaddrinfo EAI_AGAIN auth.shop.svc
            at GetAddrInfoReqWrap.onlookupall [as oncomplete] (node:dns:122:26) {
          errno: -3001,
          code: 'EAI_AGAIN',
          syscall: 'getaddrinfo',
          hostname: 'auth.shop.svc'
        }

        Node.js v22.4.1
        === undici-fetch | 1 | dependency-unreachable | fetch failed|econnrefused
        TypeError: fetch failed
            at node:internal/deps/undici/undici:13502:13
            at async bootstrap (/app/dist/main.js:17:3) {
          [cause]: Error: connect ECONNREFUSED 10.96.8.1:8200
              at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1605:16) {
            errno: -111,
            code: 'ECONNREFUSED',
        === musl-name | 1 | dependency-unreachable | name does not resolve
        psycopg.OperationalError: [Errno -2] Name does not resolve
        === busybox-wait | 1 | dependency-unreachable | bad address;inventory
        wget: bad address 'inventory.shop:8080'
        === curl-resolve | 6 | dependency-unreachable | could not resolve host;vault
        curl: (6) Could not resolve host: vault.platform.svc
        === rust-dns | 1 | dependency-unreachable | lookup address
        thread 'main' panicked at src/main.rs:33:10:
        connect: reqwest::Error { kind: Request, url: "http://features.shop.svc/v1", source: hyper_util::client::legacy::Error(Connect, ConnectError("dns error", Custom { kind: Uncategorized, error: "failed to lookup address information: Name or service not known" })) }
        note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace
        === dotnet-http-refused | 134 | dependency-unreachable | catalog;refused
        Unhandled exception. System.Net.Http.HttpRequestException: Connection refused (catalog.shop.svc:8080)
         ---> System.Net.Sockets.SocketException (111): Connection refused
           at System.Net.Sockets.Socket.AwaitableSocketAsyncEventArgs.ThrowException(SocketError error, CancellationToken cancellationToken)
           --- End of inner exception stack trace ---
           at Shop.Startup.Warm() in /src/Shop/Startup.cs:line 77
        === java-unknown-host | 1 | dependency-unreachable | ledger
        Exception in thread "main" java.lang.IllegalStateException: cannot reach ledger
        	at shop.Main.main(Main.java:12)
        Caused by: java.net.UnknownHostException: ledger.pay.svc.cluster.local
        	at java.base/java.net.InetAddress$CachedAddresses.get(InetAddress.java:801)
        === ruby-faraday | 1 | dependency-unreachable | tcp connection
        /app/lib/shop/client.rb:31:in `get': Failed to open TCP connection to pricing:8080 (Connection refused - connect(2) for "pricing" port 8080) (Faraday::ConnectionFailed)
        	from /app/lib/shop/boot.rb:9:in `warm'
        === grpc-go | 1 | dependency-unreachable | unavailable
        {"level":"fatal","msg":"warm cache","error":"rpc error: code = Unavailable desc = connection error: desc = \"transport: Error while dialing: dial tcp 10.96.9.2:50051: connect: connection refused\""}
        === grpc-python | 1 | dependency-unreachable | unavailable|connect
        grpc._channel._InactiveRpcError: <_InactiveRpcError of RPC that terminated with:
        	status = StatusCode.UNAVAILABLE
        	details = "failed to connect to all addresses; last error: UNKNOWN: ipv4:10.96.9.2:50051: Failed to connect to remote host: Connection refused"
        >
        === grpc-denied | 1 | auth-failure | permission
        rpc error: code = PermissionDenied desc = caller does not have permission
        FATAL subscription events-sub
        === s3-denied | 1 | auth-failure | accessdenied
        botocore.exceptions.ClientError: An error occurred (AccessDenied) when calling the GetObject operation: User: arn:aws:sts::123456789012:assumed-role/app/i-0 is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::models/x" because no identity-based policy allows the s3:GetObject action
        === s3-no-credentials | 1 | auth-failure | credentials
        botocore.exceptions.NoCredentialsError: Unable to locate credentials
        === s3-endpoint | 1 | dependency-unreachable | minio
        botocore.exceptions.EndpointConnectionError: Could not connect to the endpoint URL: "http://minio.storage:9000/models?list-type=2"
        === gcp-adc | 1 | auth-failure | default credentials
        google.auth.exceptions.DefaultCredentialsError: Your default credentials were not found. To set up Application Default Credentials, see https://cloud.google.com/docs/authentication/external/set-up-adc for more information.
        === azure-aad | 1 | auth-failure | aadsts
        Azure.Identity.AuthenticationFailedException: ClientSecretCredential authentication failed: A configuration issue is preventing authentication - check the error message from the server for details. Original exception: AADSTS7000215: Invalid client secret provided.
        === oauth-client | 1 | auth-failure | invalid_client
        Error: oauth2: "invalid_client" "Client authentication failed (e.g., unknown client, no client authentication included, or unsupported authentication method)."
        fatal: token source
        === ldap-down | 1 | dependency-unreachable | ldap
        ldap.SERVER_DOWN: {'result': -1, 'desc': "Can't contact LDAP server", 'ctrls': [], 'info': 'Transport endpoint is not connected'}
        === ldap-49 | 1 | auth-failure | 49
        javax.naming.AuthenticationException: [LDAP: error code 49 - 80090308: LdapErr: DSID-0C09044E, comment: AcceptSecurityContext error, data 52e, v2580]
        === keycloak-401 | 1 | auth-failure | 401
        requests.exceptions.HTTPError: 401 Client Error: Unauthorized for url: https://sso.example/realms/shop/protocol/openid-connect/token
        === python-503 | 1 | dependency-unreachable | 503
        requests.exceptions.HTTPError: 503 Server Error: Service Unavailable for url: http://features.shop.svc/v1/schema
        === python-ssl-expired | 1 | dependency-unreachable | certificate;expired
        requests.exceptions.SSLError: HTTPSConnectionPool(host='api.partner.example', port=443): Max retries exceeded with url: /v2/rates (Caused by SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate has expired (_ssl.c:1006)')))
        === go-x509-unknown | 1 | dependency-unreachable | x509;unknown authority
        2026/05/11 22:14:01 Get "https://vault.platform:8200/v1/sys/health": tls: failed to verify certificate: x509: certificate signed by unknown authority
        exit status 1
        === node-selfsigned | 1 | dependency-unreachable | self-signed
        Error: self-signed certificate in certificate chain
            at TLSSocket.onConnectSecure (node:_tls_wrap:1679:34)
            at TLSSocket.emit (node:events:519:28) {
          code: 'SELF_SIGNED_CERT_IN_CHAIN'
        }
        === java-pkix | 1 | dependency-unreachable | certification path|pkix
        javax.net.ssl.SSLHandshakeException: PKIX path building failed: sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid certification path to requested target
        	at java.base/sun.security.ssl.Alert.createSSLException(Alert.java:131)
        === dotnet-ssl | 134 | dependency-unreachable | certificate|ssl
        Unhandled exception. System.Net.Http.HttpRequestException: The SSL connection could not be established, see inner exception.
         ---> System.Security.Authentication.AuthenticationException: The remote certificate is invalid because of errors in the certificate chain: UntrustedRoot
           at System.Net.Security.SslStream.SendAuthResetSignal(ReadOnlySpan`1 alert, ExceptionDispatchInfo exception)
        === k8s-forbidden | 1 | auth-failure | forbidden;leases
        E0511 22:14:01.283146       1 leaderelection.go:332] error retrieving resource lock shop/app: leases.coordination.k8s.io "app" is forbidden: User "system:serviceaccount:shop:default" cannot get resource "leases" in API group "coordination.k8s.io" in the namespace "shop"
        E0511 22:14:03.283146       1 leaderelection.go:332] error retrieving resource lock shop/app: leases.coordination.k8s.io "app" is forbidden: User "system:serviceaccount:shop:default" cannot get resource "leases" in API group "coordination.k8s.io" in the namespace "shop"
        F0511 22:14:05.110021       1 main.go:71] leader election lost
        === vault-sealed | 1 | dependency-unreachable | sealed
        {"level":"fatal","error":"Error making API request.\n\nURL: PUT http://vault:8200/v1/auth/kubernetes/login\nCode: 503. Errors:\n\n* Vault is sealed"}
        === zookeeper | 1 | dependency-unreachable | connectionloss
        org.apache.zookeeper.KeeperException$ConnectionLossException: KeeperErrorCode = ConnectionLoss for /brokers/ids
        === smtp-login | 1 | auth-failure | 535
        smtplib.SMTPAuthenticationError: (535, b'5.7.8 Error: authentication failed: authentication failure')
        === nats | 1 | dependency-unreachable | nats
        2026/05/11 22:14:01 nats: no servers available for connection
        exit status 1
        === spanish-refused | 1 | dependency-unreachable | rehusada
        ERROR no se pudo conectar con inventario:8443: Conexión rehusada
        === french-refused | 1 | dependency-unreachable | refusée
        ERREUR impossible de joindre stock:8080 : Connexion refusée
        === japanese-refused | 1 | dependency-unreachable | 拒否
        エラー: 在庫サービス stock:8080 への接続が拒否されました
        === chinese-refused | 1 | dependency-unreachable | 拒绝
        ERROR 无法连接到库存服务 stock:8080: 连接被拒绝
        === nginx-upstream | 1 | dependency-unreachable | upstream;api-v2
        nginx: [emerg] host not found in upstream "api-v2.shop.svc" in /etc/nginx/conf.d/default.conf:14
        """#
}
