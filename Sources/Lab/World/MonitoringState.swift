struct MonitoringState: Sendable {}
enum MonitoringCommand: Sendable, Equatable {}
extension World {
    mutating func seedMonitoring() {}
    mutating func apply(_ command: MonitoringCommand) {}
}
