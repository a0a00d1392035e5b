/// What a job has uploaded: the scanners' reports. What else jobs upload (coverage, the model) is not listed.
struct RunArtifact {
    let id: Int64, name: String
    let files: [(name: String, bytes: [UInt8])]
    let uploaded: Moment

    var archive: [UInt8] { ZipArchive.of(files) }

    /// The artifacts of a run that are there at a moment.
    static func all(of run: WorkflowRun, at now: Moment) -> [RunArtifact] {
        run.schedule().compactMap { job in
            guard let step = job.steps.first(where: { $0.work == .uploadArtifact && $0.conclusion == "success" && $0.completed <= now }) else {
                return nil
            }
            switch job.key {
            case "code-quality":
                return RunArtifact(id: job.id, name: "bandit-report", files: [("bandit-report.json", bandit.bytes)], uploaded: step.completed)
            case "build-and-scan":
                let found = run.fault == .trivy || run.fault == .trivyReport
                return RunArtifact(
                    id: job.id, name: "trivy-results", files: [("trivy-results.sarif", sarif(found: found, image: run).bytes)],
                    uploaded: step.completed)
            default: return nil
            }
        }
    }

    /// <https://docs.github.com/rest/actions/artifacts>
    func json(_ base: GitHubJSON, of run: WorkflowRun) -> JSON {
        [
            "id": .integer(id), "node_id": .string("MDg6QXJ0aWZhY3Q\(id)"), "name": .string(name), "size_in_bytes": JSON(archive.count),
            "url": .string("\(base.address)/actions/artifacts/\(id)"),
            "archive_download_url": .string("\(base.address)/actions/artifacts/\(id)/zip"), "expired": false,
            "created_at": .string(uploaded.rfc3339), "updated_at": .string(uploaded.rfc3339),
            "expires_at": .string((uploaded + .days(90)).rfc3339),
            "workflow_run": [
                "id": .integer(run.id), "repository_id": .integer(base.repository.id), "head_repository_id": .integer(base.repository.id),
                "head_branch": .string(run.branch), "head_sha": .string(run.sha),
            ],
        ]
    }

    /// Nothing of the severity that is asked for.
    private static let bandit: JSON = [
        "errors": [], "generated_at": "2026-01-01T12:00:00Z",
        "metrics": ["_totals": ["CONFIDENCE.HIGH": 9, "SEVERITY.HIGH": 0, "SEVERITY.LOW": 11, "SEVERITY.MEDIUM": 2, "loc": 4128, "nosec": 0]],
        "results": [],
    ]

    /// As Trivy 0.57 writes it.
    private static func sarif(found: Bool, image run: WorkflowRun) -> JSON {
        let rule: JSON = [
            "id": "CVE-2024-6827", "name": "LanguageSpecificPackageVulnerability",
            "shortDescription": ["text": "gunicorn: HTTP request smuggling"], "defaultConfiguration": ["level": "error"],
            "properties": ["precision": "very-high", "security-severity": "9.1", "tags": ["vulnerability", "security", "CRITICAL"]],
        ]
        let result: JSON = [
            "ruleId": "CVE-2024-6827", "ruleIndex": 0, "level": "error",
            "message": [
                "text":
                    "Package: gunicorn\nInstalled Version: 21.2.0\nVulnerability CVE-2024-6827\nSeverity: CRITICAL\nFixed Version: 22.0.0\nLink: [CVE-2024-6827](https://avd.aquasec.com/nvd/cve-2024-6827)"
            ],
            "locations": [
                [
                    "physicalLocation": [
                        "artifactLocation": [
                            "uri": "usr/local/lib/python3.11/site-packages/gunicorn-21.2.0.dist-info/METADATA", "uriBaseId": "ROOTPATH",
                        ],
                        "region": ["startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 1],
                    ], "message": ["text": .string("\(Platform.image):\(run.tag)")],
                ]
            ],
        ]
        return [
            "version": "2.1.0", "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "runs": [
                [
                    "tool": [
                        "driver": [
                            "fullName": "Trivy Vulnerability Scanner", "informationUri": "https://github.com/aquasecurity/trivy", "name": "Trivy",
                            "version": "0.57.1", "rules": found ? [rule] : [],
                        ]
                    ], "results": found ? [result] : [], "columnKind": "utf16CodeUnits",
                ]
            ],
        ]
    }
}
