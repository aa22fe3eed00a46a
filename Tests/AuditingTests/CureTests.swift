import Auditing
import Rules
import TestSupport
import Testing

/// A cure is worth what it proves: the audit of the changed roster is the judge.
struct CureTests {
  /// The breaches of a roster after a cure, against those before: the one cured is there less often, and
  /// none is new or worse.
  private static func expect(
    _ finding: AuditResult.Finding, of result: AuditResult, curedIn roster: Roster, by audit: Audit,
    _ comment: String
  ) {
    guard let cure = finding.cure else { return }
    let after = audit.check(cure.applied(to: roster)).breaches
    func alike(_ breach: Breach) -> (Breach) -> Bool {
      {
        $0.rule == breach.rule && $0.agent == breach.agent && $0.day == breach.day
          && $0.citation == breach.citation
      }
    }
    let isSame = alike(finding.breach)
    #expect(
      after.count(where: isSame) < result.breaches.count(where: isSame),
      "\(comment): \(finding.breach.message) stays after \(cure)")
    for breach in after {
      let before = result.breaches.filter(alike(breach))
      #expect(
        !before.isEmpty && after.count(where: alike(breach)) <= before.count,
        "\(comment): \(cure) brings \(breach)")
      let excess = before.map { abs($0.found - $0.limit) }.max() ?? 0
      let isNoWorse = abs(breach.found - breach.limit) <= excess
      #expect(isNoWorse || cure.isPartial, "\(comment): \(cure) worsens \(breach)")
    }
  }

  @Test("Every planted breach has a cure, and it is true", arguments: PlantedBreachTests.planted)
  func planted(_ planted: PlantedBreachTests.Planted) {
    let (site, book, roster) = planted.situation
    let audit = Audit(site: site, book: book)
    var result = audit.check(roster)
    audit.addCures(to: &result, of: roster, most: 1000)
    #expect(result.curesSought == result.findings.count)
    for finding in result.findings {
      #expect(finding.cure != nil, "\(finding.breach)")
      Self.expect(finding, of: result, curedIn: roster, by: audit, planted.title)
    }
  }

  @Test("Cures of random breaking tours remove their breach and add none", arguments: 1...12)
  func random(_ seed: Int) {
    var random = SplitMix64(seed: UInt64(seed))
    var site = PlantedBreachTests.site
    site.published = []
    let week = random.pick(["2026-W48", "2026-W13", "2026-W43", "2026-W53"])
    let monday = Week(week)!.monday
    let shifts = site.agents.flatMap { agent in
      (0..<7).compactMap { offset -> Shift? in
        guard random.chance(0.75) else { return nil }
        let start = 15 * Int.random(in: 20...88, using: &random)
        let length = 15 * Int.random(in: 12...48, using: &random)
        let pause = 15 * Int.random(in: 1...4, using: &random)
        let day = monday + offset
        let at = { (minute: Int) in Zone.paris.instant(day, minute: minute) }
        let shift = Shift(
          agent: agent.id, day: day, start: at(start), end: at(start + length),
          breaks: random.chance(0.7)
            ? [Break(start: at(start + length / 2), end: at(start + length / 2 + pause))] : [])
        return shift.start < shift.end ? shift : nil
      }
    }
    let roster = Roster(
      period: Period(week: Week(week)!, intervalMinutes: 60, zone: .paris), shifts: shifts)
    let audit = Audit(site: site, book: .standard)
    var result = audit.check(roster)
    #expect(result.findings.count > 3)
    audit.addCures(to: &result, of: roster, most: 1000)
    for finding in result.findings {
      Self.expect(finding, of: result, curedIn: roster, by: audit, "seed \(seed)")
    }
    // Tours that break many rules at once leave some without a single change that helps.
    #expect(result.findings.count { $0.cure != nil } * 2 > result.findings.count, "seed \(seed)")
  }

  @Test("The smallest change is taken: a minute of rest too little is cured by a minute")
  func smallest() throws {
    let (site, book, roster) = PlantedBreachTests.planted[0].situation
    let audit = Audit(site: site, book: book)
    var result = audit.check(roster)
    audit.addCures(to: &result, of: roster, most: 1)
    let cure = try #require(result.findings.first?.cure)
    #expect(cure.size == 1 && cure.changes.count == 1)
  }

  @Test("Cures are looked for as far as asked, and are the same on any number of threads")
  func limits() {
    let site = PlantedBreachTests.site
    let roster = Roster.written(
      ["anna", "boris", "emma"].flatMap { agent in
        (23...29).map { "\(agent) 2026-11-\($0) 08:00-19:00" }
      }, week: "2026-W48")
    let audit = Audit(site: site, book: .standard)
    let found = audit.check(roster)
    #expect(found == audit.check(roster, threads: 3))
    var (none, some, all, threaded) = (found, found, found, found)
    audit.addCures(to: &none, of: roster, most: 0)
    audit.addCures(to: &some, of: roster, most: 3)
    audit.addCures(to: &all, of: roster, most: 1000)
    audit.addCures(to: &threaded, of: roster, most: 1000, threads: 3)
    #expect(none == found && some.curesSought == 3 && all.curesSought == all.findings.count)
    #expect(Array(some.findings.prefix(3)) == Array(all.findings.prefix(3)))
    #expect(some.findings.dropFirst(3).allSatisfy { $0.cure == nil })
    #expect(all == threaded)
  }
}
