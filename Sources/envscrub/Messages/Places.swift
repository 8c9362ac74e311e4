import Bytes
import Policy

/// The files of a run, for reports that show where a setting was stated.
struct Places: Sendable {
  let sources: List<PolicySource>
  /// Paths below it are shown with `~`.
  let home: ByteString?
  private let lines: List<LineIndex?>

  init(_ sources: List<PolicySource>, home: ByteString?) {
    self.sources = sources
    self.home = home
    var lines = List<LineIndex?>()
    for source in sources { lines.append(source.text.isEmpty ? nil : LineIndex(source.text)) }
    self.lines = lines
  }

  /// The file of an origin and the place in it; nil if it is in no file.
  func place(of origin: Origin) -> (file: ByteString, location: SourceLocation)? {
    guard origin.layer.hasFiles, origin.file < sources.count, let file = sources[origin.file].path, let lines = lines[origin.file] else {
      return nil
    }
    return (file, lines.location(of: origin.place))
  }

  /// Where a line of a file's text begins.
  func start(ofLine line: Int, inFile file: Int) -> Int? { lines[file]?.start(ofLine: line) }
}

extension ByteBuffer {
  /// `~/.config/envscrub/config.toml:14`, or another word for the origin.
  mutating func write(_ origin: Origin, in places: Places) {
    if let (file, location) = places.place(of: origin) {
      write(path: file, home: places.home)
      write(":", decimal: location.line)
    } else {
      write(origin.layer == .builtIn ? "built in" : "command line")
    }
  }

  /// A path, escaped, with `~` for the home directory.
  mutating func write(path: ByteString, home: ByteString?) {
    if let home, home.count > 1, path.count > home.count, path.hasPrefix(home), path[home.count] == UInt8(ascii: "/") {
      write("~", visible: path.dropFirst(home.count))
    } else {
      write(visible: path)
    }
  }
}
