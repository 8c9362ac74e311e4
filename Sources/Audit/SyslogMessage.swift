import Bytes

extension ByteBuffer {
  /// A message for the system log with the fields of RFC 5424, whose text is `record`.
  ///
  /// - Parameters:
  ///   - record: without its newline.
  ///   - isWarning: its severity: warning, else informational.  The facility is authpriv.
  package mutating func write(syslog record: ByteString, of facts: AuditRecord, isWarning: Bool) {
    let authpriv = 10 * 8
    write("<")
    write(decimal: authpriv + (isWarning ? 4 : 6))
    write(">1 ")
    write(time: facts.time.seconds, nanoseconds: facts.time.nanoseconds)
    write(" ")
    write(facts.host.isSyslogName ? facts.host : "-")
    write(" envscrub ")
    write(decimal: facts.process)
    write(" ")
    write(facts.outcome.name)
    write(" - ")
    write(record)
  }
}

extension ByteString {
  /// Whether it may be a HOSTNAME of RFC 5424: 1 to 255 printable characters of ASCII without a blank.  Who names the
  /// host could end the header otherwise, and begin another one.
  fileprivate var isSyslogName: Bool {
    for index in 0..<count where self[index] <= UInt8(ascii: " ") || self[index] > UInt8(ascii: "~") { return false }
    return count > 0 && count <= 255
  }
}
