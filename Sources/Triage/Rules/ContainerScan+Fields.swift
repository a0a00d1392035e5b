extension ContainerScan {
    /// Vulnerabilities told in fields, one a line: `npm audit`, `cargo audit`, govulncheck, Docker Scout, bundler-audit.
    static func fields(_ failure: JobFailure) -> [Row] {
        let heads = failure.lines(
            "severity: ", "severity vulnerability found in ", "- cis-di-", "crate:", "vulnerability #", "✗ critical", "✗ high", "advisory:",
            "criticality:", limit: 200)
        return heads.compactMap { line in
            let text = failure.text(line)
            let below = (line + 1..<min(line + 9, failure.log.text.count)).map { failure.text($0) }
            if text.hasPrefix("Severity: ") { return npm(failure, line, text, below) }
            if text.contains(" severity vulnerability found in ") { return image(line, text, below) }
            if text.contains("- CIS-DI-") { return hardening(line, text, below) }
            if text.hasPrefix("Crate:") { return crate(line, text, below) }
            if text.hasPrefix("Vulnerability #") { return go(line, text, below) }
            if text.hasPrefix("✗ ") { return scout(failure, line, text, below) }
            if text.hasPrefix("Criticality:") || text.hasPrefix("Advisory:") { return gem(failure, line, below) }
            return nil
        }
    }

    private static func value(_ name: String, _ lines: [String]) -> String {
        lines.first { $0.hasPrefix(name) }.map { String($0.dropFirst(name.count).drop { $0 == " " || $0 == "\t" || $0 == ":" }) } ?? ""
    }

    /// `lodash  <4.17.21`, `Severity: high`, `Prototype Pollution - https://github.com/advisories/GHSA-…`, `fix available via …`
    private static func npm(_ failure: JobFailure, _ line: Int, _ text: String, _ below: [String]) -> Row? {
        guard line > 0 else { return nil }
        let head = failure.text(line - 1).split(separator: " ", maxSplits: 1)
        guard let name = head.first, let advisory = below.first(where: { $0.contains("/advisories/") }) else { return nil }
        let id = advisory.split(separator: "/").last.map(String.init) ?? ""
        let severity = text.dropFirst(10).uppercased()
        let title = advisory.firstRange(of: " - https").map { String(advisory[..<$0.lowerBound]) } ?? ""
        let fix = below.first { $0.hasPrefix("fix available") } ?? ""
        return Row(
            library: String(name), id: id, severity: severity, installed: head.count > 1 ? Words.line(String(head[1]), 40) : "",
            fixed: fix.word(after: "@") ?? "", line: line, title: Words.line(title, 80))
    }

    /// Snyk of an image: `✗ High severity vulnerability found in openssl/libssl3`, description, `From:` and `Fixed in:` below.
    private static func image(_ line: Int, _ text: String, _ below: [String]) -> Row? {
        let words = text.drop { !$0.isLetter }
        guard let library = text.word(after: "found in ") else { return nil }
        let id = value("Info", below).split(separator: "/").last.map(String.init) ?? ""
        let own = below.prefix { !$0.contains(" severity vulnerability found in ") }
        return Row(
            library: library, id: id, severity: words.prefix { !$0.isWhitespace }.uppercased(),
            installed: value("Introduced through", Array(own)).split(separator: "@").last.map(String.init) ?? "",
            fixed: value("Fixed in", Array(own)), line: line, title: Words.line(value("Description", Array(own)), 80))
    }

    /// Dockle: `FATAL\t- CIS-DI-0010: Do not store credential …`, what it found below.
    private static func hardening(_ line: Int, _ text: String, _ below: [String]) -> Row? {
        let level = text.prefix { $0.isLetter }
        guard level == "FATAL" || level == "WARN", let colon = text.firstRange(of: ": "), let id = text.word(after: "- ") else { return nil }
        let found = below.first { $0.hasPrefix("* ") }.map { $0.dropFirst(2).description } ?? ""
        return Row(
            library: "the image:", id: id.trimmingSuffix(":"), severity: level == "FATAL" ? "CRITICAL" : "MEDIUM", installed: "", fixed: "",
            line: line,
            title: Words.line("\(text[colon.upperBound...]); \(found)", 160))
    }

    private static func crate(_ line: Int, _ text: String, _ below: [String]) -> Row? {
        let name = value("Crate", [text]), id = value("ID", below)
        guard !id.isEmpty else { return nil }
        return Row(
            library: name, id: id,
            severity: value("Severity", below).split(separator: " ").last.map { $0.filter(\.isLetter).uppercased() } ?? "UNKNOWN",
            installed: value("Version", below), fixed: value("Solution", below).replacing("Upgrade to ", with: ""), line: line,
            title: Words.line(value("Title", below), 80))
    }

    private static func go(_ line: Int, _ text: String, _ below: [String]) -> Row? {
        let id = text.split(separator: " ").last.map(String.init) ?? "", found = value("Found in", below).split(separator: "@")
        let fixed = value("Fixed in", below).split(separator: "@").last.map(String.init) ?? ""
        return Row(
            library: found.first.map(String.init) ?? "", id: id, severity: "UNKNOWN", installed: found.count > 1 ? String(found[1]) : "",
            fixed: fixed == "N/A" ? "" : fixed,
            line: line, title: Words.line(below.first ?? "", 80))
    }

    /// `✗ CRITICAL CVE-2024-1 [title]` below the package it is of.
    private static func scout(_ failure: JobFailure, _ line: Int, _ text: String, _ below: [String]) -> Row? {
        let words = text.split(separator: " ")
        guard words.count > 2, words[2].hasPrefix("CVE-") || words[2].hasPrefix("GHSA-") else { return nil }
        let package = stride(from: line - 1, through: max(0, line - 40), by: -1).lazy.map { failure.text($0) }.first { $0.contains("pkg:") } ?? ""
        let name = package.split(separator: "/").last ?? "", parts = name.split(separator: "@")
        return Row(
            library: parts.first.map(String.init) ?? "", id: String(words[2]), severity: words[1].uppercased(),
            installed: parts.count > 1 ? String(parts[1]) : "",
            fixed: value("Fixed version", below).replacing("not fixed", with: ""), line: line)
    }

    private static func gem(_ failure: JobFailure, _ line: Int, _ below: [String]) -> Row? {
        let near = (max(0, line - 4)..<line).map { failure.text($0) } + [failure.text(line)] + below
        let name = value("Name", near)
        guard !name.isEmpty else { return nil }
        let id = [value("CVE", near), value("GHSA", near), value("Advisory", near)].first { !$0.isEmpty } ?? ""
        return Row(
            library: name, id: id, severity: value("Criticality", near).uppercased(), installed: value("Version", near),
            fixed: value("Solution", near), line: line,
            title: Words.line(value("Title", near), 80))
    }
}
