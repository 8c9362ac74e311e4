// swift-tools-version: 6.2
import PackageDescription

// Targets stand in the order of the data; each names only targets above it.
let package = Package(
  name: "envscrub",
  products: [
    .executable(name: "envscrub", targets: ["envscrub"]),
    .executable(name: "toml-decode", targets: ["toml-decode"]),
  ],
  targets: [
    .target(name: "CBytes"),
    .target(name: "Bytes", dependencies: ["CBytes"]),
    .target(name: "TOML", dependencies: ["Bytes"]),
    .target(name: "Globs", dependencies: ["Bytes"]),
    .target(name: "Secrets", dependencies: ["Bytes", "CBytes", "Globs"]),
    .target(name: "Policy", dependencies: ["Bytes", "TOML", "Globs", "Secrets"]),
    .target(name: "Audit", dependencies: ["Bytes", "Globs", "Secrets", "Policy"]),
    .target(name: "CSystem", exclude: ["static.ld"]),
    .target(name: "System", dependencies: ["Bytes", "CSystem"]),
    .executableTarget(
      name: "envscrub",
      dependencies: ["Bytes", "TOML", "Globs", "Secrets", "Policy", "Audit", "CSystem", "System"]),
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
    .testTarget(name: "ManualTests", dependencies: ["Bytes", "Policy", "CSystem", "System", "envscrub", "TestSupport"]),
    .testTarget(
      name: "EndToEndTests", dependencies: ["TestSupport", "envscrub", "toml-decode"],
      exclude: ["Fixtures"]),
  ],
  swiftLanguageModes: [.v6]
)
