import Host
import Settings
import Triage

/// Where the log and the archive stand, and what no line of the log may hold.
enum LogSetup {
    /// The log as configured; every line passes the redactor.
    static func log(_ settings: Settings, _ environment: Environment) -> Log {
        let path = settings.logFile.isEmpty ? environment.stateDirectory + "/quarterdeck.log" : settings.logFile
        let redaction = Redactor.Options(settings)
        return Log(path: path, level: Log.Level(name: settings.logLevel) ?? .info, largest: settings.logSize) { line in
            var redactor = Redactor(redaction)
            return redactor.redact(line)
        }
    }

    /// The archive's file.
    static func archivePath(_ settings: Settings, _ environment: Environment) -> String {
        settings.archive.isEmpty ? environment.stateDirectory + "/archive.sqlite" : settings.archive
    }
}
