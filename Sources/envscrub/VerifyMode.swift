import Bytes
import Invocations

/// `--verify-audit`: finds what was changed, removed, doubled or moved in an audit trail.
struct VerifyMode {
  let run: Run
  let request: Boxed<Invocation>

  init(_ run: Run, _ request: Boxed<Invocation>) {
    self.run = run
    self.request = request
  }

  func main() throws(Failure) -> Int32 { throw run.failure { $0.write("not there yet") } }
}
