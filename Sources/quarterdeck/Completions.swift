import ArgumentParser
import Archive
import Host
import Settings

/// What a shell offers where a value depends on the configuration. A completion that cannot be had is none: nothing is said.
enum Completions {
    /// Ids of the newest reports.
    static let reports = CompletionKind.custom { words, _, _ in
        guard let settings = settings(words) else { return [] }
        let archive = try? await Archive.open(path: LogSetup.archivePath(settings, .process))
        let newest = (try? await archive?.newest(limit: 50)) ?? []
        return ["latest"] + newest.map(\.id)
    }

    /// Ids of the newest actions.
    static let actions = CompletionKind.custom { words, _, _ in
        guard let settings = settings(words) else { return [] }
        let archive = try? await Archive.open(path: LogSetup.archivePath(settings, .process))
        let newest = (try? await archive?.audit()) ?? []
        return ["latest"] + newest.map(\.id)
    }

    /// Names of the configured contexts.
    static let contexts = CompletionKind.custom { words, _, _ in
        settings(words)?.contexts.map(\.name) ?? []
    }

    /// Names of the images that can be bumped.
    static let images = CompletionKind.custom { words, _, _ in
        settings(words)?.images.map(\.name) ?? []
    }

    /// The workflow that trains.
    static let workflows = CompletionKind.custom { words, _, _ in
        settings(words)?.github.map { [$0.workflow] } ?? []
    }

    /// The watched repositories.
    static let repositories = CompletionKind.custom { words, _, _ in
        settings(words)?.github?.repositories ?? []
    }

    /// The configuration that the words typed so far name, else the usual one.
    private static func settings(_ words: [String]) -> Settings? {
        let named = words.firstIndex(of: "--config").flatMap { words.indices.contains($0 + 1) ? words[$0 + 1] : nil }
        return try? Settings.load(path: named, environment: .process)
    }
}
