import Bytes
import Policy

/// Collects what `--check` finds while files are read and checked.
struct Findings {
  private(set) var list = List<Finding>()
  private(set) var omissions = List<CheckReport.Omission>()

  var hasErrors: Bool {
    for finding in list where !finding.isWarning { return true }
    return false
  }

  mutating func append(_ finding: Finding) { list.append(finding) }

  mutating func append(_ errors: ErrorList, ofFile number: Int) {
    for error in errors.errors { list.append(Finding(error, file: number)) }
    omit(file: number, errors: errors.omitted)
  }

  /// Notes how many further ones in a file are not listed.
  mutating func omit(file: Int, errors: Int = 0, warnings: Int = 0) {
    if errors > 0 || warnings > 0 {
      omissions.append(CheckReport.Omission(file: file, errors: max(errors, 0), warnings: max(warnings, 0)))
    }
  }
}
