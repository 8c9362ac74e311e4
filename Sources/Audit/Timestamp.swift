import Bytes

extension ByteBuffer {
  /// Writes a time as in RFC 3339, in UTC, to the microsecond: `2026-11-25T07:40:00.000000Z`.
  /// - Parameter seconds: seconds since 1970; not negative.
  package mutating func write(time seconds: Int64, nanoseconds: Int64) {
    let day = Int(seconds / 86400)
    let second = Int(seconds % 86400)
    // Days in eras of 400 years that begin in March, so that a leap day is the last day of its year.
    let shifted = day + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    let isNextYear = month >= 10
    write(decimal: yearOfEra + era * 400 + (isNextYear ? 1 : 0), digits: 4)
    write("-")
    write(decimal: isNextYear ? month - 9 : month + 3, digits: 2)
    write("-")
    write(decimal: dayOfYear - (153 * month + 2) / 5 + 1, digits: 2)
    write("T")
    write(decimal: second / 3600, digits: 2)
    write(":")
    write(decimal: second / 60 % 60, digits: 2)
    write(":")
    write(decimal: second % 60, digits: 2)
    write(".")
    write(decimal: Int(nanoseconds / 1000), digits: 6)
    write("Z")
  }

  /// Decimal digits with leading zeros, `digits` in all.
  mutating func write(decimal number: Int, digits: Int) {
    var limit = 10
    for _ in 1..<digits {
      if number < limit { write(UInt8(ascii: "0")) }
      limit *= 10
    }
    write(decimal: number)
  }
}
