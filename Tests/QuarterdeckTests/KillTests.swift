import Glibc
import Host
import TestSupport
import Testing

extension EndToEnd {
    /// The console is killed, or its line dies, in the middle of an operation: the next one has it on screen at its present step and
    /// finds out what became of it, and what was sent has arrived once.
    @Suite struct KillTests {
        /// The console at the question whether to delete the pod of the critical alert.
        private func askedToDelete(_ lab: LabProcess, _ home: Home) throws -> Pty {
            let deck = try Deck.console(on: lab, in: home, columns: 160, rows: 50)
            try deck.expect("the cursor on the critical alert") { $0.row("▸").contains("ModelPodOOMKilled") }
            return try asked("delete", titled: "Delete the pod", plan: "uid ", on: deck)
        }

        /// The console at the question whether to sync an application.
        private func askedToSync(_ lab: LabProcess, _ home: Home) throws -> Pty {
            let deck = try Deck.console(on: lab, in: home, columns: 160, rows: 50)
            try deck.expect("the applications") { $0.row("wine-quality-xgboost ").contains("Synced") }
            deck.press("4", "G")
            return try asked("sync", titled: "Sync the application", plan: "/sync", on: deck)
        }

        private func asked(_ word: String, titled title: String, plan words: String, on deck: Pty) throws -> Pty {
            try Deck.choose(word, titled: title, on: deck)
            try deck.expect("the plan") { $0.text.contains("do it") && $0.text.contains(words) }
            return deck
        }

        /// The next console, with what `J` shows.
        private func restarted(_ lab: LabProcess, _ home: Home) throws -> Pty {
            let deck = try Deck.console(on: lab, in: home, columns: 160, rows: 50)
            deck.press("J")
            try deck.expect("the list of what is under way") { $0.text.contains("› jobs") }
            return deck
        }

        private func leave(_ deck: Pty) throws {
            deck.press("Esc")
            try deck.expect("1 Clusters")
            deck.press("q")
            _ = try deck.wait()
        }

        /// SIGKILL and the SIGHUP of a line that died, after the request was sent and before its answer came.
        @Test func whatWasSentIsFoundByTheNextConsole() async throws {
            try await together([(SIGKILL, "delete"), (SIGHUP, "delete"), (SIGKILL, "sync")]) { signal, action in
                try await whatWasSentIsFound(signal: signal, action: action)
            }
        }

        private func whatWasSentIsFound(signal: Int32, action: String) async throws {
            let home = try Home()
            let isDelete = action == "delete"
            let site = isDelete ? "kubernetes-k3d" : "argocd", method = isDelete ? "DELETE" : "POST"
            let (sent, audit) = try await Aside.run {
                let lab = try LabProcess(in: home, pace: 4)
                let deck = try isDelete ? askedToDelete(lab, home) : askedToSync(lab, home)
                try lab.fault(site, "hold")
                deck.press("y")
                try lab.expect("the request, without an answer") { try lab.requests(site, method).contains { $0.status == 0 } }
                deck.signal(signal)
                let status = try deck.wait()
                guard signal == SIGKILL ? status == SIGKILL : status == (128 + signal) << 8 else { throw Unexpected("wait status \(status)") }

                // Nothing answers yet: the next console shows where the operation stands.
                try lab.fault(site, "hang")
                let next = try restarted(lab, home)
                try next.expect("the operation, still looked for") { screen in
                    let row = screen.row(isDelete ? "Delete pod" : "Sync ")
                    return row.contains("▶") && (row.contains("Looking what became of it") || row.contains("did not answer"))
                }
                try lab.mend(site)
                try next.expect("the operation, with its outcome", within: 60) { $0.row(isDelete ? "Delete pod" : "Sync ").contains("●") }
                try leave(next)
                return (try lab.requests(site, method).filter { isDelete || $0.path.contains("/sync") }, try Deck.newestAction(on: lab, in: home))
            }
            #expect(sent.count == 1, "\(action): it arrived once: \(sent)")
            for words in ["Its process ended while it was sending. Looking what became of it.", "It went through: ", "done: "] {
                #expect(audit.contains(words), "\(words) in\n\(audit)")
            }
        }

