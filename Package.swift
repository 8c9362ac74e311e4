// swift-tools-version: 6.2
import PackageDescription

// Targets stand in the order of the data; each names only targets above it.
let package = Package(
  name: "envscrub",
  products: [
    .executable(name: "envscrub", targets: ["envscrub"]),
    .executable(name: "toml-decode", targets: ["toml-decode"]),
    .executable(name: "completions", targets: ["completions"]),
  ],
  targets: [
    .target(name: "Bytes"),
    .target(name: "Trails", dependencies: ["Bytes"]),
    .target(name: "TOML", dependencies: ["Bytes"]),
    .target(name: "Globs", dependencies: ["Bytes"]),
    .target(name: "CBytes"),
    .target(name: "Secrets", dependencies: ["Bytes", "CBytes", "Globs"]),
    .target(name: "Policies", dependencies: ["Bytes", "Trails", "Globs", "Secrets"]),
    .target(name: "Configuration", dependencies: ["Bytes", "TOML", "Trails", "Globs", "Secrets", "Policies"]),
    .target(name: "Invocations", dependencies: ["Bytes", "Globs", "Policies"]),
    .target(name: "Leaks", dependencies: ["Bytes", "Policies"]),
    .target(
      name: "Reports",
      dependencies: ["Bytes", "TOML", "Trails", "Globs", "Secrets", "Policies", "Configuration", "Invocations", "Leaks"]),
    .target(name: "CKernel", exclude: ["static.ld"]),
    .target(name: "Kernel", dependencies: ["Bytes", "CKernel"]),
    .executableTarget(
      name: "envscrub",
      dependencies: [
        "Bytes", "TOML", "Trails", "Globs", "Secrets", "Policies", "Configuration", "Invocations", "Leaks", "Reports",
        "CKernel",
        "Kernel",
      ]),
    .executableTarget(name: "toml-decode", dependencies: ["Bytes", "TOML", "CKernel", "Kernel"]),
    // A lone file would be taken for a script.
    .executableTarget(
      name: "completions", dependencies: ["Bytes", "Reports", "Kernel"],
      swiftSettings: [.unsafeFlags(["-parse-as-library"])]),
    .executableTarget(
      name: "toml-bench", dependencies: ["Bytes", "TOML", "CKernel"], path: "Tests/Benchmarks/toml-bench"),
    .target(name: "TestSupport", dependencies: ["Bytes"], path: "Tests/TestSupport"),
    .testTarget(name: "BytesTests", dependencies: ["Bytes", "TestSupport"]),
    .testTarget(name: "TrailsTests", dependencies: ["Bytes", "Trails", "TestSupport"]),
    .testTarget(name: "TOMLTests", dependencies: ["Bytes", "TOML", "TestSupport"]),
    .testTarget(name: "GlobsTests", dependencies: ["Bytes", "Globs", "TestSupport"]),
    .testTarget(name: "SecretsTests", dependencies: ["Bytes", "Globs", "Secrets", "TestSupport"]),
    .testTarget(name: "PoliciesTests", dependencies: ["Bytes", "Globs", "Policies", "TestSupport"]),
    .testTarget(name: "ConfigurationTests", dependencies: ["Bytes", "TOML", "Globs", "Policies", "Configuration", "TestSupport"]),
    .testTarget(name: "KernelTests", dependencies: ["Bytes", "Kernel", "TestSupport"]),
    .testTarget(name: "InvocationsTests", dependencies: ["Bytes", "Invocations", "TestSupport"]),
    .testTarget(name: "ManualTests", dependencies: ["Bytes", "Invocations", "Policies", "Configuration", "TestSupport"]),
    .testTarget(name: "LeaksTests", dependencies: ["Bytes", "Policies", "Leaks", "TestSupport"]),
    .testTarget(
      name: "ReportsTests", dependencies: ["Bytes", "Policies", "Invocations", "Leaks", "Reports", "TestSupport"]),
    .testTarget(
      name: "EndToEndTests", dependencies: ["TestSupport", "envscrub", "toml-decode"],
      exclude: ["Fixtures"]),
  ],
  swiftLanguageModes: [.v6]
)
