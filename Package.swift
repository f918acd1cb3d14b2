// swift-tools-version: 6.2
import PackageDescription

// Every wall that matters is a target; the arrows point down only. The Makefile builds with
// `--explicit-target-dependency-import-check error`, which refuses an import that is not written here.

let swiftSettings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

let package = Package(
    name: "mirilla",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "mirilla", targets: ["mirilla"]),
        .library(name: "Generation", targets: ["Generation"]),
        .library(name: "Inference", targets: ["Inference"]),
        .library(name: "Providers", targets: ["Providers"]),
    ],
    dependencies: [
        // The command line: parsing, help and errors that every Swift user knows.
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        // Themes and the user's configuration are TOML; its syntax errors come with line and column.
        .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
        // History is SQLite: rows, migrations, and a connection that other threads can wait for.
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        // SHA-256 of a checkpoint, for `generate --format json` and for history.
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        // HTTP with back-pressure, cancelling and TLS for the providers and the hub (URLSession on Linux reads ahead without bound).
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        // What async-http-client stands on: its buffers, its errors, and in tests the server on the other side.
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.0"),
    ],
    targets: [
        // Floor 1: words, arithmetic, cells.
        .target(name: "Generation", swiftSettings: swiftSettings),
        .target(name: "Kernels"),
        .target(
            name: "Documents",
            dependencies: [.product(name: "TOMLKit", package: "TOMLKit")],
            swiftSettings: swiftSettings),
        .target(name: "TextUI", dependencies: ["Documents"], swiftSettings: swiftSettings),
        .target(
            name: "CNcurses",
            linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo", .when(platforms: [.linux]))]),

        // Pictures that services make, to be shown: libpng, which every system has.
        .target(name: "CPNG", linkerSettings: [.linkedLibrary("png")]),

        // Floor 2: engines, sources, the pure core, the real screen.
        .target(
            name: "Inference",
            dependencies: ["Generation", "Kernels", .product(name: "Crypto", package: "swift-crypto")],
            resources: [.copy("Resources/nano")],
            swiftSettings: swiftSettings),
        .target(
            name: "Providers",
            dependencies: [
                "Generation", "CPNG", .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"), .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: swiftSettings),
        .target(name: "Corpora", dependencies: ["Generation", "Kernels"], swiftSettings: swiftSettings),
        .target(name: "Playground", dependencies: ["Generation", "Documents"], swiftSettings: swiftSettings),
        .target(
            name: "History",
            dependencies: [
                "Generation", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: swiftSettings),
        .target(name: "Terminal", dependencies: ["TextUI", "CNcurses"], swiftSettings: swiftSettings),

        // Floor 3: state to picture, key to action.
        .target(
            name: "Panes", dependencies: ["Playground", "TextUI", "Generation", "Documents"],
            swiftSettings: swiftSettings),

        // Floor 4: wiring and the command line.
        .executableTarget(
            name: "mirilla",
            dependencies: [
                "Generation", "Inference", "Providers", "Corpora", "Playground", "History", "TextUI", "Terminal",
                "Panes", "Documents",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: swiftSettings),

        .testTarget(name: "GenerationTests", dependencies: ["Generation"], swiftSettings: swiftSettings),
        .testTarget(
            name: "InferenceTests", dependencies: ["Inference", "Generation", "Kernels"], exclude: ["Fixtures"],
            swiftSettings: swiftSettings),
        // A server that plays what a test says, for the tests of everything that speaks HTTP.
        .target(
            name: "Loopback",
            dependencies: [
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
            ],
            path: "Tests/Loopback", swiftSettings: swiftSettings),
        .testTarget(
            name: "ProvidersTests", dependencies: ["Providers", "Generation", "Loopback"], swiftSettings: swiftSettings),
        // Writes runs until a test kills it.
        .executableTarget(
            name: "HistoryWriter", dependencies: ["History", "Generation"], path: "Tests/HistoryWriter",
            swiftSettings: swiftSettings),
        .testTarget(
            name: "HistoryTests",
            dependencies: ["History", "HistoryWriter", "Generation", .product(name: "GRDB", package: "GRDB.swift")],
            swiftSettings: swiftSettings),
        .testTarget(
            name: "CorporaTests", dependencies: ["Corpora", "Generation"], exclude: ["Geometry/Fixtures"],
            swiftSettings: swiftSettings),
        .testTarget(
            name: "PlaygroundTests", dependencies: ["Playground", "Generation", "Documents"],
            swiftSettings: swiftSettings),
        .testTarget(
            name: "TextUITests", dependencies: ["TextUI", "Documents"], exclude: ["Snapshots"],
            swiftSettings: swiftSettings),
        .testTarget(name: "TerminalTests", dependencies: ["Terminal", "TextUI"], swiftSettings: swiftSettings),
        .testTarget(
            name: "PanesTests",
            dependencies: ["Panes", "Playground", "TextUI", "Generation", "Inference", "Documents"],
            // Pictures as text, and figures of other programs, compared with by path.
            exclude: ["Snapshots", "Fixtures"], swiftSettings: swiftSettings),
        // The real program in a real pseudo-terminal, and its headless commands.
        .testTarget(
            name: "ProgramTests",
            dependencies: [
                "mirilla", "Loopback", "Generation", "History", "Inference", "Providers", "ExportedLocalRequest",
                "ExportedHostedRequest",
            ],
            swiftSettings: swiftSettings),
        // Programs as the playground exports them: what it writes for others has to build and to run.
        .executableTarget(
            name: "ExportedLocalRequest", dependencies: ["Generation", "Inference"],
            path: "Tests/ExportedLocalRequest", swiftSettings: swiftSettings),
        .executableTarget(
            name: "ExportedHostedRequest", dependencies: ["Generation", "Providers"],
            path: "Tests/ExportedHostedRequest", swiftSettings: swiftSettings),
    ]
)
