/// What a program's configuration consists of, and what it imports.
extension PhraseBook {
    /// Words for a setting; with one of ``lacking`` beside them it is what lacks.
    static let settings = #"""
        environment variable
        env var
        env variable
        configuration file
        config file
        config map
        encryption key
        master key
        secret key
        secret_key
        signing key
        configmaps "
        configmaps \"
        secrets "
        secrets \"
        services "
        services \"
        storageclass
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
        insecure
        too short
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
        /secret/
        /secrets/
        /certs/
        /tls/
        .pem
        .crt
        pwfile
        .pfx
        .p12
        .jks
        keystore
        truststore
        .config.js
        .config.ts
        htpasswd
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
        .pm in @inc
        no package '
        error: class "
        not found: class
        """#
}
