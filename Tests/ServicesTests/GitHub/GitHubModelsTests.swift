import Host
import JSON
import Testing

@testable import Services

@Suite struct GitHubModelsTests {
    @Test func aWorkflowRunIsRead() throws {
        let payload = try Fixture.value("github/workflow_run.completed.json")
        let run = try WorkflowRun(json: payload["workflow_run"].text)
        #expect(run.id == 289_782_451)
        #expect(run.repository == "octo-org/octo-repo")
        #expect(run.status == "completed")
        #expect(run.conclusion == "success")
        #expect(run.commit == "3484a3fb816e0859fd6e1cea078d76385ff50625")
        #expect(run.message == "build(test): check workflow run event payload")
        #expect(run.actor == "Codertocat")
        #expect(run.path == ".github/workflows/test.yml")
        #expect(run.created?.rfc3339 == "2020-10-05T16:33:24Z")
    }

    @Test func aFailedJobNamesTheStepThatFailed() throws {
        let payload = try Fixture.value("github/workflow_job.failure.json")
        let job = try Job(json: payload["workflow_job"].text)
        #expect(job.conclusion == "failure")
        #expect(job.steps.filter { $0.conclusion == "failure" }.map(\.name) == ["Run yarn run format-check"])
        #expect(job.steps.map(\.number).suffix(2) == [16, 17])  // numbers have gaps
        #expect(job.completed != nil)
    }

    @Test func aQueuedJobHasNoStepsAndNoEnd() throws {
        let payload = try Fixture.value("github/workflow_job.queued.json")
        let job = try Job(json: payload["workflow_job"].text)
        #expect(job.status == "queued")
        #expect(job.conclusion == "")
        #expect(job.steps.isEmpty)
        #expect(job.completed == nil)
    }

    @Test func aRunWithNothingButItsIdIsRead() throws {
        let run = try WorkflowRun(json: #"{"id":7,"name":null,"head_branch":null,"head_commit":null,"actor":null,"conclusion":null}"#)
        #expect(run.id == 7)
        #expect(run.conclusion == "")
        #expect(run.attempt == 1)
    }

    @Test func aCommitKeepsItsFiles() throws {
        let commit = try Commit(
            json: """
                {"sha":"5be1","commit":{"message":"batch endpoint\\n\\nmore","author":{"name":"Ana","date":"2026-11-23T02:00:00Z"},
                "committer":{"name":"GitHub","date":"2026-11-23T02:01:00Z"}},"author":null,"parents":[{"sha":"a"},{"sha":"b"}],
                "files":[{"filename":"src/b.py","previous_filename":"src/a.py","status":"renamed","additions":3,"deletions":1,"patch":"@@ -1 +1 @@"}]}
                """)
        #expect(commit.message.hasPrefix("batch endpoint"))
        #expect(commit.login == "")
        #expect(commit.parents == ["a", "b"])
        #expect(commit.files.first?.previousPath == "src/a.py")
        #expect(commit.files.first?.patch == "@@ -1 +1 @@")
    }
}
