import Foundation
import Rules
import TestSupport
import Testing

/// The optimiser's encodings and the audit, written apart, must judge any tour alike.
struct TwoJudgesTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let rule: any Rule
    let note: String
    let week: String
    let weeks: Int
    let seed: UInt64
    var testDescription: String { "\(rule.key)\(note), \(weeks) × \(week), seed \(seed)" }
  }

  /// Random tours for each rule and set of figures, over all periods; `RELEVE_TOURS` in the environment
  /// sets another number. 10000 take minutes in a debug build.
  static let tours =
    ProcessInfo.processInfo.environment["RELEVE_TOURS"].flatMap { Int($0) } ?? 720

  /// Every rule with the law's figures, and some with others.
  static let cases: [Case] = {
    var rules = RuleBook.standard.rules.map { ($0, "") }
    for (key, parameters) in [
      ("daily-rest", ["hours": "9"]), ("six-days", ["days": "4"]), ("weekly-rest", ["hours": "48"]),
      ("sunday-work", ["max": "3", "weeks": "9"]), ("sunday-work", ["max": "0", "weeks": "1"]),
      ("daily-hours", ["hours": "7h15"]), ("weekly-hours", ["hours": "20"]),
      ("night-work", ["hours": "6", "night_shift_from": "0"]),
      ("shifts-per-week", ["max": "3"]), ("start-stability", ["hours": "3"]),
      ("shift-length", ["full_time_min": "5", "part_time_min": "5"]),
      ("amplitude", ["hours": "9"]), ("average-weekly-hours", ["hours": "3"]),
      ("call-sequence", ["hours": "2"]), ("call-sequence", ["hours": "3", "minutes": "45"]),
      ("consecutive-days", ["max": "4"]), ("average-days", ["days": "4"]),
      ("average-days", ["days": "2", "weeks": "3"]), ("part-time-hours", ["one_in": "3"]),
      ("part-time-interruption", ["hours": "1", "from": "45"]),
      ("average-weekly-hours", ["hours": "10", "weeks": "3"]),
      ("overtime-contingent", ["hours": "0"]), ("overtime-contingent", ["hours": "9"]),
      ("night-worker", ["hours": "10"]),
      ("night-worker", ["hours": "10", "night_hours": "5", "months": "2"]),
      ("night-worker", ["week_hours": "20"]),
      ("part-time-interruption", ["count": "0", "from": "60"]),
      ("meal-break", ["minutes": "60"]), ("meal-break", ["minutes": "30", "after": "3"]),
      ("second-rest-day", ["within_days": "15"]), ("second-rest-day", ["within_days": "9"]),
      ("second-rest-day", ["within_days": "1"]),
      ("local-sunday-hours", ["hours": "2"]), ("part-time-minimum", ["half_day": "5"]),
      ("protected-persons", ["from": "22:00", "to": "7:00"]),
      ("equivalent-rest", ["daily-rest.hours": "9", "within_days": "3"]),
      ("equivalent-rest", ["daily-rest.hours": "9", "within_days": "1"]),
      ("night-rest", ["night-work.hours": "12", "night-work.night_shift_from": "1"]),
      ("long-days", ["max": "5"]), ("long-days", ["max": "1", "hours": "6"]),
    ] {
      let book = try! RuleBook(figures: parameters, of: key)
      rules.append((book.rules.first { $0.key == key }!, " \(parameters)"))
    }
    // Both weeks of a clock change, the two weeks that begin with one, and the turn of the year.
    let periods = [
      ("2026-W48", 1), ("2026-W13", 1), ("2026-W43", 1), ("2026-W13", 2), ("2026-W42", 2),
      ("2026-W52", 2),
    ]
    return rules.enumerated().flatMap { number, rule in
      periods.enumerated().map { position, period in
        Case(
          rule: rule.0, note: rule.1, week: period.0, weeks: period.1,
          seed: UInt64(100 * number + position))
      }
    }
  }()

  /// Kinds of contracts and histories to judge tours after: all three in long runs, else one for each
  /// period and rule in turn.
  private static func rounds(_ seed: UInt64) -> [Int] {
    tours > 720 ? [0, 1, 2] : [Int((seed / 100 + seed % 100) % 3)]
  }

  @Test("Optimiser and audit agree on random tours after random weeks", arguments: cases)
  func agree(_ item: Case) {
    var random = RandomTours(
      week: item.week, weeks: item.weeks, generator: SplitMix64(seed: item.seed))
    for round in Self.rounds(item.seed) {
      let agent = random.agent()
      var site = Site.plain(agents: [agent])
      site.contracts[0].rosteredMinutes = [0...2880, 600...1800, 1200...2100][round]
      site.absences = random.absences()
      random.setCircumstances(of: &site)
      if random.chance(0.5) { site.queues[0].opening.openOnHolidays = false }
      if random.chance(0.5) { site.contracts[0] = .partTime(site.contracts[0].rosteredMinutes) }
      let subject = RuleSubject(agent: agent, site: site)
      func breaches(_ shifts: [Shift], in period: Period) -> [Breach] {
        item.rule.breaches(
          in: Timeline(subject: subject, period: period, shifts: shifts))
      }
      let pasts = [[]] + (0..<9).map { _ in random.past(weeks: 12) }
      let optimiser = OptimiserVerdict(
        item.rule, subject: subject, calendar: random.calendar, options: random.options,
        pasts: pasts)
      // Each round in six periods.
      let rounds = 6 * Self.rounds(item.seed).count
      for number in 0..<(Self.tours + rounds - 1) / rounds {
        let past = pasts[number % pasts.count]
        let tour = random.tour()
        let found = breaches(random.shifts(tour, after: past), in: random.period)
        #expect(
          optimiser.accepts(tour, after: past) == found.isEmpty,
          "\(random.text(tour, after: past)): \(found.map(\.message))")
      }
    }
  }

  @Test(
    "The random tours put every rule to the test, both ways",
    arguments: RuleBook.all.filter { $0.examples.contains { !$0.isStanding } }.map { $0.key })
  func balance(_ key: String) {
    // Days and hours of rest that are owed come later.
    var random = RandomTours(
      week: "2026-W52", weeks: ["second-rest-day", "equivalent-rest"].contains(key) ? 2 : 1,
      generator: SplitMix64(seed: 5))
    // Policies that ask for nothing by themselves are put to the test with figures.
    let rule = Self.cases.last { $0.rule.key == key }!.rule
    var lawful = 0
    for _ in 0..<200 {
      var site = Site.plain(agents: [random.agent()])
      site.contracts[0].rosteredMinutes = 600...1800
      site.queues[0].opening.openOnHolidays = false
      if random.chance(0.5) { site.contracts[0] = .partTime(600...1800) }
      if random.chance(0.8) { random.setCircumstances(of: &site) }
      let timeline = Timeline(
        subject: RuleSubject(agent: site.agents[0], site: site), period: random.period,
        shifts: random.shifts(random.tour(), after: []))
      if rule.breaches(in: timeline).isEmpty { lawful += 1 }
    }
    #expect((10...190).contains(lawful), "\(lawful) of 200 are lawful")
  }
}

extension Contract {
  /// 23 h a week on written request under the name of the plain contract.
  fileprivate static func partTime(_ rostered: ClosedRange<Int>) -> Contract {
    Contract(
      name: "full", weeklyMinutes: 23 * 60, rosteredMinutes: rostered, isFullTime: false,
      exemption: .writtenRequest)
  }
}
