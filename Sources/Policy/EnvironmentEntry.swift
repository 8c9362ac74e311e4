import Bytes
import CBytes
import Secrets

/// One string of `environ(7)`, split at its first `=`.  The string stays in place; its value is neither read nor
/// measured unless asked for.
package struct EnvironmentEntry: Equatable, @unchecked Sendable {
  /// The whole string, ended by NUL.
  package let string: UnsafePointer<CChar>
  /// The bytes before the first `=`; 0 if there is no `=`, or nothing before it.
  private let nameCount: Int
}

package extension EnvironmentEntry {
  /// - Parameters:
  ///   - string: ended by NUL; it must live as long as the process.
  ///   - start: where the search for the `=` begins; 1 in Codex's dialect, in which `=x=y` has the name `=x`.
  init(_ string: UnsafePointer<CChar>, searchingFrom start: Int = 0) {
    self.string = string
    let first = string[0] == 0 ? 0 : start
    let bytes = UnsafeRawPointer(string + first).assumingMemoryBound(to: UInt8.self)
    let count = first &+ cb_length_before(bytes, UInt8(ascii: "="))
    nameCount = string[count] != 0 ? count : 0
  }

  /// A new entry `name=value`.
  init(name: ByteString, value: ByteString) {
    let bytes = UnsafeMutablePointer<CChar>.allocate(capacity: name.count + value.count + 2)
    UnsafeMutableRawPointer(bytes).copyMemory(from: name.start, byteCount: name.count)
    bytes[name.count] = CChar(UInt8(ascii: "="))
    UnsafeMutableRawPointer(bytes + name.count + 1).copyMemory(from: value.start, byteCount: value.count)
    bytes[name.count + value.count + 1] = 0
    string = UnsafePointer(bytes)
    nameCount = name.count
  }

  /// nil if the entry is malformed: its text may be the secret itself.
  var name: ByteString? {
    if nameCount == 0 { return nil }
    return ByteString(start: UnsafeRawPointer(string).assumingMemoryBound(to: UInt8.self), count: nameCount)
  }

  /// What follows the first `=`.  No report shows it.
  var value: ByteString {
    ByteString(cString: string + (nameCount == 0 ? 0 : nameCount + 1))
  }

  /// Whether execve(2) refuses it: with its NUL it has more than 32 pages.
  var isTooLong: Bool { (name?.count ?? 0) + 1 + value.count >= 131_072 }

  /// The form of a credential in the value; nil if there is none, which costs little to find out.
  @inline(__always)
  var form: ValueForm? { ValueScanner.form(ofString: valueStart) }

  @inline(__always)
  private var valueStart: UnsafePointer<UInt8> {
    UnsafeRawPointer(string + (nameCount == 0 ? 0 : nameCount &+ 1)).assumingMemoryBound(to: UInt8.self)
  }
}
