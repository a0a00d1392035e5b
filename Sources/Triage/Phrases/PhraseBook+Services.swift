extension PhraseBook {
    /// The part of ``unnamed`` that decides in the output of a job's step, too.
    static let unnamedInSteps = #"""
        name resolution
        no such host
        eai_again
        could not resolve host
        """#

    /// Names that the resolvers of libc, musl, Go, Java, Node, Rust, Erlang and .NET do not find.
    static let unnamed = #"""
        name or service not known
        temporary failure in name resolution
        name does not resolve
        nodename nor servname
        no address associated with hostname
        server misbehaving
        getaddrinfo
        gaierror
         enotfound
        'enotfound
        "enotfound
        (enotfound
        =enotfound
        :enotfound
        eai_noname
        unknownhost
        unknown host
        unknown mysql server host
        nxdomain
        non-existing domain
        could not resolve '
        could not resolve "
        could not resolve address
        couldn't resolve host
        cannot resolve host
        can't resolve host
        failed to resolve host
        failed to resolve '
        failed to resolve "
        failed to resolve: lookup
        unresolved address
        unresolvedaddress
        unable to resolve host
        bad address
        host not found
        dns resolution failed
        dns lookup failed
        dns error
        failed to lookup address
        could not translate host name
        hostname could not be
        cannot find host
        nameresolutionerror
        socketerror: getaddrinfo
        name oder dienst nicht bekannt
        nom ou service inconnu
        nombre o servicio desconocido
        nome ou serviço desconhecido
        nome o servizio sconosciuto
        名前またはサービスが不明
        名前解決
        未知的名称或服务
        имя или служба не известны
        nieznana nazwa lub usługa
        no resolvable bootstrap
        couldn't resolve server
        """#

    /// The part of ``away`` that decides in the output of a job's step, too.
    static let awayInSteps = #"""
        connection refused
        econnrefused
        connection reset
        econnreset
        connection timed out
        connect timeout
        connection error
        etimedout
        i/o timeout
        read timed out
        no route to host
        network is unreachable
        could not connect
        failed to connect
        unable to connect
        max retries exceeded
        communications link failure
        server selection
        502 bad gateway
        504 gateway
        socket hang up
        service unavailable
        """#

    /// Services that do not answer.
    static let away = #"""
        connectionrefused
        actively refused
        connection closed by
        connection was closed
        connection lost
        connection is closed
        connection aborted
        connection terminated
        connection timeout
        connection time-out
        connecttimeout
        connect timed out
        connectionerror
        connectionbad
        connection failure
        connection attempt failed
        can't reach
        cannot reach
        couldn't reach
        could not reach
        unable to reach
        failed to reach
        connect call failed
        connectexception
        connectionexception
        connection exception
        connectionfailed
        connection failed
        ehostunreach
        enetunreach
        epipe
        econnaborted
        read timeout
        readtimeout
        sockettimeout
        socket timeout
        operation timed out
        request timed out
        deadline exceeded
        deadline_exceeded
        network unreachable
        host is unreachable
        host unreachable
        couldn't connect
        can't connect
        cannot connect
        can not connect
        error connecting
        failed to open tcp connection
        failed to establish a new connection
        failed to establish connection
        error trying to connect
        tcp connect error
        dial tcp
        dial unix
        maxretriesperrequest
        retries exhausted
        lost connection to mysql
        server has gone away
        mysql server has gone
        sqlstate[hy000] [2002]
        terminating connection due to administrator command
        the database system is starting up
        the database system is shutting down
        the database system is in recovery
        remaining connection slots are reserved
        too many clients already
        sqlstate: 53300
        sqlstate 53300
        demasiados clientes
        zu viele clients
        zu viele verbindungen
        trop de clients
        trop de connexions
        muitos clientes
        troppi client
        クライアント数が多すぎます
        слишком много клиентов
        too many connections
        connection is not available, request timed out
        connection pool exhausted
        queuepool limit
        nobrokersavailable
        no brokers available
        brokers are down
        all_brokers_down
        broker may not be available
        node may not be available
        broker not available
        broker transport failure
        run out of available brokers
        not present in metadata
        timed out waiting for a node assignment
        leader_not_available
        failed to update metadata
        amqpconnection
        no reachable node
        nonodeavailable
        no living connections
        no alive nodes
        unable to revive connection
        serverselection
        no servers found
        notmaster
        clusterdown
        masterdown
        loading redis is loading
        redis is loading the dataset
        connection to redis
        keepererrorcode
        connectionloss
        no cluster leader
        vault is sealed
        etcdserver: 
        endpointconnection
        could not connect to the endpoint
        code = unavailable
        statuscode.unavailable
        14 unavailable
        unavailable: io exception
        status: unavailable
        unavailable: upstream
        failed to connect to all addresses
        no connection established
        no healthy upstream
        upstream connect error
        upstream timed out
        bad gateway
        503 service unavailable
        503 server error
        serviceunavailable
        gateway timeout
        gateway time-out
        can't contact ldap server
        ldapserverdown
        broken pipe
        unexpected eof while
        transport is closing
        transport endpoint is not connected
        stale file handle
        nfs server
        not reachable
        curl: (6)
        curl: (7)
        curl: (28)
        no response
        verbindungsaufbau abgelehnt
        verbindung verweigert
        verbindung abgelehnt
        verbindung zum server
        konnte nicht mit dem server verbinden
        keine verbindung
        keine route zum
        nicht erreichbar
        zeitüberschreitung
        wartezeit für die verbindung
        connexion refusée
        connexion au serveur
        connexion impossible
        impossible de se connecter
        impossible de joindre
        connexion terminée par expiration
        délai d'attente
        délai de connexion
        aucun chemin d'accès pour atteindre
        injoignable
        conexión rehusada
        conexión rechazada
        no se pudo conectar
        no se puede conectar
        falló la conexión
        tiempo de espera
        expiró el tiempo de conexión
        no existe ninguna ruta
        conexão recusada
        não foi possível conectar
        tempo esgotado
        connessione rifiutata
        impossibile connettersi
        connessione scaduta
        verbinding geweigerd
        połączenie odrzucone
        połączenie odmówione
        bağlantı reddedildi
        接続を拒否
        接続が拒否
        接続拒否
        接続できません
        接続に失敗
        接続がタイムアウト
        接続タイムアウト
        连接被拒绝
        拒绝连接
        连接超时
        无法连接
        连接失败
        연결이 거부
        연결할 수 없
        в соединении отказано
        соединение отклонено
        не удалось подключиться
        истекло время ожидания
        is unreachable
        server unreachable
        unreachable:
        currently unreachable
        no primary available
        no primary found
        notprimary
        not master
        upstream unavailable
        connection to server at
        no servers available
        server_down
        fetch failed
        not_enough_replicas
        notenoughreplicas
        insufficient in-sync replicas
        fewer in-sync replicas
        has passed since batch creation
        not_leader
        notleader
        coordinator_not_available
        coordinatornotavailable
        coordinator is not available
        nohostavailable
        no hosts available
        unavailableexception
        cannot achieve consistency level
        clusterblockexception
        cluster_block_exception
        master_not_discovered
        masternotdiscovered
        noshardavailable
        no_shard_available
        all shards failed
        replicasetnoprimary
        notwritableprimary
        can't write against a read only replica
        in a read-only transaction
        running with the --read-only
        no responders available
        no available servers
        etcdserver: no leader
        lost quorum
        quorum lost
        no quorum
        timeout waiting for connection from pool
        pool initialization incomplete
        couldn't get a connection after
        timed out fetching a new connection
        timeout acquiring a connection
        unable to acquire jdbc connection
        could not obtain a connection from the pool
        could not obtain a database connection
        server closed the connection unexpectedly
        no more connections allowed
        max number of clients reached
        ora-12541
        ora-12514
        ora-12170
        ora-00018
        ora-00020
        sqlstate: 08001
        sqlstate: 08006
        sqlstate[08006]
        503 slow down
        slowdown: please reduce
        is open and does not permit further calls
        ": eof
        \": eof
        read: eof
        remote end closed connection
        server disconnected
        empty reply from server
        timeout connecting
        no master found
        masternotfound
        unexpected end of stream
        connection refused by
        """#
}
