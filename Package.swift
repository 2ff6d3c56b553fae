// swift-tools-version: 6.2
import PackageDescription

// Targets stand in the order in which they may import each other: a target depends only on targets above it
// (docs/architecture.md). Third-party packages are each used by the one target that adapts them.

let warningsAreErrors = Context.environment["SKITTER_CI"] == "1"

/// Set by dev/sanitize.sh: ThreadSanitizer is told of each lock (Sources/SkitterLock).
let marksLocks = Context.environment["SKITTER_TSAN"] == "1"

let settings: [SwiftSetting] =
    [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
    ] + (warningsAreErrors ? [.treatAllWarnings(as: .error)] : []) + (marksLocks ? [.define("SKITTER_TSAN")] : [])

func library(_ name: String, _ dependencies: [Target.Dependency] = [], path: String? = nil, exclude: [String] = [])
    -> Target
{
    .target(name: name, dependencies: dependencies, path: path, exclude: exclude, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: dependencies, swiftSettings: settings)
}

let benchmarks: [Target] =
    Context.environment["SKITTER_BENCHMARKS"] == "1"
    ? [
        library("BenchmarkSupport", path: "Benchmarks/Support"),
        .executableTarget(
            name: "URLBenchmark", dependencies: ["BenchmarkSupport", "SkitterCore"], path: "Benchmarks/URLBenchmark",
            exclude: ["allocations.sh"], swiftSettings: settings),
        .executableTarget(
            name: "ExtractBenchmark", dependencies: ["BenchmarkSupport", "SkitterHTML", "SkitterCore", "CLibXML2"],
            path: "Benchmarks/ExtractBenchmark", swiftSettings: settings),
        .executableTarget(
            name: "FetchBenchmark",
            dependencies: [
                "SkitterLock", "SkitterCore", "SkitterEngine", "SkitterFetchCurl", "SkitterFixtureWeb",
            ],
            path: "Benchmarks/FetchBenchmark", swiftSettings: settings),
        .executableTarget(
            name: "EngineBenchmark", dependencies: ["BenchmarkSupport", "SkitterEngine", "SkitterHTML", "SkitterCore"],
            path: "Benchmarks/EngineBenchmark", swiftSettings: settings),
        .executableTarget(
            name: "FrontierBenchmark", dependencies: ["BenchmarkSupport", "SkitterCore"],
            path: "Benchmarks/FrontierBenchmark", swiftSettings: settings),
        .executableTarget(
            name: "ClusterBenchmark", dependencies: ["BenchmarkSupport", "SkitterCluster", "SkitterCore"],
            path: "Benchmarks/ClusterBenchmark", swiftSettings: settings),
        .executableTarget(
            name: "ClusterSimulation", dependencies: ["BenchmarkSupport", "SimulatedCluster"],
            path: "Benchmarks/ClusterSimulation", swiftSettings: settings),
        .executableTarget(
            name: "SeenBenchmark", dependencies: ["BenchmarkSupport", "SkitterCore"],
            path: "Benchmarks/SeenBenchmark", swiftSettings: settings),
        .executableTarget(
            name: "ContainedBenchmark", dependencies: ["SkitterFetchProcess", "SkitterFetchURLSession", "SkitterCore"],
            path: "Benchmarks/ContainedBenchmark", swiftSettings: settings),
        .executableTarget(
            name: "WARCBenchmark",
            dependencies: [
                "BenchmarkSupport", "SkitterArchive", "SkitterCore", "SkitterCompression", "SkitterDigest",
            ],
            path: "Benchmarks/WARCBenchmark", swiftSettings: settings),
        .executableTarget(
            name: "StatsBenchmark", dependencies: ["SkitterArchive", "SkitterCore"],
            path: "Benchmarks/StatsBenchmark", swiftSettings: settings),
        .executableTarget(
            name: "JournalBenchmark",
            dependencies: ["BenchmarkSupport", "SkitterStore", "SkitterArchive", "SkitterCore"],
            path: "Benchmarks/JournalBenchmark", swiftSettings: settings),
        .executableTarget(
            name: "ScaleBenchmark",
            dependencies: [
                "BenchmarkSupport", "Skitter", "SkitterEngine", "SkitterStore", "SkitterArchive", "SkitterCore",
                "CMalloc",
            ],
            path: "Benchmarks/ScaleBenchmark", swiftSettings: settings),
    ] : []

/// One program for each parser, built by dev/fuzz.sh. Its name stands in Fuzz/Driver/driver.c too: that is where it begins.
func fuzzer(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .executableTarget(
        name: "Fuzz\(name)", dependencies: dependencies + ["FuzzSupport", "CFuzzDriver"], path: "Fuzz/\(name)",
        exclude: ["\(name).dict"], swiftSettings: settings + [.unsafeFlags(["-parse-as-library"])])
}

