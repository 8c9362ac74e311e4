import Foundation

/// A process to start with exactly these bytes: its environment block may hold entries without `=`, duplicates and
/// bytes that are not UTF-8, `argv` may be empty, and `argv[0]` may be anything.
package struct Command: Sendable {
  package enum Output: Sendable, Equatable {
    case captured
    /// A path that is opened for writing, such as `/dev/full`.
    case path(String)
    /// A pipe that nobody reads.
    case closedPipe
    /// The descriptor is closed.
    case closed
  }

  package var executable: String
  package var arguments: [[UInt8]]
  package var environment: [[UInt8]]
  package var directory = "/"
  package var input: [UInt8] = []
  package var output = Output.captured
  package var error = Output.captured
  /// The process and its group are killed after so many seconds: enough for a busy machine.
  package var limit: Double = 30

  package init(_ executable: String, _ arguments: [[UInt8]], environment: [[UInt8]] = []) {
    self.executable = executable
    self.arguments = arguments
    self.environment = environment
  }
}

/// What a process left: its output and status.
package struct Completion: Equatable, Sendable {
  package enum Status: Equatable, Sendable, CustomStringConvertible {
    case exited(Int32)
    case signalled(Int32)
    case timedOut

    package var description: String {
      switch self {
      case .exited(let status): "\(status)"
      case .signalled(let signal): "signal \(signal)"
      case .timedOut: "time-out"
      }
    }
  }

  package var status: Status
  package var output: [UInt8] = []
  package var error: [UInt8] = []

  package init(status: Status, output: [UInt8] = [], error: [UInt8] = []) {
    self.status = status
    self.output = output
    self.error = error
  }
}

extension Command {
  /// Starts the process, waits for it, and returns what it left.  Its output goes to unnamed files, so that no amount
  /// of it can block.
  package func run() throws -> Completion {
    let scratch = try TemporaryDirectory()
    let inputFile = try scratchFile(in: scratch, "input")
    try inputFile.fill(input)
    let outputFile = try scratchFile(in: scratch, "output")
    let errorFile = try scratchFile(in: scratch, "error")

    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    try check(addChangeOfDirectory(&actions, directory), "chdir")
    posix_spawn_file_actions_adddup2(&actions, inputFile.number, 0)
    var held: [OpenFile] = []
    try redirect(1, to: output, capture: outputFile, &actions, &held)
    try redirect(2, to: error, capture: errorFile, &actions, &held)
    // What other tests have open at this moment is none of its business.
    try check(addCloseFrom(&actions, 3), "closefrom")

    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // Test threads block signals, which a child would inherit.
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    var all = sigset_t()
    sigfillset(&all)
    posix_spawnattr_setsigdefault(&attributes, &all)
    // A new session is also a new process group, and has no terminal: wherever the tests run, nothing can ask a person.
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF) | newSession)

    var pid = pid_t()
    let failure = withCStrings(arguments) { argv in
      withCStrings(environment) { envp in
        posix_spawn(&pid, executable, &actions, &attributes, argv, envp)
      }
    }
    try check(failure, executable)
    held.removeAll()
    let status = wait(for: pid)
    return Completion(status: status, output: try outputFile.contents(), error: try errorFile.contents())
  }

  private func redirect(
    _ number: Int32, to output: Output, capture: OpenFile,
    _ actions: inout posix_spawn_file_actions_t, _ held: inout [OpenFile]
  ) throws {
    switch output {
    case .captured:
      posix_spawn_file_actions_adddup2(&actions, capture.number, number)
    case .path(let path):
      posix_spawn_file_actions_addopen(&actions, number, path, O_WRONLY, 0)
    case .closed:
      posix_spawn_file_actions_addclose(&actions, number)
    case .closedPipe:
      var ends: [Int32] = [0, 0]
      guard pipe(&ends) == 0 else { throw SupportError("pipe") }
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      close(ends[0])
      let writing = OpenFile(number: ends[1])
      // Another test's child has the reading end until its exec.
      var readers = pollfd(fd: ends[1], events: 0, revents: 0)
      guard poll(&readers, 1, 10_000) == 1 else { throw SupportError("somebody reads the pipe") }
      posix_spawn_file_actions_adddup2(&actions, writing.number, number)
      held.append(writing)
    }
  }

  private func wait(for pid: pid_t) -> Completion.Status {
    let start = Date()
    var pause: UInt32 = 100
    var status: Int32 = 0
    while waitpid(pid, &status, WNOHANG) == 0 {
      if Date().timeIntervalSince(start) > limit {
        kill(-pid, SIGKILL)
        waitpid(pid, &status, 0)
        return .timedOut
      }
      usleep(pause)
      pause = min(pause * 2, 5000)
    }
    let signal = status & 0x7F
    return signal == 0 ? .exited(status >> 8 & 0xFF) : .signalled(signal)
  }
}

