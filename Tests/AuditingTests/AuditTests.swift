import Auditing
import Foundation
import Rules
import TestSupport
import Testing

/// What an audit says beside its breaches, and that it stands alone.
struct AuditTests {
  private static let idle = Contract(
    name: "full", weeklyMinutes: 35 * 60, rosteredMinutes: 0...48 * 60, isFullTime: true)

  private static func check(
    _ lines: [String], published: [String] = [], agents: [Agent] = [.plain("a"), .plain("b")],
    week: String = "2026-W48", weeks: Int = 1
  ) -> AuditResult {
    var site = Site.plain(agents: agents, contracts: [idle])
    site.published = published.map { .written($0) }
    return Audit(site: site, book: .standard)
      .check(.written(lines, week: week, weeks: weeks))
  }

  @Test("Breaches come in the order of agent, day and rule")
  func order() {
    let result = Self.check([
      "b 2026-11-23 08:00-19:00", "a 2026-11-25 08:00-19:00", "a 2026-11-24 08:00-19:00",
    ])
    #expect(
      result.breaches.map { "\($0.agent) \($0.day) \($0.rule)" } == [
        "a 2026-11-24 break-after-six-hours", "a 2026-11-24 daily-hours",
        "a 2026-11-25 break-after-six-hours", "a 2026-11-25 daily-hours",
        "b 2026-11-23 break-after-six-hours", "b 2026-11-23 daily-hours",
      ])
  }

  @Test("Without a known past the audit names the rules it could not prove, and how far they look")
  func withoutPast() throws {
    func note(_ published: [String], _ balances: [Balance] = []) -> [String] {
      var site = Site.plain(agents: [.plain("a"), .plain("b")], contracts: [Self.idle])
      site.published = published.map { .written($0) }
      site.balances = balances
      return Audit(site: site, book: .standard).check(.written([], week: "2026-W48")).notes
        .filter { $0.hasPrefix("Not proven") }
    }
    let nothing = try #require(note([]).first)
    for text in [
      "every agent", "before 2026-11-23", "daily-rest (1 day)", "weekly-rest (7 days)",
      "sunday-work (21 days)", "average-weekly-hours (77 days)",
    ] {
      #expect(nothing.contains(text), "\(nothing)")
    }
    // Policies that ask for nothing need no past.
    #expect(!nothing.contains("average-days") && !nothing.contains("consecutive-days"))
    // Three weeks back are enough for Sundays, and not for twelve weeks.
    let weeks = (1...11).map { "a \(Day("2026-11-23")! - 7 * $0) 09:00-13:00" }
    let some = try #require(note(Array(weeks.prefix(3))).first)
    #expect(some.contains("average-weekly-hours") && !some.contains("sunday-work"))
    #expect(!note(Array(weeks.prefix(10))).isEmpty)
    let all = note(weeks)
    #expect(!all.joined().contains("weekly"), "\(all)")
    // A week of which nothing is published is missing, wherever it lies.
    #expect(note(weeks.filter { !$0.contains("2026-10-12") }).joined().contains("average-weekly"))
    // A balance stands for the weeks before it, as far as it tells.
    let shift = Shift.written("a 2026-11-20 09:00-13:00")
    let short = Balance(
      agent: "a", asOf: Day("2026-11-23")!, lastShift: shift, weeklyRest: 2880,
      weekMinutes: Array(repeating: 2100, count: 11), sundayWeeks: [false, true])
    let notes = note([], [short])
    #expect(notes.contains { $0.contains("for b,") && $0.contains("daily-rest") }, "\(notes)")
    #expect(
      notes.contains { $0.contains("every agent") && $0.contains("sunday-work") }, "\(notes)")
  }

  @Test(
    "Each counter of a balance is judged by its rule, at the edge",
    arguments: [
      // 22:01 on Sunday to 9:00 on Monday is 10 h 59.
      ("daily-rest", "2026-11-22 18:00-22:01", "2026-11-23 09:00-13:00", 659),
      // 22:00 on Saturday to 9:00 on Monday is 35 h of rest, to 8:59 not; the week had 34 h at most.
      ("weekly-rest", "2026-11-21 18:00-22:00", "2026-11-23 08:59-13:00", 2099),
      // Five days before, and two.
      ("consecutive-days", "2026-11-22 09:00-13:00", "2026-11-24 09:00-13:00", 7),
      // The two Sundays before, and this.
      ("sunday-work", "2026-11-22 09:00-13:00", "2026-11-29 09:00-13:00", 3),
      // Eleven weeks of 47 h 30 are 522 h 30; 5 h 31 more make 528 h 01, 44 h 01 a week, rounded up.
      ("average-weekly-hours", "2026-11-20 09:00-13:00", "2026-11-25 09:00-14:31", 2641),
      // 6 + 6 + 7 days before, and two.
      ("average-days", "2026-11-20 09:00-13:00", "2026-11-25 09:00-13:00", 21),
    ])
  func counters(_ rule: String, _ last: String, _ shift: String, _ found: Int) throws {
    let position = SourcePosition(file: "site.yaml")
    let book = try RuleBook(
      entries: [("consecutive-days", "max", "6"), ("average-days", "days", "5")].map {
        RuleEntry(
          key: $0, position: position,
          parameters: [RuleEntry.Parameter(name: $1, value: $2, position: position)])
      })
    func check(_ shifts: [String], _ change: (inout Balance) -> Void = { _ in }) -> [Breach] {
      var site = Site.plain(agents: [.plain("a")], contracts: [Self.idle])
      var balance = Balance(
        agent: "a", asOf: Day("2026-11-23")!, lastShift: .written("a \(last)"),
        daysInARow: rule == "consecutive-days" ? 5 : 0,
        weeklyRest: rule == "weekly-rest" ? 2040 : 2100)
      if rule == "average-weekly-hours" {
        balance.weekMinutes = Array(repeating: 2850, count: 11)
      }
      if rule == "average-days" { balance.weekDays = [6, 6, 7, 7] }
      if rule == "sunday-work" { balance.sundayWeeks = [true, true] }
      change(&balance)
      site.balances = [balance]
      return Audit(site: site, book: book)
        .check(.written(shifts.map { "a \($0)" }, week: "2026-W48")).breaches
        .filter { $0.rule == rule }
    }
    let before = rule == "sunday-work" || rule == "weekly-rest" ? [] : ["2026-11-23 09:00-13:00"]
    let shifts =
      rule == "average-weekly-hours" || shift.contains("11-23") ? [shift] : before + [shift]
    let breaches = check(shifts)
    #expect(breaches.map(\.found) == [found], "\(breaches)")
    // Without the balance's counters and last shift nothing is wrong.
    #expect(
      check(shifts) { $0 = Balance(agent: "a", asOf: $0.asOf) }.isEmpty)
    // A balance of a later day is left out.
    #expect(check(shifts) { $0.asOf = $0.asOf + 7 }.isEmpty)
  }

  @Test("Rules whose text must still be verified are named")
  func unverified() {
    let notes = Self.check([]).notes
    for rule in RuleBook.all where rule.citation.confidence != .a {
      #expect(notes.contains { $0.contains("to be verified") && $0.contains(rule.key) })
    }
  }

  @Test("Shifts of people the site does not know are named, not passed over")
  func strangers() {
    let result = Self.check(["zoe 2026-11-23 00:00-24:00", "a 2026-11-24 09:00-13:00"])
    #expect(result.notes.contains { $0.contains("zoe") })
    #expect(!Self.check(["a 2026-11-24 09:00-13:00"]).notes.contains { $0.contains("not judged") })
  }

  @Test("Shifts published for the audited week itself are not counted twice")
  func publishedWeek() {
    let line = "a 2026-11-23 08:00-14:00/10:00-10:30"
    #expect(Self.check([line], published: [line]).isClean)
  }

  @Test("Two shifts at the same time are a breach of rest with less than none")
  func overlap() {
    let result = Self.check(["a 2026-11-23 08:00-12:00", "a 2026-11-23 11:30-15:00"])
    #expect(result.breaches.map(\.rule) == ["daily-rest"])
    #expect(result.breaches.first?.found == -30)
    #expect(result.breaches.first?.message.hasPrefix("-0h30 of rest") == true)
  }

  @Test("An empty week before the first shift of a long period is a week of rest", arguments: 1...4)
  func longPeriods(_ weeks: Int) {
    let last = Day("2026-11-23")! + (7 * weeks - 1)
    #expect(Self.check(["a \(last) 19:00-23:30"], weeks: weeks).isClean)
  }

  @Test("Across a clock change rest is what passes, not what clocks show")
  func clockChange() {
    // 20:00 to 7:00 is ten hours when clocks go forward, twelve when they go back.
    let spring = Self.check(
      ["a 2026-03-28 15:00-20:00", "a 2026-03-29 07:00-12:00"], week: "2026-W13")
    #expect(spring.breaches.map(\.found) == [600])
    let autumn = Self.check(
      ["a 2026-10-24 15:00-20:00", "a 2026-10-25 06:00-11:00"], week: "2026-W43")
    #expect(autumn.isClean)
  }

  // MARK: Independence

  /// Targets that a target's sources import, and theirs in turn.
  private static func reach(_ target: String) throws -> Set<String> {
    let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Sources")
    let targets = Set(try FileManager.default.contentsOfDirectory(atPath: sources.path))
    var reached: Set<String> = []
    var open = [target]
    while let next = open.popLast() {
      guard targets.contains(next), reached.insert(next).inserted else { continue }
      let folder = sources.appending(path: next)
      for case let file as URL in FileManager.default.enumerator(
        at: folder, includingPropertiesForKeys: nil)!
      where file.pathExtension == "swift" {
        let text = try String(contentsOf: file, encoding: .utf8)
        for match in text.matches(
          of: /(?m)^[^\/\n]*\bimport +(?:(?:struct|class|enum|func) +)?(\w+)/)
        {
          open.append(String(match.1))
        }
      }
    }
    return reached
  }

  @Test("The audit reaches the rules and the vocabulary, pay the vocabulary, neither the optimiser")
  func independence() throws {
    #expect(try Self.reach("Auditing") == ["Auditing", "Rules", "Workforce"])
    #expect(try Self.reach("Paying") == ["Paying", "Workforce"])
    // The walk would see it: the optimiser itself reaches the linear programs and GLPK.
    #expect(try Self.reach("Rostering").isSuperset(of: ["LinearProgramming", "CGLPK", "Rules"]))
  }
}
