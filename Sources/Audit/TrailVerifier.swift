import Bytes

/// Reads the lines of a trail and finds records that were changed, removed, duplicated or moved.  It keeps no line in
/// memory.
package struct TrailVerifier {
  /// The first faults, and the first notes, which are no faults.
  package private(set) var faults = List<Finding>(), notes = List<Finding>()
  package private(set) var faultCount = 0
  /// How many lines are records.
  package private(set) var recordCount = 0
  /// The first record's number, and the digest of the record that it follows.
  package private(set) var first: (sequence: Int, previous: SHA256)?
  /// The record that the next one must follow; its digest is nil if it can't be known.
  private var last: (sequence: Int, hash: SHA256?, place: Place)?
  /// The last valid record.
  package private(set) var head: Link?
  /// The number of the record with the digest that was asked for.
  package private(set) var sought: Int?
  private let soughtHash: SHA256?
  /// The record that was being written according to the head file, whose last certain record precedes it.
  private let underWay: Link?
  /// Records which state that others before them may be missing, and the digests of those that take the place of
  /// `last`.  The writer of such a record may be stopped too, so several may have the same number.  They record no run.
  private var gaps = List<(sequence: Int, previous: SHA256, file: Int)>()
  private var twins = List<SHA256>()
  /// The last record, where its line has no newline.
  private var unended: Finding?
  /// The last record that was out of place: what follows it was moved with it.
  private var aside: Link?
  private var missing = List<(from: Int, to: Int)>()
  /// Lines after the last record that are no records.
  private var rest = Rest()

  private struct Rest {
    /// The place of the first line, and the file of the last.
    var place = Place(file: 0, line: 0)
    var file = 0
    var lines = 0
    /// How many of the lines are in files before the last one, and whether those files end with a newline.
    var earlier = 0
    var isEarlierEnded = true
    /// The text of all the lines, and of those in the last file.
    var whole = Text()
    var own = Text()
    var isEnded = true

    struct Text {
      var bytes = 0
      var stream = SHA256.Stream()

      func isSaid(by cut: CutStatement) -> Bool { cut.bytes == bytes && cut.digest == stream.finish() }
    }

    mutating func take(_ bytes: ByteString) {
      whole.stream.update(bytes)
      whole.bytes += bytes.count
      if earlier == 0 { return }
      own.stream.update(bytes)
      own.bytes += bytes.count
    }

    /// Call it when the next line comes from another file.
    mutating func begin(file: Int) {
      if lines == 0 || file == self.file { return }
      (earlier, isEarlierEnded) = (lines, isEnded)
      (own, isEnded) = (Text(), true)
      whole.stream.update("\n")
      whole.bytes += 1
      self.file = file
    }
  }

  /// More findings than this tell nothing new, and a forged trail must not cost memory, or time for each record.
  private static var limit: Int { 12 }
}

