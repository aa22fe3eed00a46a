import Rules
import TestSupport
import Testing

@testable import Rostering

/// Why this shift, and what the best alternative would cost.
struct ShiftQuestionTests {
  @Test("The alternatives cost what every lawful tour, tried one by one, says", arguments: 1...16)
  func enumeration(_ seed: Int) throws {
    let random = RandomSite(
      seed: UInt64(seed), agents: 2, queues: 1, weekdays: [.saturday, .sunday, .monday], kinds: 2)
    let problem = try SiteProblem(
      site: random.site, requirement: random.requirement, book: .standard)
    let lawful = random.site.agents.map { LawfulTours($0, in: problem).tours }
    guard lawful.allSatisfy({ !$0.isEmpty }) else { return }
    var generator = SplitMix64(seed: UInt64(seed))
    let tours = lawful.map { generator.pick($0) }
    let cost = PlainCost(site: random.site, requirement: random.requirement)
    let total = { (first: [Shift]) in
      cost.total(Roster(period: problem.period, shifts: first + tours[1]))
    }
    let question = try ShiftQuestion(
      problem, roster: Roster(period: problem.period, shifts: tours[0] + tours[1]))
    for day in [0, 5, 6] {
      let date = problem.period.firstDay + day
      let current = tours[0].first { $0.day == date }
      // The least cost for each start on the day, nil for the day off; the start there is has no rival.
      var least: [Instant?: Int] = [:]
      for tour in lawful[0] {
        let start = tour.first { $0.day == date }?.start
        if start == current?.start { continue }
        least[start] = min(least[start] ?? .max, total(tour))
      }
      let answer = question.answer(
        agent: random.site.agents[0].id, day: date, most: 100,
        limits: SolveLimits(seconds: nil, work: 10, threads: 1), stop: StopSignal())
      #expect(answer.current == current)
      let found = Dictionary(
        uniqueKeysWithValues: answer.alternatives.map { ($0.shift?.start, $0.change.total) })
      #expect(found == least.mapValues { $0 - total(tours[0]) }, "seed \(seed), day \(day)")
      // Reasons are given exactly where the other of work and rest is not lawful.
      let isClosed =
        current == nil ? least.isEmpty : !least.keys.contains(nil)
      #expect(answer.against.isEmpty != isClosed, "seed \(seed), day \(day)")
      if let interval = answer.wholeRoster {
        let isOther = { (tour: [Shift]) in
          let shift = tour.first { $0.day == date }
          return shift?.start != current?.start || shift?.end != current?.end
        }
        let best = lawful[0].filter(isOther).flatMap { first in
          lawful[1].map { second in
            cost.total(Roster(period: problem.period, shifts: first + second))
          }
        }.min()!
        #expect(interval.lowerBound <= best - total(tours[0]), "seed \(seed), day \(day)")
      }
    }
  }

  @Test("A shift that is none of the site's, and a tour that breaks a rule, are told")
  func misfits() throws {
    var site = Site.plain(agents: [.plain("a")])
    site.shiftKinds = [
      ShiftKind(name: "day", start: 480...480, length: 240...240, step: 60, pause: nil)
    ]
    site.contracts[0].rosteredMinutes = 0...240
    let period = Period(week: Week("2026-W48")!, intervalMinutes: 60, zone: .paris)
    let requirement = Requirement(
      period: period,
      queues: [
        QueueRequirement(
          queue: site.queues[0].name, calls: [], handleTime: [],
          agents: [Int](repeating: 1, count: period.intervalCount))
      ])
    let problem = try SiteProblem(site: site, requirement: requirement, book: .standard)
    func misfit(_ shifts: [Shift]) -> RosterMisfit? {
      do throws(RosterMisfit) {
        _ = try ShiftQuestion(problem, roster: Roster(period: period, shifts: shifts))
        return nil
      } catch { return error }
    }
    #expect(misfit([.written("a 2026-11-23 08:00-12:00")]) == nil)
    #expect(misfit([.written("a 2026-11-24 08:30-12:00")])?.day == Day("2026-11-24"))
    // Two days of four hours where the contract has four in all.
    let both: [Shift] = [
      .written("a 2026-11-23 08:00-12:00"), .written("a 2026-11-24 08:00-12:00"),
    ]
    #expect(misfit(both)?.isLawful == false)
  }
}
