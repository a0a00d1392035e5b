import Testing

@testable import Services

@Suite struct WorkflowFileTests {
    private let pipeline = """
        name: ML Model CI/CT/CD Pipeline
        on:
          push: {branches: [main]}
          workflow_dispatch:
            inputs:
              model:
                description: Which model to train   # asked first
                required: true
                default: iris
                type: choice
                options: [iris, wine]
              accuracy_gate:
                description: 'Lowest accuracy: a number'
                default: 0.85
                type: number
              dry_run:
                type: boolean
                default: no
              note:
              target:
                type: environment
                required: true
        jobs: {}
        """

    @Test func inputsComeInTheFilesOrderWithTheirDefaultsAsText() throws {
        let file = try WorkflowFile(yaml: Array(pipeline.utf8))
        #expect(file.name == "ML Model CI/CT/CD Pipeline")
        #expect(file.canBeDispatched)
        #expect(file.inputs.map(\.name) == ["model", "accuracy_gate", "dry_run", "note", "target"])
        #expect(file.inputs.map(\.kind) == [.choice(["iris", "wine"]), .number, .flag, .text, .environment])
        #expect(file.inputs.map(\.standard) == ["iris", "0.85", "false", nil, nil])
        #expect(file.inputs.map(\.isRequired) == [true, false, false, false, true])
        #expect(file.inputs[1].description == "Lowest accuracy: a number")
    }

    @Test(arguments: [
        ("github.event_name == 'push' && github.ref == 'refs/heads/main'", true), ("${{ github.event_name == 'push' }}", true),
        ("github.event_name != 'workflow_dispatch'", true), ("github.event_name == 'push' || inputs.deploy", false),
        ("github.event_name == 'workflow_dispatch'", false), ("!(github.event_name == 'push')", false), ("always()", false), ("", false),
    ])
    func aJobForOtherEventsOnlyIsLeftOut(condition: String, isLeftOut: Bool) throws {
        let quoted = condition.replacing("'", with: "''")
        let file = try WorkflowFile(yaml: Array("on: workflow_dispatch\njobs:\n  a: {name: Unit Tests}\n  b: {if: '\(quoted)'}".utf8))
        #expect(file.jobs.map(\.name) == ["Unit Tests", "b"])
        #expect(file.jobs.map(\.leavesOutDispatch) == [false, isLeftOut])
    }

    @Test(arguments: [
        ("on: workflow_dispatch", true), ("on: [push, workflow_dispatch]", true), ("on: {workflow_dispatch: }", true),
        ("'on': {workflow_dispatch: {inputs: }}", true), ("on: push", false), ("on: {push: {branches: [main]}}", false), ("name: x", false),
    ])
    func theTriggerIsFoundHoweverItIsWritten(text: String, found: Bool) throws {
        #expect(try WorkflowFile(yaml: Array(text.utf8)).canBeDispatched == found)
    }

    @Test(arguments: [
        ("on: [push", "line 2: not YAML: did not find expected ',' or ']'"), ("- a", "line 1: a workflow is a mapping"),
        ("", "line 1: a workflow is a mapping"), ("on: {workflow_dispatch: {inputs: [a]}}", "line 1: \"inputs\" wants a mapping"),
        ("on:\n  workflow_dispatch:\n    inputs:\n      a: {type: choice}", "line 4: the choice \"a\" has no options"),
    ])
    func whatIsNoWorkflowNamesItsLine(text: String, sentence: String) async {
        await expect(sentence: sentence) { _ = try WorkflowFile(yaml: Array((text + "\n").utf8)) }
    }

    @Test func valuesAreFilledInAndCheckedBeforeTheyAreSent() throws {
        let file = try WorkflowFile(yaml: Array(pipeline.utf8))
        let good = file.values(for: ["target": "edge", "model": "wine"])
        #expect(good.values == ["model": "wine", "accuracy_gate": "0.85", "dry_run": "false", "target": "edge"])
        #expect(good.objections.isEmpty)
        let bad = file.values(for: ["model": "rose", "accuracy_gate": "high", "dry_run": "yes", "colour": "red"])
        #expect(
            bad.objections == [
                #"model is one of iris, wine, not "rose"."#, #"accuracy_gate is a number, not "high"."#,
                #"dry_run is true or false, not "yes"."#, "target must be given.", #"the workflow has no input "colour"."#,
            ])
    }
}
