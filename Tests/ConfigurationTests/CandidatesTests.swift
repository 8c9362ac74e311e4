import Bytes
import Configuration
import TestSupport
import Testing

@Suite struct CandidatesTests {
  @Test func standWhereTheManualSays() {
    #expect(Candidate.system.path == "/etc/envscrub/config.toml")
    #expect(Candidate.user(home: "/home/ann").path == "/home/ann/.config/envscrub/config.toml")
    #expect(Candidate.user(home: "/").path == "/.config/envscrub/config.toml")
  }
}
