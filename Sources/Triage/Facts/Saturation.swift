/// What a server says when it has no worker, thread or connection left for another request: why an answer comes late.
extension CaseFile {
    /// The last such line of any log of the pod; `nil` where none says so.
    var saturation: (text: String, citation: Finding.Citation)? {
        for log in logs where log.role == .logPrevious || log.role == .log {
            guard let line = log.lines(containing: Self.saturated, limit: 1, last: true).first else { continue }
            return (Words.line(LoggedError.bare(log.text.line(line)), 160), log.citation(line))
        }
        return nil
    }

    /// php-fpm, Tomcat, Hikari, gunicorn, Puma, nginx, .NET, Go's and Python's pools, garbage collectors, event loops.
    private static let saturated: [StaticString] = [
        "max_children", "maxthreads", "thread pool is exhausted", "threadpool exhausted", "thread pool exhausted", "threadpool starvation",
        "thread pool starvation", "pool exhausted", "pool is exhausted", "queuepool limit", "connection is not available, request timed out",
        "no available workers", "no free workers", "all workers are busy", "workers are busy", "worker_connections are not enough",
        "queue is full", "task queue full", "rejectedexecution", "backlog full", "too many open connections", "event loop blocked",
        "event loop is blocked", "event loop lag", "executing <task", "stop-the-world", "to-space exhausted", "pause full", "gc overhead",
        "blocked for more than", "took too long", "deadlock",
    ]
}
