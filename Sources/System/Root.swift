import Bytes

/// Decides which user ids count as root.
package enum Root {
  /// Whether `user` is root here: uid 0; or the kernel's overflow uid if this user namespace (`user_namespaces(7)`)
  /// doesn't map all ids, since the host's root then appears as that.
  package static func contains(_ user: UInt32) -> Bool {
    if user == 0 { return true }
    guard let overflow = read("/proc/sys/kernel/overflowuid"), let map = read("/proc/self/uid_map") else { return false }
    return decimal(overflow) == UInt64(user) && !mapsAll(map)
  }

  /// In a namespace that maps every id, `uid_map` is the single line `0 0 4294967295`.
  private static func mapsAll(_ map: ByteString) -> Bool {
    var mapped: UInt64 = 0
    var rest = map
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      let line = rest[0..<end]
      if let space = line.lastIndex(of: UInt8(ascii: " ")) { mapped += decimal(line.dropFirst(space + 1)) ?? 0 }
      rest = rest.dropFirst(end + 1)
    }
    return mapped >= UInt64(UInt32.max)
  }

  private static func read(_ path: ByteString) -> ByteString? {
    guard let file = try? FileDescriptor.file(path) else { return nil }
    return try? file.read(limit: 4096, expecting: 256)
  }

  private static func decimal(_ text: ByteString) -> UInt64? {
    var value: UInt64 = 0
    var index = 0
    while index < text.count, text[index].isASCIIDigit {
      value = value &* 10 &+ UInt64(text[index] - UInt8(ascii: "0"))
      index += 1
    }
    return index == 0 ? nil : value
  }
}
