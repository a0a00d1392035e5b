import ArgumentParser
import Console

/// Prints every command of the console with its keys: the same list that palette, key help and docs/commands.md are made from.
struct CommandsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "commands", abstract: "List the console's commands and their keys.",
        discussion: """
            EXAMPLES
              quarterdeck commands
              quarterdeck commands --markdown > docs/commands.md
            """)

    @Flag(help: "As the Markdown of docs/commands.md.")
    var markdown = false

    func run() throws {
        print(markdown ? CommandTable.markdown() : CommandTable.text(), terminator: "")
    }
}
