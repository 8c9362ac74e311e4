import Bytes
import Policy

/// `--why`: the names that an explanation is to tell of.
extension Run {
  /// The rows of these names alone.
  func rows(of names: List<Argument>, _ outcome: Outcome, _ policy: Policy) throws(Failure) -> List<Explanation.Row> {
    var rows = List<Explanation.Row>()
    for name in names {
      try checkThatNoValue(name, policy)
      rows.append(contentsOf: Explanation.rows(of: name, in: outcome.decisions, policy))
    }
    return rows
  }
}
