package import Workforce

/// The rules in force at a site, with its parameters.
///
/// Every known rule is in force with the law's own figures; a site's file only changes parameters,
/// within what the law leaves open.
package struct RuleBook: Sendable {
  package let rules: [any Rule]

  /// Every rule there is. A new rule is one file and one word here.
  package static let all: [any Rule.Type] = [
    Availability.self, DailyHours.self, DailyRest.self, BreakAfterSixHours.self, SixDays.self,
    WeeklyRest.self, WeeklyHours.self, ContractHours.self, SundayWork.self, NightWork.self,
    Amplitude.self, AverageWeeklyHours.self, CallSequence.self, PublicHolidays.self,
    ConsecutiveDays.self, AverageDays.self, PartTimeHours.self, PartTimeInterruption.self,
    Minors.self, ShiftsPerWeek.self, ShiftLength.self, StartStability.self,
  ]

  /// The rules with the law's own figures.
  package static let standard = try! RuleBook(entries: [])

  /// The rules with the parameters that a site gives.
  /// - Throws: every unknown rule, unknown parameter and figure outside the law's range, together.
  package init(entries: [RuleEntry]) throws(InputRefused) {
    var problems: [InputProblem] = []
    let keys = RuleBook.all.map { $0.key }
    for entry in entries where !keys.contains(entry.key) {
      problems.append(
        InputProblem(
          entry.position, found: "unknown rule \"\(entry.key)\"",
          expected: "one of \(keys.joined(separator: ", "))",
          maybe: nearest(to: entry.key, among: keys)))
    }
    var rules: [any Rule] = []
    for type in RuleBook.all {
      let entry =
        entries.last { $0.key == type.key }
        ?? RuleEntry(key: type.key, position: SourcePosition(file: "site.yaml"))
      var fields = RuleFields(entry: entry, citation: type.citation)
      rules.append(type.init(from: &fields))
      fields.refuseUnknown()
      problems += fields.problems
    }
    if !problems.isEmpty { throw InputRefused(problems) }
    self.rules = rules
  }
}
