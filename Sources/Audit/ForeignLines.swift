import Bytes

/// Lines that are no records, between the last record and the next one.  The next record may state that they are the
/// part of a record that was cut off, by the number of their bytes and their digest.
struct ForeignLines {
  /// The first line.
  private(set) var place = TrailVerifier.Place(file: 0, line: 0)
  private(set) var count = 0
  /// How many of the lines are in files before the last one, and whether those files end with a newline.
  private(set) var earlierCount = 0
  private(set) var isEarlierEnded = true
  /// Whether the last line ends with a newline.
  private(set) var isEnded = true
  /// The text of all the lines, and of those in the last file.
  private(set) var whole = Text()
  private(set) var own = Text()
  /// The file of the last line.
  private var file = 0

  struct Text {
    fileprivate var bytes = 0
    fileprivate var stream = SHA256.Stream()

    func isStated(by cut: CutStatement?) -> Bool { cut?.bytes == bytes && cut?.digest == stream.finish() }
  }

  /// Whether the line at `place` continues the last one: a line that is longer than any record comes in pieces.
  func isContinued(at place: TrailVerifier.Place) -> Bool { !isEnded && file == place.file }

  /// Adds a line, or a piece of the last one.
  mutating func append(_ line: ByteString, at place: TrailVerifier.Place, isEnded: Bool) {
    if count == 0 { (self.place, file) = (place, place.file) }
    begin(file: place.file)
    if self.isEnded {
      if count > earlierCount { write("\n") }
      count += 1
    }
    write(line)
    self.isEnded = isEnded
  }

  /// Call it when the next line comes from another file; for the same file it does nothing.
  mutating func begin(file: Int) {
    if count == 0 || file == self.file { return }
    (earlierCount, isEarlierEnded) = (count, isEnded)
    (own, isEnded) = (Text(), true)
    whole.stream.update("\n")
    whole.bytes += 1
    self.file = file
  }

  private mutating func write(_ bytes: ByteString) {
    whole.stream.update(bytes)
    whole.bytes += bytes.count
    if earlierCount == 0 { return }
    own.stream.update(bytes)
    own.bytes += bytes.count
  }
}
