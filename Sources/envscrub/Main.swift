import Bytes
import CSystem

/// The program's entry, `main` of C.  It returns only if COMMAND was not executed.  `ck_run` of CSystem/Arena.c provides
/// the memory, `Run` does the work.
///
/// - Returns: the exit status; see envscrub(1).
@c(envscrub_main)
public func main(_ argumentCount: Int32, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Int32 {
  ck_run(run, argumentCount, arguments)
}

private func run(_ argumentCount: Int32, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) -> Int32 {
  var words = List<ByteString>()
  words.reserve(Int(argumentCount))
  if var next = arguments {
    while let word = next.pointee {
      words.append(ByteString(cString: word))
      next += 1
    }
  }
  // execve(2) allows an empty argv.
  if words.isEmpty { words.append("envscrub") }
  return Run(program: words[0], arguments: words).main()
}
