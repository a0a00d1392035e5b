import Operations
import Settings
import Terminal

/// What the console is started with.
public struct Options: Sendable, Equatable {
    /// Cluster contexts in the order shown; those that ask for care before a change.
    public var contexts: [String] = []
    /// Whether config names no context, so that those of the kubeconfig are shown as they become known.
    public var showsEveryContext = false
    /// Contexts that ask for care before a change.
    public var protectedContexts: Set<String> = []
    /// Refuses every change.
    public var readOnly = false
    /// Whether there are workflows to launch, and the images that can be bumped.
    public var launches = false, images: [DeployedImage] = []
    /// Scenarios of the lab in the same process; empty where the platform is a real one.
    public var scenarios: [String] = []
    /// Whether the platform on screen is the lab.
    public var isLab = false
    /// Rings for a new critical.
    public var bell = false
    /// Whether keys are named in ASCII, since that is all that the terminal has.
    public var plainKeys = false
    /// The clock that times are shown by.
    public var clock = WallClock()
    /// Theme in use, and those to choose from.
    public var theme = "dark", themes: [String] = []
    /// Keys to commands.
    public var keymap = Keymap.standard
    /// Most bytes that a log view keeps.
    public var logBytes = 8 << 20

    /// A console of two contexts as the reference platform has them would set ``contexts`` to `["gcp", "k3d"]`.
    public init() {}

    /// What settings decide. Throws ``KeymapError`` for keys that cannot be.
    public init(_ settings: Settings) throws(KeymapError) {
        contexts = settings.contexts.map(\.name)
        showsEveryContext = contexts.isEmpty
        protectedContexts = Set(settings.contexts.filter(\.protected).map(\.name))
        readOnly = settings.readOnly
        launches = settings.github != nil
        bell = settings.screen.bell
        clock = settings.screen.utc ? WallClock() : .local
        theme = settings.screen.theme
        keymap = try Keymap(preset: settings.keyPreset, overrides: settings.keys)
    }
}
