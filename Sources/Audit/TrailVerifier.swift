import Bytes

/// Goes through the lines of a trail and finds what was changed, removed, doubled or moved.  It keeps no line.
package struct TrailVerifier {
  /// A line of one of the files.
  package struct Place: Equatable, Sendable {
    /// The number of the file, from 0.
    package let file: Int
    /// From 1.
    package let line: Int

    package init(file: Int, line: Int) {
      self.file = file
      self.line = line
    }
  }

  package struct Finding: Equatable, Sendable {
    package enum Kind: Equatable, Sendable {
      /// The digest is not that of the line's bytes, or the line is no record.
      case changed
      /// The record is one by itself, but the next one, which is told of, goes on from another.
      case replaced(next: Place)
      /// These records are missing before it.
      case missing(from: Int, to: Int)
      /// A record of that number stood before it.
      case doubled
      /// It was missing further up.
      case moved
      /// The line is no record, and stands between two that go on from each other.
      case foreign
      /// The last line is a part of a record: the next run says so in a record of its own.
      case cut
      /// The record is whole, and its line has no newline: the next run adds it.
      case unended
      /// The record says that something was cut off before it, which is not there.
      case cutIsMissing
      /// No fault: a record was cut, and this one says so.
      case cutIsSaid
      /// No fault: a record was cut at the end of a file, and the next file goes on without it.
      case cutAtRotation
      /// No fault: the last line is a part of a record, or only lacks its newline, and it is known that its writer was
      /// stopped.
      case cutInWriting
      /// No fault: these records are missing before it, and it says that their writers were stopped.
      case notWritten(from: Int, to: Int)
    }

    package let kind: Kind
    package let place: Place
    /// The record's number, by what it says, or by its place where that can't be believed.
    package let sequence: Int

    package var isFault: Bool {
      switch kind {
      case .cutIsSaid, .cutAtRotation, .cutInWriting, .notWritten: false
      case .changed, .replaced, .missing, .doubled, .moved, .foreign, .cut, .unended, .cutIsMissing: true
      }
    }
  }

  /// The first faults, and the first of what is none.
  package private(set) var faults = List<Finding>()
  package private(set) var notes = List<Finding>()
  package private(set) var faultCount = 0
  /// How many lines are records.
  package private(set) var recordCount = 0
  /// The first record's number, and what it goes on from.
  package private(set) var first: (sequence: Int, previous: SHA256)?
  /// The record that the next one has to go on from; its digest is nil if it can't be known.
  private var last: (sequence: Int, hash: SHA256?, place: Place)?
  /// The last record that is right.
  package private(set) var head: Link?
  /// The record that has the digest that was asked for.
  package private(set) var sought: Int?
  private let soughtHash: SHA256?
  /// The record that was being written by the file of the head, whose last one for certain is the one before.
  private let underWay: Link?
  /// Records that say that others before them may be missing, and the digests of those that have the place of `last`:
  /// who writes one may be stopped too, and then there are several of a number.  They tell of no run.
  private var gaps = List<(sequence: Int, previous: SHA256, file: Int)>()
  private var twins = List<SHA256>()
  /// The last record, where its line has no newline.
  private var unended: Finding?
  /// The last record that was not in its place: what goes on from it was moved with it.
  private var aside: Link?
  private var missing = List<(from: Int, to: Int)>()
  /// Lines behind the last record that are none.
  private var rest = Rest()

  private struct Rest {
    /// The first of them, and the file of the last.
    var place = Place(file: 0, line: 0)
    var file = 0
    var lines = 0
    /// How many of them stand in files before the last one, and whether those end with a newline.
    var earlier = 0
    var isEarlierEnded = true
    /// Of all of them, and of those in the last file.
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

    /// What comes next stands in another file.
    mutating func begin(file: Int) {
      if lines == 0 || file == self.file { return }
      (earlier, isEarlierEnded) = (lines, isEnded)
      (own, isEnded) = (Text(), true)
      whole.stream.update("\n")
      whole.bytes += 1
      self.file = file
    }
  }

  /// Beyond this many findings nothing new is learnt; and whoever made up a trail must not make it cost memory, or
  /// time for each record.
  private static var limit: Int { 12 }
}

package extension TrailVerifier {
  /// - Parameters:
  ///   - head: a digest that one of the records should have.
  ///   - underWay: the record that was being written, behind the one of that digest.
  init(seeking head: SHA256?, underWay: Link? = nil) {
    soughtHash = head
    self.underWay = underWay
  }

  /// The next line, without its newline, or a piece of one that is too long for any record.
  /// - Parameter isEnded: whether it had one; what follows in the same file where it had not is its next piece.
  mutating func take(_ line: ByteString, at place: Place, isEnded: Bool = true) {
    if !rest.isEnded, rest.file == place.file { return hold(line, at: place, isEnded) }
    if let unended {
      // The next run found an empty file in its place, and nothing to mend.
      note(unended.place.file == place.file ? .unended : .cutInWriting, unended.place, unended.sequence)
      self.unended = nil
    }
    guard let trailer = Trailer(endOf: line) else { return hold(line, at: place, isEnded) }
    let isRight = trailer.isRight(for: line)
    // What its number was, if it is the first, the next one that is right tells.
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

  /// No more lines.
  mutating func finish() {
    if let unended {
      let isUnderWay = underWay?.sequence == unended.sequence && underWay?.hash == head?.hash
      note(isUnderWay ? .cutInWriting : .unended, unended.place, unended.sequence)
    }
    if rest.lines == 0 { return }
    let number = (last?.sequence ?? 0) + 1
    guard !rest.isEnded, rest.lines == 1 else { return note(.changed, rest.place, number) }
    if let underWay, underWay.sequence > last?.sequence ?? 0 { return note(.cutInWriting, rest.place, number) }
    // A file that has nothing else has no number to be sorted by.
    note(!gaps.isEmpty && rest.place.line == 1 ? .cutAtRotation : .cut, rest.place, number)
  }

  /// A record that is right by itself: whether it is in its place.
  /// - Parameter after: the record that it says it may follow, where those between are missing.
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

  /// Whether a record that says which one it may follow does follow `last`.
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

  /// What to think of them, now that a record follows.
  private mutating func close(rest cut: CutStatement?, _ trailer: Trailer?, at place: Place) {
    let (held, lines) = (rest.place, rest.lines)
    let said = trailer == nil || cut?.bytes == 0 && cut?.after != nil ? nil : cut
    if lines == 0 {
      if said != nil, let trailer { note(.cutIsMissing, place, trailer.link.sequence) }
      return
    }
    defer { rest = Rest() }
    // Where the trail begins with them, by what follows.
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
    // Each of them was a record, it seems.
    note(.changed, held, number)
    self.last = (max(last.sequence, min(last.sequence + lines, trailer.link.sequence - 1)), nil, held)
  }

  /// Whether what stands at the end of an earlier file may be what was left of a record, by the one that follows.
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