let fuzzers: [Target] =
    Context.environment["SKITTER_FUZZ"] == "1"
    ? [
        .target(name: "CFuzzDriver", path: "Fuzz/Driver"),
        library("FuzzSupport", path: "Fuzz/Support"),
        library("FuzzPageSupport", ["FuzzSupport", "SkitterHTML", "SkitterCore"], path: "Fuzz/PageSupport"),
        fuzzer("URL", ["SkitterCore"]),
        fuzzer("IDNA", ["SkitterCore"]),
        fuzzer("Robots", ["SkitterCore"]),
        fuzzer("Cookies", ["SkitterCore"]),
        fuzzer("JSON", ["SkitterCore"]),
        fuzzer("HTTP", ["SkitterCore"]),
        fuzzer("HTML", ["FuzzPageSupport", "SkitterHTML", "SkitterCore"]),
        fuzzer("Oracle", ["SkitterHTML", "SkitterCore"]),
        fuzzer("XML", ["FuzzPageSupport", "SkitterHTML", "SkitterCore"]),
        fuzzer("CSS", ["FuzzPageSupport", "SkitterHTML", "SkitterCore"]),
        fuzzer("Headers", ["FuzzPageSupport", "SkitterHTML", "SkitterCore"]),
        fuzzer("Sitemap", ["SkitterHTML"]),
        fuzzer("Srcset", ["SkitterHTML"]),
        fuzzer("Encoding", ["SkitterHTML"]),
        fuzzer("Gzip", ["SkitterCompression"]),
    ] : []

