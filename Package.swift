// swift-tools-version: 6.2
import PackageDescription

// One target a floor; arrows point down only (Sources/README.md). HouseTests hold this list.
let package = Package(
    name: "chitieu",
    products: [
        .executable(name: "chitieu", targets: ["chitieu"]),
        .executable(name: "workshop", targets: ["workshop"]),
        // Loaded by the crash harness (`workshop crash`), linked by nothing.
        .library(name: "Fault", type: .dynamic, targets: ["CFault"]),
    ],
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.6.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(name: "CLibCSV", providers: [.apt(["libcsv-dev"])]),
        .systemLibrary(name: "CLibZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
        .systemLibrary(name: "CZLib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CRename"),
        .systemLibrary(name: "CLibXLSXWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),

        .target(name: "Records"),
        .target(name: "Domain"),
        .target(name: "Disk", dependencies: ["Domain", "CRename", .product(name: "Crypto", package: "swift-crypto")]),
        .target(name: "Readers", dependencies: ["Records", "CLibXML2", "CLibCSV", "CLibZip", "CZLib"]),
        .target(
            name: "Mapping",
            dependencies: ["Records", "Domain", "Readers", "Yams", .product(name: "Crypto", package: "swift-crypto")]),
        .target(name: "Warehouse", dependencies: ["Domain", .product(name: "GRDB", package: "GRDB.swift")]),
        .target(name: "Indicators", dependencies: ["Domain", "Warehouse"]),
        .target(name: "Reports", dependencies: ["Domain"]),
        .target(name: "Synthesis", dependencies: ["Domain"]),
        .target(name: "Goldens", dependencies: ["Domain"]),
        .target(name: "CFault", linkerSettings: [.linkedLibrary("dl")]),
        .target(name: "Manual"),
        .target(
            name: "Pipeline",
            dependencies: [
                "Records", "Domain", "Disk", "Readers", "Mapping", "Warehouse", "Indicators", "Reports",
                "CLibXLSXWriter",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
            ]),
        .executableTarget(
            name: "chitieu",
            dependencies: [
                "Pipeline", "Domain", "Records", "Readers", "Reports",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ]),
        .executableTarget(
            name: "workshop",
            dependencies: [
                "Pipeline", "Synthesis", "Goldens", "Manual", "Mapping", "Domain",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            // Read from the checkout, as Mappings/ is.
            exclude: ["Packaging"]),

        .testTarget(name: "DomainTests", dependencies: ["Domain"]),
        .testTarget(name: "DiskTests", dependencies: ["Disk", "Domain"]),
        .testTarget(name: "ReadersTests", dependencies: ["Readers", "Records", "Domain"]),
        .testTarget(name: "MappingTests", dependencies: ["Mapping", "Readers", "Records", "Domain"]),
        .testTarget(name: "SynthesisTests", dependencies: ["Synthesis", "Domain"]),
        .testTarget(name: "ManualTests", dependencies: ["Manual"]),
        .testTarget(name: "WarehouseTests", dependencies: ["Warehouse", "Domain"]),
        .testTarget(
            name: "IndicatorsTests",
            dependencies: ["Indicators", "Domain", "Warehouse", .product(name: "GRDB", package: "GRDB.swift")]),
        .testTarget(
            name: "PipelineTests",
            dependencies: [
                "Pipeline", "Synthesis", "Goldens", "Disk", "Mapping", "Readers", "Records", "Reports", "Warehouse",
                "Indicators",
                "Domain",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Logging", package: "swift-log"),
            ]),
        .testTarget(name: "HouseTests", dependencies: ["Domain", "Mapping", "Warehouse"]),
    ],
    swiftLanguageModes: [.v6]
)

for target in package.targets where target.type != .system {
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .strictMemorySafety(),
        .treatAllWarnings(as: .error),
    ]
}

// The fuzz targets are no part of the ordinary build: `workshop fuzz` builds them, and says where libFuzzer's runtime lies.
if let runtime = Context.environment["CHITIEU_FUZZ"] {
    let watched = ["Records", "Domain", "Readers", "Mapping"]
    for target in package.targets where watched.contains(target.name) {
        target.swiftSettings?.append(.unsafeFlags(["-sanitize=fuzzer"]))
    }
    package.targets.append(
        .executableTarget(
            name: "Fuzz", dependencies: ["Records", "Domain", "Readers", "Mapping", "Synthesis"],
            linkerSettings: [.unsafeFlags([runtime, "-lstdc++"])]))
}
