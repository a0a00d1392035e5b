/// The kinds of pages, in the order of help and docs. Adding one: its folder in `Pages/`, its line here, and what opens it below.
let pageTypes: [any Page.Type] = [
    ClusterPage.self,
    NodePage.self,
    PodPage.self,
    AlertPage.self,
    TargetsPage.self,
    ModelPage.self,
    TrainingPage.self,
    ApplicationPage.self,
    PipelinePage.self,
    LogPage.self,
    ReportPage.self,
    ReportsPage.self,
    EvidencePage.self,
    JobsPage.self,
    AuditPage.self,
    OperationPage.self,
]

/// The page that shows a thing; `nil` for what is not there any more or has no page.
func makePage(for target: Target, number: Int, _ shared: Shared) -> (any Page)? {
    switch target {
    case .cluster(let name): ClusterPage(number: number, context: name)
    case .node(let context, let uid, let name): NodePage(number: number, context: context, uid: uid, name: name)
    case .pod(let context, let namespace, let name, let uid):
        PodPage(
            number: number, context: context, namespace: namespace, name: name, uid: uid,
            row: shared.world.pod(context: context, uid: uid))
    case .alert(let id, let name): shared.world.alert(id).map { AlertPage(number: number, id: id, name: name, last: $0) }
    case .fold: nil
    case .targets: TargetsPage(number: number)
    case .model(let id, let name): ModelPage(number: number, id: id, name: name)
    case .training(let experiment, let run): TrainingPage(number: number, experiment: experiment, run: run)
    case .application(let id, let name): ApplicationPage(number: number, id: id, name: name)
    case .pipeline(let id, let run): shared.world.pipeline(id).map { PipelinePage(number: number, id: id, run: run, last: $0) }
    case .log(let source): LogPage(number: number, source: source, shared)
    case .report(let id, let title): ReportPage(number: number, content: .stored(id: id, title: title))
    case .triage(let triage): ReportPage(number: number, content: .session(triage))
    case .evidence(let holder, let evidence, let line):
        EvidencePage(number: number, holder: holder, evidence: evidence, line: line, known: shared.evidence(holder, evidence))
    case .reports: ReportsPage(number: number)
    case .jobs: JobsPage(number: number)
    case .audit: AuditPage(number: number)
    case .offer: nil
    case .operation(let id, let title): OperationPage(number: number, id: id, title: title)
    }
}
