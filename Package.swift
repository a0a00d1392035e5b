// swift-tools-version: 6.1
import PackageDescription

// The floors of the house, ground floor first: a target imports only what stands above it in this list
// (docs/architecture.md says what each is for). It declares every floor whose values it may hold, imported or not: a target
// is compiled anew when a declared one has changed, and one that was compiled for a struct's former size crashes.

let checked: [SwiftSetting] = [.enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("MemberImportVisibility")]

func floor(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: checked)
}

func tests(_ name: String, _ dependencies: [Target.Dependency] = [], fixtures: Bool = false) -> Target {
    .testTarget(
        // TestSupport holds values of three floors.
        name: "\(name)Tests",
        dependencies: ([.byName(name: name)] + dependencies + ["TestSupport"]
            + ["Host", "Terminal", "Transport"].filter { $0 != name }.map { .byName(name: $0) }),
        exclude: fixtures ? ["Fixtures"] : [], swiftSettings: checked)
}

let yams: Target.Dependency = .product(name: "Yams", package: "Yams")
let flyingFox: Target.Dependency = .product(name: "FlyingFox", package: "FlyingFox")
let flyingSocks: Target.Dependency = .product(name: "FlyingSocks", package: "FlyingFox")
let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")

let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")

let clients: [Target.Dependency] = ["Host", "Transport", "JSON", "Services"]
let engine = clients + ["Archive", "Feeds", "Triage", "Operations"]

let package = Package(
    name: "quarterdeck",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "quarterdeck", targets: ["quarterdeck"])],
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/LebJe/TOMLKit", exact: "0.6.0"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/swhitty/FlyingFox", exact: "0.27.1"),
    ],
    targets: [
        // C: module maps and shims for what Swift cannot import; no decisions are taken there.
        .systemLibrary(name: "CNcurses", providers: [.apt(["libncurses-dev"])]),
        .systemLibrary(name: "CCurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CMarkdown", providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]),
        .systemLibrary(name: "CCrypto", providers: [.apt(["libssl-dev"])]),
        .target(
            name: "CxxJSON", cxxSettings: [.define("NDEBUG")],
            linkerSettings: [.linkedLibrary("simdjson"), .linkedLibrary("stdc++")]),
        .target(name: "CTerminal"),

        floor("Host", ["CTerminal"]),
        floor("Terminal", ["Host", "CMarkdown"]),
        floor("Screen", ["Host", "Terminal", "CNcurses", "CTerminal"]),
        floor("Transport", ["Host", "CCurl"]),
        floor("JSON", ["CxxJSON"]),
        floor("Services", ["Host", "Transport", "JSON", "CCrypto", yams]),
        floor("Settings", ["Host", .product(name: "TOMLKit", package: "TOMLKit")]),
        floor("Archive", ["Host", grdb]),
        floor("Feeds", clients),
        floor("Triage", clients + ["Archive"]),
        floor("Operations", clients + ["Archive", "Feeds"]),
        floor("Console", engine + ["Terminal", "Settings"]),
        floor("Lab", [flyingFox, flyingSocks, "CCrypto"]),
        .executableTarget(
            name: "quarterdeck", dependencies: engine + ["Terminal", "Settings", "Console", "Screen", "Lab", arguments],
            swiftSettings: checked),
        .executableTarget(
            name: "benchmark", dependencies: clients + ["Archive", "Triage", "TestSupport", "Terminal", "CTerminal"], path: "Sources/benchmark",
            swiftSettings: checked),

        // Recorded payloads, hand-driven clocks, pseudo-terminals: what tests share.
        .target(
            name: "TestSupport", dependencies: ["Host", "Transport", "Terminal", "CTerminal"], path: "Tests/TestSupport",
            swiftSettings: checked),
        tests("Host"),
        tests("Terminal", ["CTerminal"], fixtures: true),
        tests("Screen", ["CTerminal"]),
        tests("Transport", [flyingFox, flyingSocks]),
        tests("JSON"),
        tests("Services", ["JSON"], fixtures: true),
        tests("Settings"),
        tests("Archive", [grdb]),
        tests("Feeds", ["JSON", "Services"]),
        tests("Triage", ["JSON", "Services", "Archive"], fixtures: true),
        tests("Operations", ["JSON", "Services", "Archive", "Feeds", "Lab"]),
        tests("Console", ["JSON", "Services", "Archive", "Feeds", "Triage", "Operations", "Settings"], fixtures: true),
        tests("Lab", ["CCrypto"], fixtures: true),
        .testTarget(
            name: "QuarterdeckTests",
            dependencies: engine + ["Terminal", "Settings", "Console", "Screen", "Lab", "quarterdeck", "TestSupport", grdb, arguments],
            swiftSettings: checked),
    ],
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx17
)
