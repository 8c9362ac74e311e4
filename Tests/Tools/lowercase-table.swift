// Writes Sources/Globs/LowercaseTable.swift from what this Swift knows of Unicode:
//
//     swift Tests/Tools/lowercase-table.swift > Sources/Globs/LowercaseTable.swift
//     swift Tests/Tools/lowercase-table.swift --check
//
// With --check it writes nothing, and fails where the file is another.  Whether the file says what Unicode does
// is for LowercaseTests, which read it as the program does.
import Foundation

/// The Unicode version that Codex uses: in another version some letters gain or lose a lower case.
let version = (major: 17, minor: 0)

func fail(_ reason: String) -> Never {
  FileHandle.standardError.write(Data("lowercase-table: \(reason)\n".utf8))
  exit(1)
}

func hexadecimal(_ value: UInt32) -> String { "U+" + String(value, radix: 16, uppercase: true) }

// Unicode's data for each scalar.

let scalars = (0...0x10FFFF as ClosedRange<UInt32>).compactMap { Unicode.Scalar($0) }

let newest = scalars.compactMap(\.properties.age).max { ($0.major, $0.minor) < ($1.major, $1.minor) }!
if newest != version { fail("this Swift has Unicode \(newest.major).\(newest.minor)") }

/// The lower case of a scalar if that is one scalar; the reader of the table handles U+0130 itself.
func lowercase(_ scalar: Unicode.Scalar) -> UInt32 {
  let mapping = scalar.properties.lowercaseMapping.unicodeScalars
  if mapping.count == 1 { return mapping.first!.value }
  if scalar.value != 0x130 { fail("\(hexadecimal(scalar.value)) has a lower case of several characters") }
  return scalar.value
}

enum Casing: UInt32 {
  case ignorable, cased, neither

  init(_ scalar: Unicode.Scalar) {
    self = scalar.properties.isCaseIgnorable ? .ignorable : scalar.properties.isCased ? .cased : .neither
  }
}

// The texts.

/// Base 64, five bits a digit, the highest first; all but the last have 32 added.  `?` is 0 and `~` 63: none of the
/// digits is special in a raw string literal.
func digits(_ value: UInt32) -> [UInt8] {
  var result = [UInt8(0x3F + value & 31)]
  var rest = value >> 5
  while rest > 0 {
    result.insert(UInt8(0x3F + (32 | rest & 31)), at: 0)
    rest >>= 5
  }
  return result
}

struct Run {
  var scalars: ClosedRange<UInt32>
  var flag: UInt32
  var change: UInt32?
}

func text(of runs: [Run]) -> [UInt8] {
  var result: [UInt8] = []
  var end: UInt32 = 0
  for run in runs {
    result += digits((run.scalars.lowerBound - end) << 1 | run.flag)
    result += digits(run.scalars.upperBound - run.scalars.lowerBound)
    if let change = run.change { result += digits(change) }
    end = run.scalars.upperBound + 1
  }
  return result
}

var mappings: [Run] = []
var mapped = 0
for scalar in scalars where scalar.value >= 0x80 && lowercase(scalar) != scalar.value {
  mapped += 1
  let delta = Int32(lowercase(scalar)) - Int32(scalar.value)
  let change = UInt32(bitPattern: delta << 1 ^ delta >> 31)
  if let last = mappings.last, last.change == change {
    let step = scalar.value - last.scalars.upperBound
    if last.scalars.count == 1 ? step <= 2 : step == last.flag + 1 {
      mappings[mappings.count - 1].scalars = last.scalars.lowerBound...scalar.value
      mappings[mappings.count - 1].flag = step - 1
      continue
    }
  }
  mappings.append(Run(scalars: scalar.value...scalar.value, flag: 0, change: change))
}

var casings: [Run] = []
for scalar in scalars where Casing(scalar) != .neither {
  let flag = Casing(scalar).rawValue
  if let last = casings.last, last.scalars.upperBound + 1 == scalar.value, last.flag == flag {
    casings[casings.count - 1].scalars = last.scalars.lowerBound...scalar.value
  } else {
    casings.append(Run(scalars: scalar.value...scalar.value, flag: flag))
  }
}

// The file.

/// The lines of a multi-line raw literal whose value is one line.
func lines(_ text: [UInt8]) -> String {
  stride(from: 0, to: text.count, by: 105)
    .map { "    " + String(decoding: text[$0..<min($0 + 105, text.count)], as: UTF8.self) }
    .joined(separator: "\\#\n")
}

let unicode = "\(version.major).\(version.minor)"

let file = ##"""
  import Bytes

  // Written by Tests/Tools/lowercase-table.swift, from Unicode \##(unicode): edit that, not this.

  /// Unicode's lower case, as text: a table of numbers would need an initializer, one of pointers
  /// relocations.  `ScalarRuns` reads it.
  ///
  /// A text is a sequence of runs of scalars, and a run a sequence of numbers: twice the number of scalars between
  /// the previous run and this one, plus 1 for the flag; then how many scalars follow the run's first.  A number is
  /// written in digits of base 64, `?` for 0 and `~` for 63.  Each digit has five bits, the highest first, and all
  /// but the last have 32 added.
  enum LowercaseTable {
    /// The scalars from U+0080 on whose lower case is one other scalar, \##(mapped) in \##(mappings.count) runs.
    /// In a run with the flag only every second scalar counts.  A third number is the difference between a scalar and
    /// its lower case, doubled; for a negative difference its complement, doubled, plus 1.
    static var mappings: ByteString {
      #"""
  \##(lines(text(of: mappings)))
      """#
    }

    /// The scalars that are case-ignorable and, with the flag, those that are cased and not case-ignorable, in
    /// \##(casings.count) runs.
    static var casings: ByteString {
      #"""
  \##(lines(text(of: casings)))
      """#
    }
  }

  """##

if CommandLine.arguments.dropFirst() == ["--check"] {
  let path = "Sources/Globs/LowercaseTable.swift"
  let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/../../"
  guard try String(contentsOfFile: root + path, encoding: .utf8) == file else { fail("\(path) is another") }
  print("\(path) is what Unicode \(unicode) says")
} else {
  print(file, terminator: "")
}
