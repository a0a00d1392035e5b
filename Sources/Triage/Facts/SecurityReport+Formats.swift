import JSON

/// How each scanner writes what it found.
extension SecurityReport {
    /// SARIF 2.1.0. <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>
    mutating func readSARIF(_ json: Element) {
        for (number, run) in json["runs"].array.enumerated() {
            let driver = run["tool"]["driver"]
            tool = driver["name"].string ?? tool
            let rules = driver["rules"].array
            for (index, result) in run["results"].array.enumerated() where result["suppressions"].array.isEmpty {
                let id = result["ruleId"].string ?? ""
                let known = result["ruleIndex"].int.flatMap { rules.indices.contains($0) ? rules[$0] : nil }
                let rule = known ?? rules.first { $0["id"].string == id }
                let message = result["message"]["text"].string ?? ""
                let location = result["locations"].array.first?["physicalLocation"]
                var issue = Issue(rule: id.isEmpty ? rule?["id"].string ?? "" : id, path: ["runs", String(number), "results", String(index)])
                issue.package = Self.value("Package:", message)
                issue.installed = Self.value("Installed Version:", message)
                issue.fixed = Self.value("Fixed Version:", message)
                let short = rule?["shortDescription"]["text"].string ?? ""
                let said = Self.value("Message:", message)
                issue.title = !issue.package.isEmpty ? short : !said.isEmpty ? said : message.contains("\n") && !short.isEmpty ? short : message
                if issue.package.isEmpty, let file = location?["artifactLocation"]["uri"].string {
                    issue.place = Self.place(file, location?["region"]["startLine"].int)
                }
                let score = rule?["properties"]["security-severity"]
                if let figure = score?.double ?? score?.string.flatMap({ Double($0) }) {
                    issue.severity = Severity(score: figure)
                } else {
                    let word = Self.value("Severity:", message)
                    let level = result["level"].string ?? rule?["defaultConfiguration"]["level"].string ?? "warning"
                    issue.severity = Severity(word: word.isEmpty ? level : word)
                }
                issues.append(issue)
            }
        }
    }

    /// Trivy's own JSON: vulnerabilities, misconfigurations and secrets by target. <https://trivy.dev/latest/docs/configuration/reporting/>
    mutating func readTrivy(_ json: Element) {
        tool = "Trivy"
        for (number, target) in json["Results"].array.enumerated() {
            let file = target["Target"].string ?? ""
            for (list, id) in [("Vulnerabilities", "VulnerabilityID"), ("Misconfigurations", "ID"), ("Secrets", "RuleID")] {
                for (index, item) in target[list].array.enumerated() {
                    var issue = Issue(rule: item[id].string ?? item["AVDID"].string ?? "", path: ["Results", String(number), list, String(index)])
                    issue.title = item["Title"].string ?? ""
                    issue.severity = Severity(word: item["Severity"].string)
                    if list == "Vulnerabilities" {
                        issue.package = item["PkgName"].string ?? ""
                        issue.installed = item["InstalledVersion"].string ?? ""
                        issue.fixed = item["FixedVersion"].string ?? ""
                    } else {
                        issue.place = Self.place(file, item["StartLine"].int ?? item["CauseMetadata"]["StartLine"].int)
                    }
                    issues.append(issue)
                }
            }
        }
    }

    /// <https://bandit.readthedocs.io/en/latest/formatters/json.html>
    mutating func readBandit(_ json: Element) {
        tool = "Bandit"
        issues = json["results"].array.enumerated().map { index, item in
            var issue = Issue(rule: item["test_id"].string ?? "", path: ["results", String(index)])
            issue.title = item["issue_text"].string ?? ""
            issue.severity = Severity(word: item["issue_severity"].string)
            issue.place = Self.place(item["filename"].string ?? "", item["line_number"].int)
            return issue
        }
    }

    /// <https://github.com/gitleaks/gitleaks>: rule, file, line and commit; `Secret` and `Match` are not looked at. Every leak is critical.
    mutating func readGitleaks(_ json: Element) {
        tool = "Gitleaks"
        issues = json.array.enumerated().map { index, item in
            var issue = Issue(rule: item["RuleID"].string ?? "", path: [String(index)])
            issue.title = item["Description"].string ?? ""
            issue.severity = .critical
            issue.place = Self.place(item["File"].string ?? "", item["StartLine"].int)
            return issue
        }
    }

    /// Snyk's test, of one project or several. <https://docs.snyk.io/developer-tools/snyk-cli/commands/test>
    mutating func readSnyk(_ json: Element) {
        tool = "Snyk"
        let isList = json.kind == .array
        var seen: Set<String> = []
        for (number, project) in (isList ? json.array : [json]).enumerated() {
            for (index, item) in project["vulnerabilities"].array.enumerated() {
                let path = (isList ? [String(number)] : []) + ["vulnerabilities", String(index)]
                var issue = Issue(rule: item["id"].string ?? "", title: item["title"].string ?? "", path: path)
                issue.severity = Severity(word: item["severity"].string)
                issue.package = item["packageName"].string ?? item["moduleName"].string ?? item["name"].string ?? ""
                issue.installed = item["version"].string ?? ""
                issue.fixed = item["fixedIn"].array.compactMap(\.string).joined(separator: ", ")
                // One vulnerability stands there once for each way to it.
                if seen.insert("\(issue.rule) \(issue.package) \(issue.installed)").inserted { issues.append(issue) }
            }
        }
    }

    /// What follows a word in one of a message's lines.
    private static func value(_ name: String, _ message: String) -> String {
        guard let line = message.split(separator: "\n").first(where: { $0.hasPrefix(name) }) else { return "" }
        return Words.line(String(line.dropFirst(name.count)), 100)
    }

    private static func place(_ file: String, _ line: Int?) -> String {
        let file = Words.line(file.hasPrefix("./") ? String(file.dropFirst(2)) : file, 160)
        return file.isEmpty ? "" : line.map { "\(file):\($0)" } ?? file
    }
}
