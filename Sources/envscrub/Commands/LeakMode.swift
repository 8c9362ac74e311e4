import Bytes
import Policy
import System

/// `--leak-check`: looks around as a child of this run would, and reports what is still within reach.  It opens files
/// and queries permissions; it sends nothing to anybody.
struct LeakMode {
  let run: Run
  let request: Boxed<Invocation>

  /// - Returns: the exit status, 1 if something leaks.
  @inline(never)  // A start without it needs neither its code nor its frame.
  func main() throws(Failure) -> Int32 {
    run.trace(request.value.trace, request)
    var ignored: Boxed<AuditSettings>?
    let loaded = try PolicyLoader.load(run, request, audit: &ignored)
    run.reportNotices(loaded, request)
    let home = try FileReader(run: run).home()
    // Close what a run would close, to see what its child would see.
    let domain = try run.domain(for: loaded, isQuiet: request.value.quiet)
    try run.seal(loaded, in: domain, request, isQuiet: request.value.quiet)
    var leaks = Leaks()
    do {
      try look(loaded.value.policy, home: home, &leaks)
    } catch {
      // If /proc can't be read, nobody can say that nothing leaks.
      throw run.failure("/proc", error)
    }
    var text = ByteBuffer()
    if request.value.json { text.write(json: leaks) } else { text.write(leaks) }
    _ = try run.print(text)
    return leaks.count == 0 ? ExitStatus.success : ExitStatus.found
  }

  private func look(_ policy: Policy, home: ByteString?, _ leaks: inout Leaks) throws(SystemError) {
    guard let own = try status(of: nil) else { throw .noSuchFile }
    try lookIntoProcesses(own, EnvironmentBlockFilter(policy), &leaks)
    try Processes.forEachInheritedFile { number, target, mode in
      if request.value.keptDescriptors.contains(number) { return }
      leaks.descriptors.append(Leaks.Descriptor(number: number, target: target, mode: mode))
    }
    try findHelpers(policy, home: home, &leaks)
    if own.tracer != 0 { leaks.tracer = try status(of: own.tracer) ?? ProcessStatus(unseen: own.tracer) }
    leaks.core = CoreDump(
      limit: try Processes.coreLimit(), pattern: try Processes.text("/proc/sys/kernel/core_pattern"),
      usesProcessId: try Processes.text("/proc/sys/kernel/core_uses_pid"))
  }

  private func status(of process: Int32?) throws(SystemError) -> ProcessStatus? {
    try Processes.text("status", of: process).flatMap { ProcessStatus($0) }
  }

  /// First the visible ancestors, then all other processes.
  private func lookIntoProcesses(
    _ own: ProcessStatus, _ filter: EnvironmentBlockFilter, _ leaks: inout Leaks
  ) throws(SystemError) {
    var seen = List<Int32>()
    seen.append(own.process)
    var next = own.parent
    while next != 0, !seen.contains(next), let status = try status(of: next) {
      seen.append(next)
      if let block = try environment(of: next) {
        leaks.note(status, dropped: filter.dropped(of: block), isAncestor: true)
      }
      next = status.parent
    }
    for process in try Processes.all() where !seen.contains(process) {
      if let block = try environment(of: process), let status = try status(of: process) {
        leaks.note(status, dropped: filter.dropped(of: block), isAncestor: false)
      }
    }
  }

  private func environment(of process: Int32) throws(SystemError) -> ByteString? {
    try Processes.text("environ", of: process)
  }

  private func findHelpers(_ policy: Policy, home: ByteString?, _ leaks: inout Leaks) throws(SystemError) {
    var sockets = Sockets()
    var next = HelperProgram.first
    while let helper = next {
      next = helper.next
      var pattern = helper.pattern
      if pattern.hasPrefix("~") {
        guard let home else { continue }
        pattern = home.joined(pattern.dropFirst(1))
      }
      try sockets.forEachReached(pattern) { leaks.helpers.append(Leaks.Helper(helper, path: $0)) }
    }
    // A socket that was found at its usual path is no safer without the variable.
    let named = HelperProgram.named
    for entry in run.apply(policy, explaining: false).environment where entry.name == named.pattern {
      if sockets.reaches(entry.value) { leaks.helpers.append(Leaks.Helper(named, path: nil)) }
    }
  }
}

extension ByteString {
  fileprivate func joined(_ other: ByteString) -> ByteString {
    var both = ByteBuffer()
    both.write(self)
    both.write(other)
    return both.finish()
  }
}
