import Glibc
import Host
import Operations

/// Gets a person's yes to a plan: from the command line, or from the terminal that the plan is shown on.
struct Confirmation {
    private let options: OperationOptions
    private let canAsk: Bool

    /// - Parameter canAsk: whether a person sees standard error and answers on standard input.
    init(_ options: OperationOptions, canAsk: Bool = isatty(0) == 1 && isatty(2) == 1) {
        self.options = options
        self.canAsk = canAsk
    }

    /// What was typed to confirm it: the context's name where that is protected, else `nil`.
    /// - Throws: ``Refusal`` for a no, for another name, and where nobody can be asked.
    func typed(for plan: Plan) async throws -> String? {
        if let name = plan.mustType, let given = options.confirm, given != name {
            throw Refusal("--confirm says \"\(SafeText.line(given.prefix(100)))\", but it is \(name) that would be changed. Nothing was sent.")
        }
        let mustType = options.confirm == nil ? plan.mustType : nil
        if options.yes, mustType == nil { return options.confirm }
        guard canAsk else { throw Refusal(Self.unasked(mustType)) }
        Output.errorPiece(PlanText.text(plan))
        Output.errorPiece(mustType.map { "\($0) is protected: type its name to confirm: " } ?? "Do it? y/N ")
        let answer = await Aside.run { readLine() }?.trimmed ?? ""
        if let mustType {
            guard answer == mustType else { throw Refusal("That is not the context's name. Nothing was sent.") }
            return answer
        }
        guard ["y", "yes"].contains(answer.lowercased()) else { throw Refusal("Not done. Nothing was sent.") }
        return options.confirm
    }

    private static func unasked(_ context: String?) -> String {
        if let context {
            return "\(context) is protected, and nobody can be asked here: name it with --confirm \(context), beside --yes. Nothing was sent."
        }
        return "Nobody can be asked here: --dry-run prints what would be done, --yes does it. Nothing was sent."
    }
}

extension String {
    /// Without spaces at both ends.
    fileprivate var trimmed: String {
        var rest = self[...]
        while rest.first?.isWhitespace == true { rest.removeFirst() }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }
}
