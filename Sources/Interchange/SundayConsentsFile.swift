internal import Workforce

/// `sunday-consents.csv`: `agent,signed,withdrawn,refused,told`, what agents have said in writing about
/// Sundays under an order of the prefect (L3132-25-4).
///
/// A row tells when a consent was signed and, once it was, when it was withdrawn; or Sundays refused,
/// joined by `|`, and when that was told. An agent may have many rows. Without an agreement three
/// Sundays a year may be refused, a month ahead.
enum SundayConsentsFile {
  static let name = "sunday-consents.csv"

  /// - Parameter hasAgreement: whether an agreement sets how Sundays are refused in place of the law.
  static func read(
    _ file: InputFile, agents: Set<String>?, hasAgreement: Bool, problems: inout ProblemList
  ) -> [SundayConsent] {
    guard let table = CSVTable(file, problems: &problems),
      let columns = table.columns(
        required: ["agent", "signed"], optional: ["withdrawn", "refused", "told"],
        problems: &problems)
    else { return [] }
    var refusals: [String: [Int: Set<Day>]] = [:]
    return (0..<table.rowCount).compactMap { row in
      let before = problems.problems.count
      func filled(_ name: String) -> Int? {
        columns[name].flatMap { table.isEmpty(row: row, column: $0) ? nil : $0 }
      }
      func day(_ name: String, _ problems: inout ProblemList) -> Day? {
        filled(name).flatMap { table.day(row: row, column: $0, problems: &problems) }
      }
      let agent = table.agent(row: row, column: columns["agent"]!, agents, &problems)
      let signed = day("signed", &problems)
      let withdrawn = day("withdrawn", &problems)
      let told = day("told", &problems)
      let refused = filled("refused").flatMap { sundays(table, row, $0, &problems) } ?? []
      if filled("signed") == nil && filled("refused") == nil {
        table.refuse(
          row: row, column: columns["signed"]!,
          expected: "the day of the signature, or Sundays refused", problems: &problems)
      }
      if let column = filled("withdrawn"), let withdrawn {
        if let signed, withdrawn < signed {
          table.refuse(
            row: row, column: column, expected: "a day on or after \(signed), when it was signed",
            problems: &problems)
        } else if filled("signed") == nil {
          table.refuse(
            row: row, column: column, expected: "nothing, or the day of the signature beside it",
            problems: &problems)
        }
      }
      if let column = filled("refused") {
        if filled("told") == nil {
          table.refuse(
            row: row, column: columns["told"] ?? column,
            expected: "the day on which the refusal was told (column told)", problems: &problems)
        } else if let agent, let told, !hasAgreement {
          for sunday in refused {
            refuse(
              sunday, told: told, known: &refusals[agent, default: [:]],
              { table.refuse(row: row, column: column, expected: $0, problems: &problems) })
          }
        }
      }
      guard let agent, problems.problems.count == before else { return nil }
      return SundayConsent(
        agent: agent, signed: signed, withdrawn: withdrawn, refused: refused, told: told)
    }
  }

  /// Checks a refusal against the law's month of notice and three Sundays a year.
  private static func refuse(
    _ sunday: Day, told: Day, known: inout [Int: Set<Day>], _ complain: (String) -> Void
  ) {
    let latest = sunday.adding(months: -1)
    if told > latest {
      complain(
        "Sundays told a month ahead, \(sunday) by \(latest) (L3132-25-4); what is granted besides "
          + "stands in absences.csv")
    }
    known[sunday.date.year, default: []].insert(sunday)
    if known[sunday.date.year]!.count > 3 {
      complain(
        "at most three Sundays refused in \(sunday.date.year) (L3132-25-4); what is granted besides "
          + "stands in absences.csv")
    }
  }

  private static func sundays(
    _ table: CSVTable, _ row: Int, _ column: Int, _ problems: inout ProblemList
  ) -> [Day]? {
    let days = table.text(row: row, column: column)
      .split(separator: "|", omittingEmptySubsequences: false).map { Day($0.trimmed) }
    guard days.allSatisfy({ $0?.weekday == .sunday }) else {
      table.refuse(
        row: row, column: column, expected: "Sundays as 2026-11-29, joined by |",
        problems: &problems)
      return nil
    }
    return days.compactMap(\.self)
  }
}
