import Host
import Yams

/// A file of Kubernetes objects, as git holds it: which images it names, and the same file with one of them changed.
///
///     let manifest = try Manifest(file.bytes)
///     let edit = try manifest.settingImage(of: "model-server", in: "Deployment", named: "iris", to: "ghcr.io/acme/iris:main-5be1")
///     print(edit.unified(path: file.path))
///
/// The value is found by parsing and changed in the bytes; then the whole file is parsed again and compared, so that nothing else
/// can have changed. It holds a parsed tree, which stays in one task: read, edit, let go. What cannot be changed that way (an alias, a merge, a block of text) is refused.
public struct Manifest {
    /// One container of one object.
    public struct Container: Sendable, Hashable {
        /// `Deployment`, `StatefulSet`, …; namespace (empty where the object has none) and name.
        public var kind = "", namespace = "", object = ""
        /// The container's name, and whether it runs before the others.
        public var name = "", isInitial = false
        /// Its image as written; empty where there is none.
        public var image = ""
        /// The image's line, from 1.
        public var line = 0
    }

    /// One entry of a Kustomization's `images`.
    public struct KustomizedImage: Sendable, Hashable {
        /// The image it replaces, and by which name.
        public var name = "", newName = ""
        /// Tag or digest it sets; the digest wins.
        public var tag = "", digest = ""
        /// The entry's line, from 1.
        public var line = 0
    }

    /// Largest file read, in bytes.
    public static let limit = 2 << 20

    let source: YAMLSource
    let roots: [Yams.Node]

    /// Reads a file.
    /// - Throws: ``ManifestError`` for what is not UTF-8 or not YAML.
    public init(_ bytes: [UInt8]) throws(ManifestError) {
        if let objection = YAMLShape.objection(to: bytes, limit: Self.limit) { throw ManifestError(objection + ".") }
        guard let text = String(validating: bytes.dropFirst(YAMLSource.mark(of: bytes)), as: UTF8.self) else {
            throw ManifestError("it is not UTF-8.")
        }
        var roots: [Yams.Node] = []
        do {
            let parser = try Yams.Parser(yaml: text, encoding: .utf8)
            while let root = try parser.nextRoot() { roots.append(root) }
        } catch let error as YamlError {
            throw ManifestError("it is not YAML: \(error.problem).", line: error.line)
        } catch {
            throw ManifestError("it is not YAML.")
        }
        source = YAMLSource(bytes)
        self.roots = roots
    }

    /// Every container of every object that has a pod's template, in the order of the file.
    public var containers: [Container] { places.map(\.container) }

    // MARK: Finding

    /// A container and the mapping it is written as.
    struct Place {
        var container: Container
        var mapping: Yams.Node.Mapping
    }

    var places: [Place] {
        objects.flatMap { object -> [Place] in
            let metadata = object["metadata"]?.mapping
            return Self.podSpecs(object).flatMap { spec in
                [("initContainers", true), ("containers", false)].flatMap { list, isInitial in
                    (spec[list]?.sequence.map(Array.init) ?? []).compactMap { node -> Place? in
                        guard let mapping = node.mapping else { return nil }
                        var container = Container()
                        container.kind = object.text("kind")
                        container.namespace = metadata?.text("namespace") ?? ""
                        container.object = metadata?.text("name") ?? ""
                        container.name = mapping.text("name")
                        container.isInitial = isInitial
                        container.image = mapping.text("image")
                        container.line = mapping["image"]?.mark?.line ?? mapping.mark?.line ?? 0
                        return Place(container: container, mapping: mapping)
                    }
                }
            }
        }
    }

    var entries: [(image: KustomizedImage, mapping: Yams.Node.Mapping)] {
        objects.filter { $0.text("kind") == "Kustomization" || ($0["kind"] == nil && $0["resources"] != nil) }.flatMap { object in
            (object["images"]?.sequence.map(Array.init) ?? []).compactMap { node in
                guard let mapping = node.mapping else { return nil }
                var image = KustomizedImage()
                (image.name, image.newName) = (mapping.text("name"), mapping.text("newName"))
                (image.tag, image.digest) = (mapping.text("newTag"), mapping.text("digest"))
                image.line = mapping.mark?.line ?? 0
                return (image, mapping)
            }
        }
    }

    /// The documents, and the items of those that are lists.
    private var objects: [Yams.Node.Mapping] {
        roots.compactMap(\.mapping).flatMap { root in
            root.text("kind") == "List" ? (root["items"]?.sequence?.compactMap(\.mapping) ?? []) : [root]
        }
    }

    private static func podSpecs(_ object: Yams.Node.Mapping) -> [Yams.Node.Mapping] {
        let spec = object["spec"]?.mapping
        let template = spec?["template"]?.mapping ?? spec?["jobTemplate"]?.mapping?["spec"]?.mapping?["template"]?.mapping
        if let template { return template["spec"]?.mapping.map { [$0] } ?? [] }
        return object.text("kind") == "Pod" ? spec.map { [$0] } ?? [] : []
    }
}

extension Yams.Node.Mapping {
    /// A key and its value, as they are written here; what a merge brings is not seen.
    func pair(_ name: String) -> (key: Yams.Node.Scalar, value: Yams.Node)? {
        for (key, value) in self { if let key = key.scalar, key.string == name { return (key, value) } }
        return nil
    }

    subscript(_ name: String) -> Yams.Node? { pair(name)?.value }

    /// A scalar's text; empty where there is none.
    func text(_ name: String) -> String { self[name]?.scalar?.string ?? "" }
}
