import Bytes
import Invocations

/// `--leak-check`: looks as a child of this run would, and reports what is still within reach.
struct LeakMode {
  let run: Run
  let request: Boxed<Invocation>

  init(_ run: Run, _ request: Boxed<Invocation>) {
    self.run = run
    self.request = request
  }

  func main() throws(Failure) -> Int32 { throw run.failure { $0.write("not there yet") } }
}
