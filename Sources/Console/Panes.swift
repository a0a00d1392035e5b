/// The panes of the deck, in the order of their numbers. Adding one: its folder in `Panes/`, and its line here.
let panes: [any Pane.Type] = [
    ClustersPane.self,
    AlertsPane.self,
    ModelsPane.self,
    ApplicationsPane.self,
    PipelinesPane.self,
    ReportsPane.self,
]
