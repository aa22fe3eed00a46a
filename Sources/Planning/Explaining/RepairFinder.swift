internal import Rostering
internal import Rules
internal import Workforce

/// The changes that could mend a conflict, each as the site it would make.
///
/// Every change goes for a reason that the conflict needs: what the proof does without cannot help.
struct RepairFinder {
  let site: Site
  let period: Period
  let book: RuleBook
  let reasons: [Reason]
  let standings: [CoverConflict.Standing]

  /// A change and the site with it.
  struct Candidate {
    let change: Repair.Change
    let site: Site
  }

  /// For agents without a lawful tour, who need other rules or days rather than colleagues.
  init(_ conflicts: [AgentConflict], site: Site, period: Period, book: RuleBook) {
    self.init(
      conflicts.flatMap(\.reasons), standings: [], site: site, period: period, book: book)
  }

  /// For hours that stay uncovered.
  init(_ conflicts: [CoverConflict], site: Site, period: Period, book: RuleBook) {
    self.init(
      conflicts.flatMap(\.reasons), standings: conflicts.flatMap(\.standings), site: site,
      period: period, book: book)
  }

  private init(
    _ all: [Reason], standings: [CoverConflict.Standing], site: Site, period: Period,
    book: RuleBook
  ) {
    self.site = site
    self.period = period
    self.book = book
    self.standings = standings
    var reasons: [Reason] = []
    for reason in all where !reasons.contains(reason) { reasons.append(reason) }
    self.reasons = reasons
  }

  var candidates: [Candidate] { hires + volunteers + figures + absences + wishes }

  // MARK: People

  /// One more agent on each contract, part-timers first, who takes what the hours in question need.
  private var hires: [Candidate] {
    guard !standings.isEmpty else { return [] }
    let queues = site.queues.filter { queue in standings.contains { $0.queue == queue.name } }
    let zone = period.zone
    let sundays = standings.contains { standing in
      (zone.local(standing.from).day.number...zone.local(standing.to - 1).day.number)
        .contains { Day(number: $0).weekday == .sunday }
    }
    let nights = standings.contains { standing in
      let (from, to) = (zone.local(standing.from), zone.local(standing.to))
      return from.day != to.day || from.minute < site.pay.nightEnd
        || to.minute > site.pay.nightStart
    }
    return site.contracts.filter { contract in site.agents.contains { $0.contract == contract.name }
    }
    .sorted {
      ($0.isFullTime ? 1 : 0, $0.weeklyMinutes) < ($1.isFullTime ? 1 : 0, $1.weeklyMinutes)
    }
    .prefix(3).map { contract in
      let wages = site.agents.filter { $0.contract == contract.name }.map(\.hourlyWage).sorted()
      var changed = site
      changed.agents.append(
        Agent(
          id: unusedName, contract: contract.name, skills: Set(queues.map(\.skill)),
          hourlyWage: wages[wages.count / 2], worksSundays: sundays, worksNights: nights))
      return Candidate(
        change: .hire(
          contract: contract.name, queues: queues.map(\.name), sundays: sundays, nights: nights),
        site: changed)
    }
  }

  private var unusedName: String {
    var name = "new"
    while site.agents.contains(where: { $0.id == name }) { name += "+" }
    return name
  }

  /// Agents whom only their own choice keeps from the hours in question.
  private var volunteers: [Candidate] {
    ["sunday-work", "night-work"].compactMap { rule in
      let isForNights = rule == "night-work"
      var ids: [String] = []
      for (reasons, agents) in standings.flatMap(\.closed) where reasons == [.rule(rule)] {
        ids += agents.filter { !ids.contains($0) }
      }
      ids = ids.filter { id in
        site.agents.contains { $0.id == id && !(isForNights ? $0.worksNights : $0.worksSundays) }
      }
      guard let first = ids.first, let index = site.agents.firstIndex(where: { $0.id == first })
      else { return nil }
      var changed = site
      if isForNights {
        changed.agents[index].worksNights = true
      } else {
        changed.agents[index].worksSundays = true
      }
      return Candidate(
        change: .volunteer(agent: first, others: ids.count - 1, isForNights: isForNights),
        site: changed)
    }
  }

