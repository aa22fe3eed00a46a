import Rules
import TestSupport
import Testing

@testable import Rostering

/// From a site to tables: shifts, shared networks, the past.
struct CompilingTests {
  private static func problem(_ site: Site, week: String = "2026-W48", agents: Int = 0) throws
    -> SiteProblem
  {
    let period = Period(
      week: Week(week)!, intervalMinutes: site.intervalMinutes, zone: .paris)
    let requirement = Requirement(
      period: period,
      queues: site.queues.map {
        QueueRequirement(
          queue: $0.name, calls: [], handleTime: [],
          agents: [Int](repeating: agents, count: period.intervalCount))
      })
    return try SiteProblem(site: site, requirement: requirement, book: .standard)
  }

  private static func cheapest(_ problem: SiteProblem, agent: Int) -> Double? {
    let pricing = Pricing(problem: problem.problem)
    let model = problem.problem.agents[agent]
    let free = [Double](repeating: 0, count: problem.problem.cover.slotCount)
    pricing.setGroupValues(network: model.network, slotPrices: free)
    return pricing.cheapestTour(of: model)?.cost
  }

  // MARK: Shifts

  @Test("A kind offers every start, length and break on its grid, on its weekdays")
  func catalogue() throws {
    let kind = ShiftKind(
      name: "day", weekdays: [.tuesday], start: 480...540, length: 420...480, step: 60,
      pause: ShiftKind.Pause(minutes: 45, window: 180...240))
    let problem = try Self.problem(.plain(kinds: [kind]))
    // Starts 8:00, 9:00 × lengths 7 h, 8 h × breaks after 3 h, 4 h.
    #expect(problem.shiftOptions.count == 8)
    #expect(Set(problem.shiftOptions.map(\.day)) == [1])
    #expect(Set(problem.shiftOptions.map(\.workMinutes)) == [375, 435])
    // Breaks of 45 min from the full hour end on the quarter.
    #expect(problem.problem.slotMinutes == 15)
  }

  @Test("A break lasts as long as it says when the clocks go back")
  func breakAcrossClockChange() throws {
    // From 21:00 on Saturday 24 October 2026; five hours later it is 2:00 for the first time.
    let kind = ShiftKind(
      name: "night", weekdays: [.saturday], start: 1260...1260, length: 420...420, step: 30,
      pause: ShiftKind.Pause(minutes: 30, window: 300...360))
    let problem = try Self.problem(.plain(kinds: [kind]), week: "2026-W43")
    // 21:00 to 4:00 on the clock is eight hours; three starts of the break.
    #expect(problem.shiftOptions.map(\.workMinutes) == [450, 450, 450])
    #expect(problem.shiftOptions.map { $0.breakStart - $0.start } == [300, 330, 360])
  }

  @Test("Kinds that offer the same shift share its option")
  func shared() throws {
    let early = ShiftKind(
      name: "early", weekdays: [.monday], start: 360...480, length: 240...240, step: 60, pause: nil)
    let late = ShiftKind(
      name: "late", weekdays: [.monday], start: 480...600, length: 240...240, step: 60, pause: nil)
    let problem = try Self.problem(.plain(kinds: [early, late]))
    #expect(problem.shiftOptions.map(\.kinds) == [1, 1, 3, 2, 2])
  }

  @Test(
    "A night across a clock change lasts seven or nine hours",
    arguments: [
      ("2026-W13", 7), ("2026-W43", 9), ("2026-W48", 8),
    ])
  func clockChange(_ week: String, _ hours: Int) throws {
    let night = ShiftKind(
      name: "night", weekdays: [.saturday], start: 1320...1320, length: 480...480, step: 60,
      pause: nil)
    let problem = try Self.problem(.plain(kinds: [night]), week: week)
    #expect(problem.shiftOptions.map(\.workMinutes) == [60 * hours])
  }

  // MARK: Networks shared by agents

