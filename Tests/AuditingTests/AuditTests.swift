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

  @Test("Without a published past the audit says what it could not look back on")
  func withoutPast() {
    #expect(Self.check([]).notes.contains { $0.contains("No roster before 2026-11-23") })
    let known = Self.check([], published: ["a 2026-11-20 09:00-13:00"])
    #expect(!known.notes.contains { $0.contains("No roster before") })
    #expect(known.notes.contains { $0.contains("Nothing is published before 2026-11-20") })
    // The eleventh week before the one from 2026-11-23.
    let complete = Self.check([], published: ["a 2026-09-13 09:00-13:00"])
    #expect(!complete.notes.contains { $0.contains("published before") })
    let short = Self.check([], published: ["a 2026-09-14 09:00-13:00"])
    #expect(short.notes.contains { $0.contains("Nothing is published before 2026-09-14") })
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
