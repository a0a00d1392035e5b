/// A place in the source, as compilers, linters and frames write it.
struct SourcePlace: Equatable {
    /// `src/a.py`, `12:3`.
    var path: String, at: String
    /// What stands behind it.
    var rest: String

    var words: String { at.isEmpty ? path : "\(path):\(at)" }

    /// `src/a.py:12:3: rest`, `src/a.ts(3,4): rest`, `A.java:[12,3] rest`, `Dockerfile:4 rest`, `file:///x.kt:3:4 rest`.
    init?(_ text: String) {
        var text = Substring(text)
        if text.hasPrefix("file://") { text = text.dropFirst(7) }
        var path = text.prefix { $0 != ":" && $0 != "(" && !$0.isWhitespace && $0 != "," }
        // C:\x\a.cs(3,4)
        if path.count == 1, text.dropFirst().hasPrefix(":\\") {
            path = text.prefix(2 + text.dropFirst(2).prefix { $0 != ":" && $0 != "(" && !$0.isWhitespace }.count)
        }
        guard path.count > 2, Self.isFile(path) else { return nil }
        var rest = text.dropFirst(path.count)
        guard let mark = rest.first, mark == ":" || mark == "(" else { return nil }
        rest = rest.dropFirst()
        let isClosed = mark == "(" || rest.first == "["
        if rest.first == "[" || mark == ":" && rest.hasPrefix(" (") { rest = rest.drop { $0 == "[" || $0 == " " || $0 == "(" } }
        guard rest.first?.isNumber == true else { return nil }
        let numbers = rest.prefix { $0.isNumber || $0 == ":" || $0 == "," || $0 == "-" || (isClosed && $0 == " ") }
        rest = rest.dropFirst(numbers.count)
        self.path = String(path)
        at = numbers.split { $0 == ":" || $0 == "," || $0 == " " }.prefix(2).joined(separator: ":")
        self.rest = String(rest.drop { ")]:, ".contains($0) })
    }

    /// A name with an ending, or one of the files that have none; no address, no version, no library.
    static func isFile(_ path: Substring) -> Bool {
        let name = path.split { $0 == "/" || $0 == "\\" }.last ?? path
        if ["Dockerfile", "Makefile", "Jenkinsfile", "Gemfile", "BUILD", "WORKSPACE", "CMakeLists"].contains(where: { name.hasPrefix($0) }) {
            return true
        }
        guard let dot = name.lastIndex(of: "."), let first = name[name.index(after: dot)...].first, first.isLetter else { return false }
        let ending = name[name.index(after: dot)...]
        guard ending.count <= 12, ending.allSatisfy({ $0.isLetter || $0.isNumber }) else { return false }
        return !["com", "org", "net", "io", "example", "internal", "local", "dev", "cloud", "svc"].contains(String(ending).lowercased())
    }

    /// Whether it is code of somebody else: a library, a runtime, a tool's own.
    static func isForeign(_ path: String) -> Bool {
        [
            "site-packages", "dist-packages", "node_modules", "/gems/", "/lib/python", "/usr/lib", "/usr/include", "vendor/", "/go/pkg/mod",
            "/rustc/",
            "<frozen", "internal/", "/.cargo/registry", "node:", "/opt/hostedtoolcache", "/lib/ruby", "/toolcache/", "/opt/venv/bin",
            "/usr/local/go/src",
        ].contains { path.contains($0) } && !path.hasPrefix("internal/")
    }

    /// The first place of one's own code in some lines of a failure: in brackets, behind `at`, `#` or `❯`, or by itself.
    static func first(in lines: [ToolLog.Line]) -> (place: String, line: Int)? {
        for line in lines {
            for word in line.text.split(whereSeparator: { $0.isWhitespace || $0 == "(" || $0 == "[" }).prefix(12) {
                guard word.contains("."), word.contains(":"), let place = SourcePlace(String(word)), !isForeign(place.path) else { continue }
                let path = place.path.hasPrefix("app//") ? String(place.path.dropFirst(5)) : place.path
                return ("\(path):\(place.at)", line.at)
            }
            // `File "/app/x.py", line 3`
            if line.text.hasPrefix("File \""), let end = line.text.firstRange(of: "\", line ") {
                let path = line.text[..<end.lowerBound].dropFirst(6)
                if !isForeign(String(path)) { return ("\(path):\(line.text[end.upperBound...].prefix { $0.isNumber })", line.at) }
            }
        }
        return nil
    }
}
