package import Workforce

/// Best known objectives of public instances: `instance,best`, one row for an instance.
package enum BestKnownFile {
  /// The objectives by instance; rows that cannot be used are told all at once.
  package static func read(_ file: InputFile) throws(InputRefused) -> [String: Int] {
    var problems = ProblemList()
    var best: [String: Int] = [:]
    if let table = CSVTable(file, problems: &problems),
      let columns = table.columns(
        required: ["instance", "best"], others: .ignored, problems: &problems)
    {
      let (nameColumn, bestColumn) = (columns["instance"]!, columns["best"]!)
      for row in 0..<table.rowCount {
        let name = table.name(
          row: row, column: nameColumn, expected: "an instance's name", problems: &problems)
        guard let value = Int(table.text(row: row, column: bestColumn)), value >= 0 else {
          table.refuse(
            row: row, column: bestColumn, expected: "a whole number, at least 0",
            problems: &problems)
          continue
        }
        guard let name else { continue }
        if best.updateValue(value, forKey: name) != nil {
          table.refuse(
            row: row, column: nameColumn, expected: "each instance once", problems: &problems)
        }
      }
    }
    try problems.refuse()
    return best
  }
}
