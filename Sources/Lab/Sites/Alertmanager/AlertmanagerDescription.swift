/// What Alertmanager says about itself.
enum AlertmanagerDescription {
    static let receiver = "quarterdeck-webhook"

    static func status(_ now: Moment) -> JSON {
        [
            "cluster": ["name": "01JD3N4V8Q2T6W9Y1A3C5E7G9J", "peers": [], "status": "disabled"],
            "config": ["original": .string(configuration)], "uptime": .string((now - .days(19)).rfc3339Milliseconds),
            "versionInfo": [
                "branch": "HEAD", "buildDate": "20240228-11:51:20", "buildUser": "root@lab", "goVersion": "go1.21.7",
                "revision": "0aa3c2aad14cff039931923ab16b26b7481783b5", "version": "0.27.0",
            ],
        ]
    }

    private static let configuration = """
        route:
          receiver: \(receiver)
          group_by: [alertname, cluster]
          group_wait: 10s
          group_interval: 10s
          repeat_interval: 12h
        receivers:
        - name: \(receiver)
          webhook_configs:
          - send_resolved: true
            url: <secret>

        """
}
