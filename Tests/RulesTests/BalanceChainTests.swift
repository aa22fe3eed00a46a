import Auditing
import Interchange
import Rules
import TestSupport
import Testing

@testable import Rostering

/// Balances carried from plan to plan must give every rule the same past as all the shifts would.
struct BalanceChainTests {
  /// Figures under which the random weeks break every rule that looks back, now and then.
  private static let book: RuleBook = {
    let position = SourcePosition(file: "site.yaml", line: 1, column: 1)
    let figures = [
      "average-weekly-hours": ["hours": "20"], "average-days": ["days": "3", "weeks": "5"],
      "consecutive-days": ["max": "5"], "sunday-work": ["max": "3", "weeks": "9"],
      "overtime-contingent": ["hours": "3"], "start-stability": ["hours": "6"],
      "night-worker": ["hours": "15", "rest_percent": "4", "night_hours": "30", "months": "2"],
      "weekly-rest": ["hours": "40"], "daily-rest": ["hours": "9"],
      "equivalent-rest": ["within_days": "1"],
    ]
    return try! RuleBook(
      entries: figures.sorted { $0.key < $1.key }.map { key, parameters in
        RuleEntry(
          key: key, position: position,
          parameters: parameters.sorted { $0.key < $1.key }.map {
            RuleEntry.Parameter(name: $0.key, value: $0.value, position: position)
          })
      })
  }()

  /// A random tour of `weeks` weeks from `monday` for each agent.
  private static func roster(
    from monday: Day, weeks: Int, agents: [Agent], generator: inout SplitMix64
  ) -> Roster {
    var random = RandomTours(
      week: Week(containing: monday).description, weeks: weeks, generator: generator)
    let shifts = agents.flatMap { agent in
      random.shifts(random.tour(), after: []).map { shift in
        var shift = shift
        shift.agent = agent.id
        // A roster's breaks lie inside its shifts.
        shift.breaks.removeAll { $0.start == shift.start || $0.end == shift.end }
        return shift
      }
    }
    _ = generator.next()
    return Roster(period: random.period, shifts: shifts)
  }

  @Test(
    "A chain of plans that carries balances alone is judged like one with all rosters published",
    arguments: [1, 2, 3, 4] as [UInt64])
  func chain(_ seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let agents = ["ann", "ben", "cleo", "dan"].map { Agent.plain($0) }
    var published = Site.plain(agents: agents)
    var carried = published
    // Past a clock change and the turn of the year, further than any window of weeks.
    var monday = Week("2026-W38")!.monday
    var rules: Set<String> = []
    while monday < Day("2027-02-01")! {
      let weeks = generator.chance(0.3) ? 2 : 1
      let roster = Self.roster(from: monday, weeks: weeks, agents: agents, generator: &generator)
      // The audit.
      let whole = Audit(site: published, book: Self.book)
      let chained = Audit(site: carried, book: Self.book)
      let breaches = whole.check(roster).breaches
      #expect(chained.check(roster).breaches == breaches, "seed \(seed), \(monday)")
      rules.formUnion(breaches.map(\.rule))
      // The optimiser, agent by agent.
      let calendar = RuleCalendar(period: roster.period, pay: Pay())
      for agent in agents {
        let profiles = [published, carried].map { site in
          AgentProfile(
            agent: agent, site: site.known(on: monday), book: Self.book, calendar: calendar,
            options: [])
        }
        let states = profiles.map { profile in
          zip(profile.automata, profile.initialStates).map { automaton, state in
            // These begin anew on Monday: what they remember of the week before is nothing.
            let isWeekly = ["six-days", "shifts-per-week"].contains(automaton.identity[0])
            let known = isWeekly ? automaton.step(state, 0, nil) : state
            return "\(automaton.identity) \(known ?? -1)"
          }
        }
        #expect(states[0] == states[1], "seed \(seed), \(agent.id) \(monday)")
        #expect(profiles[0].carriedMinutes == profiles[1].carriedMinutes)
      }
      // The balances themselves, through their file.
      let closing = whole.balances(after: roster)
      #expect(closing == chained.balances(after: roster), "seed \(seed), \(monday)")
      let style = generator.pick([CSVStyle.plain, .excelFrench])
      let bytes = BalancesFile.bytes(closing, zone: .paris, style: style)
      var problems = ProblemList()
      carried.balances = BalancesFile.read(
        InputFile(name: BalancesFile.opening, bytes: bytes), zone: .paris,
        agents: Set(agents.map(\.id)), problems: &problems)
      try problems.refuse()
      #expect(BalancesFile.bytes(carried.balances, zone: .paris, style: style) == bytes)
      published.published += roster.shifts
      for index in carried.balances.indices { carried.balances[index].position = nil }
      monday = monday + 7 * weeks
    }
    // The test would see a rule that forgets: each that looks back was broken.
    let lookers = Self.book.rules.filter { $0.lookback != nil }.map(\.key)
    let expected = Set(lookers).subtracting(["part-time-hours"])
    #expect(rules.isSuperset(of: expected), "seed \(seed): \(expected.subtracting(rules))")
  }

  @Test("What is published since a balance comes on top, what is published before does not")
  func onTop() {
    let agents = [Agent.plain("ann")]
    var generator = SplitMix64(seed: 9)
    var site = Site.plain(agents: agents)
    var monday = Week("2026-W38")!.monday
    var rosters: [Roster] = []
    for _ in 0..<14 {
      rosters.append(
        Self.roster(from: monday, weeks: 1, agents: agents, generator: &generator))
      monday = monday + 7
    }
    site.published = rosters.dropLast().flatMap(\.shifts)
    let whole = Audit(site: site, book: Self.book).check(rosters[13]).breaches
    #expect(!whole.isEmpty)
    for week in [1, 5, 10, 12] {
      var opened = site
      var before = site
      before.published = rosters[..<week].flatMap(\.shifts)
      opened.balances = Audit(site: before, book: Self.book).balances(after: rosters[week])
      #expect(
        Audit(site: opened, book: Self.book).check(rosters[13]).breaches == whole,
        "balance after week \(week)")
    }
  }
}
