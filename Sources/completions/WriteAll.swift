import Bytes
import CKernel

/// Whether all of `text` could be written.
func writeAll(_ text: ByteString, to descriptor: Int32) -> Bool {
  var written = 0
  while written < text.count {
    let result = ck_write(descriptor, text.start + written, text.count - written)
    if result <= 0 { return false }
    written += result
  }
  return true
}