let package = Package(
    name: "skitter",
    platforms: [.macOS(.v26)],
    products: [
        // A crawler in ten lines; the nouns, ports and pure machines alone; what reads pages, without an engine; and, for whoever brings
        // parts of his own, the promises of the ports as suites.
        .library(name: "Skitter", targets: ["Skitter"]),
        .library(name: "SkitterCore", targets: ["SkitterCore"]),
        .library(name: "SkitterHTML", targets: ["SkitterHTML"]),
        .library(name: "SkitterTesting", targets: ["SkitterTesting"]),
        .executable(name: "skitter", targets: ["SkitterCLI"]),
        .executable(name: "skitter-fetch-worker", targets: ["SkitterFetchWorker"]),
    ],
    traits: [
        .trait(
            name: "Cluster",
            description: "Many crawlers on one frontier in PostgreSQL (docs/decisions/cluster.md): needs libpq."),
        .default(enabledTraits: []),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    ],
    targets: [
        // 0: system libraries and test data
        .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(name: "CLibCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CBrotli", pkgConfig: "libbrotlidec", providers: [.apt(["libbrotli-dev"])]),
        .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
        .systemLibrary(name: "CEpoll"),
        .systemLibrary(name: "CMalloc"),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "CLibCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        library("SkitterFixtures", path: "Fixtures", exclude: ["Data"]),
        library("SkitterLock", marksLocks ? ["CRaceMarks"] : []),

        // 1: nouns, pure machines, ports
        library(
            "SkitterCore",
            [
                .product(name: "DequeModule", package: "swift-collections"),
                .product(name: "HeapModule", package: "swift-collections"),
            ]),

        // 2: what tests, `serve` and `bench` share
        library("SkitterFixtureWeb", ["SkitterLock", .product(name: "FlyingSocks", package: "FlyingFox")]),
        library("SkitterTesting", ["SkitterLock", "SkitterCore"]),

        // 3: adapters, each behind a port of SkitterCore
        library("SkitterCompression", ["CZlib"]),
        library("SkitterDigest", ["CLibCrypto"]),
        library("SkitterHTML", ["SkitterLock", "SkitterCore", "SkitterCompression", "CLibXML2"]),
        library("SkitterFetchURLSession", ["SkitterLock", "SkitterCore"]),
        library("SkitterFetchCurl", ["SkitterLock", "SkitterCore", "CLibCurl", "CEpoll", "CZlib", "CBrotli", "CZstd"]),
        library(
            "SkitterFetchProcess",
            [
                "SkitterLock", "SkitterCore", .product(name: "DequeModule", package: "swift-collections"),
                .product(name: "Subprocess", package: "swift-subprocess"),
            ]),
        library("SkitterResolver", ["SkitterLock", "SkitterCore"]),
        library("SkitterArchive", ["SkitterLock", "SkitterCore", "SkitterCompression", "SkitterDigest"]),
        library("SkitterStore", ["SkitterLock", "SkitterCore", "SkitterArchive", "CSQLite"]),
        // Empty without the trait.
        library(
            "SkitterCluster",
            ["SkitterLock", "SkitterCore", .target(name: "CLibPQ", condition: .when(traits: ["Cluster"]))]),
        library("SkitterReport", ["SkitterCore"]),
        library("SkitterSettings", ["CYAML"]),

        // 4: the engine
        library("SkitterEngine", ["SkitterLock", "SkitterCore"]),

        // 5: what is wired together
        library(
            "Skitter",
            [
                "SkitterLock", "SkitterCore", "SkitterHTML", "SkitterFetchProcess", "SkitterFetchCurl",
                "SkitterResolver",
                "SkitterArchive", "SkitterStore", "SkitterCluster", "SkitterReport", "SkitterEngine", "CMalloc",
            ]),
        library(
            "SkitterBench",
            [
                "SkitterLock", "SkitterCore", "SkitterDigest", "SkitterHTML", "SkitterFetchCurl", "SkitterReport",
                .product(name: "Subprocess", package: "swift-subprocess"),
            ]),

        library("SkitterLive", ["SkitterLock", "SkitterCore", "SkitterReport"]),

        // 6: the programs
        .executableTarget(
            name: "SkitterFetchWorker",
            dependencies: [
                "SkitterLock", "SkitterBench", "SkitterCore", "SkitterFetchProcess", "SkitterFetchURLSession",
            ],
            swiftSettings: settings),
        .executableTarget(
            name: "SkitterCLI",
            dependencies: [
                "SkitterLock", "Skitter", "SkitterBench", "SkitterLive", "SkitterFixtureWeb", "SkitterCore",
                "SkitterHTML",
                "SkitterReport",
                "SkitterArchive", "SkitterSettings", "SkitterFetchCurl", "SkitterFetchProcess",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings),

        library(
            "ContractServers", ["SkitterLock", "SkitterFixtureWeb", "SkitterTesting"], path: "Tests/ContractServers"),
        library(
            "SimulatedCluster",
            [
                "SkitterCluster", "SkitterCore",
                .product(name: "DequeModule", package: "swift-collections"),
                .product(name: "HeapModule", package: "swift-collections"),
            ], path: "Tests/SimulatedCluster"),
        tests("SkitterCoreTests", ["SkitterCore", "SkitterFixtures", "SkitterTesting"]),
        tests("SkitterFixtureWebTests", ["SkitterFixtureWeb", "SkitterTesting"]),
        tests("SkitterCompressionTests", ["SkitterCompression", "SkitterTesting", "SkitterCore"]),
        tests("SkitterDigestTests", ["SkitterDigest"]),
        tests("SkitterHTMLTests", ["SkitterHTML", "SkitterFixtures", "SkitterTesting"]),
        tests(
            "SkitterFetchURLSessionTests",
            [
                "SkitterLock", "SkitterCore", "SkitterFetchURLSession", "SkitterFixtureWeb", "SkitterTesting",
                "ContractServers",
            ]),
        tests(
            "SkitterFetchCurlTests",
            [
                "SkitterLock", "SkitterCore", "SkitterFetchCurl", "SkitterFixtureWeb", "SkitterTesting",
                "ContractServers",
            ]),
        tests(
            "SkitterFetchProcessTests",
            ["SkitterCore", "SkitterFetchProcess", "SkitterFixtureWeb", "SkitterTesting", "ContractServers"]),
        tests("SkitterResolverTests", ["SkitterLock", "SkitterCore", "SkitterResolver", "SkitterTesting"]),
        tests(
            "SkitterArchiveTests",
            ["SkitterLock", "SkitterArchive", "SkitterCore", "SkitterCompression", "SkitterDigest", "SkitterTesting"]),
        tests(
            "SkitterStoreTests",
            ["SkitterLock", "SkitterStore", "SkitterArchive", "SkitterCore", "SkitterTesting"]),
        tests(
            "SkitterClusterTests",
            [
                "SkitterLock", "SkitterCluster", "SkitterEngine", "SkitterHTML", "SkitterCore", "SkitterTesting",
                "SimulatedCluster",
            ]),
        tests("SkitterReportTests", ["SkitterReport", "SkitterCore"]),
        tests("SkitterSettingsTests", ["SkitterSettings", "SkitterCore"]),
        tests("SkitterEngineTests", ["SkitterLock", "SkitterEngine", "SkitterCore", "SkitterHTML", "SkitterTesting"]),
        tests(
            "SkitterTests",
            [
                "SkitterLock", "Skitter", "SkitterCore", "SkitterArchive", "SkitterHTML", "SkitterFetchCurl",
                "SkitterFixtureWeb", "SkitterTesting", "ContractServers",
            ]),
        tests("SkitterLiveTests", ["SkitterLock", "SkitterLive", "SkitterCore", "SkitterTesting"]),
        tests("SkitterBenchTests", ["SkitterLock", "SkitterBench", "SkitterTesting"]),
        tests(
            "SkitterEndToEndTests",
            [
                "SkitterLock", "SkitterFixtureWeb", "SkitterTesting", "SkitterArchive", "SkitterStore", "SkitterCore",
                "ContractServers",
            ]),
    ] + benchmarks + fuzzers + (marksLocks ? [.target(name: "CRaceMarks")] : []),
    swiftLanguageModes: [.v6]
)
