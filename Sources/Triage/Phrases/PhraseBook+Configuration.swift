extension PhraseBook {
    /// Configuration that is missing or not understood: the environment, files, flags of servers and frameworks.
    static let configuration =
        refusedSettings + "\n" + #"""
            cannot unmarshal the configuration
            failed to get config
            decoding failed due to the following
            missing env
            key values mismatch
            private key does not match
            does not match private key
            key does not match
            invalid env
            is not defined in env
            ungültige konfiguration
            konfigurationsfehler
            nicht gesetzt
            erreur de configuration
            configuration invalide
            configuración inválida
            error de configuración
            配置错误
            設定エラー
            ошибка конфигурации
            missing required
            missing configuration
            missing config
            missing setting
            missing key
            missing field `
            missing value for
            missing option
            no value specified for
            required key
            required property
            required setting
            required option
            required parameter
            required field
            required flag
            required value
            required arguments were not provided
            required variable
            required configuration
            is required
            is mandatory
            are required
            is not set
            is not specified
            is not configured
            not configured
            must be set
            must be specified
            must be provided
            must be configured
            must not be empty
            should not be empty
            cannot be empty
            can't be empty
            is missing from
            not set in environment
            but not set
            parameter null or not set
            parameter not set
            unbound variable
            value cannot be null
            validation error for
            validation errors for
            field required
            optionsvalidation
            envalid
            config validation error
            configuration validation
            invalid configuration
            invalid config
            bad configuration
            bad config
            incorrect configuration
            misconfigured
            misconfiguration
            improperlyconfigured
            configurationerror
            configuration error
            configuration problem
            configuration is invalid
            configuration failed
            configuration property
            ) : config : 
            config error
            config file error
            configerror
            configexception
            configurationexception
            configuration exception
            configuration issue
            error in config
            errors in config
            error in the config
            error(s) found in configuration
            errors found in configuration
            error loading config
            error loading the config
            error loading configuration
            error parsing config
            error parsing configuration
            error reading config
            error initializing configuration
            error parsing yaml
            error parsing toml
            could not parse config
            could not load config
            could not read config
            cannot load config
            cannot read config
            can't open config
            couldn't load config
            couldn't read config
            unable to load config
            unable to read config
            unable to parse config
            unable to open config
            failed to load config
            failed to load the config
            failed to load configuration
            failed to read config
            failed to parse config
            failed to parse configuration
            failed to decode config
            failed to decode configuration
            failed to unmarshal config
            failed to prepare configuration
            failed parsing config
            failed to configure
            failed to bind properties
            loading configuration file failed
            parsing yaml file
            configdata
            could not resolve placeholder
            could not bind properties
            yaml.scanner
            yaml.parser
            yaml: line
            yaml: 
            yamlexception
            yamlexception:
            yaml syntax
            scannererror
            mapping values are not allowed
            did not find expected
            could not find expected
            found character that cannot start
            toml: 
            tomldecodeerror
            toml parse error
            unknown directive
            directive is not allowed
            directive is duplicate
            unrecognized directive
            invalid number of arguments in
            bad directive
            invalid command '
            syntax error on line
            unexpected "}"
            unexpected end of file, expecting
            unknown variable '
            unknown option
            unknown flag
            unknown shorthand flag
            unknown setting
            unknown field
            unknown key
            unknown property
            unknown configuration
            unknown plugin
            unknown parameter
            unknown argument
            unknown keyword
            unknown profile
            unrecognized arguments
            unrecognized argument
            unrecognized option
            unrecognised option
            unrecognized configuration
            unrecognized field
            unrecognized vm option
            unrecognized setting
            unexpected argument
            unexpected property
            no such option
            no such field
            flag provided but not defined
            flag needs an argument
            expects a value
            invalid option
            invalid argument for
            invalid flag
            invalid value for
            invalid value "
            invalid value '
            invalid setting
            invalid parameter
            invalid port
            invalid url
            invalid uri
            invalid dsn
            invalid connection string
            invalid log level
            invalid duration
            not found in type
            cannot unmarshal
            failed to parse yaml
            failed to parse toml
            json at position
            could not parse the json file
            invalid proto json
            unable to parse json as proto
            time: invalid duration
            time: missing unit
            time: unknown unit
            url scheme
            unknown driver
            unknown exporter
            unknown type:
            unsupported scheme
            unsupported driver
            no suitable driver
            adapternotspecified
            secret_key_base
            no application encryption key
            key not found: "
            could not fetch application environment
            could not fetch environment
            varerror
            notpresent
            notunicode
            ("notpresent")
            airflowconfig
            bootstrap checks failed
            bootstrap check failure
            vm.max_map_count
            max virtual memory areas
            too low, increase to at least
            could not find or read the key
            failed to find any pem
            no such section
            no such plugin
            nosectionerror
            nooptionerror
            plugin name that doesn't exist
            unknown database
            feature gate
            could not open file "/etc
            invalid maximum heap size
            initial heap size set to a larger
            invalid initial heap
            could not reserve enough space
            duplicated mapping key
            already set in map
            fatal:  database "
            fatal: database "
            is not a valid configuration
            keyerror: 'env
            must be defined
            unable to load in-cluster
            no matches for kind
            no configuration has been provided
            nosuchbucket
            the specified bucket does not exist
            """#

    /// The same by its form: keys that are unknown, not used, given twice, of another type, not allowed where they stand.
    private static let refusedSettings = #"""
        is missing the
        missing the '
        missing the "
        missing the `
        missing property
        missing mandatory
        missing argument
        missing parameter
        missing directive
        mandatory parameter
        mandatory property
        ' was not used
        " was not used
        property was not used
        unused propert
        is not recognized
        is not recognised
        not a recognized
        is not a known
        is not known
        unknown section
        unknown element
        unknown attribute
        unknownattribut
        unknown module
        unknown config
        unknown label
        unknown service type
        unknown processor
        unrecognized key
        unrecognized property
        unrecognized parameter
        unrecognized name
        unrecognized command
        unrecognised parameter
        has no attribute named
        is no longer supported
        is not supported anymore
        no longer valid
        is not allowed here
        is not permitted here
        is not allowed in this context
        additional properties
        additional property
        additionalproperties
        extra fields not permitted
        extra inputs are not permitted
        invalid keys
        unexpected key
        unexpected section
        unexpected element
        duplicate key in
        duplicate key found
        found duplicate key
        duplicate keys in
        duplicated key
        duplicate section
        duplicate definition
        duplicate listen
        a duplicate default
        a duplicate listen
        defined more than once
        specified more than once
        specified multiple times
        set more than once
        config is invalid
        configuration is not valid
        config is not valid
        configuration contains
        not a valid value
        is not a valid setting
        is not valid for
        invalid type for
        wrong type for
        unconvertible type
        failed to convert
        cannot be set in
        cannot be used together
        cannot be combined
        mutually exclusive
        only one of
        exactly one of
        at least one of
        valid values are
        allowed values are
        possible values are
        supported values are
        specified in config
        defined in config
        referenced in config
        provisioning error
        could not parse expression
        error in rule file
        vrl program
        process the configuration
        incorrect key length
        kind => validation_error
        bad file mode
        in section '
        in section "
        in section [
        for "--
        for '--
        for \"--
        not found in config
        bad configuration option
        are too open
        is too open
        bad ownership or modes
        bad permissions
        unprotected private key
        group or world access
        has group or other access
        group or others
        world readable
        world-readable
        /proc/sys/
        aio-max-nr
        max_user_instances
        max_user_watches
        rlimit_memlock
        memlock
        ulimit
        missing/unavailable dependencies
        required services that are not installed
        """#
}
