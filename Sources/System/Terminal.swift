import Bytes
import CSystem

/// The terminal that controls this process, `/dev/tty`: a person, where standard input may be a file.
public struct Terminal: ~Copyable {
  private let descriptor: FileDescriptor

  /// nil where there is none.
  package static func open() -> Terminal? {
    guard let number = try? FileDescriptor.open("/dev/tty", CK_OPEN_TERMINAL) else { return nil }
    return Terminal(descriptor: FileDescriptor(taking: number))
  }

  /// Whether standard input is a terminal.
  package static var isStandardInput: Bool { ck_terminal_columns(0) >= 0 }

  /// Writes a question and reads the answer, a line.
  /// - Returns: whether it was yes; an end of input, an error and anything else are no.
  package func confirms(_ question: borrowing ByteBuffer) -> Bool {
    do throws(SystemError) {
      try question.withBytes { text throws(SystemError) in try descriptor.write(text) }
      let size = 1024
      let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: size)
      var count = 0
      while count < size {
        let got = ck_read(descriptor.number, memory + count, size - count)
        if got < 0, SystemError(code: Int32(-got)) == .interrupted { continue }
        if try SystemError.check(got) == 0 { break }
        count += got
        if memory[count - 1] == UInt8(ascii: "\n") { break }
      }
      // An end of input leaves the cursor behind the question.
      if count == 0 || memory[count - 1] != UInt8(ascii: "\n") { try? descriptor.write("\n") }
      var answer = ByteString(start: memory, count: count)
      while let last = answer.last, last == UInt8(ascii: "\n") || last == UInt8(ascii: "\r") || last == UInt8(ascii: " ") {
        answer = answer[0..<answer.count - 1]
      }
      return answer.equalsFoldingCase("y") || answer.equalsFoldingCase("yes")
    } catch {
      return false
    }
  }
}
