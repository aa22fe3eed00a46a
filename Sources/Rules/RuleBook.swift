package import Workforce

/// The rules in force at a site, with its parameters.
///
/// Every known rule is in force with the law's own figures; packs, agreements and the site's file only
/// change parameters, within what the law leaves open.
package struct RuleBook: Sendable {
  package let rules: [any Rule]
  /// The parameters of each rule and what set them, in the order of the rules.
  package let figures: [[RuleFigure]]

  /// Every rule there is. A new rule is one file and one word here.
  package static let all: [any Rule.Type] = [
    Availability.self, DailyHours.self, DailyRest.self, BreakAfterSixHours.self, SixDays.self,
    WeeklyRest.self, WeeklyHours.self, ContractHours.self, SundayWork.self, NightWork.self,
    Amplitude.self, AverageWeeklyHours.self, CallSequence.self, PublicHolidays.self,
    ConsecutiveDays.self, AverageDays.self, PartTimeHours.self, PartTimeInterruption.self,
    OvertimeContingent.self, NightWorker.self,
    Minors.self, ShiftsPerWeek.self, ShiftLength.self, StartStability.self,
    LocalSundayHours.self, ProtectedPersons.self, PartTimeMinimum.self, PartTimeTwelveWeeks.self,
    MealBreak.self, SecondRestDay.self, Notice.self,
    EquivalentRest.self, NightRest.self, LongDays.self,
  ]

  /// The rules with the law's own figures.
  package static let standard = try! RuleBook(entries: [])

  /// The rules with the parameters that a site's own file gives.
  /// - Throws: every unknown rule, unknown parameter and figure outside the law's range, together.
  package init(entries: [RuleEntry]) throws(InputRefused) {
    try self.init(house: entries, packs: [], agreements: [], during: nil)
  }

  /// The rules with the figures of packs, as if all their texts were in force.
  package init(packs: [RulePack]) throws(InputRefused) {
    try self.init(house: [], packs: packs, agreements: [], during: nil)
  }

  /// The rules at a site in a period; without a period as if all its texts were in force.
  ///
  /// Where a figure changes within the period the strictest holds for all of it, since one roster is
  /// made: an agreement that ends in mid-week allows nothing more in that week.
  /// - Throws: every unknown rule, unknown parameter, figure outside the law's range and pair of
  ///   agreements that set the same figure at the same time, together.
  package init(site: Site, during period: Period? = nil) throws(InputRefused) {
    try self.init(
      house: site.rules, packs: site.rulePacks, agreements: site.agreements, during: period)
  }

  private init(
    house: [RuleEntry], packs: [RulePack], agreements: [RuleAgreement], during period: Period?
  ) throws(InputRefused) {
    let keys = RuleBook.all.map { $0.key }
    var problems = RuleBook.overlaps(among: agreements)
    for entry in house + agreements.flatMap(\.rules) where !keys.contains(entry.key) {
      problems.append(
        InputProblem(
          entry.position, found: "unknown rule \"\(entry.key)\"",
          expected: "one of \(keys.joined(separator: ", "))",
          maybe: nearest(to: entry.key, among: keys)))
    }
    // Later sources overrule earlier ones.
    var layers: [RuleLayer] = packs.flatMap { pack in
      pack.figures.map {
        RuleLayer(entry: $0.entry, source: .pack(name: pack.name, text: $0.text, span: $0.span))
      }
    }
    layers += agreements.flatMap { agreement in
      agreement.rules.map { RuleLayer(entry: $0, source: .agreement(agreement)) }
    }
    let days = period.map { RuleBook.turns(in: $0, of: layers) }
    var rules: [any Rule] = []
    var figures: [[RuleFigure]] = []
    for type in RuleBook.all {
      let own = house.last { $0.key == type.key }.map { RuleLayer(entry: $0, source: .house) }
      var fields = RuleFields(
        rule: type.key,
        layers: layers.filter { $0.entry.key == type.key } + [own].compactMap(\.self),
        citation: type.citation, days: days, isBound: packs.count > 1 || !agreements.isEmpty)
      rules.append(type.init(from: &fields))
      fields.refuseUnknown()
      problems += fields.problems
      figures.append(fields.figures)
    }
    if !problems.isEmpty { throw InputRefused(problems) }
    self.rules = rules.map { $0.attuned(to: rules) }
    self.figures = figures
  }

  /// The first day of the period, and each on which a text comes into force or is no longer.
  private static func turns(in period: Period, of layers: [RuleLayer]) -> [Day] {
    let turns = layers.flatMap { [$0.source.span.from, $0.source.span.until.map { $0 + 1 }] }
    return Set(turns.compactMap(\.self))
      .filter { period.firstDay < $0 && $0 <= period.lastDay }
      .union([period.firstDay]).sorted()
  }

  /// Agreements of which both set a parameter on some day; which one holds would be a guess.
  private static func overlaps(among agreements: [RuleAgreement]) -> [InputProblem] {
    var problems: [InputProblem] = []
    for (number, agreement) in agreements.enumerated() {
      for entry in agreement.rules {
        for parameter in entry.parameters {
          let other = agreements[..<number].first { other in
            other.span.overlaps(agreement.span)
              && other.rules.contains { rule in
                rule.key == entry.key && rule.parameters.contains { $0.name == parameter.name }
              }
          }
          guard let other else { continue }
          problems.append(
            InputProblem(
              parameter.position,
              found: "\(entry.key).\(parameter.name) in the agreement \(agreement.name), which the "
                + "agreement \(other.name) sets on the same days",
              expected: "one agreement for a figure at a time"))
        }
      }
    }
    return problems
  }
}
