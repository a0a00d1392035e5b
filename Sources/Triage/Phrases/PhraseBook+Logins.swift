extension PhraseBook {
    /// The part of ``logins`` that decides in the output of a job's step, too.
    static let loginsInSteps = #"""
        401 unauthorized
        401 client error
        403 forbidden
        (401)
        unauthorized
        unauthenticated
        not authorized
        permission_denied
        permissiondenied
        invalid username or password
        incorrect username or password
        bad credentials
        authentication failed
        authentication required
        access denied
        accessdenied
        signaturedoesnotmatch
        expiredtoken
        unable to locate credentials
        invalid api key
        invalid token
        token expired
        token has expired
        could not read username
        invalid_grant
        refreshing your current auth tokens
        denied: denied
        """#

    /// Logins and rights refused: databases, brokers, object stores, directories, tokens, the API server.
    static let logins =
        statuses(401, 403) + "\n" + #"""
            error authenticating
            service account name not authorized
            403 client error
            (403)
            unauthorised
            not authenticated
            not authorised
            permission denied for
            permission denied: user
            errors: * permission denied
            code = permissiondenied
            invalid credential
            invalid user name or password
            bad username or password
            wrong username or password
            username or password
            invalid password
            wrong password
            incorrect password
            authentication failure
            authentication error
            authenticationfailed
            authenticationexception
            authenticationerror
            authorizationerror
            authorizationexception
            authorizationfailed
            authorization failed
            auth failed
            auth error
            failed to authenticate
            could not authenticate
            unable to authenticate
            password authentication failed
            access denied for user
            access_refused
            access refused
            login failed
            logon denied
            login incorrect
            not allowed to connect from
            28p01
            no pg_hba.conf entry
            sqlstate[hy000] [1045]
            ora-01017
            ora-28000
            permission to access
            must be owner of
            command denied to user
            requires authentication
            noauth authentication
            wrongpass
            noperm
            invalid username-password pair
            saslauthentication
            sasl authentication
            sasl_authentication_failed
            topic_authorization_failed
            group_authorization_failed
            cluster_authorization_failed
            not authorized to access
            security_exception
            missing authentication credentials
            invalidaccesskeyid
            invalidclienttokenid
            unrecognizedclientexception
            accessdeniedexception
            is not authorized to perform
            security token included in the request
            nocredentialproviders
            no valid credential sources
            failed to refresh cached credentials
            could not load credentials from any
            unable to load credentials from any
            default credentials
            defaultcredentials
            credentials were not found
            request had invalid authentication
            insufficient authentication scopes
            access_token_scope_insufficient
            incorrect api key
            api key not valid
            invalid_api_key
            invalid_token
            token is expired
            expired token
            jwt expired
            expiredsignature
            signature has expired
            signature verification failed
            expired on
            invalid_client
            invalid_grant
            invalid_scope
            unauthorized_client
            aadsts
            ldap: error code 49
            error code 49
            ldap_invalid_credentials
            invalid credentials (49)
            invalidcredentials
            acceptsecuritycontext error
            result code 49
            no valid credentials provided
            preauthentication failed
            pre-authentication
            kdc has no support
            clock skew too great
            permission denied (publickey
            http basic: access denied
            is forbidden: user "
            is forbidden: user \"
            cannot list resource
            cannot get resource
            cannot watch resource
            cannot create resource
            cannot update resource
            cannot patch resource
            insufficient privilege
            insufficient permission
            insufficient_permission
            missing permission
            does not have permission
            not have storage.
            does not have storage.
            caller does not have
            nopermission
            requires elevated
            authentifizierung fehlgeschlagen
            authentifizierung für benutzer
            passwort-authentifizierung
            anmeldung fehlgeschlagen
            anmeldung abgelehnt
            zugriff verweigert
            keine berechtigung
            authentification par mot de passe
            échec de l'authentification
            authentification échouée
            accès refusé
            identifiants invalides
            autentificación password falló
            autenticación fall
            acceso denegado
            credenciales inválidas
            autenticação falhou
            autenticação do tipo senha falhou
            acesso negado
            autenticazione fallita
            autenticazione con password fallita
            accesso negato
            認証に失敗
            認証エラー
            アクセスが拒否
            权限不足
            认证失败
            身份验证失败
            拒绝访问
            ошибка аутентификации
            не прошёл проверку подлинности
            доступ запрещ
            отказано в доступе
            fatal:  role "
            fatal: role "
            x-amz-security-token
            ssoproviderinvalidtoken
            password must be a string
            no installed keys could decrypt
            decrypt packet failed
            could not decrypt the message
            webidentityerr
            invalididentitytoken
            no openidconnect provider
            unable to auth 
            unable to auth:
            invalid challenge reply
            connection attempt from disallowed node
            did not authenticate
            validate api key
            api key is invalid
            api key invalid
            invalid api token
            not_authorized
            authentication was not valid
            username and password not accepted
            remote error: tls: bad certificate
            remote error: tls: expired certificate
            remote error: tls: revoked certificate
            remote error: tls: certificate required
            received fatal alert: bad_certificate
            received fatal alert: certificate_expired
            received fatal alert: certificate_required
            alert bad certificate
            alert certificate required
            alert certificate expired
            alert certificate revoked
            master key has changed
            auth_failed
            authfailed
            error code: 401
            error code: 403
            401 missing
            535 5.7
            535-5.7
            530 5.7
            530 authentication
            login not permitted
            not permitted to log in
            is not permitted to
            role does not exist
            token is not valid
            token not found
            acl not found
            invalid signature
            bad signature
            signature mismatch
            signature does not match
            mac check failed
            response status: 401
            response status: 403
            cannot get resource
            cannot delete resource
            rbac: access denied
            proxy authentication required
            """#

    /// The part of ``certificates`` that decides in the output of a job's step, too.
    static let certificatesInSteps = #"""
        certificate has expired
        certificate verify failed
        tls handshake
        """#

    /// Certificates: what the other side shows is not valid, or not trusted.
    static let certificates = #"""
        certificate expired
        certificateexpired
        cert_has_expired
        certificate is not yet valid
        certificatenotyetvalid
        certificate_verify_failed
        certificate verification failed
        x509: certificate
        x509: cannot validate
        x509: failed to
        tls: failed to verify certificate
        tls: bad certificate
        tls: unknown certificate
        tls: handshake failure
        remote error: tls
        tlsv1 alert
        sslhandshakeexception
        pkix path
        unable to find valid certification path
        no subject alternative
        self-signed certificate
        self signed certificate
        depth_zero_self_signed
        unable to get local issuer certificate
        unable_to_get_issuer
        unable to verify the first certificate
        unable_to_verify_leaf
        err_tls_cert_altname
        certificate's altnames
        certificate is invalid according
        the ssl connection could not be established
        ssl: certificate
        ssl certificate problem
        sslerror
        ssl_error_ssl
        ssl_connect
        invalid peer certificate
        unknownissuer
        unknown ca
        unknown_ca
        alert_unknown_ca
        certificate unknown
        certificate_unknown
        certificate_expired
        hostname mismatch
        wrong version number
        handshake failed
        handshake_failure
        zertifikat ist abgelaufen
        zertifikat abgelaufen
        certificat a expiré
        certificat expiré
        certificado ha expirado
        certificado expirado
        証明書の有効期限
        証書の期限
        remote certificate is invalid
        remotecertificate
        invalidcertificate
        invalid certificate
        """#
}
