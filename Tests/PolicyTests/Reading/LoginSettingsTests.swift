import Bytes
@testable import Policy
import TestSupport
import Testing

@Suite struct LoginSettingsTests {
  /// the system's shell and profile, the user's, the merged ones
  static let table: [([ByteString?], [ByteString?], [ByteString?])] = [
    ([nil, nil], [nil, nil], [nil, nil]),
    (["/a", "p"], [nil, nil], ["/a", "p"]),
    ([nil, nil], ["/b", "q"], ["/b", "q"]),
    (["/a", "p"], ["/b", "q"], ["/a", "q"]),
    (["/a", "p"], [nil, ""], ["/a", ""]),
  ]

  @Test(arguments: table)
  func merge(system: [ByteString?], user: [ByteString?], counting: [ByteString?]) {
    var settings = Self.settings(system, .system)
    settings.merge(Self.settings(user, .user))
    #expect([settings.shell?.value, settings.profile?.value] == counting)
    #expect(settings.isEmpty == (counting == [nil, nil]))
  }

  private static func settings(_ values: [ByteString?], _ layer: Layer) -> LoginSettings {
    var settings = LoginSettings()
    let origin = Origin(layer: layer, place: 0)
    settings.shell = values[0].map { Stated($0, origin) }
    settings.profile = values[1].map { Stated($0, origin) }
    return settings
  }
}
