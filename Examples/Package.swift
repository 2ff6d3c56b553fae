// swift-tools-version: 6.2
import PackageDescription

// Programs on public declarations alone: what they cannot do is a fault of the library. A package of its own, so that nothing of
// the other's inside is within reach. dev/examples.sh builds them, runs each against a server on loopback, and looks at what it wrote.

let skitter = Target.Dependency.product(name: "Skitter", package: "skitter")
let database = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")

func program(_ name: String, _ dependencies: Target.Dependency...) -> Target {
    .executableTarget(name: name, dependencies: dependencies)
}

let package = Package(
    name: "skitter-examples",
    platforms: [.macOS(.v26)],
    dependencies: [
        .package(name: "skitter", path: ".."),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    ],
    targets: [
        program("TenLines", skitter),
        program("BrokenLinks", skitter),
        program("FullTextIndex", skitter, database),
        program("PriceWatch", skitter),
        program("SiteMirror", skitter),
        program("OwnExtractor", skitter),
        program("OwnSink", skitter, database),
        program("IntoPostgres", skitter, "CPostgres"),
        .systemLibrary(name: "CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        program(
            "ParseOnly", .product(name: "SkitterHTML", package: "skitter"),
            .product(name: "SkitterCore", package: "skitter")),
        program("Contracts", skitter, .product(name: "SkitterTesting", package: "skitter")),
    ],
    swiftLanguageModes: [.v6]
)
