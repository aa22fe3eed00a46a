import Rules
import TestSupport

/// Random shifts, tours and histories of one agent over a period.
struct RandomTours {
  let period: Period
  let calendar: RuleCalendar
  let options: [ShiftOption]
  private var generator: SplitMix64

  init(week: String, weeks: Int, generator: SplitMix64) {
    var generator = generator
    let period = Period(week: Week(week)!, count: weeks, intervalMinutes: 30, zone: .paris)
    calendar = RuleCalendar(period: period, pay: Pay())
    self.period = period
    options = (0..<period.days).flatMap { day in
      (0..<24).map { _ in RandomTours.option(day: day, period: period, generator: &generator) }
    }
    self.generator = generator
  }

  /// A shift of 2 to 12 h on the half-hour, most with a break of 15 to 90 min, on the wall clock.
  private static func option(
    day: Int, period: Period, generator: inout SplitMix64
  ) -> ShiftOption {
    while true {
      let start = 30 * Int.random(in: 0..<48, using: &generator)
      let length = 30 * Int.random(in: 4...24, using: &generator)
      let pause = generator.chance(0.8) ? 15 * Int.random(in: 1...6, using: &generator) : 0
      let offset = 15 * Int.random(in: 0...((length - pause) / 15), using: &generator)
      let at = { (minute: Int) in period.zone.instant(period.firstDay + day, minute: minute).minutes
      }
      let times = [start, start + offset, start + offset + pause, start + length].map(at)
      // The hour that spring skips can leave nothing of a short stretch.
      guard times[0] < times[3], pause == 0 || times[1] < times[2], times == times.sorted() else {
        continue
      }
      return ShiftOption(
        day: day, start: times[0], end: times[3],
        breakStart: pause == 0 ? nil : times[1], breakEnd: pause == 0 ? nil : times[2])
    }
  }

  /// An option or nil for each day; how full the week is, how early its shifts, and whether they follow
  /// one another closely, is random too.
  mutating func tour() -> [Int?] {
    let density = generator.pick([0.15, 0.4, 0.7, 0.9, 1])
    let clock = generator.pick([0..<8, 6..<12, 8..<16, 14..<22, 18..<24, 0..<24])
    let isClose = generator.chance(0.3)
    var end: Int?
    return (0..<period.days).map { day in
      guard generator.chance(density) else { return nil }
      let ofDay = options.indices.filter { options[$0].day == day }
      if isClose, let before = end {
        let close = ofDay.filter { (8 * 60...12 * 60).contains(options[$0].start - before) }
        if !close.isEmpty {
          let next = generator.pick(close)
          end = options[next].end
          return next
        }
      }
      let near = ofDay.filter {
        clock.contains((options[$0].start - calendar.midnight(day)) / 60)
      }
      let next = generator.pick(near.isEmpty ? ofDay : near)
      end = options[next].end
      return next
    }
  }

  /// Shifts of the days before the period, over as many weeks as chance says; sometimes Monday to
  /// Saturday of the last week, whose rest then runs into the period.
  mutating func past(weeks: Int) -> [ShiftOption] {
    let density = generator.pick([0.2, 0.5, 0.9])
    let days = generator.chance(0.3) ? -7..<(-1) : -generator.pick([0, 1, 2, 7, 7 * weeks])..<0
    return days.compactMap { day in
      generator.chance(days.upperBound == -1 ? 1 : density)
        ? RandomTours.option(day: day, period: period, generator: &generator) : nil
    }
  }

  mutating func agent() -> Agent {
    var agent = Agent.plain("agent")
    agent.worksNights = generator.chance(0.6)
    agent.worksSundays = generator.chance(0.6)
    if generator.chance(0.4) {
      // Sixteen or eighteen about now.
      let date = period.firstDay.date
      let years = generator.pick([16, 18])
      agent.birthDate =
        Day(year: date.year - years, month: date.month, day: min(date.day, 28))!
        + generator.pick([-400, 2, 5, 9, 400])
    }
    if generator.chance(0.5) {
      agent.availability = Dictionary(
        uniqueKeysWithValues: Weekday.allCases.filter { _ in generator.chance(0.8) }.map {
          let from = 60 * Int.random(in: 0...12, using: &generator)
          return ($0, from..<from + 60 * Int.random(in: 6...26, using: &generator))
        })
    }
    return agent
  }

  mutating func absences() -> [Absence] {
    guard generator.chance(0.5) else { return [] }
    let from = period.firstDay + Int.random(in: 0..<period.days, using: &generator)
    let to = from + Int.random(in: 0...3, using: &generator)
    return [Absence(agent: "agent", from: from, to: to, kind: "leave")]
  }

  /// Grounds for Sundays, consents and protections as they come.
  mutating func setCircumstances(of site: inout Site) {
    func near(_ reach: Int) -> Day {
      period.firstDay + Int.random(in: -reach...reach, using: &generator)
    }
    switch Int.random(in: 0..<6, using: &generator) {
    case 0: site.queues[0].sundayBasis = .none
    case 1, 2:
      let from = near(10)
      site.queues[0].sundayBasis = .prefect(
        SundayOrder(
          number: "7", from: from - 100, until: from + 20,
          mode: generator.pick(SundayOrder.Mode.allCases),
          ground: .agreement(document: ""),
          withdrawalDays: generator.pick([nil, 10])))
      site.sundayConsents = (0..<2).map { _ in
        let signed = near(8) - 100
        return SundayConsent(
          agent: "agent", signed: signed,
          withdrawn: generator.chance(0.5)
            ? signed + Int.random(in: 0...90, using: &generator) : nil,
          refused: generator.chance(0.2) ? [period.firstDay + 6] : [])
      }
    case 3, 4:
      site.holidayRegion = .alsaceMoselle
      site.queues[0].sundayBasis = .alsaceMoselle(
        LocalSundays(
          order: "local", derogationMinutes: generator.pick([nil, nil, 360]),
          opensFeasts: generator.chance(0.5)))
    default: break
    }
    if generator.chance(0.5) {
      let from = near(7)
      site.protections = [
        Protection(
          agent: "agent", from: from, until: generator.pick([nil, from, from + 4]),
          kind: generator.pick(Protection.Kind.allCases))
      ]
    }
  }

  mutating func chance(_ probability: Double) -> Bool { generator.chance(probability) }

  /// The shifts of a tour and of the days before it.
  func shifts(_ tour: [Int?], after past: [ShiftOption]) -> [Shift] {
    (past + tour.compactMap { $0.map { options[$0] } })
      .map { $0.shift(agent: "agent", firstDay: period.firstDay) }
  }

  /// The same, as people read it.
  func text(_ tour: [Int?], after past: [ShiftOption]) -> String {
    shifts(tour, after: past).map { shift in
      "\(period.zone.local(shift.start))–\(period.zone.local(shift.end))"
        + shift.breaks.map { "/\(period.zone.local($0.start))+\($0.end - $0.start)" }.joined()
    }.joined(separator: ", ")
  }
}
