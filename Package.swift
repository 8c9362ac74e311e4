// swift-tools-version: 6.2
import PackageDescription

// Targets stand in the order of the data; each names only targets above it.
let package = Package(
  name: "envscrub",
  targets: [
    .target(name: "Bytes"),
    .target(name: "TestSupport", dependencies: ["Bytes"], path: "Tests/TestSupport"),
    .testTarget(name: "BytesTests", dependencies: ["Bytes", "TestSupport"]),
  ],
  swiftLanguageModes: [.v6]
)
