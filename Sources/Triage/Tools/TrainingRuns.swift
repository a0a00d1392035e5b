/// Trainings told by what runs them: steps of Metaflow, trials of Optuna and Ray Tune, notebooks under papermill, models of a hub.
struct TrainingRuns: ToolFormat {
    func read(_ line: ToolLog.Line, _ log: ToolLog) -> Reported? {
        let text = line.text
        // Metaflow: `… [171/fit/2 (pid 2318)] <flow ChurnFlow step fit> failed:`, the error below.
        if let mark = text.firstRange(of: "<flow "), text.hasSuffix("> failed:") {
            let words = text[mark.upperBound...].dropLast(9).split(separator: " ")
            guard words.count > 2 else { return nil }
            let said = log.below(line.at, 40).first { Self.exception($0.text) != nil }
            let why = said.flatMap { Self.exception($0.text) } ?? "no error is told below"
            return training("step \(words[2]) of flow \(words[0]): \(why)", [line.at] + [said?.at].compactMap { $0 })
        }
        // papermill: `Exception encountered at "In [11]":`, the cell's traceback, the exception again at its end.
        if text.hasPrefix("Exception encountered at \""), log.step.contains("papermill") || log.lines(saying: ["papermill"]) {
            let cell = text.split(separator: "\"").dropFirst().first ?? ""
            let said = log.below(line.at, 80).last { LoggedError.isException($0.text) && $0.text.contains(": ") }
            let notebook = log.step.split(separator: " ").first { $0.hasSuffix(".ipynb") }.map { " of \($0)" } ?? ""
            return training("cell \(cell)\(notebook): \(said?.text ?? "an exception")", [line.at] + [said?.at].compactMap { $0 })
        }
        // Ray: the worker's own exception stands at the end of its traceback.
        if text.hasPrefix("ray.exceptions.RayTaskError("), text.contains("train") || log.lines(saying: ["ray.tune", "trial "]) {
            let below = log.below(line.at, 60)
            let end = below.first { log.indent($0.at) <= log.indent(line.at) && LoggedError.isException($0.text) }
            let frames = below.prefix { $0.at < end?.at ?? Int.max }
            let place = frames.reversed().lazy.compactMap { SourcePlace.first(in: [$0]) }.first
            let frame = frames.last { $0.text.hasPrefix("File \"") && $0.text.contains(", in ") }
            let function = frame?.text.split(separator: " ").last
            var report = training(
                "\(end?.text ?? text)\(function.map { " in \($0)" } ?? "") (a trial of Ray)", [line.at] + [end?.at, place?.line].compactMap { $0 })
            report.place = place?.place ?? ""
            return report
        }
        if text.hasSuffix("No trials are completed yet.") {
            let trial = log.above(line.at, 60).first { $0.text.contains("because of the following error: ") }
            let why = trial.flatMap { trial in trial.text.firstRange(of: "Trial ").map { ": \(trial.text[$0.lowerBound...])" } } ?? ""
            return training("Optuna completed no trial\(why)", [line.at] + [trial?.at].compactMap { $0 })
        }
        // A model that is to be tuned lacks a file, or is none.
        if text.contains("does not appear to have a file named ") || text.contains("is not a valid model identifier listed on") {
            return training(LoggedError.bare(text), [line.at])
        }
        return nil
    }

    /// The exception in a line, behind what the runner put before it.
    private static func exception(_ text: String) -> String? {
        let said = text.firstRange(of: "] ").map { text[$0.upperBound...].drop { $0 == " " } } ?? text[...]
        return LoggedError.isException(String(said)) && said.contains(": ") ? String(said) : nil
    }

    private func training(_ message: String, _ lines: [Int]) -> Reported {
        Reported(kind: .training, message: Words.line(message, 300), lines: lines, weight: 3)
    }
}
