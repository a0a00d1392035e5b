struct KubernetesSite: Site {
    let cluster: ClusterName
    var name: SiteName { cluster.site }
    func respond(to request: LabRequest, on stage: Stage) async -> LabResponse { .text("404 page not found\n", status: 404) }
}
enum KubernetesTokens {
    static func operatorToken(of cluster: ClusterName) -> String { "lab-\(cluster.rawValue)-operator" }
}
