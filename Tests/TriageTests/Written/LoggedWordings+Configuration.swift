extension LoggedWordings {
    static let configurations = #"""
        === spring-datasource | 1 | config-error | datasource;url
        ***************************
        APPLICATION FAILED TO START
        ***************************

        Description:

        Failed to configure a DataSource: 'url' attribute is not specified and no embedded datasource could be configured.

        Reason: Failed to determine a suitable driver class


        Action:

        Consider the following:
        	If you want an embedded database (H2, HSQL or Derby), please put it on the classpath.
        === spring-port | 1 | crash-loop | 8080;in use
        ***************************
        APPLICATION FAILED TO START
        ***************************

        Description:

        Web server failed to start. Port 8080 was already in use.

        Action:

        Identify and stop the process that's listening on port 8080 or configure this application to listen on another port.

        === spring-bind | 1 | config-error | timeout
        ***************************
        APPLICATION FAILED TO START
        ***************************

        Description:

        Failed to bind properties under 'shop.client.timeout' to java.time.Duration:

            Property: shop.client.timeout
            Value: "30 sec"
            Origin: System Environment Property "SHOP_CLIENT_TIMEOUT"
            Reason: failed to convert java.lang.String to java.time.Duration

        Action:

        Update your application's configuration
        === spring-bean | 1 | crash-loop | bean;RateClient
        ***************************
        APPLICATION FAILED TO START
        ***************************

        Description:

        Parameter 0 of constructor in shop.rates.RateService required a bean of type 'shop.rates.RateClient' that could not be found.


        Action:

        Consider defining a bean of type 'shop.rates.RateClient' in your configuration.
        === python-environ | 1 | config-error | STRIPE_KEY
        Traceback (most recent call last):
          File "/app/settings.py", line 9, in <module>
            STRIPE_KEY = os.environ["STRIPE_KEY"]
          File "<frozen os>", line 685, in __getitem__
        KeyError: 'STRIPE_KEY'
        === python-keyerror-data | 1 | crash-loop | customer_id
        Traceback (most recent call last):
          File "/app/jobs/merge.py", line 40, in run
            key = row["customer_id"]
        KeyError: 'customer_id'
        === django-secret | 1 | config-error | SECRET_KEY
        django.core.exceptions.ImproperlyConfigured: The SECRET_KEY setting must not be empty.
        === ruby-fetch | 1 | config-error | REDIS_URL
        /app/config/initializers/redis.rb:3:in `fetch': key not found: "REDIS_URL" (KeyError)
        	from /app/config/initializers/redis.rb:3:in `<main>'
        === rails-secret | 1 | config-error | secret_key_base
        ArgumentError: Missing `secret_key_base` for 'production' environment, set this string with `bin/rails credentials:edit`
        === elixir-env | 1 | config-error | DATABASE_URL
        ERROR! Config provider Config.Reader failed with:
        ** (RuntimeError) environment variable DATABASE_URL is missing.
        For example: ecto://USER:PASS@HOST/DATABASE
            /app/releases/0.1.0/runtime.exs:31: (file)
        === rust-env | 101 | config-error | NotPresent
        thread 'main' panicked at src/config.rs:14:45:
        DATABASE_URL: NotPresent
        note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace
        === rust-toml | 1 | config-error | listen_addr
        Error: TOML parse error at line 3, column 1
          |
        3 | [server]
          | ^^^^^^^^
        missing field `listen_addr`
        === go-envconfig | 1 | config-error | PAYMENT_TOKEN
        2026/05/11 22:14:01 required key PAYMENT_TOKEN missing value
        === go-flag | 2 | config-error | metrics-port
        flag provided but not defined: -metrics-port
        Usage of /app/server:
          -addr string
            	listen address (default ":8080")
          -v	verbose
        === cobra-flag | 1 | config-error | --leader-elects
        Error: unknown flag: --leader-elects
        Usage:
          manager [flags]

        Flags:
              --leader-elect   enable leader election
          -h, --help           help for manager
        === argparse | 2 | config-error | --workers
        usage: serve.py [-h] [--port PORT] [--model MODEL]
        serve.py: error: unrecognized arguments: --workers 4
        === viper | 1 | config-error | config
        panic: Fatal error config file: Config File "config" Not Found in "[/etc/app /app]"

        goroutine 1 [running]:
        main.init.0()
        	/src/main.go:22 +0x1d4
        === go-config-open | 1 | config-error | /etc/app/config.yaml
        2026/05/11 22:14:01 open /etc/app/config.yaml: no such file or directory
        === nest-joi | 1 | config-error | JWT_SECRET
        /app/node_modules/@nestjs/config/dist/config.module.js:110
                        throw new Error(`Config validation error: ${error.message}`);
                        ^

        Error: Config validation error: "JWT_SECRET" is required
            at ConfigModule.forRoot (/app/node_modules/@nestjs/config/dist/config.module.js:110:23)
        === zod-env | 1 | config-error | invalid environment
        ❌ Invalid environment variables: { DATABASE_URL: [ 'Required' ] }
        /app/dist/env.js:22
            throw new Error("Invalid environment variables");
            ^
        Error: Invalid environment variables
            at Object.<anonymous> (/app/dist/env.js:22:11)
        === dotnet-options | 134 | config-error | ConnectionString
        Unhandled exception. Microsoft.Extensions.Options.OptionsValidationException: DataAnnotation validation failed for 'StoreOptions' members: 'ConnectionString' with the error: 'The ConnectionString field is required.'.
           at Microsoft.Extensions.Options.OptionsFactory`1.Create(String name)
        === dotnet-json | 134 | config-error | appsettings
        Unhandled exception. System.IO.InvalidDataException: Failed to load configuration from file '/app/appsettings.Production.json'.
         ---> System.FormatException: Could not parse the JSON file.
         ---> System.Text.Json.JsonReaderException: '}' is invalid after a value. LineNumber: 11 | BytePositionInLine: 2.
        === laravel-key | 1 | config-error | encryption key
        In EncryptionServiceProvider.php line 79:

          No application encryption key has been specified.
        === symfony-env | 1 | config-error | MAILER_DSN
        PHP Fatal error:  Uncaught Symfony\Component\DependencyInjection\Exception\EnvNotFoundException: Environment variable not found: "MAILER_DSN". in /app/vendor/symfony/dependency-injection/EnvVarProcessor.php:221
        === bash-unset | 1 | config-error | API_URL
        /entrypoint.sh: line 4: API_URL: unbound variable
        === sh-parameter | 2 | config-error | BROKER
        ./run.sh: 3: BROKER: parameter not set
        === jvm-flag | 1 | config-error | UseConcMarkSweepGC
        Unrecognized VM option 'UseConcMarkSweepGC'
        Error: Could not create the Java Virtual Machine.
        Error: A fatal exception has occurred. Program will exit.
        === prometheus | 2 | config-error | prometheus.yml;scrape_intervall
        ts=2026-05-11T22:14:01.020Z caller=main.go:582 level=error msg="Error loading config (--config.file=/etc/prometheus/prometheus.yml)" file=/etc/prometheus/prometheus.yml err="parsing YAML file /etc/prometheus/prometheus.yml: yaml: unmarshal errors:\n  line 3: field scrape_intervall not found in type config.plain"
        === otel | 1 | config-error | otlphttps|exporters
        Error: failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):

        error decoding 'exporters': unknown type: "otlphttps" for id: "otlphttps" (valid values: [debug otlp otlphttp])
        2026/05/11 22:14:01 collector server run finished with error: failed to get config: cannot unmarshal the configuration
        === haproxy | 1 | config-error | haproxy.cfg
        [NOTICE]   (1) : haproxy version is 2.9.7
        [ALERT]    (1) : config : parsing [/usr/local/etc/haproxy/haproxy.cfg:31] : unknown keyword 'blance' in 'backend' section; did you mean 'balance' maybe ?
        [ALERT]    (1) : config : Error(s) found in configuration file : /usr/local/etc/haproxy/haproxy.cfg
        [ALERT]    (1) : config : Fatal errors found in configuration.
        === apache | 1 | config-error | RewriteEngin
        AH00526: Syntax error on line 14 of /usr/local/apache2/conf/extra/site.conf:
        Invalid command 'RewriteEngin', perhaps misspelled or defined by a module not included in the server configuration
        === caddy | 1 | config-error | revers_proxy
        Error: adapting config using caddyfile: /etc/caddy/Caddyfile:4: unrecognized directive: revers_proxy
        === fluentbit | 1 | config-error | eslastic|plugin
        [2026/05/11 22:14:01] [error] [output] unknown plugin 'eslastic'
        [2026/05/11 22:14:01] [error] [config] section 'output' tried to instance a plugin name that doesn't exist
        [2026/05/11 22:14:01] [error] configuration file contains errors, aborting.
        === traefik | 1 | config-error | certresolver
        {"level":"error","error":"command traefik error: failed to decode configuration from flags: field not found, node: certresolver","time":"2026-05-11T22:14:01Z","message":"Command error"}
        === postgres-conf | 1 | config-error | shared_bufers
        2026-05-11 22:14:01.120 UTC [1] LOG:  unrecognized configuration parameter "shared_bufers" in file "/var/lib/postgresql/data/postgresql.conf" line 122
        2026-05-11 22:14:01.121 UTC [1] FATAL:  configuration file "/var/lib/postgresql/data/postgresql.conf" contains errors
        === postgres-init-password | 1 | config-error | POSTGRES_PASSWORD|superuser password
        Error: Database is uninitialized and superuser password is not specified.
               You must specify POSTGRES_PASSWORD to a non-empty value for the
               superuser. For example, "-e POSTGRES_PASSWORD=password" on "docker run".
        === nginx-cert | 1 | config-error | tls.crt
        nginx: [emerg] cannot load certificate "/etc/nginx/tls/tls.crt": BIO_new_file() failed (SSL: error:80000002:system library::No such file or directory:calling fopen(/etc/nginx/tls/tls.crt, r) error:10000080:BIO routines::no such file)
        === go-tls-pair | 1 | config-error | private key
        2026/05/11 22:14:01 tls: private key does not match public key
        === airflow-conf | 1 | config-error | sql_alchemy_conn
        airflow.exceptions.AirflowConfigException: section/key [database/sql_alchemy_conn] not found in config
        === elastic-setting | 1 | config-error | discovery.seed_host
        java.lang.IllegalArgumentException: unknown setting [discovery.seed_host] did you mean [discovery.seed_hosts]?
        	at org.elasticsearch.common.settings.AbstractScopedSettings.validate(AbstractScopedSettings.java:561)
        === kafka-config | 1 | config-error | group.id
        org.apache.kafka.common.config.ConfigException: Missing required configuration "group.id" which has no default value.
        	at org.apache.kafka.common.config.ConfigDef.parseValue(ConfigDef.java:506)
        === spanish-variable | 1 | config-error | COLA_URL
        ERROR arranque cancelado: falta la variable de entorno COLA_URL
        === french-variable | 1 | config-error | FILE_URL
        ERREUR démarrage interrompu : la variable d'environnement FILE_URL n'est pas définie
        """#
}
