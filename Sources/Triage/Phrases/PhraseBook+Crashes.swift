extension PhraseBook {
    /// How programs of all languages end by an error that is theirs.
    static let crashes = #"""
        traceback (most recent call last)
        panic:
        panicked at
        fatal error:
        goroutine 
        unhandled
        uncaught
        exception in thread
        exception in static initializer
        an exception occurred
        application run failed
        application failed to start
        error starting applicationcontext
        beancreationexception
        could not start
        terminate called
        terminating due to
        what():
        assertion
        assertionerror
        assert failed
        aborted (core
        core dumped
        the tensorflow library was compiled to use
        check failed: 
        segmentation fault
        segfault
        sigsegv
        sigabrt
        sigbus
        sigill
        illegal instruction
        was compiled to use
        your cpu does not support
        cpu does not support
        requires a cpu with
        unsupported cpu
        bus error
        stack overflow
        stackoverflow
        stack smashing
        double free
        free(): invalid
        malloc(): 
        corrupted size vs
        invalid pointer
        fatal
        php fatal
        syntaxerror
        syntax error
        referenceerror
        typeerror
        no such file or directory
        filenotfound
        enoent
        nosuchfileexception
        permission denied
        operation not permitted
        read-only file system
        erofs
        eacces
        eperm
        address already in use
        eaddrinuse
        port already
        already in use
        was already in use
        cannot bind
        could not bind
        bind() to
        exec format error
        cannot execute binary
        not executable
        command not found
        executable file not found
        too many open files
        emfile
        maximum call stack
        deadlock
        schwerwiegend
        ausnahmefehler
        erreur fatale
        exception non gérée
        error fatal
        excepción no controlada
        致命的
        未处理的异常
        ** (
        eventmachine
        nomethoderror
        undefined method
        kernel pid terminated
        runtime terminating during boot
        erl_crash
        [fatal]
        [emerg]
        [crit]
        alert]
        required a bean of type
        unable to access jarfile
        attempt to index a
        attempt to call a
        prelude.
        bad file format
        can't locate
        callstack (from hascallstack)
        is locked
        already locked
        another instance
        another process
        already running
        lock held by
        unable to lock
        could not lock
        cannot lock
        """#

    /// Words of somebody who goes on without what failed.
    static let tolerated = #"""
        entering retry loop
        could not reliably determine
        spans are dropped
        supplied but are not used
        supplied but aren't a known
        supplied but isn't a known
        may not be persisted outside
         kept)
        left out
        metrics are scraped
        failed to discover
        going on
        event loop is closed
        task was destroyed but it is pending
        exception ignored in
        data loss possible
        retrying
        will retry
        (retry
        retry in
        retry #
        trying again
        trying to resume
        will try again
        reconnecting
        attempting reconnect
        ignoring
        ignored
        (ignored)
        falling back
        fallback
        fall back
        using default
        using cached
        serving cached
        serving stale
        skipping
        skipped
        continuing
        proceeding
        non-fatal
        nonfatal
        not fatal
        non-critical
        not critical
        optional
        best effort
        best-effort
        cold start
        without it
        degraded
        deprecat
        will be created
        creating it
        not required
        harmless
        wird ignoriert
        neuer versuch
        erneuter versuch
        zurückgestellt
        nouvelle tentative
        reintentando
        recovered
        stale cache
        is disabled
        disabling
        feature disabled
        will be disabled
        """#

    /// Telemetry that nobody reads just now, and clients of the container that went away: no server dies of either.
    static let bystanders = #"""
        failed to export
        error exporting
        exporter
        opentelemetry
        otlp
        telemetry
        jaeger
        zipkin
        sentry
        wandb
        statsd
        datadog
        newrelic
        new relic
        pushgateway
        analytics
        client went away
        client disconnected
        client closed
        client has disconnected
        client gone
        by the client
        by client
        downstream
        from client
        to client
        write: broken pipe
        remote peer closed
        clientabort
        brokenpipeerror
        """#

    /// Words of somebody who only lacks what another error took away.
    static let consequences = #"""
        childfailederror
        pool initialization incomplete
        couldn't get a connection after
        taskcanceledexception
        no cluster leader
        no known leader
        since no 
        because no 
        operationcanceledexception
        a task was canceled
        connection not available and request was dropped
        nil pointer dereference
        nullpointerexception
        nullreferenceexception
        object reference not set
        'nonetype' object
        cannot read propert
        of undefined
        undefined method `
        for nil:nilclass
        invalid memory address
        systemexit
        timed out waiting
        timeout waiting
        gave up
        giving up
        giving up after
        attempts exhausted
        after multiple attempts
        max attempts
        maximum number of attempts
        too many retries
        model not loaded
        not initialized
        uninitialized
        not been initialized
        failed to start
        could not start
        startup failed
        failed to initialize
        initialization failed
        init failed
        shutting down
        stream closed
        channel closed
        already closed
        context canceled
        context cancelled
        cancellederror
        operation was canceled
        task was destroyed
        problem running manager
        caches to sync
        cache to be synced
        bean creation
        beancreationexception
        unsatisfieddependency
        """#
}
