import Host

/// Where a secret is read from when it is needed. The file holds only this reference.
public enum SecretReference: Sendable, Equatable, CustomStringConvertible {
    /// An environment variable.
    case environment(String)
    /// A file's content, trimmed.
    case file(String)
    /// A command's output, trimmed; run without a shell.
    case command([String])

    /// As written in the file: `env:GITHUB_TOKEN`.
    public var description: String {
        switch self {
        case .environment(let name): "env:\(name)"
        case .file(let path): "file:\(path)"
        case .command(let words): "cmd:\(CommandWords.join(words))"
        }
    }

    /// Why a text is not a reference. None of these hold the text, which may be a secret.
    enum Fault: Error, Equatable {
        case literal, noName, noPath, noCommand, openQuote
    }

    /// Reads `env:NAME`, `file:PATH` or `cmd:PROGRAM ARGUMENT…`. `absolute` makes a path absolute.
    init(parsing text: String, absolute: (String) -> String) throws(Fault) {
        func rest(after prefix: String) -> String? { text.hasPrefix(prefix) ? String(text.dropFirst(prefix.count)) : nil }
        if let name = rest(after: "env:") {
            guard !name.isEmpty, name.utf8.allSatisfy({ KeyPositions.isBare($0) && $0 != UInt8(ascii: "-") }) else {
                throw .noName
            }
            self = .environment(name)
        } else if let path = rest(after: "file:") {
            guard !path.isEmpty else { throw .noPath }
            self = .file(absolute(path))
        } else if let command = rest(after: "cmd:") {
            guard let words = CommandWords.split(command) else { throw .openQuote }
            guard !words.isEmpty else { throw .noCommand }
            self = .command(words)
        } else {
            throw .literal
        }
    }

    /// Fetches the secret: at each call anew, so that a rotated one is seen.
    ///
    /// Files are read and commands run on threads of their own; a command has ten seconds.
    /// - Throws: ``SecretError``, whose sentence names this reference and never the value; `CancellationError`.
    public func resolve(environment: Environment) async throws -> String {
        switch self {
        case .environment(let name):
            guard let value = environment[name] else { throw SecretError(reference: self, reason: "the variable is not set") }
            return try checked(value)
        case .file(let path):
            do {
                return try checked(String(decoding: await LocalFile.contents(of: path, limit: 1 << 16), as: UTF8.self))
            } catch let error as LocalFileError {
                throw SecretError(reference: self, reason: error.description)
            }
        case .command(let words):
            var process = Subprocess(words, environment: environment.variables)
            process.limit = 1 << 16
            let result: Subprocess.Result
            do {
                result = try await process.run()
            } catch let error as SubprocessError {
                throw SecretError(reference: self, reason: error.description)
            }
            guard result.succeeded else { throw SecretError(reference: self, reason: result.failure) }
            return try checked(String(decoding: result.output, as: UTF8.self))
        }
    }

    private func checked(_ text: String) throws(SecretError) -> String {
        let value = text.trimmed
        guard !value.isEmpty else { throw SecretError(reference: self, reason: "it is empty") }
        return value
    }
}

/// Why a secret could not be had.
public struct SecretError: Error, Equatable, CustomStringConvertible {
    /// Where it was to come from.
    public var reference: SecretReference
    /// What stood in the way.
    public var reason: String

    /// `No secret from env:GITHUB_TOKEN: the variable is not set.`
    public var description: String { "No secret from \(reference): \(reason)." }
}

extension Subprocess.Result {
    /// How a failed run ended, with the last line it wrote to its standard error.
    var failure: String {
        let ending = exitStatus.map { "it exited with status \($0)" } ?? "signal \(signal) ended it"
        let line = String(decoding: errors, as: UTF8.self).split(whereSeparator: \.isNewline).last.map {
            SafeText.line($0.prefix(200))
        }
        return line.map { "\(ending), saying \"\($0)\"" } ?? ending
    }
}

extension String {
    /// Without blanks and line ends at both ends.
    var trimmed: String {
        guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace }) else {
            return ""
        }
        return String(self[first...last])
    }
}
