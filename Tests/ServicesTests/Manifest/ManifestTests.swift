import Testing

@testable import Services

@Suite struct ManifestTests {
    private let platform = """
        # Iris, as the platform runs it
        apiVersion: v1
        kind: Namespace
        metadata: {name: ml-apps}
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: iris-classifier   # the application
          namespace: ml-apps
        spec:
          template:
            spec:
              initContainers:
                - name: fetch
                  image: busybox:1.36
              containers:
              - image: ghcr.io/acme/models:main-4af2   # bumped by a person
                name: model-server
              - name: proxy
                image: "envoyproxy/envoy:v1.31"
        ---
        kind: Service
        metadata:
          name: iris-classifier
        """

    @Test func everyContainerOfEveryDocumentIsListed() throws {
        let containers = try Manifest(Array(platform.utf8)).containers
        #expect(containers.map(\.name) == ["fetch", "model-server", "proxy"])
        #expect(containers.map(\.image) == ["busybox:1.36", "ghcr.io/acme/models:main-4af2", "envoyproxy/envoy:v1.31"])
        #expect(containers.map(\.line) == [16, 18, 21])
        #expect(containers.map(\.isInitial) == [true, false, false])
        #expect(Set(containers.map { "\($0.kind) \($0.namespace)/\($0.object)" }) == ["Deployment ml-apps/iris-classifier"])
    }

