/// A place in a text: line and column, both from 1.  Columns count bytes.
@frozen
package struct SourceLocation: Equatable, Sendable {
  package let line, column: Int

  @inlinable
  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}
