import Bytes
import CKernel

package enum WorkingDirectory {
  /// `chdir(2)`.
  package static func change(to path: ByteString) throws(SystemError) {
    _ = try SystemError.check(ck_chdir(path.permanentCString()))
  }
}
