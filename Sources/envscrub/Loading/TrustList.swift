import Bytes

/// The project files that the user trusts.  Trust covers the path and the SHA-256 of the text together: a text can be
/// copied elsewhere, and another text can appear at a path.  `ProjectSearch` reads the list from its file, and `TrustMode`
/// changes it.
///
/// In the file each record ends with a NUL: the digest as 64 hexadecimal digits, two blanks, and the path, as
/// `sha256sum -z` writes it.
struct TrustList: Sendable {
  struct Record: Equatable, Sendable {
    let digest: SHA256
    /// Absolute; its directory is without links.
    let path: ByteString
  }

  private(set) var records = List<Record>()

  init() {}

  /// nil if `text` is no valid list.
  init?(_ text: ByteString) {
    var rest = text
    while !rest.isEmpty {
      guard let end = rest.firstIndex(of: 0), end > 66, rest[64..<67] == "  /",
        let digest = SHA256(hexadecimal: rest[0..<64])
      else { return nil }
      records.append(Record(digest: digest, path: rest[66..<end]))
      rest = rest.dropFirst(end + 1)
    }
  }

  /// The digest that the text at `path` must have; nil if no text there is trusted.
  func digest(of path: ByteString) -> SHA256? {
    for record in records where record.path == path { return record.digest }
    return nil
  }

  /// - Parameter digest: nil to stop trusting `path`.
  mutating func set(_ path: ByteString, to digest: SHA256?) {
    var others = List<Record>()
    for record in records where record.path != path { others.append(record) }
    if let digest { others.append(Record(digest: digest, path: path)) }
    records = others
  }

  var text: ByteString {
    var text = ByteBuffer()
    for record in records { text.write(record, ending: 0) }
    return text.finish()
  }
}

extension ByteBuffer {
  /// The digest, two blanks, the path as it is, and the byte `ending`.
  mutating func write(_ record: TrustList.Record, ending: UInt8) {
    write(record.digest)
    write("  ")
    write(record.path)
    write(ending)
  }
}
