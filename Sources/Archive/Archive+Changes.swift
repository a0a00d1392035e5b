import GRDB
import Host

extension Archive {
    /// Yields once for each time that the archive was seen changed, by this process or another.
    ///
    /// GRDB's observation does not cross processes, SQLite's `data_version` does: it is read on a connection of its own
    /// (12 us) every `interval`. Ends when the reader stops, or when the file can no longer be read.
    public func changes(every interval: Duration = .seconds(1), time: any TimeSource) -> AsyncStream<Void> {
        AsyncStream(bufferingPolicy: .bufferingNewest(1)) { stream in
            let path = path
            let task = Task {
                defer { stream.finish() }
                do {
                    let watcher = try await Aside.run {
                        var configuration = Configuration()
                        configuration.readonly = true
                        configuration.label = "archive changes"
                        return try DatabaseQueue(path: path, configuration: configuration)
                    }
                    var last: Int64?
                    while !Task.isCancelled {
                        let version = try await watcher.read { db in try Int64.fetchOne(db, sql: "PRAGMA data_version") }
                        if let last, last != version { stream.yield() }
                        last = version
                        try await time.sleep(for: interval)
                    }
                } catch {
                    // Cancelled, or the file is gone: the list stays as it is, and the next read of it says why.
                }
            }
            stream.onTermination = { _ in task.cancel() }
        }
    }
}
