@testable import Audit
import Bytes
import TestSupport
import Testing

/// The words of envscrub-audit(5).
struct AuditRecordTests {
  @Test(arguments: [(.prefix, "prefix"), (.script, "script"), (.loginShell, "login-shell"), (.shim, "shim")] as [(AuditRecord.Use, ByteString)])
  func use(use: AuditRecord.Use, word: ByteString) { #expect(use.name == word) }

  @Test(arguments: [(.run, "run"), (.refused, "refused"), (.failed, "failed")] as [(AuditRecord.Outcome, ByteString)])
  func outcome(outcome: AuditRecord.Outcome, word: ByteString) { #expect(outcome.name == word) }
}