/// Waits until nobody has a file open for writing: another test's child before its exec still has what this process had
/// open when it started, and to execute such a file fails with ETXTBSY.
func waitForWriters(of path: String) throws {
  let file = open(path, O_RDONLY | O_CLOEXEC)
  guard file >= 0 else { throw SupportError("\(path): \(String(cString: strerror(errno)))") }
  defer { close(file) }
  // F_SETLEASE of fcntl(2) with F_RDLCK fails with EAGAIN as long as somebody has; the lease ends with the descriptor.
  while fcntl(file, 1024, Int32(F_RDLCK)) != 0, errno == EAGAIN { usleep(200) }
}

/// A descriptor that is closed with its last reference, and in every child that doesn't ask for it.
private final class OpenFile {
  let number: Int32
  init(number: Int32) { self.number = number }
  deinit { close(number) }

  func fill(_ bytes: [UInt8]) throws {
    guard bytes.isEmpty || write(number, bytes, bytes.count) == bytes.count, lseek(number, 0, SEEK_SET) == 0
    else { throw SupportError("standard input could not be written") }
  }

  func contents() throws -> [UInt8] {
    let size = Int(lseek(number, 0, SEEK_END))
    guard size > 0 else { return [] }
    var bytes = [UInt8](repeating: 0, count: size)
    guard pread(number, &bytes, size, 0) == size else { throw SupportError("output could not be read") }
    return bytes
  }
}

private func scratchFile(in directory: TemporaryDirectory, _ name: String) throws -> OpenFile {
  let path = directory(name)
  let number = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
  guard number >= 0 else { throw SupportError("\(path): \(String(cString: strerror(errno)))") }
  unlink(path)
  return OpenFile(number: number)
}

/// POSIX_SPAWN_SETSID, which glibc's module leaves out as an extension.
private let newSession: Int16 = 0x80

/// posix_spawn_file_actions_addchdir_np(3).
private func addChangeOfDirectory(_ actions: UnsafeMutablePointer<posix_spawn_file_actions_t>, _ path: String) -> Int32 {
  typealias Function =
    @convention(c) (UnsafeMutablePointer<posix_spawn_file_actions_t>, UnsafePointer<CChar>) -> Int32
  return function("posix_spawn_file_actions_addchdir_np", as: Function.self)?(actions, path) ?? ENOSYS
}

/// posix_spawn_file_actions_addclosefrom_np(3), of glibc 2.34; without it nothing is closed.
private func addCloseFrom(_ actions: UnsafeMutablePointer<posix_spawn_file_actions_t>, _ number: Int32) -> Int32 {
  typealias Function = @convention(c) (UnsafeMutablePointer<posix_spawn_file_actions_t>, Int32) -> Int32
  return function("posix_spawn_file_actions_addclosefrom_np", as: Function.self)?(actions, number) ?? 0
}

/// A function of the C library that Swift's module leaves out as an extension; nil if the library has none of that name.
package func function<Function>(_ name: String, as _: Function.Type) -> Function? {
  dlsym(nil, name).map { unsafeBitCast($0, to: Function.self) }
}

private func check(_ failure: Int32, _ what: String) throws {
  if failure != 0 { throw SupportError("\(what): \(String(cString: strerror(failure)))") }
}

private func withCStrings<Result>(
  _ strings: [[UInt8]], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
) -> Result {
  let bytes = strings.reduce(0) { $0 + $1.count + 1 }
  let block = UnsafeMutablePointer<CChar>.allocate(capacity: bytes + 1)
  let array = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: strings.count + 1)
  defer {
    block.deallocate()
    array.deallocate()
  }
  var next = block
  for (index, string) in strings.enumerated() {
    array[index] = next
    for byte in string {
      next.pointee = CChar(truncatingIfNeeded: byte)
      next += 1
    }
    next.pointee = 0
    next += 1
  }
  array[strings.count] = nil
  return body(array)
}
