import Bytes

extension ByteBuffer {
  /// Writes a message for the system log, with the header of RFC 5424 and `record` as its text.
  ///
  /// - Parameters:
  ///   - record: without its newline.
  ///   - isWarning: whether its severity is warning; otherwise it is informational.  The facility is authpriv.
  package mutating func write(syslog record: ByteString, of facts: AuditRecord, isWarning: Bool) {
    let authpriv = 10 * 8
    write("<", decimal: authpriv + (isWarning ? 4 : 6), ">1 ")
    write(time: facts.time.seconds, nanoseconds: facts.time.nanoseconds)
    write(" ")
    write(facts.host.isSyslogName ? facts.host : "-")
    write(" envscrub ", decimal: facts.process, " ")
    write(facts.outcome.name)
    write(" - ")
    write(record)
  }
}

extension ByteString {
  /// Whether it is a valid HOSTNAME of RFC 5424: 1 to 255 printable ASCII characters without a blank.  Otherwise a
  /// host's name could end the header and begin another message.
  fileprivate var isSyslogName: Bool {
    for index in indices where self[index] <= UInt8(ascii: " ") || self[index] > UInt8(ascii: "~") { return false }
    return count > 0 && count <= 255
  }
}
