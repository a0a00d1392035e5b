struct PrometheusSite: Site {
    let name = SiteName.prometheus
    func respond(to request: LabRequest, on stage: Stage) async -> LabResponse { .text("404 page not found\n", status: 404) }
}