        /// The image that was bumped to cannot be pulled, and the line dies during the revert: its commit lands once and is found.
        @Test func aRevertWhoseLineDiesIsOnScreenAgainWithItsCommit() async throws {
            let home = try Home()
            let (sent, audit) = try await Aside.run {
                let lab = try LabProcess(in: home, scenario: "calm", pace: 20)
                try lab.play("pull-forbidden")
                let bump = try Pty(
                    Binary.path, ["bump", "iris-classifier", "--tag", "main-48aa19c", "--yes", "--config", lab.config],
                    environment: home.variables, columns: 200)
                _ = try bump.wait(within: 90)
                let deck = try Deck.console(on: lab, in: home, columns: 160, rows: 50)
                deck.press("A")
                try deck.expect("the bump that failed") { $0.row("▸").contains("Bump image") && $0.row("▸").contains("✗") }
                deck.press("Enter")
                try deck.expect("what it offers") { $0.row("next ").contains("⏎") }
                deck.press("G", "Enter")
                try deck.expect("the plan of the revert") { $0.text.contains("do it") && $0.text.contains("PUT /repos/") }
                try lab.fault("github", "hold")
                deck.press("y")
                try lab.expect("the commit, without an answer") { try lab.requests("github", "PUT").contains { $0.status == 0 } }
                deck.signal(SIGHUP)
                _ = try deck.wait()

                try lab.fault("github", "hang")
                let next = try restarted(lab, home)
                try next.expect("the revert, still looked for") { $0.row("Revert").contains("▶") }
                try lab.mend("github")
                try next.expect("the revert, with its outcome", within: 90) { $0.row("Revert").contains("●") }
                try leave(next)
                return (try lab.requests("github", "PUT"), try Deck.newestAction(on: lab, in: home))
            }
            #expect(sent.count == 2, "the bump and its revert, once each: \(sent)")
            #expect(audit.contains("It went through: ") && audit.contains("commit ") && audit.contains("done: "), "\(audit)")
        }

        /// After the row was written and before the request could leave: a credential plug-in stands between the two.
        @Test func whatWasNotSentYetIsNotSentLater() async throws {
            let home = try Home()
            let (sent, audit, uid, pods) = try await Aside.run {
                let lab = try LabProcess(in: home, pace: 1)
                let gate = home.directory + "/gate", waiting = home.directory + "/waiting"
                try usePlugin(in: home, gate: gate, waiting: waiting)
                let deck = try askedToDelete(lab, home)
                let uid = deck.terminal.row("uid ").split(separator: " ").drop { $0 != "uid" }.dropFirst().first.map(String.init) ?? ""
                _ = try home.write("", to: "gate")
                // The token of the moment before is still young; the next request that needs a new one waits at the gate.
                try lab.expect("a request at the gate", within: 60) { Home.mode(waiting) != nil }
                deck.press("y")
                try lab.expect("the row that is written first") { try Deck.newestAction(on: lab, in: home).contains("sending: ") }
                deck.signal(SIGKILL)
                _ = try deck.wait()
                unlink(gate)

                let next = try restarted(lab, home)
                try next.expect("that nothing was done", within: 60) { $0.row("Delete pod").contains("Nothing was done") }
                try leave(next)
                let pods = try lab.ask("kubernetes-k3d", "/api/v1/namespaces/ml-apps/pods", token: "lab-k3d-operator")
                return (try lab.requests("kubernetes-k3d", "DELETE"), try Deck.newestAction(on: lab, in: home), uid, pods)
            }
            #expect(sent.isEmpty)
            #expect(audit.contains("abandoned: Nothing was done: the pod is there, and nobody has asked for its end."), "\(audit)")
            #expect(!uid.isEmpty && pods.contains(uid), "the pod is still there")
        }

        /// While its effect is awaited.
        @Test func whatIsFollowedIsFollowedByTheNextConsole() async throws {
            let home = try Home()
            let (sent, audit) = try await Aside.run {
                let lab = try LabProcess(in: home, pace: 1)
                let deck = try askedToDelete(lab, home)
                deck.press("y")
                try deck.expect("what it waits for") { $0.text.contains("Waiting for") }
                deck.signal(SIGKILL)
                _ = try deck.wait()
                let next = try restarted(lab, home)
                try next.expect("the operation, taken up again", within: 60) { $0.row("Delete pod").contains("●") }
                try leave(next)
                return (try lab.requests("kubernetes-k3d", "DELETE"), try Deck.newestAction(on: lab, in: home))
            }
            #expect(sent.count == 1 && sent.first?.status == 200)
            #expect(audit.contains("Taken up again: ") && audit.contains("done: "), "\(audit)")
        }

        /// The lab's kubeconfig with a plug-in for k3d's token, which waits while `gate` is there.
        private func usePlugin(in home: Home, gate: String, waiting: String) throws {
            let plugin = try home.write(
                """
                #!/bin/sh
                [ -e \(gate) ] && : > \(waiting)
                while [ -e \(gate) ]; do sleep 0.1; done
                echo '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"lab-k3d-operator","expirationTimestamp":"2020-01-01T00:00:00Z"}}'

                """, to: "plugin")
            chmod(plugin, 0o700)
            let exec = "exec: {apiVersion: client.authentication.k8s.io/v1, command: \(plugin), interactiveMode: Never}"
            let text = Home.text(home.directory + "/lab/kubeconfig")
            guard text.contains("token: lab-k3d-operator") else { throw Unexpected("the lab's kubeconfig has no token for k3d:\n\(text)") }
            _ = try home.write(text.replacing("token: lab-k3d-operator", with: exec), to: "lab/kubeconfig")
        }
    }
}
