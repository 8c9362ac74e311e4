import Bytes
import Kernel
import Reports

/// Writes the completions of the shell named in its argument to standard output.  The build calls it; it is
/// not installed.
@c(completions_main)
public func main(_ argc: Int32, _ argv: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Int32 {
  guard argc == 2, let name = argv[1], let shell = Completions.Shell(name: ByteString(cString: name)) else {
    try? Output.standardError.write("usage: completions bash|zsh|fish\n")
    return 2
  }
  var text = ByteBuffer()
  Completions.write(for: shell, to: &text)
  do {
    try Output.standardOutput.write(text)
    return 0
  } catch {
    return 1
  }
}
