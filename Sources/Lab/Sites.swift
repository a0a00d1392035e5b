/// Every system that the lab plays, one line each.
enum Sites {
    static let all: [any Site] = [
        KubernetesSite(cluster: .gcp),
        KubernetesSite(cluster: .k3d),
        PrometheusSite(),
        AlertmanagerSite(),
        MLflowSite(),
        ArgoCDSite(),
        GitHubSite(),
        RegistrySite(),
        GeminiSite(),
        ModelSite(name: .modelIris, application: Platform.irisApplication),
        ModelSite(name: .modelWine, application: Platform.wineApplication),
    ]
}
