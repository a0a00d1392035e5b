extension LoggedWordings {
    /// Programs that no written incident is about, in their own formats.
    static let strangers = #"""
        === dovecot | 89 | config-error | dovecot.conf;ssl_dh_parameters_length
        doveconf: Fatal: Error in configuration file /etc/dovecot/dovecot.conf line 14: Unknown setting: ssl_dh_parameters_length
        === unbound | 1 | config-error | forward-addrs
        /etc/unbound/unbound.conf:17: error: unknown keyword 'forward-addrs'
        read /etc/unbound/unbound.conf failed: 1 errors in configuration file
        [1716023641] unbound[1:0] fatal error: Could not read config file: /etc/unbound/unbound.conf. Maybe try unbound -dd, it stays on the commandline to see more errors, or unbound-checkconf
        === dnsmasq | 1 | config-error | line 12;dnsmasq.conf
        dnsmasq: bad option at line 12 of /etc/dnsmasq.conf
        === syslog-ng | 1 | config-error | syslog-ng.conf:41
        Error parsing config, syntax error, unexpected LL_IDENTIFIER, expecting '}' in /etc/syslog-ng/syslog-ng.conf:41:5-41:12:
        36      source s_net {
        === lighttpd | 255 | config-error | lighttpd.conf
        2026-05-11 22:14:01: (configfile.c.1289) source: /etc/lighttpd/lighttpd.conf line: 22 pos: 1 parser failed somehow near here: (EOL)
        === supervisord | 2 | config-error | /var/log/app/out.log;does not exist
        Error: The directory named as part of the path /var/log/app/out.log does not exist in section 'program:web' (file: '/etc/supervisor/conf.d/web.conf')
        For help, use /usr/bin/supervisord -h
        === pgpool | 3 | config-error | pgpool.conf;line 31
        2026-05-11 22:14:01.120: main pid 1: FATAL:  invalid configuration
        2026-05-11 22:14:01.120: main pid 1: DETAIL:  syntax error in file "/etc/pgpool/pgpool.conf" line 31, near token "="
        === kong | 1 | config-error | kong.yml;retrys
        Error: /usr/local/share/lua/5.1/kong/cmd/start.lua:99: failed parsing declarative configuration file /kong/kong.yml:
        in 'services':
          - in entry 1 of 'services':
            in 'retrys': unknown field
        === corefile | 1 | config-error | Corefile:7;forwrad
        /etc/coredns/Corefile:7 - Error during parsing: Unknown directive 'forwrad'
        === scheduler | 1 | config-error | profiles[0].pluginz
        E0511 22:14:01.120312       1 run.go:74] "command failed" err="strict decoding error: unknown field \"profiles[0].pluginz\""
        === cobra-flag | 1 | config-error | --workers;10x
        Error: invalid argument "10x" for "--workers" flag: strconv.ParseInt: parsing "10x": invalid syntax
        Usage:
          indexer serve [flags]
        === options | 134 | config-error | SmtpOptions;Host
        Unhandled exception. Microsoft.Extensions.Options.OptionsValidationException: DataAnnotation validation failed for 'SmtpOptions' members: 'Host' with the error: 'The Host field is required.'.
           at Microsoft.Extensions.Options.OptionsFactory`1.Create(String name)
        === serilog | 1 | config-error | Kafka;not found
        [09:14:02 FTL] Host terminated unexpectedly
        System.InvalidOperationException: Section 'Kafka' not found in configuration.
           at Microsoft.Extensions.Configuration.ConfigurationExtensions.GetRequiredSection(IConfiguration configuration, String key)
           at Program.<Main>$(String[] args) in /src/Orders/Program.cs:line 18
        === serilog-compact | 1 | config-error | Kafka
        {"@t":"2026-05-11T22:14:01.1203412Z","@mt":"Host terminated unexpectedly","@l":"Fatal","@x":"System.InvalidOperationException: Section 'Kafka' not found in configuration.\n   at Program.<Main>$(String[] args) in /src/Orders/Program.cs:line 18"}
        === viper | 2 | config-error | line 14
        panic: Fatal error config file: While parsing config: yaml: line 14: mapping values are not allowed in this context

        goroutine 1 [running]:
        main.main()
        	/src/cmd/main.go:22 +0x4a5
        === zod | 1 | config-error | DATABASE_URL
        ❌ Invalid environment variables: { DATABASE_URL: [ 'Required' ] }
        Error: Invalid environment variables
            at file:///app/dist/env.mjs:31:11
        === toml-rust | 101 | config-error | line 3|workers
        thread 'main' panicked at src/main.rs:22:10:
        failed to load settings: TOML parse error at line 3, column 11
          |
        3 | workers = four
          |           ^
        invalid integer
        === proftpd | 1 | config-error | UseReverseDNSx;proftpd.conf
        2026-05-11 22:14:01,120 ftp-0 proftpd[1]: fatal: unknown configuration directive 'UseReverseDNSx' on line 31 of '/etc/proftpd/proftpd.conf'
        === mysqld-variable | 1 | config-error | innodb_bufer_pool_size
        2026-05-11T22:14:01.120312Z 0 [ERROR] [MY-000067] [Server] unknown variable 'innodb_bufer_pool_size=1G'.
        2026-05-11T22:14:01.121312Z 0 [ERROR] [MY-010119] [Server] Aborting
        === elixir-runtime | 1 | config-error | SECRET_KEY_BASE
        ERROR! Config provider Config.Reader failed with:
        ** (RuntimeError) environment variable SECRET_KEY_BASE is missing.
        You can generate one by calling: mix phx.gen.secret

            /app/releases/0.4.1/runtime.exs:31: (file)
        === vm-option | 1 | config-error | UseConcMarkSweepGC
        Unrecognized VM option 'UseConcMarkSweepGC'
        Error: Could not create the Java Virtual Machine.
        Error: A fatal exception has occurred. Program will exit.
        === activemq | 1 | config-error | activemq.xml;41
        ERROR: java.lang.RuntimeException: Failed to execute start task. Reason: org.springframework.beans.factory.xml.XmlBeanDefinitionStoreException: Line 41 in XML document from class path resource [activemq.xml] is invalid; nested exception is org.xml.sax.SAXParseException; lineNumber: 41; columnNumber: 18; cvc-complex-type.2.4.c: The matching wildcard is strict
        === bunyan | 1 | config-error | stripe.webhookSecret
        {"name":"billing","hostname":"billing-1","pid":1,"level":60,"msg":"invalid configuration: stripe.webhookSecret must be a non-empty string","time":"2026-05-11T22:14:01.120Z","v":0}
        === pino-err | 1 | config-error | S3_BUCKET
        {"level":60,"time":1778537641120,"pid":1,"hostname":"export-1","err":{"type":"Error","message":"Missing required environment variable: S3_BUCKET","stack":"Error: Missing required environment variable: S3_BUCKET\n    at load (/app/dist/config.js:14:11)"},"msg":"startup failed"}
        === slog | 1 | config-error | retention
        time=2026-05-11T22:14:01.120Z level=ERROR msg="loading configuration" error="archive.retention: time: unknown unit \"days\" in duration \"30days\""
        === zerolog | 1 | config-error | listen.port
        {"level":"fatal","error":"invalid settings: listen.port must be between 1 and 65535, got 80800","time":"2026-05-11T22:14:01Z","message":"cannot start"}
        === journald-sshd | 255 | config-error | sshd_config;PermitRootLoginn
        May 11 22:14:01 bastion sshd[1]: /etc/ssh/sshd_config: line 31: Bad configuration option: PermitRootLoginn
        May 11 22:14:01 bastion sshd[1]: /etc/ssh/sshd_config: terminating, 1 bad configuration options
        === logback-hikari | 1 | config-error | jdbcUrl
        22:14:01.120 [main] ERROR shop.Main - startup aborted
        java.lang.IllegalArgumentException: dataSource or dataSourceClassName or jdbcUrl is required.
        	at com.zaxxer.hikari.HikariConfig.validate(HikariConfig.java:1083)
        === jsonschema | 1 | config-error | replicas
        config.yaml: validation failed
         - at '/workers': additional properties 'replicas' not allowed
        === cloudflared | 1 | auth-failure | tunnel secret
        2026-05-11T22:14:01Z ERR Register tunnel error from server side error="Unauthorized: Invalid tunnel secret" connIndex=0 event=0 ip=198.41.192.7
        === tailscale | 1 | auth-failure | api key
        2026/05/11 22:14:01 control: RegisterReq: onode= node=[kq7xf] fup=false nks=false
        backend error: invalid key: unable to validate API key
        === gh-runner | 1 | auth-failure | runner-registration
        Http response code: Unauthorized from 'POST https://api.github.com/actions/runner-registration' (Request Id: 0B12:4F7:9E)
        {"message":"Bad credentials","documentation_url":"https://docs.github.com/rest"}
        Response status code does not indicate success: 401 (Unauthorized).
        === restic | 1 | auth-failure | password
        Fatal: wrong password or no key found
        === cassandra-login | 1 | auth-failure | cassandra
        cassandra.cluster.NoHostAvailable: ('Unable to connect to any servers', {'10.0.3.9:9042': AuthenticationFailed('Failed to authenticate to 10.0.3.9:9042: Error from server: code=0100 [Bad credentials] message="Provided username app and/or password are incorrect"')})
        === ibm-mq | 1 | auth-failure | QM1;MQRC_NOT_AUTHORIZED
        com.ibm.msg.client.jms.DetailedJMSSecurityException: JMSWMQ2013: The security authentication was not valid that was supplied for queue manager 'QM1' with connection mode 'Client' and host name 'mq.pay.svc(1414)'.
        	at com.ibm.msg.client.wmq.common.internal.Reason.reasonToException(Reason.java:531)
        Caused by: com.ibm.mq.MQException: JMSCMQ0001: IBM MQ call failed with compcode '2' ('MQCC_FAILED') reason '2035' ('MQRC_NOT_AUTHORIZED').
        === neo4j | 1 | auth-failure | neo
        neo4j.exceptions.AuthError: {code: Neo.ClientError.Security.Unauthorized} {message: The client is unauthorized due to authentication failure.}
        === mqtt | 1 | auth-failure | not authorised
        2026-05-11 22:14:01 ERROR bridge: connection to mqtts://broker.iot.svc:8883 failed: rc=5 Connection Refused: not authorised.
        === grpc-token | 1 | auth-failure | token
        {"level":"fatal","ts":1778537641.12,"caller":"feed/stream.go:71","msg":"stream closed","error":"rpc error: code = Unauthenticated desc = token expired"}
        === client-certificate | 1 | auth-failure | gw.bank.example;certificate
        {"level":"error","msg":"settlement failed","error":"Post \"https://gw.bank.example/v2/settle\": remote error: tls: certificate required"}
        === smtp | 1 | auth-failure | 535
        smtplib.SMTPAuthenticationError: (535, b'5.7.8 Username and Password not accepted. For more information, go to https://support.google.com/mail/?p=BadCredentials')
        === erlang-node | 1 | auth-failure | shop@10.0.0.4
        2026-05-11 22:14:01.120 [error] ** Connection attempt from node :"shop@10.0.0.4" rejected. Invalid challenge reply. **
        === lease-forbidden | 1 | auth-failure | leases
        E0511 22:14:01.120312       1 leaderelection.go:332] error retrieving resource lock ops/tenant-operator: leases.coordination.k8s.io "tenant-operator" is forbidden: User "system:serviceaccount:ops:tenant-operator" cannot get resource "leases" in API group "coordination.k8s.io" in the namespace "ops"
        E0511 22:14:05.120312       1 leaderelection.go:332] error retrieving resource lock ops/tenant-operator: leases.coordination.k8s.io "tenant-operator" is forbidden: User "system:serviceaccount:ops:tenant-operator" cannot get resource "leases" in API group "coordination.k8s.io" in the namespace "ops"
        E0511 22:14:09.120312       1 leaderelection.go:332] error retrieving resource lock ops/tenant-operator: leases.coordination.k8s.io "tenant-operator" is forbidden: User "system:serviceaccount:ops:tenant-operator" cannot get resource "leases" in API group "coordination.k8s.io" in the namespace "ops"
        E0511 22:14:10.120312       1 main.go:71] "leader election lost" err="timed out waiting for the condition"
        === celery-amqp | 1 | dependency-unreachable | rabbit
        [2026-05-11 22:14:01,120: ERROR/MainProcess] consumer: Cannot connect to amqp://app:**@rabbit:5672//: [Errno 111] Connection refused.
        Trying again in 32.00 seconds... (16/16)
        [2026-05-11 22:14:33,120: CRITICAL/MainProcess] Unrecoverable error: OperationalError('[Errno 111] Connection refused')
        === temporal-worker | 1 | dependency-unreachable | temporal-frontend
        2026/05/11 22:14:01 unable to create client: failed reaching server: last connection error: connection error: desc = "transport: Error while dialing: dial tcp: lookup temporal-frontend.temporal on 10.96.0.10:53: no such host"
        === postgrex | 1 | dependency-unreachable | db.prod
        22:14:01.120 [error] Postgrex.Protocol (#PID<0.412.0>) failed to connect: ** (DBConnection.ConnectionError) tcp connect (db.prod:5432): non-existing domain - :nxdomain
        === mongo-go | 1 | dependency-unreachable | mongo:27017
        2026/05/11 22:14:01 ping: server selection error: context deadline exceeded, current topology: { Type: Unknown, Servers: [{ Addr: mongo:27017, Type: Unknown, Last error: dial tcp: lookup mongo on 10.96.0.10:53: no such host }, ] }
        === librdkafka | 1 | dependency-unreachable | kafka:9092
        %3|1778537641.120|FAIL|rdkafka#producer-1| [thrd:kafka:9092/bootstrap]: kafka:9092/bootstrap: Connect to ipv4#10.96.3.4:9092 failed: Connection refused (after 2ms in state CONNECT)
        %3|1778537642.120|ERROR|rdkafka#producer-1| [thrd:kafka:9092/bootstrap]: 1/1 brokers are down
        === hazelcast | 1 | dependency-unreachable | cluster
        May 11, 2026 10:14:01 PM com.hazelcast.client.impl.connection.ClientConnectionManager
        SEVERE: hz.client_1 [grid] [5.3.6] Unable to get live cluster connection, cluster connect timeout (120000 millis) is reached. Attempt 27. Unable to connect to any address from the cluster with name: grid
        === discovery-eof | 1 | dependency-unreachable | idp.corp.example;EOF
        level=fatal msg="could not start" error="failed to query provider \"https://idp.corp.example/realms/ops\": Get \"https://idp.corp.example/realms/ops/.well-known/openid-configuration\": EOF"
        === wait-for | 1 | dependency-unreachable | search-es;resolve|bad address
        waiting for search-es:9200
        wget: bad address 'search-es:9200'
        wget: bad address 'search-es:9200'
        wget: bad address 'search-es:9200'
        wget: bad address 'search-es:9200'
        giving up after 4 attempts, search-es:9200 is not there
        === hdfs | 1 | crash-loop | clusterID
        2026-05-11 22:14:01,120 WARN common.Storage: Failed to add storage directory [DISK]file:/data/dfs
        java.io.IOException: Incompatible clusterIDs in /data/dfs: namenode clusterID = CID-8f2c1d; datanode clusterID = CID-19ab77
        	at org.apache.hadoop.hdfs.server.datanode.DataStorage.doTransition(DataStorage.java:746)
        2026-05-11 22:14:01,170 ERROR datanode.DataNode: Initialization failed for Block pool BP-1 (Datanode Uuid 71c) service to nn/10.0.0.2:8020. Exiting.
        === rocksdb | 1 | crash-loop | checksum;000123.sst
        Error: Corruption: block checksum mismatch: stored = 2914771, computed = 8812031  in /data/state/000123.sst offset 0 size 4096
        === es-upgrade | 1 | crash-loop | 6.8.23
        fatal exception while booting Elasticsearch
        java.lang.IllegalStateException: cannot upgrade a node from version [6.8.23] directly to version [8.13.0], upgrade to version [7.17.0] first.
        	at org.elasticsearch.env.NodeMetadata.upgradeToCurrentVersion(NodeMetadata.java:98)
        === es-locks | 1 | crash-loop | /usr/share/elasticsearch/data
        java.lang.IllegalStateException: failed to obtain node locks, tried [/usr/share/elasticsearch/data]; maybe these locations are not writable or multiple nodes were started on the same data path?
        	at org.elasticsearch.env.NodeEnvironment.<init>(NodeEnvironment.java:294)
        === alembic | 1 | crash-loop | can't locate revision
        ERROR [alembic.util.messaging] Can't locate revision identified by '8f2c1d'
        FAILED: Can't locate revision identified by '8f2c1d'
        === liquibase | 1 | crash-loop | 004.xml|check sum
        liquibase.exception.ValidationFailedException: Validation Failed:
             1 changesets check sum
                  db/changelog/004.xml::4::dev was: 8:aa12 but is now: 8:bb34
        === sqlite | 1 | crash-loop | malformed
        sqlite3.DatabaseError: database disk image is malformed
        === kafka-broker-id | 1 | crash-loop | broker.id
        [2026-05-11 22:14:01,120] ERROR Exiting Kafka due to fatal exception during startup. (kafka.Kafka$)
        kafka.common.InconsistentBrokerIdException: Configured broker.id 2 doesn't match stored broker.id Some(1) in meta.properties. If you moved your data, make sure your configured broker.id matches.
        	at kafka.server.KafkaServer.getOrGenerateBrokerId(KafkaServer.scala:793)
        === wiredtiger | 14 | crash-loop | checksum
        {"t":{"$date":"2026-05-11T22:14:01.120+00:00"},"s":"E","c":"WT","id":22435,"ctx":"initandlisten","msg":"WiredTiger error message","attr":{"error":-31802,"message":{"ts_usec":1,"session_name":"connection","msg":"file:WiredTiger.wt: read checksum error for 4096B block at offset 12288"}}}
        {"t":{"$date":"2026-05-11T22:14:01.121+00:00"},"s":"F","c":"ASSERT","id":23090,"ctx":"initandlisten","msg":"Fatal assertion","attr":{"msgid":28595}}
        {"t":{"$date":"2026-05-11T22:14:01.122+00:00"},"s":"F","c":"ASSERT","id":23091,"ctx":"initandlisten","msg":"\n\n***aborting after fassert() failure\n\n"}
        === pg-standby | 1 | crash-loop | system identifier
        2026-05-11 22:14:01.120 UTC [31] FATAL:  database system identifier differs between the primary and standby
        2026-05-11 22:14:01.120 UTC [31] DETAIL:  The primary's identifier is 7312, the standby's identifier is 7298.
        === prisma-migrate | 1 | crash-loop | failed migrations
        Error: P3009

        migrate found failed migrations in the target database, new migrations will not be applied.
        The `20260511_add_index` migration started at 2026-05-11 21:02:11 UTC failed
        === swift-nil | 133 | crash-loop | Catalog.swift
        App/Catalog.swift:41: Fatal error: Unexpectedly found nil while unwrapping an Optional value
        === haskell | 1 | crash-loop | given key is not an element
        rates: Map.!: given key is not an element in the map
        CallStack (from HasCallStack):
          error, called at libraries/containers/containers/src/Data/Map/Internal.hs:617:17 in containers-0.6.7:Data.Map.Internal
        === nim | 1 | crash-loop | index 5
        /app/src/board.nim(41) board
        Error: unhandled exception: index 5 not in 0 .. 3 [IndexDefect]
        === crystal | 1 | crash-loop | IndexError
        Unhandled exception: Index out of bounds (IndexError)
          from src/board.cr:12:3 in 'top'
        === dart | 255 | crash-loop | RangeError
        Unhandled exception:
        RangeError (index): Invalid value: Not in inclusive range 0..2: 5
        #0      List.[] (dart:core-patch/growable_array.dart:264:36)
        #1      main (file:///app/bin/server.dart:14:9)
        === deno | 1 | crash-loop | rates.json
        error: Uncaught (in promise) NotFound: No such file or directory (os error 2): readfile '/app/data/rates.json'
            at async Object.readTextFile (ext:deno_fs/30_fs.js:777:24)
        === bun | 1 | crash-loop | hono
        error: Cannot find package "hono" from "/app/src/index.ts"
        === uwsgi | 1 | crash-loop | address already in use
        bind(): Address already in use [core/socket.c line 769]
        VACUUM: pidfile removed.
        === openresty | 1 | crash-loop | resty.jwt
        nginx: [error] init_by_lua error: /etc/nginx/lua/init.lua:3: module 'resty.jwt' not found:
        	no field package.preload['resty.jwt']
        	no file '/usr/local/openresty/site/lualib/resty/jwt.ljbc'
        === julia-bounds | 1 | crash-loop | BoundsError;mix.jl
        ERROR: LoadError: BoundsError: attempt to access 24-element Vector{Float64} at index [25]
        Stacktrace:
         [1] getindex(A::Vector{Float64}, i1::Int64)
           @ Base ./essentials.jl:13
         [2] mix(a::Vector{Float64})
           @ Main /app/src/mix.jl:33
        === refuses | 1 | crash-loop | 31.0.2;28.0.4
        Can't start because the version of the data (31.0.2) is higher than the image version (28.0.4) and downgrading is not supported.
        === lock-taken | 1 | crash-loop | lock
        ts=2026-05-11T22:14:01.120Z caller=main.go:91 level=error err="opening storage failed: lock DB directory: resource temporarily unavailable"
        === ollama | 1 | model-load-failed | qwen3moe
        Error: llama runner process has terminated: error loading model: error loading model architecture: unknown model architecture: 'qwen3moe'
        === fasttext | 1 | model-load-failed | lang.ftz
        Traceback (most recent call last):
          File "/app/detect.py", line 12, in <module>
            model = fasttext.load_model("/models/lang.ftz")
        ValueError: /models/lang.ftz has wrong file format!
        === whisper | 3 | model-load-failed | ggml-base.bin
        whisper_init_from_file_with_params_no_state: loading model from '/models/ggml-base.bin'
        whisper_model_load: invalid model data (bad magic)
        whisper_init_with_params_no_state: failed to load model
        error: failed to initialize whisper context
        === tflite | 1 | model-load-failed | TFL3
        ValueError: Model provided has model identifier 'PK  ', should be 'TFL3'
        === mojo | 1 | model-load-failed | mojo version
        java.io.IOException: MOJO version incompatible - the model MOJO version (1.40) is higher than the current h2o version (3.38.0.1) supports.
        	at hex.genmodel.ModelMojoReader.checkMaxSupportedMojoVersion(ModelMojoReader.java:251)
        === transformers-new | 1 | model-load-failed | qwen3
        Traceback (most recent call last):
          File "/usr/local/lib/python3.11/site-packages/transformers/models/auto/configuration_auto.py", line 984, in from_pretrained
            config_class = CONFIG_MAPPING[config_dict["model_type"]]
        KeyError: 'qwen3'

        During handling of the above exception, another exception occurred:

        Traceback (most recent call last):
          File "/app/serve.py", line 9, in <module>
            model = AutoModel.from_pretrained(path)
        ValueError: The checkpoint you are trying to load has model type `qwen3` but Transformers does not recognize this architecture.
        === gguf-torn | 1 | model-load-failed | bounds;/models/chat.gguf
        llama_model_load: error loading model: tensor 'blk.27.ffn_down.weight' data is not within the file bounds, model is corrupted or incomplete
        llama_init_from_gpt_params: error: failed to load model '/models/chat.gguf'
        === replica-login | running | auth-failure | wrongpass;master
        1:S 21 Jul 2026 00:43:41.185 # Unable to AUTH to MASTER: -WRONGPASS invalid username-password pair or user is disabled.
        1:S 21 Jul 2026 00:43:43.320 # Unable to AUTH to MASTER: -WRONGPASS invalid username-password pair or user is disabled.
        1:S 21 Jul 2026 00:43:44.940 # Unable to AUTH to MASTER: -WRONGPASS invalid username-password pair or user is disabled.
        1:S 21 Jul 2026 00:43:46.522 # Unable to AUTH to MASTER: -WRONGPASS invalid username-password pair or user is disabled.
        """#
}
