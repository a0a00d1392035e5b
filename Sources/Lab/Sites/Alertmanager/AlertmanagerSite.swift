struct AlertmanagerSite: Site {
    let name = SiteName.alertmanager
    func respond(to request: LabRequest, on stage: Stage) async -> LabResponse { .text("404 page not found\n", status: 404) }
}
