// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "link-checker",
    platforms: [.macOS(.v26)],
    dependencies: [
        .package(path: "../skitter")
    ],
    targets: [
        .executableTarget(
            name: "BrokenLinks",
            dependencies: [.product(name: "Skitter", package: "skitter")])
    ]
)