package extension TrailVerifier {
  /// A line of one of the files.
  struct Place: Equatable, Sendable {
    /// The number of the file, from 0.
    package let file: Int
    /// From 1.
    package let line: Int

    package init(file: Int, line: Int) {
      self.file = file
      self.line = line
    }
  }

  struct Finding: Equatable, Sendable {
    package enum Kind: Equatable, Sendable {
      /// The digest doesn't match the line's bytes, or the line is no record.
      case changed
      /// The record is valid by itself, but the next one follows a different record.
      case replaced(next: Place)
      /// These records are missing before it.
      case missing(from: Int, to: Int)
      /// An earlier record has the same number.
      case doubled
      /// It was missing at its place further up.
      case moved
      /// The line is no record, and is between two records that follow each other.
      case foreign
      /// The last line is a part of a record: the next run will record that.
      case cut
      /// The record is whole but its line has no newline: the next run will add it.
      case unended
      /// The record states that something was cut off before it, but nothing like that is there.
      case cutIsMissing
      /// No fault: a record was cut, and this record states it.
      case cutIsSaid
      /// No fault: a record was cut at the end of a file, and the next file continues without it.
      case cutAtRotation
      /// No fault: the last line is a part of a record, or lacks its newline, and its writer is known to have been
      /// stopped.
      case cutInWriting
      /// No fault: these records are missing before it, and it states that their writers were stopped.
      case notWritten(from: Int, to: Int)
    }

    package let kind: Kind
    package let place: Place
    /// The record's number: as it states, or by its position if the statement can't be trusted.
    package let sequence: Int

    package var isFault: Bool {
      switch kind {
      case .cutIsSaid, .cutAtRotation, .cutInWriting, .notWritten: false
      case .changed, .replaced, .missing, .doubled, .moved, .foreign, .cut, .unended, .cutIsMissing: true
      }
    }
  }

  /// - Parameters:
  ///   - head: a digest that one of the records should have.
  ///   - underWay: the record that was being written after the one with that digest.
  init(seeking head: SHA256?, underWay: Link? = nil) {
    soughtHash = head
    self.underWay = underWay
  }

  /// Verifies the next line, or a piece of a line that is too long for any record.
  /// - Parameter isEnded: whether the line ended with a newline; if not, the next call for the same file continues the
  ///   line.
  mutating func take(_ line: ByteString, at place: Place, isEnded: Bool = true) {
    if !rest.isEnded, rest.file == place.file { return hold(line, at: place, isEnded) }
    if let unended {
      // The next run found an empty file instead, and had nothing to repair.
      note(unended.place.file == place.file ? .unended : .cutInWriting, unended.place, unended.sequence)
      self.unended = nil
    }
    guard let trailer = Trailer(endOf: line) else { return hold(line, at: place, isEnded) }
    let isRight = trailer.isRight(for: line)
    // If it is the first line, the next valid record tells its number.
    guard isRight || last != nil else { return hold(line, at: place, isEnded) }
    let cut = CutStatement(in: line, trailer.format)
    close(rest: cut, isRight ? trailer : nil, at: place)
    recordCount += 1
    if let last, !isRight {
      note(.changed, place, last.sequence + 1)
      self.last = (last.sequence + 1, nil, place)
      return
    }
    judge(trailer, cut?.after, at: place)
    if !isEnded { unended = Finding(kind: .unended, place: place, sequence: trailer.link.sequence) }
  }

  /// Call it after the last line.
  mutating func finish() {
    if let unended {
      let isUnderWay = underWay?.sequence == unended.sequence && underWay?.hash == head?.hash
      note(isUnderWay ? .cutInWriting : .unended, unended.place, unended.sequence)
    }
    if rest.lines == 0 { return }
    let number = (last?.sequence ?? 0) + 1
    guard !rest.isEnded, rest.lines == 1 else { return note(.changed, rest.place, number) }
    if let underWay, underWay.sequence > last?.sequence ?? 0 { return note(.cutInWriting, rest.place, number) }
    // A file that holds nothing else has no number to order it by.
    note(!gaps.isEmpty && rest.place.line == 1 ? .cutAtRotation : .cut, rest.place, number)
  }

  /// Checks whether a record that is valid by itself is in its place.
  /// - Parameter after: the record that it states it may follow if those between are missing.
  private mutating func judge(_ trailer: Trailer, _ after: SHA256?, at place: Place) {
    let link = trailer.link
    if after != nil {
      if isKnownGap(trailer, place) {
        if link.sequence == last?.sequence, twins.count < Self.limit { twins.append(link.hash) }
        if link.hash == soughtHash { head = link }
        return
      }
      if gaps.count < Self.limit { gaps.append((link.sequence, trailer.previous, place.file)) }
    }
    if link.hash == soughtHash { sought = link.sequence }
    guard let last else {
      if (link.sequence == 1) != (trailer.previous == Link.beginning.hash) { note(.changed, place, link.sequence) }
      first = (link.sequence, trailer.previous)
      return goOn(link, place)
    }
    if link.sequence <= last.sequence {
      if aside?.sequence != link.sequence - 1 || aside?.hash != trailer.previous {
        note(wasMissing(link.sequence) ? .moved : .doubled, place, link.sequence)
      }
      aside = link
      return
    }
    if after != nil, follows(trailer, after) {
      if link.sequence > last.sequence + 1 {
        note(.notWritten(from: last.sequence + 1, to: link.sequence - 1), place, link.sequence)
      }
    } else if link.sequence > last.sequence + 1 {
      note(.missing(from: last.sequence + 1, to: link.sequence - 1), place, link.sequence)
      if missing.count < Self.limit { missing.append((last.sequence + 1, link.sequence - 1)) }
    } else if last.hash != nil, !isLast(trailer.previous) {
      note(.replaced(next: place), last.place, last.sequence)
    }
    goOn(link, place)
  }

  /// Whether a record does follow `last`, given the record that it states it may follow.
  private func follows(_ trailer: Trailer, _ after: SHA256?) -> Bool {
    isLast(trailer.link.sequence == (last?.sequence ?? 0) + 1 ? trailer.previous : after)
  }

  private func isLast(_ digest: SHA256?) -> Bool {
    guard let digest, let last, last.hash != nil else { return false }
    for twin in twins where twin == digest { return true }
    return last.hash == digest
  }

  private func isKnownGap(_ trailer: Trailer, _ place: Place) -> Bool {
    for gap in gaps where gap.sequence == trailer.link.sequence && gap.previous == trailer.previous && gap.file != place.file {
      return true
    }
    return false
  }

  private mutating func goOn(_ link: Link, _ place: Place) {
    last = (link.sequence, link.hash, place)
    twins = List()
    head = link
  }

  private func wasMissing(_ sequence: Int) -> Bool {
    if let first, sequence < first.sequence { return true }
    for range in missing where range.from <= sequence && sequence <= range.to { return true }
    return false
  }

  // MARK: Lines that are no records

  private mutating func hold(_ line: ByteString, at place: Place, _ isEnded: Bool) {
    if rest.lines == 0 { (rest.place, rest.file) = (place, place.file) }
    rest.begin(file: place.file)
    if rest.isEnded {
      if rest.lines > rest.earlier { rest.take("\n") }
      rest.lines += 1
    }
    rest.take(line)
    rest.isEnded = isEnded
  }

  /// Judges the lines that are no records, now that a record follows.
  private mutating func close(rest cut: CutStatement?, _ trailer: Trailer?, at place: Place) {
    let (held, lines) = (rest.place, rest.lines)
    let said = trailer == nil || cut?.bytes == 0 && cut?.after != nil ? nil : cut
    if lines == 0 {
      if said != nil, let trailer { note(.cutIsMissing, place, trailer.link.sequence) }
      return
    }
    defer { rest = Rest() }
    // If the trail begins with them, the number comes from the record that follows.
    let number = last.map { $0.sequence + 1 } ?? max(1, (trailer?.link.sequence ?? 0) - lines)
    if let cut, let trailer, rest.whole.isSaid(by: cut) { return note(.cutIsSaid, held, trailer.link.sequence) }
    rest.begin(file: place.file)
    let isOwnSaid = lines == rest.earlier ? said == nil : cut.map { rest.own.isSaid(by: $0) } ?? false
    if rest.earlier > 0, isOwnSaid, let trailer, mayEndFile(cut, trailer) {
      note(.cutAtRotation, held, number)
      if lines > rest.earlier { note(.cutIsSaid, Place(file: place.file, line: 1), trailer.link.sequence) }
      return
    }
    guard let trailer, let last else {
      note(.changed, held, number)
      if let last { self.last = (last.sequence + lines, nil, held) }
      return
    }
    if trailer.link.sequence == last.sequence + 1 { return note(.foreign, held, number) }
    // Each of them seems to have been a record.
    note(.changed, held, number)
    self.last = (max(last.sequence, min(last.sequence + lines, trailer.link.sequence - 1)), nil, held)
  }

  /// Whether the lines at the end of an earlier file may be the rest of a record, judged by the record that follows.
  private func mayEndFile(_ cut: CutStatement?, _ trailer: Trailer) -> Bool {
    guard let last else { return false }
    if cut?.after != nil, follows(trailer, cut?.after) { return true }
    return rest.earlier == 1 && !rest.isEarlierEnded && trailer.link.sequence == last.sequence + 1
  }

  private mutating func note(_ kind: Finding.Kind, _ place: Place, _ sequence: Int) {
    let finding = Finding(kind: kind, place: place, sequence: sequence)
    guard finding.isFault else {
      if notes.count < Self.limit { notes.append(finding) }
      return
    }
    faultCount += 1
    if faults.count < Self.limit { faults.append(finding) }
  }
}
