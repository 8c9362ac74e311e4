import Bytes

extension TrailVerifier {
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
}

/// What a verifier found: the first faults, and the first notes, which are no faults.
struct TrailFindings {
  private(set) var faults = List<TrailVerifier.Finding>(), notes = List<TrailVerifier.Finding>()
  /// The number of all faults.
  private(set) var faultCount = 0

  /// More findings than this tell nothing new, and a forged trail must not cost memory, or time for each record.
  static var limit: Int { 12 }

  mutating func append(_ finding: TrailVerifier.Finding) {
    guard finding.isFault else {
      if notes.count < Self.limit { notes.append(finding) }
      return
    }
    faultCount += 1
    if faults.count < Self.limit { faults.append(finding) }
  }
}
