import Auditing
import Rules
import TestSupport
import Testing

/// What only all agents together, or the day of a change, can show.
struct SundayCapTests {
  private static func site(most: Int) -> Site {
    var site = Site.plain(
      agents: ["a", "b", "c", "d"].map { .plain($0) },
      queues: [
        .plain(
          "calls",
          basis: .prefect(
            SundayOrder(
              number: "2026-114", from: Day("2026-01-01")!, until: Day("2026-12-06")!,
              maximumAgents: most, ground: .referendum(document: "vote.pdf"))))
      ])
    site.sundayConsents = site.agents.map {
      SundayConsent(agent: $0.id, signed: Day("2026-01-15")!)
    }
    return site
  }

  @Test("Agents beyond an order's number are named, those who begin last")
  func cap() {
    let roster = Roster.written(
      [
        "a 2026-11-29 12:00-16:00", "b 2026-11-29 08:00-12:00", "c 2026-11-28 20:00-24:00",
        "d 2026-11-28 18:00-24:01",
      ], week: "2026-W48")
    for (most, expected) in [(3, []), (2, ["a"]), (1, ["a", "b"])] {
      let found = Audit(site: Self.site(most: most), book: .standard).check(roster).breaches
        .filter { $0.unit == .agents }
      #expect(found.map(\.agent) == expected)
      for breach in found {
        #expect(breach.found == 3 && breach.limit == most && breach.day == Day("2026-11-29")!)
        #expect(breach.citation.article.contains("L3132-20"))
        #expect(breach.message.contains("2026-114"))
      }
    }
  }

  @Test("An order that ends within the period permits its Sundays alone, and says so by number")
  func ends() {
    let roster = Roster.written(
      ["2026-11-29", "2026-12-06", "2026-12-13"].map { "a \($0) 09:00-13:00" },
      week: "2026-W48", weeks: 3)
    let found = Audit(site: Self.site(most: 9), book: .standard).check(roster).breaches
      .filter { $0.rule == "sunday-work" && $0.unit == .minutes }
    #expect(found.map(\.day) == [Day("2026-12-13")!])
    #expect(found.allSatisfy { $0.message.contains("order 2026-114 is in force from 2026-01-01") })
    #expect(found.allSatisfy { $0.citation.article.contains("L3132-21") })
  }

  @Test("No breach names a cause of protection")
  func noCause() {
    var site = Self.site(most: 9)
    site.protections = [
      Protection(agent: "a", from: Day("2026-11-01")!, kind: .noNights)
    ]
    let roster = Roster.written(["a 2026-11-24 20:00-24:00"], week: "2026-W48")
    let found = Audit(site: site, book: .standard).check(roster).breaches
      .filter { $0.rule == "protected-persons" }
    #expect(found.map(\.found) == [180])
    for word in ["pregnan", "matern", "health", "doctor"] {
      #expect(found.allSatisfy { !$0.message.lowercased().contains(word) })
    }
  }

  @Test("Changes of a published week are judged by the day they are told, if that is known")
  func changes() {
    var site = Self.site(most: 9)
    site.published = [.written("a 2026-11-25 09:00-13:00")]
    let roster = Roster.written(["a 2026-11-25 10:00-14:00"], week: "2026-W48")
    func found(_ changes: ChangeDate?) -> [Int] {
      Audit(site: site, book: .standard, changes: changes).check(roster).breaches
        .filter { $0.rule == "notice" }.map(\.found)
    }
    // Tuesday 24 alone is a working day between Monday 23 and Wednesday 25.
    #expect(found(ChangeDate(Day("2026-11-23")!, isStated: true)) == [1])
    #expect(found(ChangeDate(Day("2026-11-23")!, isStated: false)) == [1])
    #expect(found(ChangeDate(Day("2026-11-26")!, isStated: true)) == [0])
    #expect(found(ChangeDate(Day("2026-11-26")!, isStated: false)).isEmpty)
    #expect(found(nil).isEmpty)
  }
}
