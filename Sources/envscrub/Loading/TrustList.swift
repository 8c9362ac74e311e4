import Bytes

/// The project files that the user trusts: of each the path and the digest of its text, together.  Neither is
/// worth anything alone: a text can be copied elsewhere, and at a path may stand another text.
///
/// As a file it has a record for each, ended by a NUL: the digest in 64 hexadecimal digits, two blanks, and
/// the path, as `sha256sum -z` writes it.
struct TrustList: Sendable {
  struct Record: Equatable, Sendable {
    let digest: SHA256
    /// Absolute; that of the directory without links.
    let path: ByteString
  }

  private(set) var records = List<Record>()

  init() {}

  /// nil if `text` is no list of this kind.
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

  /// What the text at `path` must be; nil if that isn't trusted, whatever is there.
  func digest(of path: ByteString) -> SHA256? {
    for record in records where record.path == path { return record.digest }
    return nil
  }

  /// - Parameter digest: nil if `path` is no longer to be trusted.
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
  /// The digest, two blanks, the path as it is, and a byte behind it.
  mutating func write(_ record: TrustList.Record, ending: UInt8) {
    write(record.digest)
    write("  ")
    write(record.path)
    write(ending)
  }
}
