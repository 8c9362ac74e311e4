// swift-tools-version: 6.2
import PackageDescription

/// The settings for a release in which the optimizer leaves out some passes.
func disabling(_ passes: [String]) -> [SwiftSetting] {
  [.unsafeFlags(passes.flatMap { ["-Xllvm", "-sil-disable-pass=\($0)"] }, .when(configuration: .release))]
}

/// Without these passes the code is smaller and runs as fast: values that are loaded once live in registers, which are
/// few; and copies of a function for each closure that it is called with are large.
let plain: [SwiftSetting] = disabling(["closure-spec", "capture-prop", "redundant-load-elimination"])

/// For targets whose code a start runs at most once: only `@_transparent` functions are inlined or specialized, and
/// loops stay as they are.  That makes them a quarter smaller.
let cold: [SwiftSetting] = plain + disabling(["inline", "loop-rotate"])

/// For the other targets: what is inlined there leaves structs that are better split by the linker's optimizer, which
/// sees all modules.
let small: [SwiftSetting] = plain + disabling(["sroa"])

/// For targets of which a start runs parts for each variable: `@inline(__always)` functions, and those smaller than a
/// call, are inlined too.  These flags don't keep the optimizer from inlining small functions with loops and errors, so
/// `DocumentReader`, whose functions are called at dozens of places, is excepted by name.
let warm: [SwiftSetting] =
  small + [
    .unsafeFlags(
      [
        "removed-call-benefit", "removed-load-benefit", "removed-store-benefit", "removed-terminator-benefit",
        "removed-closure-benefit", "generic-specialization-benefit", "exclusivity-benefit", "ref-count-benefit",
        "fast-path-builtin-benefit", "global-init-benefit", "o-size-class-method-benefit", "devirtualized-call-benefit",
        "overall-caller-block-limit",
      ].flatMap { ["-Xllvm", "-sil-inline-\($0)=0"] }
        + ["-Xllvm", "-sil-inline-trivial-function-threshold=4"]
        + ["-Xllvm", "-sil-inline-never-functions=DocumentReader"],
      .when(configuration: .release))
  ]

/// For the target of `ByteBuffer`, whose functions are called at hundreds of places, but rarely in a start: they are not
/// inlined into each other.
let writers: [SwiftSetting] =
  small + [.unsafeFlags(["-Xllvm", "-sil-inline-never-functions=ByteBuffer"], .when(configuration: .release))]

// Targets are in the order of the data flow; each depends only on targets above it.
let package = Package(
  name: "envscrub",
  products: [
    .executable(name: "envscrub", targets: ["envscrub"]),
    .executable(name: "toml-decode", targets: ["toml-decode"]),
  ],
  targets: [
    .target(name: "CBytes"),
    .target(name: "Bytes", dependencies: ["CBytes"], swiftSettings: writers),
    .target(name: "TOML", dependencies: ["Bytes"], swiftSettings: small),
    .target(name: "Globs", dependencies: ["Bytes"], swiftSettings: warm),
    .target(name: "Secrets", dependencies: ["Bytes", "CBytes", "Globs"], swiftSettings: small),
    .target(name: "Policy", dependencies: ["Bytes", "CBytes", "TOML", "Globs", "Secrets"], swiftSettings: warm),
    .target(name: "Audit", dependencies: ["Bytes", "Globs", "Secrets", "Policy"], swiftSettings: cold),
    .target(
      name: "CSystem", exclude: ["start.blocks", "start.order", "static.ld"],
      cSettings: [.unsafeFlags(["-Oz"], .when(configuration: .release))]),
    .target(name: "System", dependencies: ["Bytes", "CSystem"], swiftSettings: cold),
    .executableTarget(
      name: "envscrub",
      dependencies: ["Bytes", "TOML", "Globs", "Secrets", "Policy", "Audit", "CSystem", "System"], swiftSettings: cold),
    .executableTarget(name: "toml-decode", dependencies: ["Bytes", "TOML", "CSystem", "System"]),
    .executableTarget(
      name: "toml-bench", dependencies: ["Bytes", "TOML", "CSystem"], path: "Tests/Benchmarks/toml-bench"),
    .target(name: "TestSupport", dependencies: ["Bytes"], path: "Tests/TestSupport"),
    .testTarget(name: "BytesTests", dependencies: ["Bytes", "TestSupport"]),
    .testTarget(name: "TOMLTests", dependencies: ["Bytes", "TOML", "TestSupport"]),
    .testTarget(name: "GlobsTests", dependencies: ["Bytes", "Globs", "TestSupport"]),
    .testTarget(name: "SecretsTests", dependencies: ["Bytes", "Globs", "Secrets", "TestSupport"]),
    .testTarget(name: "PolicyTests", dependencies: ["Bytes", "TOML", "Globs", "Secrets", "Policy", "TestSupport"]),
    .testTarget(name: "AuditTests", dependencies: ["Bytes", "Policy", "Audit", "TestSupport"]),
    .testTarget(name: "SystemTests", dependencies: ["Bytes", "System", "TestSupport"]),
    .testTarget(
      name: "envscrubTests",
      dependencies: ["Bytes", "TOML", "Globs", "Secrets", "Policy", "Audit", "CSystem", "System", "envscrub", "TestSupport"]),
    .testTarget(name: "ManualTests", dependencies: ["Bytes", "Secrets", "Policy", "CSystem", "System", "envscrub", "TestSupport"]),
    .testTarget(
      name: "EndToEndTests", dependencies: ["TestSupport", "envscrub", "toml-decode"],
      exclude: ["Fixtures"]),
  ],
  swiftLanguageModes: [.v6]
)
