/// The place of the program's own code that an error's frames name, in the notation of its language.
enum CodePlace {
    /// `/app/loader.py:33`, `cache.go:61`, `Client.java:77`; `nil` where no frame is the program's own.
    static func find(in lines: [String]) -> String? {
        python(lines) ?? lines.lazy.compactMap(frame).first
    }

    /// Python prints the nearest frame last.
    private static func python(_ lines: [String]) -> String? {
        var best: String?
        for line in lines {
            guard let start = line.firstRange(of: "File \""), let end = line[start.upperBound...].firstRange(of: "\", line ") else {
                continue
            }
            let path = line[start.upperBound..<end.lowerBound]
            let number = line[end.upperBound...].prefix { $0.isNumber }
            if !isLibrary(path) { best = "\(path):\(number)" }
        }
        return best
    }

    /// All others print it first.
    private static func frame(_ line: String) -> String? {
        let text = line.drop { $0 == " " || $0 == "\t" }
        guard text.count < 400, !isLibrary(text) else { return nil }
        if text.hasPrefix("at ") {
            // Java and its kin: `at shop.Client.call(Client.java:77)`; .NET: `at Shop.Cart.Add() in /src/Cart.cs:line 42`.
            if let mark = text.firstRange(of: ":line ") {
                let path = text[..<mark.lowerBound].split(separator: " ").last ?? ""
                return "\(path):\(text[mark.upperBound...].prefix { $0.isNumber })"
            }
            guard let place = text.split(separator: "(").last?.prefix(while: { $0 != ")" }), place.contains(":") else {
                return place(Substring(text.dropFirst(3)), "js", "ts", "mjs", "cjs")
            }
            if isPlace(place, "java", "kt", "scala", "groovy", "clj") { return String(place) }
            return self.place(place, "js", "ts", "mjs", "cjs", "tsx", "jsx")
        }
        // Julia: `@ Main /app/src/cost.jl:33`; its own modules are named before their paths.
        if text.hasPrefix("@ "), !text.hasPrefix("@ Base"), !text.hasPrefix("@ Core") { return place(text.dropFirst(2), "jl") }
        // Go's frames stand on a line of their own, Elixir's behind the application, Ruby's before the method.
        if text.hasPrefix("/"), let place = place(text.prefix { $0 != " " }, "go") { return place }
        if text.hasPrefix("("), let close = text.firstIndex(of: ")"), let place = place(text[text.index(after: close)...], "ex", "exs") {
            return place
        }
        guard let method = text.firstRange(of: ":in `") ?? text.firstRange(of: ":in '") else { return nil }
        return place(text[..<method.lowerBound].drop { $0 == "f" || $0 == "r" || $0 == "o" || $0 == "m" || $0 == " " || $0 == "\t" }, "rb")
    }

    /// `path.ext:12:5` up to the line's number.
    private static func place(_ text: Substring, _ endings: String...) -> String? {
        for ending in endings {
            guard let dot = text.firstRange(of: ".\(ending):") else { continue }
            let number = text[dot.upperBound...].prefix { $0.isNumber }
            let path = text[..<dot.upperBound].split(separator: " ").last?.drop { $0 == "(" } ?? ""
            if !number.isEmpty { return "\(path)\(number)" }
        }
        return nil
    }

    private static func isPlace(_ text: Substring, _ endings: String...) -> Bool {
        endings.contains { text.contains(".\($0):") }
    }

    /// Whether a frame is the language's or a library's.
    private static func isLibrary(_ text: Substring) -> Bool {
        libraries.contains { text.contains($0) }
    }

    private static let libraries = [
        "site-packages", "/lib/python", "dist-packages", "<frozen", "<string>", "/usr/local/go/src/", "/go/pkg/mod/", "runtime/panic.go", "node:",
        "node_modules", "internal/modules", "/gems/", "/usr/lib/ruby", "/usr/local/bundle", "/rustc/", ".cargo/registry", "at java.", "at javax.",
        "at jdk.", "at sun.", "at java.base/", "at org.springframework.", "at org.apache.", "at org.hibernate.", "at org.postgresql.",
        "at com.zaxxer.",
        "at com.mysql.", "at com.fasterxml.", "at io.netty.", "at reactor.", "at kotlin.", "at kotlinx.", "at scala.", "at org.eclipse.",
        "at okhttp3.",
        "at org.flywaydb.", "at io.grpc.", "at redis.clients.", "at io.lettuce.", "at com.mongodb.", "at com.rabbitmq.", "at org.elasticsearch.",
        "at System.", "at Microsoft.", "at Npgsql.", "at StackExchange.", "at MySqlConnector.", "at RabbitMQ.", "at Confluent.", "(elixir ",
        "(stdlib ",
        "(kernel ", "(ecto", "(db_connection", "(postgrex",
    ]
}
