import Foundation
import Rules
import TestSupport
import Testing

@testable import Rostering

/// What must hold for every rule in the book, whatever it says: a new rule is tested by being listed.
struct EveryRuleTests {
  // MARK: Examples

  struct Case: CustomTestStringConvertible, Sendable {
    let rule: any Rule
    let example: RuleExample
    var testDescription: String { "\(rule.key): \(example.title)" }
  }

  static let cases = RuleBook.all.flatMap { type in
    type.examples.map { example in
      let book = try! example.book(for: type)
      return Case(rule: book.rules.first { $0.key == type.key }!, example: example)
    }
  }

  @Test(
    "Every rule has three lawful and three breaking examples at least",
    arguments: RuleBook.all.map { $0.key })
  func enough(_ key: String) {
    let examples = RuleBook.all.first { $0.key == key }!.examples
    #expect(examples.count { $0.verdict == .lawful } >= 3)
    #expect(examples.count { $0.verdict == .breach } >= 3)
  }

  @Test("Every example gets its verdict from the audit", arguments: cases)
  func auditSide(_ item: Case) {
    let situation = Situation(item.example)
    let breaches =
      item.rule.breaches(in: situation.timeline)
      + item.rule.standingBreaches(in: situation.timeline)
    #expect(breaches.isEmpty == (item.example.verdict == .lawful), "\(breaches)")
    for breach in breaches {
      #expect(breach.rule == item.rule.key && breach.agent == "agent")
      #expect(breach.found != breach.limit && !breach.message.isEmpty)
      #expect(situation.period.firstDay <= breach.day && breach.day <= situation.period.lastDay)
    }
  }

  @Test(
    "Every example that a tour decides gets its verdict from the optimiser",
    arguments: cases.filter { !$0.example.isStanding })
  func optimiserSide(_ item: Case) {
    let situation = Situation(item.example)
    let verdict = OptimiserVerdict(
      item.rule, subject: situation.subject, calendar: situation.calendar,
      options: situation.options, pasts: [situation.past])
    #expect(
      verdict.accepts(situation.tour, after: situation.past) == (item.example.verdict == .lawful))
  }

  /// An example's tour with the agent and site it speaks of.
  struct Situation {
    let period: Period
    let calendar: RuleCalendar
    let subject: RuleSubject
    let timeline: Timeline
    let options: [ShiftOption]
    let tour: [Int?]
    let past: [ShiftOption]

    init(_ example: RuleExample) {
      var agent = Agent.plain("agent")
      agent.worksSundays = example.worksSundays
      agent.worksNights = example.worksNights
      agent.availability = example.availability
      agent.birthDate = example.birthDate
      var queue = Queue.plain("calls", basis: example.basis)
      queue.opening.openOnHolidays = example.opensOnHolidays
      var site = Site.plain(agents: [agent], queues: [queue])
      site.sundayConsents = example.consents
      site.protections = example.protections
      site.acceptedChanges = example.accepted.map {
        AcceptedChange(agent: "agent", day: $0, accepted: example.told!)
      }
      site.holidayRegion = example.holidayRegion
      if example.isPartTime {
        site.contracts[0].isFullTime = false
        site.contracts[0].weeklyMinutes = example.partTimeMinutes
        site.contracts[0].exemption = example.exemption
      }
      if let day = example.absentOn {
        site.absences = [Absence(agent: "agent", from: day, to: day, kind: "leave")]
      }
      period = Period(firstDay: example.monday, days: 7, intervalMinutes: 60, zone: .paris)
      calendar = RuleCalendar(period: period, pay: site.pay)
      subject = RuleSubject(agent: agent, site: site)
      let shifts = example.shifts(agent: "agent", zone: .paris)
      let earlier = example.earlierShifts(agent: "agent", zone: .paris)
      timeline = Timeline(
        subject: subject, period: period, shifts: earlier + shifts,
        publication: example.told.map {
          Publication(
            toldOn: $0, isStated: true, mondays: [example.monday],
            shifts: example.publishedShifts(agent: "agent", zone: .paris))
        })
      past = earlier.map { [period] in ShiftOption($0, firstDay: period.firstDay) }
      options = shifts.map { [period] in ShiftOption($0, firstDay: period.firstDay) }
      tour = (0..<7).map { [options] day in options.firstIndex { $0.day == day } }
    }
  }

  // MARK: Registration

  @Test("Every rule file is in the book, with its own key, a citation, and examples of both kinds")
  func registration() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources/Rules")
    var declared: Set<String> = []
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.path)
    where file.hasSuffix(".swift") {
      let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
      for match in text.matches(of: /(?:struct|enum|class) (\w+)\s*:[^{\n]*\bRule\b/) {
        declared.insert(String(match.1))
      }
    }
    #expect(declared == Set(RuleBook.all.map { "\($0)" }))
    #expect(Set(RuleBook.all.map { $0.key }).count == RuleBook.all.count)
    for rule in RuleBook.all {
      #expect(rule.key.wholeMatch(of: /[a-z]+(-[a-z]+)*/) != nil, "\(rule.key)")
      #expect(!rule.citation.article.isEmpty && !rule.summary.isEmpty, "\(rule.key)")
      #expect(rule.examples.count { $0.verdict == .lawful } >= 2, "\(rule.key)")
      #expect(rule.examples.count { $0.verdict == .breach } >= 2, "\(rule.key)")
      #expect(Set(rule.examples.map(\.title)).count == rule.examples.count, "\(rule.key)")
    }
  }
}
