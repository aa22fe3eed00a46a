internal import Workforce

/// No shift shorter than it is worth coming for.
///
/// IDCC 2098 (art. 23) allows part-timers no sequence under one hour; house policy may ask for more,
/// and for other figures for full-timers and part-timers.
package struct ShiftLength: Rule {
  package static let key = "shift-length"
  package static let citation = Citation(
    "house policy on shift lengths; IDCC 2098, art. 23", level: .policy, confidence: .b)
  package static let summary = "No shift shorter than the site allows for the agent's contract."

  let fullTime: Int
  let partTime: Int

  // MARK: Parameters

  /// `full_time_min` and `part_time_min`: hours of work, 1 h each.
  package init(from fields: inout RuleFields) {
    fullTime = fields.hours("full_time_min", default: 60, in: 0...10 * 60)
    partTime = fields.hours("part_time_min", default: 60, in: 0...10 * 60)
  }

  private func least(for subject: RuleSubject) -> Int {
    subject.contract.isFullTime ? fullTime : partTime
  }

  // MARK: Optimising

  package func encodings(for subject: RuleSubject, in calendar: RuleCalendar) -> [Encoding] {
    let least = least(for: subject)
    return [.filter { $0.workMinutes >= least }]
  }

  // MARK: Auditing

  package func breaches(in timeline: Timeline) -> [Breach] {
    let least = least(for: timeline.subject)
    // Two parts of one day, as around a meal written as a gap, are one shift.
    return Dictionary(grouping: timeline.audited, by: \.day).sorted { $0.key < $1.key }
      .compactMap { day, parts in
        let work = parts.reduce(0) { $0 + $1.paidMinutes }
        guard work < least else { return nil }
        return Breach(
          rule: Self.key, agent: timeline.subject.agent.id, day: day, found: work, limit: least,
          unit: .minutes, citation: Self.citation,
          message: "a shift of \(work.duration) of work; at least \(least.duration)")
      }
  }

  // MARK: Examples

  package static let examples = [
    RuleExample(.lawful, "one hour", tour: ["mon 09:00-10:00"]),
    RuleExample(.breach, "59 minutes", tour: ["mon 09:00-09:59"]),
    RuleExample(
      .lawful, "6 h for a full-timer", tour: ["mon 09:00-15:30/12:00-12:30"],
      parameters: ["full_time_min": "6h"]),
    RuleExample(
      .breach, "5 h 59 for a full-timer", tour: ["mon 09:00-15:29/12:00-12:30"],
      parameters: ["full_time_min": "6h"]),
    RuleExample(
      .lawful, "4 h for a part-timer", tour: ["mon 09:00-13:00"], isPartTime: true,
      parameters: ["full_time_min": "6h", "part_time_min": "4h"]),
    RuleExample(
      .breach, "3 h 59 for a part-timer", tour: ["mon 09:00-12:59"], isPartTime: true,
      parameters: ["part_time_min": "4h"]),
  ]
}
