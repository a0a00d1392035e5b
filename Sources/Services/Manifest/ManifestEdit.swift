import Host

/// A change of one value in a file: every other byte stays as it was.
public struct ManifestEdit: Sendable, Equatable {
    /// The whole file after the change.
    public var bytes: [UInt8] = []
    /// The value before and after.
    public var old = "", new = ""
    /// The line it stands on, from 1, as git counts.
    public var line = 0
    /// That line before and after, without its end.
    public var before = "", after = ""

    /// An edit to be filled in.
    init() {}

    /// As `diff -U0` writes it, safe to show.
    public func unified(path: String) -> String {
        let name = SafeText.line(path)
        return "--- a/\(name)\n+++ b/\(name)\n@@ -\(line) +\(line) @@\n-\(SafeText.line(before))\n+\(SafeText.line(after))\n"
    }
}
