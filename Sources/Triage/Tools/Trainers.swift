/// Trainings that ended by an error: a traceback through a library that fits models, a loss that is no number, a kernel's assertion.
struct Trainers: ToolFormat {
    /// Libraries whose frames stand in the traceback of a training.
    private static let libraries = [
        "/xgboost/", "/sklearn/", "/lightgbm/", "/catboost/", "/torch/", "/lightning/", "/pytorch_lightning/", "/lightning_fabric/", "/keras/",
        "/tensorflow/",
        "/transformers/", "/accelerate/", "/deepspeed/", "/jax/", "/flax/", "/optax/", "/statsmodels/", "/prophet/", "/ray/train/", "/ultralytics/",
        "/fastai/", "/ignite/", "/pyspark/ml/", "/trl/", "/peft/", "/imblearn/", "/optuna/", "/timm/", "/gluonts/", "/autogluon/",
    ]
    /// Calls that fit a model.
    private static let calls = [
        ".fit(", ".backward(", "train(", "training_step", "train_step", "trainer.", ".partial_fit(", "optimizer.step", ".fit_transform(",
        "fit_resample(",
        "train_one_epoch", "run_epoch", "cross_val_score(", "cross_validate(", "train_epoch", "fit(", ".train(", "fit_model(", "train_model(",
        "loss_fn(",
        "criterion(", "F.cross_entropy", "F.nll_loss", "_loss(",
    ]
    /// What is said where the loss is no number.
    private static let diverged = PhraseBook([.training: PhraseBook.diverged])

    func read(_ line: ToolLog.Line, _ log: ToolLog) -> Reported? {
        let text = line.text
        if text.contains("Traceback (most recent call last)") { return traceback(line, log) }
        guard log.log.text.gravity[line.at] >= 40 else { return nil }
        // A bar of progress shows the figure at every step; that it is no number is said elsewhere.
        let isProgress = text.hasAny(["it/s", "s/it", "%|"])
        if !isProgress, Self.tellsDivergence(text), !text.contains(" INFO "), !text.hasPrefix("File \"") {
            return training(text, [line.at])
        }
        if text.contains("CUDA out of memory. Tried to allocate") || text.contains("OOM when allocating tensor")
            || text.hasPrefix("[LightGBM] [Fatal]")
        {
            return training(text, [line.at])
        }
        return nil
    }

    /// The exception at the traceback's end, where its frames tell of a training.
    private func traceback(_ line: ToolLog.Line, _ log: ToolLog) -> Reported? {
        let deep = log.indent(line.at), end = min(log.range.upperBound, line.at + 500)
        var index = line.at + 1, frames: [ToolLog.Line] = [], said: ToolLog.Line?
        while index < end {
            let text = log.text(index)
            if text.isEmpty || text.hasPrefix("During handling of") || text.hasPrefix("The above exception")
                || text.contains("Traceback (most recent")
            {
                index += 1
                continue
            }
            if log.indent(index) > deep {
                if said != nil { break }
                frames.append(ToolLog.Line(at: index, text: text))
            } else if LoggedError.isException(text) {
                // Behind the exception another may follow, for which it was thrown.
                said = ToolLog.Line(at: index, text: text)
                let next = (index + 1..<min(index + 4, end)).first { !log.text($0).isEmpty }.map { log.text($0) } ?? ""
                guard next.hasPrefix("During handling of") || next.hasPrefix("The above exception") else { break }
                said = nil
            } else {
                break
            }
            index += 1
        }
        guard let said, isTraining(frames, said.text) else { return nil }
        let own = frames.filter { $0.text.hasPrefix("File \"") }.reversed().lazy.compactMap { SourcePlace.first(in: [$0]) }.first
        var message = said.text, lines = [said.at]
        // What a kernel asserts is printed before the exception that only says that it did.
        if said.text.contains("device-side assert"),
            let kernel = log.above(line.at, 40).last(where: { $0.text.contains("Assertion `") })
                ?? log.above(line.at, 40).first(where: { $0.text.contains("Assertion") }),
            let assertion = kernel.text.firstRange(of: "Assertion")
        {
            message += ": \(kernel.text[assertion.lowerBound...])"
            lines.append(kernel.at)
        }
        return Reported(
            kind: .training, place: own?.place ?? "", message: Words.line(message, 300), lines: lines + [own?.line, line.at].compactMap { $0 },
            weight: 3)
    }

    private func isTraining(_ frames: [ToolLog.Line], _ said: String) -> Bool {
        let paths = frames.filter { $0.text.hasPrefix("File \"") }, code = frames.filter { !$0.text.hasPrefix("File \"") }
        // A test that fits a model is a test.
        guard !paths.contains(where: { $0.text.contains("/tests/") || $0.text.contains("/test_") || $0.text.contains("/_pytest/") }) else {
            return false
        }
        if Self.tellsDivergence(said) || said.lowercased().has("nan", "diverge") && said.lowercased().contains("loss") { return true }
        if said.contains("CUDA out of memory") || said.contains("CUDA error") || said.contains("XGBoostError") || said.contains("LightGBMError") {
            return true
        }
        let isOwn = paths.contains { frame in
            let name = frame.text.split(separator: "\"").dropFirst().first?.split(separator: "/").last ?? ""
            return name.hasPrefix("train") || name.hasPrefix("fit") || name.hasPrefix("finetune")
        }
        // The script that was started is one that trains.
        let entry = paths.first { !$0.text.contains("<frozen ") }?.text.split(separator: "\"").dropFirst().first?.split(separator: "/").last ?? ""
        if entry.hasPrefix("train") || entry.hasPrefix("finetune") { return true }
        let isLibrary = paths.contains { frame in Self.libraries.contains { frame.text.contains($0) } }
        let isCall = code.contains { line in Self.calls.contains { line.text.contains($0) } }
        return isLibrary && (isCall || isOwn) || isOwn && isCall
    }

    private static func tellsDivergence(_ text: String) -> Bool { diverged.look(into: text.lowercased()).has(.training) }

    private func training(_ text: String, _ lines: [Int]) -> Reported {
        Reported(kind: .training, message: Words.line(LoggedError.bare(text), 260), lines: lines, weight: 2)
    }
}
