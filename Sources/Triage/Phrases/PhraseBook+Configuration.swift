extension PhraseBook {
    /// Configuration that is missing or not understood: the environment, files, flags of servers and frameworks.
    static let configuration = #"""
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

    /// Words for a setting; with one of ``lacking`` beside them it is what lacks.
    static let settings = #"""
        environment variable
        env var
        env variable
        configuration file
        config file
        config map
        umgebungsvariable
        konfigurationsdatei
        variable d'environnement
        variables d'environnement
        fichier de configuration
        variable de entorno
        fichero de configuración
        archivo de configuración
        variável de ambiente
        variabile d'ambiente
        环境变量
        配置文件
        環境変数
        設定ファイル
        переменная окружения
        """#

    /// That something is not there, or not as it should be.
    static let lacking = #"""
        missing
        not set
        not found
        required
        undefined
        not defined
        must 
        empty
        invalid
        unset
        absent
        error
        contains
        cannot
        failed
        fehlt
        nicht
        ungültig
        n'est pas
        manquant
        absente
        falta
        no está
        não
        manca
        未设置
        缺少
        找不到
        未設定
        設定されていません
        見つかりません
        не 
        """#

    /// Files that hold configuration, by where they lie and how they end.
    static let configurationFiles = #"""
        .yaml
        .yml
        .toml
        .conf
        .properties
        .cfg
        .hcl
        config.json
        settings.json
        appsettings
        /config/
        /etc/
        .ini:
        .ini'
        .ini"
        .env:
        .env'
        .env"
        application.yml
        configmap
        """#

    /// Things a program imports that are not in its image.
    static let absent = #"""
        no module named
        modulenotfounderror
        importerror
        cannot import name
        cannot find module
        cannot find package
        err_module_not_found
        module_not_found
        classnotfoundexception
        noclassdeffounderror
        to call a method that does not exist
        nosuchmethoderror
        nosuchfielderror
        unsupportedclassversionerror
        could not find or load main class
        error while loading shared libraries
        error loading shared library
        cannot open shared object file
        symbol lookup error
        undefined symbol
        error relocating
        version `glibc_
        version `glibcxx_
        could not load file or assembly
        unable to load shared library
        unable to load dll
        dllnotfoundexception
        cannot load such file
        could not find gem
        gem::missingspec
        bundler::gemnotfound
        failed opening required
        uncaught error: class
        undefinedfunctionerror
        there is no package called
        can't locate 
        no package '
        error: class "
        not found: class
        """#
}
