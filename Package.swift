// swift-tools-version: 6.1
import PackageDescription

// The floors of the house, ground floor first: a target imports only what stands above it in this list
// (docs/architecture.md says what each is for).

let checked: [SwiftSetting] = [.enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("MemberImportVisibility")]

func floor(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: checked)
}

func tests(_ name: String, _ dependencies: [Target.Dependency] = [], fixtures: Bool = false) -> Target {
    .testTarget(
        name: "\(name)Tests", dependencies: [.byName(name: name), "TestSupport"] + dependencies,
        exclude: fixtures ? ["Fixtures"] : [], swiftSettings: checked)
}

let yams: Target.Dependency = .product(name: "Yams", package: "Yams")
let flyingFox: Target.Dependency = .product(name: "FlyingFox", package: "FlyingFox")
let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")

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
        floor("Screen", ["Terminal", "CNcurses", "CTerminal"]),
        floor("Transport", ["Host", "CCurl"]),
        floor("JSON", ["CxxJSON"]),
        floor("Services", ["Host", "Transport", "JSON", "CCrypto", yams]),
        floor("Settings", ["Host", .product(name: "TOMLKit", package: "TOMLKit")]),
        floor("Archive", ["Host", .product(name: "GRDB", package: "GRDB.swift")]),
        floor("Feeds", ["Services"]),
        floor("Triage", ["Services", "Archive"]),
        floor("Operations", ["Services", "Feeds", "Archive"]),
        floor("Console", ["Terminal", "Feeds", "Triage", "Operations", "Archive", "Settings"]),
        floor("Lab", [flyingFox, yams, "CCrypto"]),
        .executableTarget(
            name: "quarterdeck", dependencies: ["Console", "Screen", "Lab", arguments], swiftSettings: checked),
        .executableTarget(
            name: "benchmark", dependencies: ["Host", "Archive", "JSON", "Triage", "TestSupport"], path: "Sources/benchmark",
            swiftSettings: checked),

        // Recorded payloads, hand-driven clocks, pseudo-terminals: what tests share.
        .target(
            name: "TestSupport", dependencies: ["Host", "Transport", "Terminal", "CTerminal"], path: "Tests/TestSupport",
            swiftSettings: checked),
        tests("Host"),
        tests("Terminal", fixtures: true),
        tests("Screen"),
        tests("Transport", [flyingFox]),
        tests("JSON"),
        tests("Services", fixtures: true),
        tests("Settings"),
        tests("Archive"),
        tests("Feeds"),
        tests("Triage", fixtures: true),
        tests("Operations", ["Lab"]),
        tests("Console", fixtures: true),
        tests("Lab", fixtures: true),
        .testTarget(
            name: "QuarterdeckTests", dependencies: ["quarterdeck", "TestSupport", "Lab", "Host"],
            swiftSettings: checked),
    ],
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx17
)
