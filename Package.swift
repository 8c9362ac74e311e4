// swift-tools-version: 6.2
import PackageDescription

// Targets stand in the order of the data; each names only targets above it.
let package = Package(
  name: "envscrub",
  targets: [
    .target(name: "Bytes"),
    .target(name: "CKernel"),
    .target(name: "Kernel", dependencies: ["Bytes", "CKernel"]),
    .target(name: "TestSupport", dependencies: ["Bytes"], path: "Tests/TestSupport"),
    .testTarget(name: "BytesTests", dependencies: ["Bytes", "TestSupport"]),
    .testTarget(name: "KernelTests", dependencies: ["Bytes", "Kernel", "TestSupport"]),
  ],
  swiftLanguageModes: [.v6]
)