    @Test func theNamedContainersImageIsTheOnlyByteThatChanges() throws {
        let manifest = try Manifest(Array(platform.utf8))
        let edit = try manifest.settingImage(
            of: "model-server", in: "Deployment", named: "iris-classifier", namespace: "ml-apps", to: "ghcr.io/acme/models:main-5be1")
        #expect(String(decoding: edit.bytes, as: UTF8.self) == platform.replacing("main-4af2", with: "main-5be1"))
        #expect(
            edit.unified(path: "applications/iris/deployment.yaml") == """
                --- a/applications/iris/deployment.yaml
                +++ b/applications/iris/deployment.yaml
                @@ -18 +18 @@
                -      - image: ghcr.io/acme/models:main-4af2   # bumped by a person
                +      - image: ghcr.io/acme/models:main-5be1   # bumped by a person

                """)
        #expect(edit.old == "ghcr.io/acme/models:main-4af2" && edit.new == "ghcr.io/acme/models:main-5be1")
    }

    /// The text between « and » is the value that changes to the new image `a/b:2`; « and » are not in the file.
    @Test(arguments: [
        (
            "plain",
            "kind: Deployment\nmetadata: {name: d}\nspec:\n  template:\n    spec:\n      containers:\n      - name: c\n        image: «a/b:1»\n",
            "a/b:2"
        ),
        (
            "no newline at the end", "kind: Deployment\nmetadata: {name: d}\nspec: {template: {spec: {containers: [{name: c, image: «a/b:1»}]}}}",
            "a/b:2"
        ),
        (
            "CRLF",
            "kind: Deployment\r\nmetadata:\r\n  name: d\r\nspec:\r\n  template:\r\n    spec:\r\n      containers:\r\n        - name: c\r\n          image: «a/b:1»\r\n          ports: []\r\n",
            "a/b:2"
        ),
        ("lone CR", "kind: Deployment\rmetadata: {name: d}\rspec: {template: {spec: {containers: [{name: c, image: «a/b:1»}]}}}\r", "a/b:2"),
        ("double quotes", "kind: Deployment\nmetadata: {name: d}\nspec: {template: {spec: {containers: [{name: c, image: \"«a/b:1»\"}]}}}", "a/b:2"),
        ("single quotes", "kind: Deployment\nmetadata: {name: d}\nspec: {template: {spec: {containers: [{name: c, image: '«a/b:1»'}]}}}", "a/b:2"),
        (
            "quoted key and JSON",
            #"{"kind":"Deployment","metadata":{"name":"d"},"spec":{"template":{"spec":{"containers":[{"image":"«a/b:1»","name":"c"}]}}}}"#, "a/b:2"
        ),
        (
            "digest pin",
            "kind: Deployment\nmetadata: {name: d}\nspec: {template: {spec: {containers: [{name: c, image: «a/b:1@sha256:1111111111111111111111111111111111111111111111111111111111111111»}]}}}",
            "a/b:2"
        ),
        (
            "anchor of its own", "kind: Deployment\nmetadata: {name: d}\nspec: {template: {spec: {containers: [{name: c, image: &img «a/b:1»}]}}}",
            "a/b:2"
        ),
        (
            "anchor and tag",
            "kind: Deployment\nmetadata: {name: d}\nspec: {template: {spec: {containers: [{name: c, image: !!str &img '«a/b:1»'}]}}}", "a/b:2"
        ),
        (
            "on the next line",
            "kind: Deployment\nmetadata: {name: d}\nspec:\n  template:\n    spec:\n      containers:\n      - name: c\n        image:   # which\n          «a/b:1» # this\n",
            "a/b:2"
        ),
        (
            "tabs before a comment",
            "kind: Deployment\nmetadata: {name: d}\nspec:\n  template:\n    spec:\n      containers:\n      - name: c\n        image:\t«a/b:1»\t# x\n",
            "a/b:2"
        ),
        (
            "a word outside ASCII before it",
            "kind: Deployment\nmetadata: {name: d, note: \"größer 🚀\"}\nspec: {template: {spec: {containers: [{x: \"é🚀\", name: c, image: «a/b:1»}]}}}",
            "a/b:2"
        ),
        (
            "a byte order mark", "\u{feff}kind: Deployment\nmetadata: {name: d}\nspec: {template: {spec: {containers: [{name: c, image: «a/b:1»}]}}}",
            "a/b:2"
        ),
        (
            "nothing yet",
            "kind: Deployment\nmetadata: {name: d}\nspec:\n  template:\n    spec:\n      containers:\n      - name: c\n        image:«»\n        ports: []\n",
            " a/b:2"
        ),
        (
            "nothing but a comment",
            "kind: Deployment\nmetadata: {name: d}\nspec:\n  template:\n    spec:\n      containers:\n      - name: c\n        image:«» # which?\n",
            " a/b:2"
        ),
        ("empty quotes", "kind: Deployment\nmetadata: {name: d}\nspec: {template: {spec: {containers: [{name: c, image: \"«»\"}]}}}", "a/b:2"),
        (
            "a document that begins with a directive",
            "%YAML 1.1\n---\nkind: Deployment\nmetadata: {name: d}\nspec: {template: {spec: {containers: [{name: c, image: «a/b:1»}]}}}\n...\n",
            "a/b:2"
        ),
        (
            "the second of two documents",
            "kind: Deployment\nmetadata: {name: other}\nspec: {template: {spec: {containers: [{name: c, image: a/b:1}]}}}\n---\nkind: Deployment\nmetadata: {name: d}\nspec: {template: {spec: {containers: [{name: c, image: «a/b:1»}]}}}",
            "a/b:2"
        ),
        (
            "a list of objects",
            "kind: List\nitems:\n- kind: Deployment\n  metadata: {name: d}\n  spec: {template: {spec: {containers: [{name: c, image: «a/b:1»}]}}}",
            "a/b:2"
        ),
        (
            "the same image in a comment and beside it",
            "kind: Deployment # image: a/b:1\nmetadata: {name: d, annotations: {image: a/b:1}}\nspec: {template: {spec: {containers: [{name: x, image: a/b:1}, {name: c, image: «a/b:1»}]}}}",
            "a/b:2"
        ),
    ])
    func oneValueChangesHoweverItIsWritten(what: String, marked: String, written: String) throws {
        let before = marked.replacing("«", with: "").replacing("»", with: "")
        let start = try #require(marked.firstRange(of: "«")), end = try #require(marked.firstRange(of: "»"))
        let after = marked[..<start.lowerBound] + written + marked[end.upperBound...]
        let edit = try Manifest(Array(before.utf8)).settingImage(of: "c", in: "Deployment", named: "d", to: "a/b:2")
        #expect(String(decoding: edit.bytes, as: UTF8.self) == after)
    }

    @Test(arguments: [
        ("StatefulSet", "spec: {template: {spec: {containers: [{name: c, image: a/b:1}]}}}"),
        ("DaemonSet", "spec: {template: {spec: {initContainers: [{name: c, image: a/b:1}]}}}"),
        ("CronJob", "spec: {jobTemplate: {spec: {template: {spec: {containers: [{name: c, image: a/b:1}]}}}}}"),
        ("Pod", "spec: {containers: [{name: c, image: a/b:1}]}"),
        ("Rollout", "spec: {template: {spec: {containers: [{name: c, image: a/b:1}]}}}"),
    ])
    func everyKindWithAPodsTemplateIsUnderstood(kind: String, spec: String) throws {
        let manifest = try Manifest(Array("kind: \(kind)\nmetadata: {name: d}\n\(spec)\n".utf8))
        #expect(try manifest.settingImage(of: "c", in: kind, named: "d", to: "a/b:2").after.contains("image: a/b:2"))
    }

    private static func deployment(_ container: String) -> String {
        "x: &x {name: base, image: a/b:1}\nkind: Deployment\nmetadata: {name: d}\nspec:\n  template:\n    spec:\n      containers:\n\(container)\n"
    }

    @Test(arguments: [
        (
            deployment("      - name: c\n        image: &i a/b:1\n      - name: e\n        image: *i"),
            "line 9: the image is shared by an anchor with 1 more; edit it by hand."
        ),
        (
            "y: &i a/b:1\n" + deployment("      - name: c\n        image: *i"),
            "line 10: the image is an alias of a value elsewhere; edit it there by hand."
        ),
        (deployment("      - {<<: *x, name: c}"), "line 8: the image of \"c\" comes by a merge (<<); edit it by hand where it stands."),
        (
            deployment("      - name: c\n        image: >-\n          a/b:1"),
            "line 9: the image is not written on one line; write it on one, then it can be changed."
        ),
        (deployment("      - name: c\n        image: {a: b}"), "line 9: the image is no text."),
        (deployment("      - name: c"), "line 8: the container \"c\" has no image; add one by hand."),
        (deployment("      - name: e\n        image: a/b:1"), "Deployment d has no container \"c\"; it has e."),
        (deployment("      - name: c\n        image: a/b:2"), "line 9: \"c\" has the image a/b:2 already."),
        (deployment("      - name: c\n        image: docker.io/a/b:2"), "line 9: \"c\" has the image docker.io/a/b:2 already."),
        ("kind: Service", "there is no Deployment d with containers in it."),
        (
            deployment("      - name: c\n        image: a/b:1\n      - name: c\n        image: a/b:1"),
            "line 11: Deployment d has the container \"c\" more than once; name its namespace."
        ),
        ("kind: [", "line 2: it is not YAML: did not find expected node content."),
        ("a: 1\na: 2", "line 1: it is not YAML: a key stands twice."),
        (String(repeating: "[", count: 100_000), "it is nested too deeply to be read safely."),
        (String(repeating: "- ", count: 100_000), "it is nested too deeply to be read safely."),
    ])
    func whatCannotBeChangedSafelyIsRefused(text: String, sentence: String) async {
        await expect(sentence: sentence) {
            _ = try Manifest(Array((text + "\n").utf8)).settingImage(of: "c", in: "Deployment", named: "d", to: "a/b:2")
        }
    }

    @Test(arguments: [
        ("", "An image is empty."), ("a/b:", "\"a/b:\" is no image: what stands after : is no tag."),
        ("a/b:1 # x", "\"a/b:1 # x\" is no image: what stands after : is no tag."),
        ("a/b\nevil: yes", "\"a/b evil: yes\" is no image: what stands after : is no tag."),
    ])
    func anEmptyOrMalformedImageNeverReachesAFile(image: String, sentence: String) async {
        await expect(sentence: sentence) {
            _ = try Manifest(Array(platform.utf8)).settingImage(of: "proxy", in: "Deployment", named: "iris-classifier", to: image)
        }
    }

    @Test func bytesThatAreNoTextAreRefused() async {
        await expect(sentence: "it is not UTF-8.") { _ = try Manifest([0x61, 0xFF, 0x0A]) }
    }

    @Test func aliasesWithinAliasesEndTheCheckAndNotTheProgram() async {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...9 { text += "a\(level): &a\(level) [" + Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ") + "]\n" }
        text += "---\n" + Self.deployment("      - name: c\n        image: a/b:1")
        await expect(sentence: "line 20: the file has too many aliases to be checked; edit it by hand.") {
            _ = try Manifest(Array(text.utf8)).settingImage(of: "c", in: "Deployment", named: "d", to: "a/b:2")
        }
    }

    // MARK: Kustomize

    private func kustomization(_ entry: String) throws -> Manifest {
        try Manifest(Array("resources: [deployment.yaml]\nimages:\n- name: ghcr.io/acme/iris\n\(entry)".utf8))
    }

    @Test func aKustomizationsTagOrDigestIsChangedWhicheverItHas() throws {
        #expect(
            try kustomization("  newTag: main-4af2\n").settingKustomizedImage("ghcr.io/acme/iris", tag: "main-5be1", digest: nil).after
                == "  newTag: main-5be1")
        // Unquoted, a number would be no text.
        #expect(
            try kustomization("  newTag: v1\n").settingKustomizedImage("ghcr.io/acme/iris", tag: "1.10", digest: nil).after == #"  newTag: "1.10""#)
        #expect(try kustomization("  newTag: v1\n").settingKustomizedImage("ghcr.io/acme/iris", tag: "on", digest: nil).after == #"  newTag: "on""#)
        let old = "sha256:" + String(repeating: "1", count: 64), new = "sha256:" + String(repeating: "2", count: 64)
        #expect(
            try kustomization("  digest: \(old)\n").settingKustomizedImage("ghcr.io/acme/iris", tag: "x", digest: new).after
                == "  digest: \(new)")
    }

    @Test func whatAKustomizationDoesNotSayIsRefused() async {
        await expect(sentence: "line 3: the entry for \"ghcr.io/acme/iris\" has neither newTag nor digest; add one by hand.") {
            _ = try kustomization("  newName: x\n").settingKustomizedImage("ghcr.io/acme/iris", tag: "x", digest: nil)
        }
        await expect(sentence: "line 3: \"ghcr.io/acme/iris\" is pinned to a digest; give the new one.") {
            _ = try kustomization("  digest: sha256:x\n").settingKustomizedImage("ghcr.io/acme/iris", tag: "x", digest: nil)
        }
        await expect(sentence: "the Kustomization has no image \"other\".") {
            _ = try kustomization("  newTag: x\n").settingKustomizedImage("other", tag: "x", digest: nil)
        }
        await expect(sentence: "line 3: \"ghcr.io/acme/iris\" has the tag x already.") {
            _ = try kustomization("  newTag: x\n").settingKustomizedImage("ghcr.io/acme/iris", tag: "x", digest: nil)
        }
    }
}
