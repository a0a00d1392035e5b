import ArgumentParser
import Archive
import Glibc
import Lab
import Settings

/// How the program ends, as docs/headless.md says it to scripts.
enum Ending {
    /// All is well; what was asked was done.
    static let well: Int32 = 0
    /// Something is broken: the platform's own state, or a fault of ours.
    static let broken: Int32 = 1
    /// It cannot be done as asked: usage, configuration, archive, a thing that is not there.
    static let refused: Int32 = 2
    /// Something is not known, because a service did not answer.
    static let unknown: Int32 = 3
    /// Whoever read our output has gone (as a shell says of SIGPIPE).
    static let unread: Int32 = 141
    /// Interrupted by a person (as a shell says of SIGINT).
    static let interrupted: Int32 = 130

    /// The same for the root's help.
    static let help = """
        EXIT CODES
          0  all well, or done
          1  something is broken (status), does not answer (check), or we failed
          2  it cannot be done as asked: usage, configuration, archive, no such thing
          3  something is not known, because a service did not answer
        """

    /// What is said of an error, and the status it ends the program with.
    static func of(_ error: any Error) -> (text: String, status: Int32) {
        switch error {
        case let refusal as Refusal: return (refusal.sentence, refusal.status)
        case is OutputGone: return ("", unread)
        case let error as SettingsError: return ("\(error)", refused)
        case let error as ArchiveError: return ("\(error)", refused)
        case let error as LabError: return ("\(error)", refused)
        default:
            let code = Quarterdeck.exitCode(for: error)
            return (Quarterdeck.fullMessage(for: error), code == .validationFailure ? refused : code.rawValue)
        }
    }
}

/// Why something is not done: one sentence for standard error, and how the program ends.
struct Refusal: Error, Equatable, CustomStringConvertible {
    let sentence: String
    var status = Ending.refused
    var description: String { sentence }

    init(_ sentence: String, status: Int32 = Ending.refused) {
        self.sentence = sentence
        self.status = status
    }
}
