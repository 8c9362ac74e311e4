import Bytes
import Reports

/// Writes the completions of the shell named in its argument to standard output.  The build calls it; it is
/// not installed.
@c(completions_main)
public func main(_ argc: Int32, _ argv: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Int32 {
  guard argc == 2, let name = argv[1], let shell = Completions.Shell(name: ByteString(cString: name)) else {
    _ = writeAll("usage: completions bash|zsh|fish\n", to: 2)
    return 2
  }
  var text = ByteBuffer()
  Completions.write(for: shell, to: &text)
  return writeAll(text.finish(), to: 1) ? 0 : 1
}
