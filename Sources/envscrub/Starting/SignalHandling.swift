import Bytes
import System

/// The handling of signals that COMMAND inherits.
extension Run {
  /// `--default-signal`, `--ignore-signal`, `--block-signal`, `--list-signal-handling`.
  @inline(never)  // A start without it needs neither its code nor its frame.
  func setSignals(_ request: Boxed<Invocation>) throws(Failure) {
    let settings = request.value.signals
    if settings.changesActions {
      for signal in 1...Signal.last { try setAction(settings.action(of: signal), of: signal, request) }
    }
    if settings.maskChanged { try setMask(settings, request) }
    if request.value.listsSignalHandling { try listSignalHandling() }
  }

  private func setAction(_ action: SignalAction, of signal: Int, _ request: Boxed<Invocation>) throws(Failure) {
    let toDefault: Bool
    let mayFail: Bool
    switch action {
    case .unchanged: return
    case .toDefault(let orFail): (toDefault, mayFail) = (true, !orFail)
    case .ignored(let orFail): (toDefault, mayFail) = (false, !orFail)
    }
    var failed: SystemError?
    if Signal.isReserved(signal) {
      failed = .invalidArgument
      if !mayFail { throw signalFailure("get", signal, .invalidArgument) }
    } else {
      do throws(SystemError) {
        try Signals.set(signal, ignored: !toDefault)
      } catch {
        failed = error
        if !mayFail { throw signalFailure("set", signal, error) }
      }
    }
    trace(.signalReset(signal, toDefault: toDefault, failed: failed != nil), request)
  }

  private func signalFailure(_ verb: ByteString, _ signal: Int, _ error: SystemError) -> Failure {
    failure {
      $0.write("failed to ")
      $0.write(verb)
      $0.write(" signal action for signal ", decimal: signal, ": ")
      $0.write(systemError: error.code)
    }
  }

  private func setMask(_ settings: SignalSettings, _ request: Boxed<Invocation>) throws(Failure) {
    do throws(SystemError) {
      let mask = try Signals.mask() & ~settings.unblock | settings.block
      for signal in 1...Signal.last where (settings.block | settings.unblock) & Signal.bit(signal) != 0 {
        trace(.signalMask(signal, blocked: settings.block & Signal.bit(signal) != 0), request)
      }
      try Signals.setMask(mask)
    } catch {
      throw maskFailure(error)
    }
  }

  private func maskFailure(_ error: SystemError) -> Failure {
    failure {
      $0.write("failed to set signal process mask: ")
      $0.write(systemError: error.code)
    }
  }

  private func listSignalHandling() throws(Failure) {
    var text = ByteBuffer()
    do throws(SystemError) {
      let mask = try Signals.mask()
      for signal in 1...Signal.last where !Signal.isReserved(signal) {
        guard let isIgnored = try? Signals.isIgnored(signal) else { continue }
        text.write(handlingOf: signal, blocked: mask & Signal.bit(signal) != 0, ignored: isIgnored)
      }
    } catch {
      throw maskFailure(error)
    }
    if !text.isEmpty { try? Output.standardError.write(text) }
  }
}
