import Bytes

/// The records of a trail by their numbers and digests: which one came last, which are missing, and so how the next one
/// stands to those before it.
struct TrailChain {
  /// The first record's number, and the digest of the record that it follows.
  private(set) var first: (sequence: Int, previous: SHA256)?
  /// The record that the next one must follow; its digest is nil if it can't be known.
  private(set) var last: (sequence: Int, hash: SHA256?, place: TrailVerifier.Place)?
  /// The numbers that were missing where they belong.
  private var missing = List<(from: Int, to: Int)>()
  /// The last record that was out of place: what follows it was moved with it.
  private var aside: Link?
  /// Records which state that others before them may be missing.  The writer of such a record may be stopped too, so
  /// several may have the same number.  They record no run.
  private var gaps = List<(sequence: Int, previous: SHA256, file: Int)>()
  /// The digests of those that take the place of `last`.
  private var twins = List<SHA256>()

  /// How a record that is valid by itself stands to those before it.
  enum Standing: Equatable {
    /// It is the first one.
    case first
    /// It follows the last one; or it can't be told, since that one was changed.
    case next
    /// It states that these records before it were not written, and follows the last one.
    case nextAfterGap(from: Int, to: Int)
    /// These records before it are missing.
    case nextAfterMissing(from: Int, to: Int)
    /// Its number is the next one, but it follows another record than the last one.
    case nextOfAnother
    /// A record with its number came before, or was missing where it belongs.
    case late(wasMissing: Bool)
    /// It follows a late record, directly: both were moved together.
    case lateWithAnother
  }
}

extension TrailChain {
  /// - Parameter after: the record that it states it may follow if those between are missing.
  func standing(of trailer: Trailer, _ after: SHA256?) -> Standing {
    let sequence = trailer.link.sequence
    guard let last else { return .first }
    if sequence <= last.sequence {
      if let aside, aside.sequence == sequence - 1, aside.hash == trailer.previous { return .lateWithAnother }
      return .late(wasMissing: wasMissing(sequence))
    }
    let isNext = sequence == last.sequence + 1
    if after != nil, follows(trailer, after) {
      return isNext ? .next : .nextAfterGap(from: last.sequence + 1, to: sequence - 1)
    }
    if !isNext { return .nextAfterMissing(from: last.sequence + 1, to: sequence - 1) }
    return last.hash == nil || isLast(trailer.previous) ? .next : .nextOfAnother
  }

  /// Adds the record.
  /// - Returns: whether it is the last one now.
  mutating func append(_ trailer: Trailer, _ standing: Standing, at place: TrailVerifier.Place) -> Bool {
    let link = trailer.link
    switch standing {
    case .late, .lateWithAnother:
      aside = link
      return false
    case .first: first = (link.sequence, trailer.previous)
    case .nextAfterMissing(let from, let to): if missing.count < TrailFindings.limit { missing.append((from, to)) }
    case .next, .nextAfterGap, .nextOfAnother: break
    }
    last = (link.sequence, link.hash, place)
    twins = List()
    return true
  }

  /// Adds a line that seems to have been the record of that number.
  mutating func append(changed sequence: Int, at place: TrailVerifier.Place) { last = (sequence, nil, place) }

  /// Adds a record which states that others may be missing, if another file has one with the same number and
  /// predecessor.
  /// - Returns: false if none has; the record is known from now on, but not added.
  mutating func append(gap trailer: Trailer, in file: Int) -> Bool {
    let link = trailer.link
    for gap in gaps where gap.sequence == link.sequence && gap.previous == trailer.previous && gap.file != file {
      if link.sequence == last?.sequence, twins.count < TrailFindings.limit { twins.append(link.hash) }
      return true
    }
    if gaps.count < TrailFindings.limit { gaps.append((link.sequence, trailer.previous, file)) }
    return false
  }

  var hasGaps: Bool { !gaps.isEmpty }

  /// Whether a record does follow `last`, given the record that it states it may follow.
  func follows(_ trailer: Trailer, _ after: SHA256?) -> Bool {
    isLast(trailer.link.sequence == (last?.sequence ?? 0) + 1 ? trailer.previous : after)
  }

  private func isLast(_ digest: SHA256?) -> Bool {
    guard let digest, let last, last.hash != nil else { return false }
    for twin in twins where twin == digest { return true }
    return last.hash == digest
  }

  private func wasMissing(_ sequence: Int) -> Bool {
    if let first, sequence < first.sequence { return true }
    for range in missing where range.from <= sequence && sequence <= range.to { return true }
    return false
  }
}
