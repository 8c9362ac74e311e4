import Bytes

/// Reads the lines of a trail and finds records that were changed, removed, duplicated or moved.  It keeps no line in
/// memory: `TrailChain` knows the records so far, `ForeignLines` the lines since the last of them that are none.
package struct TrailVerifier {
  private var findings = TrailFindings()
  private var chain = TrailChain()
  private var foreign = ForeignLines()
  /// The last record, where its line has no newline.
  private var unended: Finding?
  /// How many lines are records.
  package private(set) var recordCount = 0
  /// The last valid record.
  package private(set) var head: Link?
  /// The number of the record with the digest that was asked for.
  package private(set) var sought: Int?
  private let soughtHash: SHA256?
  /// The record that was being written according to the head file, whose last certain record precedes it.
  private let underWay: Link?
}

package extension TrailVerifier {
  /// - Parameters:
  ///   - head: a digest that one of the records should have.
  ///   - underWay: the record that was being written after the one with that digest.
  init(seeking head: SHA256?, underWay: Link? = nil) {
    soughtHash = head
    self.underWay = underWay
  }

  /// The first faults.
  var faults: List<Finding> { findings.faults }
  /// The first findings that are no faults.
  var notes: List<Finding> { findings.notes }
  /// The number of all faults.
  var faultCount: Int { findings.faultCount }
  /// The first record's number, and the digest of the record that it follows.
  var first: (sequence: Int, previous: SHA256)? { chain.first }

  /// Verifies the next line, or a piece of a line that is too long for any record.
  /// - Parameter isEnded: whether the line ended with a newline; if not, the next call for the same file continues the
  ///   line.
  mutating func take(_ line: ByteString, at place: Place, isEnded: Bool = true) {
    if foreign.isContinued(at: place) { return foreign.append(line, at: place, isEnded: isEnded) }
    if let unended {
      // The next run continued in another file, so the line stayed without a newline.
      note(unended.place.file == place.file ? .unended : .cutInWriting, unended.place, unended.sequence)
      self.unended = nil
    }
    guard let trailer = Trailer(endOf: line) else { return foreign.append(line, at: place, isEnded: isEnded) }
    let isRight = trailer.isRight(for: line)
    // If it is the first line, the next valid record tells its number.
    guard isRight || chain.last != nil else { return foreign.append(line, at: place, isEnded: isEnded) }
    let cut = CutStatement(in: line, trailer.format)
    judgeForeignLines(before: isRight ? trailer : nil, cut, at: place)
    recordCount += 1
    if isRight {
      judge(trailer, cut?.after, at: place)
      if !isEnded { unended = Finding(kind: .unended, place: place, sequence: trailer.link.sequence) }
    } else if let last = chain.last {
      note(.changed, place, last.sequence + 1)
      chain.append(changed: last.sequence + 1, at: place)
    }
  }

  /// Call it after the last line.
  mutating func finish() {
    if let unended {
      let isUnderWay = underWay?.sequence == unended.sequence && underWay?.hash == head?.hash
      note(isUnderWay ? .cutInWriting : .unended, unended.place, unended.sequence)
    }
    if foreign.count == 0 { return }
    let last = chain.last?.sequence ?? 0
    if foreign.isEnded || foreign.count > 1 { return note(.changed, foreign.place, last + 1) }
    if let underWay, underWay.sequence > last { return note(.cutInWriting, foreign.place, last + 1) }
    // A file that holds nothing else has no number to order it by.
    note(chain.hasGaps && foreign.place.line == 1 ? .cutAtRotation : .cut, foreign.place, last + 1)
  }

  // MARK: Records

  /// Checks whether a record that is valid by itself is in its place.
  /// - Parameter after: the record that it states it may follow if those between are missing.
  private mutating func judge(_ trailer: Trailer, _ after: SHA256?, at place: Place) {
    let link = trailer.link
    if link.hash == soughtHash { sought = link.sequence }
    if after != nil, chain.append(gap: trailer, in: place.file) {
      if link.hash == soughtHash { head = link }
      return
    }
    let standing = chain.standing(of: trailer, after)
    switch standing {
    case .next, .lateWithAnother: break
    case .first:
      if (link.sequence == 1) != (trailer.previous == Link.beginning.hash) { note(.changed, place, link.sequence) }
    case .late(let wasMissing): note(wasMissing ? .moved : .doubled, place, link.sequence)
    case .nextAfterGap(let from, let to): note(.notWritten(from: from, to: to), place, link.sequence)
    case .nextAfterMissing(let from, let to): note(.missing(from: from, to: to), place, link.sequence)
    case .nextOfAnother:
      if let last = chain.last { note(.replaced(next: place), last.place, last.sequence) }
    }
    if chain.append(trailer, standing, at: place) { head = link }
  }

  // MARK: Lines that are no records

  /// Judges the lines before a record that are no records.
  /// - Parameters:
  ///   - trailer: nil if the record's digest is wrong.
  ///   - cut: what the record states about them.
  private mutating func judgeForeignLines(before trailer: Trailer?, _ cut: CutStatement?, at place: Place) {
    // A statement of no bytes that names an earlier record is about missing records, not about these lines.
    let stated = trailer == nil || cut?.bytes == 0 && cut?.after != nil ? nil : cut
    if foreign.count == 0 {
      if stated != nil, let trailer { note(.cutIsMissing, place, trailer.link.sequence) }
      return
    }
    if let trailer, foreign.whole.isStated(by: cut) {
      note(.cutIsSaid, foreign.place, trailer.link.sequence)
    } else {
      foreign.begin(file: place.file)
      if let trailer, endEarlierFile(trailer, cut, isStated: stated != nil) {
        note(.cutAtRotation, foreign.place, numberOfForeignLines(before: trailer))
        if foreign.count > foreign.earlierCount { note(.cutIsSaid, Place(file: place.file, line: 1), trailer.link.sequence) }
      } else {
        noteForeignLines(before: trailer)
      }
    }
    foreign = ForeignLines()
  }

  /// Whether the lines at the end of an earlier file may be the rest of a record, and those in the file of the record
  /// that follows, if there are any, are what it states.
  private func endEarlierFile(_ trailer: Trailer, _ cut: CutStatement?, isStated: Bool) -> Bool {
    if foreign.earlierCount == 0 { return false }
    if foreign.count == foreign.earlierCount ? isStated : !foreign.own.isStated(by: cut) { return false }
    guard let last = chain.last else { return false }
    if cut?.after != nil, chain.follows(trailer, cut?.after) { return true }
    return foreign.earlierCount == 1 && !foreign.isEarlierEnded && trailer.link.sequence == last.sequence + 1
  }

  /// Notes lines that nothing explains: each seems to have been a record, unless the records around them follow each
  /// other.
  private mutating func noteForeignLines(before trailer: Trailer?) {
    let number = numberOfForeignLines(before: trailer)
    guard let last = chain.last else { return note(.changed, foreign.place, number) }
    if let trailer, trailer.link.sequence == last.sequence + 1 { return note(.foreign, foreign.place, number) }
    note(.changed, foreign.place, number)
    let sequence = last.sequence + foreign.count
    chain.append(changed: trailer.map { max(last.sequence, min(sequence, $0.link.sequence - 1)) } ?? sequence, at: foreign.place)
  }

  /// The number that the first of them would have as a record.  If the trail begins with them, it comes from the record
  /// that follows.
  private func numberOfForeignLines(before trailer: Trailer?) -> Int {
    chain.last.map { $0.sequence + 1 } ?? max(1, (trailer?.link.sequence ?? 0) - foreign.count)
  }

  private mutating func note(_ kind: Finding.Kind, _ place: Place, _ sequence: Int) {
    findings.append(Finding(kind: kind, place: place, sequence: sequence))
  }
}