  @Test("An agent keeps the shifts whose break makes them lawful, whoever shares the network")
  func breaksOfNightShifts() throws {
    // 17:00–25:00 has 4 h of night. A break of 90 min at 21:00 leaves 2 h 30, which anybody may work;
    // one at 19:00 leaves all four, which only night agents may.
    let kind = ShiftKind(
      name: "evening", weekdays: [.monday], start: 1020...1020, length: 480...480, step: 120,
      pause: ShiftKind.Pause(minutes: 90, window: 120...240))
    var site = Site.plain(agents: [.plain("night"), .plain("day")], kinds: [kind])
    site.agents[1].worksNights = false
    site.contracts[0].rosteredMinutes = 60...2880
    let problem = try Self.problem(site)
    #expect(problem.shiftOptions.count == 2)
    #expect(Self.cheapest(problem, agent: 0) != nil)
    #expect(Self.cheapest(problem, agent: 1) != nil)
  }

  @Test("Shifts longer than any week may be are left out, not mistaken for others")
  func shiftsLongerThanTheWeek() throws {
    // Only 4 h may be rostered; shifts of 5 h and 8 h of work stand beside one of 4 h.
    let kinds = [(4, "short"), (5, "middle"), (9, "long")].map { hours, name in
      ShiftKind(
        name: name, weekdays: [.saturday, .sunday], start: 480...480,
        length: 60 * hours...60 * hours, step: 60,
        pause: hours > 5 ? ShiftKind.Pause(minutes: 60, window: 240...240) : nil)
    }
    var site = Site.plain(agents: [.plain("a")], kinds: kinds)
    site.contracts[0].rosteredMinutes = 240...240
    let problem = try Self.problem(site)
    #expect(Self.cheapest(problem, agent: 0) == 42_000)
    site.contracts[0].rosteredMinutes = 0...0
    #expect(Self.cheapest(try Self.problem(site), agent: 0) == 42_000)
  }

  // MARK: The past

  @Test("A past shift's breaks count on the side of midnight where they lie")
  func breaksOfThePast() throws {
    // Sunday 20:00 to Monday 2:00 with half an hour of break on each side of midnight: 1 h 30 of
    // Monday is worked.
    let kind = ShiftKind(
      name: "day", weekdays: [.monday], start: 1020...1020, length: 240...240, step: 60, pause: nil)
    var site = Site.plain(agents: [.plain("a")], kinds: [kind])
    site.published = [.written("a 2026-11-22 20:00-26:00/21:00-21:30/24:30-25:00")]
    let problem = try Self.problem(site)
    #expect(problem.problem.agents[0].initialLevel * problem.problem.levelMinutes == 90)
  }

  @Test("Without a week before, only the hours its nights could reach are left to it")
  func hoursOfTheWeekBefore() throws {
    let kinds = [
      ShiftKind(name: "night", start: 1320...1320, length: 480...480, step: 60, pause: nil),
      ShiftKind(
        name: "day", weekdays: [.tuesday], start: 480...480, length: 240...240, step: 60, pause: nil
      ),
    ]
    // Sunday's night ends at 6:00; nobody can be there from 6:00 to 22:00, and that is said by the cost.
    let problem = try Self.problem(.plain(agents: [.plain("a")], kinds: kinds), agents: 1)
    #expect(problem.demand.required[0].prefix { $0 == 0 }.count == 6)
    #expect(problem.notes.count == 1)
    var site = problem.site
    site.published = [.written("a 2026-11-18 08:00-12:00")]
    let known = try Self.problem(site, agents: 1)
    #expect(known.demand.required[0].allSatisfy { $0 == 1 })
    #expect(known.notes.isEmpty)
  }

  @Test("A past shift that reaches into the period is cover and hours of its first week")
  func nightBefore() throws {
    let kind = ShiftKind(
      name: "day", start: 480...480, length: 240...240, step: 60, pause: nil)
    var site = Site.plain(agents: [.plain("a")], kinds: [kind])
    site.published = [.written("a 2026-11-22 22:00-30:00")]
    let problem = try Self.problem(site, agents: 1)
    #expect(problem.demand.present == [1: [1, 1, 1, 1, 1, 1] + [Int](repeating: 0, count: 162)])
    let model = problem.problem.agents[0]
    #expect(model.initialLevel * problem.problem.levelMinutes == 360)
  }
}