  private var absences: [Candidate] {
    reasons.compactMap { reason -> Candidate? in
      guard case .absence(let absence) = reason else { return nil }
      var changed = site
      changed.absences.removeAll { $0 == absence }
      return Candidate(change: .absence(absence), site: changed)
    }.prefix(3).map(\.self)
  }

  private var wishes: [Candidate] {
    let days = Set(
      standings.flatMap { standing in
        let zone = period.zone
        return zone.local(standing.from).day.number...zone.local(standing.to - 1).day.number
      })
    var changed = site
    changed.wishes.removeAll { days.contains($0.day.number) }
    let count = site.wishes.count - changed.wishes.count
    return count == 0 ? [] : [Candidate(change: .wishes(count: count), site: changed)]
  }

  // MARK: Rules

  /// Figures of the rules in question, by agreement as far as the law lets one go, or house policy by a
  /// step.
  private var figures: [Candidate] {
    let keys = reasons.compactMap { if case .rule(let key) = $0 { key } else { nil } }
    return zip(RuleBook.all, book.figures).filter { keys.contains($0.0.key) }
      .flatMap { rule, figures in
        figures.compactMap { figure in
          agreement(on: figure, of: rule) ?? policy(figure, of: rule)
        }
      }
  }

  private func agreement(on figure: RuleFigure, of rule: any Rule.Type) -> Candidate? {
    guard let range = rule.citation.range(of: figure.parameter) else { return nil }
    // An agreement goes away from the law's figure, which is one end of the range.
    let (low, high) = (range.figures.lowerBound, range.figures.upperBound)
    let law = rule.standard(figure.parameter) ?? figure.value
    guard law == low || law == high else { return nil }
    let end = law == low ? high : low
    guard figure.value != end else { return nil }
    let entry = RuleEntry(
      key: rule.key, position: SourcePosition(file: "agreement"),
      parameters: [parameter(figure, end)])
    var changed = site
    changed.agreements.append(
      RuleAgreement(
        name: "to be negotiated", document: "none yet", span: DaySpan(from: period.firstDay),
        rules: [entry]))
    return candidate(
      .agreement(
        rule: name(figure, rule), from: figure.text, to: text(figure, end), law: range.law), changed
    )
  }

  private func policy(_ figure: RuleFigure, of rule: any Rule.Type) -> Candidate? {
    let isPolicy =
      rule.citation.policies.contains(figure.parameter) || rule.citation.level == .policy
    let isMost = figure.parameter.hasPrefix("max")
    guard isPolicy, isMost || figure.parameter.hasPrefix("min") else { return nil }
    let step = figure.isDuration ? 60 : 1
    let value = figure.value + (isMost ? step : -step)
    var changed = site
    var parameters =
      site.rules.last { $0.key == rule.key }?.parameters.filter { $0.name != figure.parameter }
      ?? []
    parameters.append(parameter(figure, value))
    changed.rules.removeAll { $0.key == rule.key }
    changed.rules.append(
      RuleEntry(
        key: rule.key, position: SourcePosition(file: "policy"), parameters: parameters))
    return candidate(
      .policy(rule: name(figure, rule), from: figure.text, to: text(figure, value)), changed)
  }

  /// The candidate, unless the rules refuse it or nothing changes.
  private func candidate(_ change: Repair.Change, _ site: Site) -> Candidate? {
    guard let changed = try? RuleBook(site: site, during: period),
      changed.figures.map({ $0.map(\.value) }) != book.figures.map({ $0.map(\.value) })
    else { return nil }
    return Candidate(change: change, site: site)
  }

  private func parameter(_ figure: RuleFigure, _ value: Int) -> RuleEntry.Parameter {
    RuleEntry.Parameter(
      name: figure.parameter,
      value: figure.isDuration ? "\(value / 60):\((value % 60).padded(2))" : "\(value)",
      position: SourcePosition(file: "repair"))
  }

  private func name(_ figure: RuleFigure, _ rule: any Rule.Type) -> String {
    "\(rule.key) \(figure.parameter)"
  }

  private func text(_ figure: RuleFigure, _ value: Int) -> String {
    figure.isDuration ? value.duration : "\(value)"
  }
}

extension Rule {
  /// The law's own figure of a parameter; nil where the rule has none of this name.
  fileprivate static func standard(_ parameter: String) -> Int? {
    zip(RuleBook.all, RuleBook.standard.figures).first { $0.0.key == key }?.1
      .first { $0.parameter == parameter }?.value
  }
}
