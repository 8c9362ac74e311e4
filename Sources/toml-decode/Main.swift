import Bytes
import CSystem
import System
import TOML

/// Reads TOML on standard input and writes it as tagged JSON to standard output.  If the TOML is invalid, it reports
/// why on standard error and exits with 1.  The official TOML suite tests the parser through it; it is not installed.
@c(toml_decode_main)
public func main(_ argc: Int32, _ argv: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Int32 {
  guard let text = readToEnd(of: 0) else {
    try? Output.standardError.write("toml-decode: cannot read standard input\n")
    return 1
  }
  do throws(TOMLError) {
    // No document of the suite is hostile, and the same text should always take the same steps.
    let document = try TOMLDocument(parsing: text, seed: 0)
    var json = TaggedJSON(document)
    json.write(document.root)
    json.output.write("\n")
    return print(json.output.finish())
  } catch {
    var message = ByteBuffer()
    message.write("toml-decode: ")
    message.write(decimal: error.location.line)
    message.write(":")
    message.write(decimal: error.location.column)
    message.write(": error: ")
    error.write(to: &message)
    message.write("\n")
    try? Output.standardError.write(message)
    return 1
  }
}

private func readToEnd(of descriptor: Int32) -> ByteString? {
  var capacity = 1 << 16
  var bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
  var count = 0
  while true {
    if count == capacity {
      let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity * 2)
      larger.update(from: bytes, count: count)
      bytes.deallocate()
      bytes = larger
      capacity *= 2
    }
    let result = ck_read(descriptor, bytes + count, capacity - count)
    if result < 0 { return nil }
    if result == 0 { return ByteString(start: bytes, count: count) }
    count += result
  }
}

/// Writes the message.
/// - Returns: the exit status.
private func print(_ text: ByteString) -> Int32 {
  do {
    try Output.standardOutput.write(text)
    return 0
  } catch {
    return 1
  }
}
