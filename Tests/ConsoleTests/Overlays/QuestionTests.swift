import Feeds
import Host
import Operations
import Services
import Terminal
import TestSupport
import Testing

@testable import Console

/// Launching and bumping from the console: the form is there at once, is filled from what is looked up, and ends in a plan.
@Suite struct QuestionTests {
    private static var form: TrainingForm {
        var form = TrainingForm()
        form.repository = "acme-ml/model-source"
        form.workflow = "ci-ct-cd.yml"
        form.name = "ML Model CI/CT/CD Pipeline"
        form.refs = ["main", "develop"]
        var seed = WorkflowInput()
        seed.name = "seed"
        seed.description = "Seed of the split and of the model"
        seed.standard = "42"
        seed.kind = .number
        var model = WorkflowInput()
        model.name = "model"
        model.isRequired = true
        model.standard = "iris"
        model.kind = .choice(["iris", "wine"])
        form.inputs = [model, seed]
        return form
    }

    private static var choices: ImageChoices {
        var choices = ImageChoices()
        choices.image = image
        choices.standing = "ghcr.io/acme-ml/model-source:main-a1b2c3d"
        choices.choices = [
            choice("main-a1b2c3d", age: 3600, runsIn: ["k3d/ml-apps/iris-classifier"], isStanding: true), choice("main-9f00d11", age: 7200),
            choice("main-77fe012", age: 260_000),
        ]
        return choices
    }

    private static var image: DeployedImage {
        var image = DeployedImage()
        image.name = "iris-classifier"
        image.image = "ghcr.io/acme-ml/model-source"
        image.object = "iris-classifier"
        image.application = "iris-classifier"
        image.context = "k3d"
        image.namespace = "ml-apps"
        return image
    }

    private static func choice(_ tag: String, age: Double, runsIn: [String] = [], isStanding: Bool = false) -> ImageChoice {
        var choice = ImageChoice()
        choice.tag = tag
        choice.digest = "sha256:" + String(repeating: String(tag.last ?? "0"), count: 64)
        choice.built = Night.now + .milliseconds(Int64(-age * 1000))
        choice.commit = String(tag.dropFirst(5))
        choice.runsIn = runsIn
        choice.isStanding = isStanding
        return choice
    }

    private func night() -> ConsoleDriver {
        var console = ConsoleDriver(columns: 120, rows: 30)
        console.beginNight()
        console.state.shared.options.launches = true
        console.state.shared.options.images = [Self.image]
        console.ignoreEffects()
        return console
    }

    /// The request that was begun last, with its identity.
    private func asked(_ console: inout ConsoleDriver) -> (EffectID, Request)? {
        defer { console.ignoreEffects() }
        guard case .begin(let id, let request)? = console.effects.last else { return nil }
        return (id, request)
    }

    @Test func aTrainingIsAskedForFilledInAndPlanned() throws {
        var console = night()
        console.press("L")
        #expect(console.text.contains("Looking what there is to choose from…"))
        let (id, request) = try #require(asked(&console))
        guard case .question(.training) = request else { return #expect(Bool(false), "\(request)") }
        console.answer(id, .question(Question(Self.form)))
        try expectSnapshot(console.canvas, named: "form-training-120x30.txt", file: DeckTests.file)
        console.press("Down", "Tab", "Down", "Tab", "Backspace", "Backspace")
        console.send(.painted(console.state.paintSerial))
        console.type("7")
        console.press("Enter")
        let (_, plan) = try #require(asked(&console))
        guard case .plan(let planned) = plan else { return #expect(Bool(false), "\(plan)") }
        #expect(planned.kind == "training.launch")
        #expect(planned["ref"] == "develop")
        #expect(planned["input.model"] == "wine")
        #expect(planned["input.seed"] == "7")
        #expect(planned["repository"] == "acme-ml/model-source")
        #expect(planned["workflow"] == "ci-ct-cd.yml")
    }

    @Test func whatAWorkflowWouldRefuseIsRefusedInTheForm() throws {
        var console = night()
        console.press("L")
        let (id, _) = try #require(asked(&console))
        console.answer(id, .question(Question(Self.form)))
        console.press("Tab", "Tab")
        console.send(.painted(console.state.paintSerial))
        console.type("x")
        console.press("Enter")
        #expect(console.state.overlay != nil)
        #expect(console.text.contains("seed"))
        #expect(console.text.contains("42x"))
        console.finish()
    }

    @Test func aPlanLeadsBackToItsForm() throws {
        var console = night()
        console.press("L")
        let (id, _) = try #require(asked(&console))
        console.answer(id, .question(Question(Self.form)))
        console.press("Down", "Enter")
        let (plan, _) = try #require(asked(&console))
        console.answer(plan, .failed("There is no branch develop."))
        #expect(console.text.contains("There is no branch develop."))
        console.press("e")
        #expect(console.text.contains("Branch or tag"))
        #expect(console.text.contains("develop"))
    }

    @Test func anImageIsChosenByWhatIsKnownOfIt() throws {
        var console = night()
        console.press("B")
        let (id, request) = try #require(asked(&console))
        #expect(request == .question(.image("iris-classifier")))
        console.answer(id, .question(Question(Self.choices, way: .commit, now: Night.now)))
        try expectSnapshot(console.canvas, named: "form-bump-120x30.txt", file: DeckTests.file)
        console.press("Down", "Enter")
        let (_, plan) = try #require(asked(&console))
        guard case .plan(let planned) = plan else { return #expect(Bool(false), "\(plan)") }
        #expect(planned.kind == "image.bump")
        #expect(planned["name"] == "iris-classifier")
        #expect(planned["tag"] == "main-77fe012")
        #expect(planned["way"] == "commit")
    }

    @Test func amongSeveralImagesTheSelectedOneIsMeant() throws {
        var console = night()
        var wine = Self.image
        wine.name = "wine"
        wine.object = "wine-quality-xgboost"
        wine.application = wine.object
        console.state.shared.options.images = [wine, Self.image]
        console.press("B")
        // The alert under the cursor is about an iris pod.
        #expect(try #require(asked(&console)).1 == .question(.image("iris-classifier")))
    }

    @Test func whatCannotBeLookedUpIsSaid() throws {
        var console = night()
        console.press("B")
        let (id, _) = try #require(asked(&console))
        console.answer(id, .failed("The registry did not answer."))
        #expect(console.text.contains("The registry did not answer."))
        console.press("Esc")
        #expect(console.state.overlay == nil)
    }

    @Test func anAnswerForAFormThatWasClosedOpensNothing() throws {
        var console = night()
        console.press("L")
        let (id, _) = try #require(asked(&console))
        console.press("Esc")
        console.answer(id, .question(Question(Self.form)))
        #expect(console.state.overlay == nil)
        console.finish()
    }

    @Test func withoutConfigurationTheReasonIsSaid() {
        var console = night()
        console.state.shared.options.launches = false
        console.state.shared.options.images = []
        console.press("L")
        #expect(console.text.contains("set [github] in config.toml"))
        console.press("B")
        #expect(console.text.contains("add [[images]] to config.toml"))
        console.finish()
    }
}
