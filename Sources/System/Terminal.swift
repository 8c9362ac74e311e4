import Bytes
import CSystem

/// The controlling terminal, `/dev/tty`: it reaches a person even if standard input is a file.
public struct Terminal: ~Copyable {
  private let descriptor: FileDescriptor
}

package extension Terminal {
  /// nil if there is none.
  static func open() -> Terminal? {
    guard let number = try? FileDescriptor.open("/dev/tty", CK_OPEN_TERMINAL) else { return nil }
    return Terminal(descriptor: FileDescriptor(taking: number))
  }

  /// Whether standard input is a terminal.
  static var isStandardInput: Bool { ck_terminal_columns(0) >= 0 }

  /// Asks a question and reads a line as the answer.  Input typed before the question is discarded.
  /// - Returns: whether the answer was yes.  An end of input, an error or anything else means no.
  func confirms(_ question: borrowing ByteBuffer) -> Bool {
    do throws(SystemError) {
      try discardInput()
      try question.withBytes { text throws(SystemError) in try descriptor.write(text) }
      let size = 1024
      let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: size)
      var count = 0
      while count < size {
        let got = ck_read(descriptor.number, memory + count, size - count)
        if got < 0, SystemError(code: Int32(-got)) == .interrupted { continue }
        if try SystemError.check(got) == 0 { break }
        count += got
        if memory[count - 1].endsAnswer { break }
      }
      // An end of input leaves the cursor on the line of the question.
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

  /// Reads pending input, even beyond the 4 KB that a terminal buffers, until none comes for a moment.  An end of input
  /// throws an error, since nobody will answer.
  private func discardInput() throws(SystemError) {
    let moment: Int32 = 20
    let size = 1024
    let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: size)
    for _ in 0..<100_000 {
      if try SystemError.check(ck_wait_until_ready(descriptor.number, 0, moment)) == 0 {
        // poll(2) doesn't report an incomplete line.
        _ = try SystemError.check(ck_discard_input(descriptor.number))
        return
      }
      if try SystemError.check(ck_read(descriptor.number, memory, size)) == 0 { throw .inputOutput }
    }
    throw .timedOut
  }
}

extension UInt8 {
  /// The end of a line; in raw mode also the return key, and the keys that would interrupt or end the input.
  fileprivate var endsAnswer: Bool { self == 0x0A || self == 0x0D || self == 0x03 || self == 0x04 }
}
