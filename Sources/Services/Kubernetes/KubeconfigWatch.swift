import Host

/// A kubeconfig that is read again when one of the files it is made of changes: `aws eks update-kubeconfig`, a new port of a local
/// cluster, a renewed certificate.
///
///     let watch = KubeconfigWatch(path: nil, environment: .process, time: time)
///     var kubeconfig = try await watch.load()
///     while await watch.changed() { kubeconfig = try await watch.load() }
public actor KubeconfigWatch {
    /// Between two looks at the files; a look costs one `stat` for each.
    static let interval = Duration.seconds(2)
    /// A file that is being written has come to rest when it stayed the same for so long.
    static let rest = Duration.milliseconds(500)

    private let path: String?
    private let environment: Environment
    private let time: any TimeSource
    private var stamps: [String: FileStamp] = [:]

    /// A watch on the files that ``Kubeconfig/load(path:environment:time:)`` would read; nothing is read yet.
    public init(path: String?, environment: Environment, time: any TimeSource) {
        self.path = path
        self.environment = environment
        self.time = time
    }

    /// Reads the kubeconfig as it is now.
    /// - Throws: ``KubeconfigError``; what changes from now on is noticed all the same.
    public func load() async throws -> Kubeconfig {
        // Before reading: a change in between is noticed then.
        stamps = await FileStamp.of(Kubeconfig.candidates(path: path, environment))
        let kubeconfig = try await Kubeconfig.load(path: path, environment: environment, time: time)
        stamps.merge(await FileStamp.of(kubeconfig.materialFiles)) { own, _ in own }
        return kubeconfig
    }

    /// Waits until a file has changed, come or gone since ``load()``, and is not being written any more; false when the task was cancelled.
    public func changed() async -> Bool {
        let files = Array(stamps.keys)
        do {
            while await FileStamp.of(files) == stamps { try await time.sleep(for: Self.interval) }
            var seen = await FileStamp.of(files)
            while true {
                try await time.sleep(for: Self.rest)
                let now = await FileStamp.of(files)
                if now == seen { return true }
                seen = now
            }
        } catch {
            return false
        }
    }
}
