import Rules
import TestSupport
import Testing

/// How a site's file changes the parameters of rules, and what it may not do.
struct RuleBookTests {
  private static func entry(_ key: String, _ parameters: (String, String)..., line: Int = 3)
    -> RuleEntry
  {
    RuleEntry(
      key: key, position: SourcePosition(file: "site.yaml", line: line, column: 3),
      parameters: parameters.enumerated().map { number, parameter in
        RuleEntry.Parameter(
          name: parameter.0, value: parameter.1,
          position: SourcePosition(file: "site.yaml", line: line + 1 + number, column: 5))
      })
  }

  private static func refusal(_ entries: RuleEntry...) -> [String] {
    do throws(InputRefused) {
      _ = try RuleBook(entries: entries)
      return []
    } catch {
      return error.problems.map(\.description)
    }
  }

  @Test("An unknown rule is refused by its place, with the rule that was meant")
  func unknownRule() {
    let problems = Self.refusal(Self.entry("daily-rst"))
    #expect(problems.count == 1)
    #expect(
      problems[0].hasPrefix("site.yaml:3:3: found unknown rule \"daily-rst\", expected one of"))
    #expect(problems[0].hasSuffix("Maybe daily-rest?"))
    let last = RuleBook.all.last!.key
    #expect(Self.refusal(Self.entry("siesta"))[0].hasSuffix(", \(last)."))
  }

  @Test("An unknown parameter is refused by its place, with the one that was meant")
  func unknownParameter() {
    #expect(
      Self.refusal(Self.entry("daily-rest", ("hour", "11"))) == [
        "site.yaml:4:5: found unknown parameter \"hour\" of rule daily-rest, expected one of hours."
          + " Maybe hours?"
      ])
    #expect(
      Self.refusal(Self.entry("availability", ("strict", "yes"))) == [
        "site.yaml:4:5: found unknown parameter \"strict\" of rule availability, "
          + "expected no parameters."
      ])
  }

  @Test("A night span keeps nine hours, and pay has no say in it")
  func nightSpan() throws {
    #expect(
      Self.refusal(Self.entry("night-work", ("from", "22:00"))) == [
        "site.yaml:4:5: found night-work.from \"22:00\", expected a night of at least nine hours "
          + "(Code du travail, L3122-2)."
      ])
    #expect(Self.refusal(Self.entry("night-work", ("from", "22:00"), ("to", "7:00"))).isEmpty)
    #expect(Self.refusal(Self.entry("night-work", ("from", "23:30"), ("to", "0:30"))).count >= 1)
  }

  @Test("The law cannot be switched off")
  func switchedOff() {
    let problems = Self.refusal(Self.entry("daily-rest", ("value", "off")))
    #expect(problems.count == 1 && problems[0].contains("cannot be switched off"), "\(problems)")
  }

  @Test("A figure outside the law's range is refused with the range and the article")
  func outOfRange() {
    // L3131-2 with D3131-6 let an agreement go down to 9 h, no further.
    #expect(
      Self.refusal(Self.entry("daily-rest", ("hours", "8h59"))) == [
        "site.yaml:4:5: found daily-rest.hours \"8h59\", expected 9h00 to 24h00 "
          + "(Code du travail, L3131-1)."
      ])
    #expect(
      Self.refusal(Self.entry("six-days", ("days", "7"))) == [
        "site.yaml:4:5: found six-days.days \"7\", expected 1 to 6 (Code du travail, L3132-1)."
      ])
  }

  /// What public order (or the widest agreement) forbids, rule by rule.
  static let limits: [(rule: String, name: String, last: String, beyond: String)] = [
    ("daily-rest", "hours", "9", "8h59"),  // D3131-6
    ("daily-hours", "hours", "12", "12h01"),  // L3121-19
    ("weekly-hours", "hours", "48", "48h01"),  // L3121-20
    ("weekly-rest", "hours", "35", "34h59"),  // L3132-2
    ("six-days", "days", "6", "7"),  // L3132-1
    ("break-after-six-hours", "minutes", "20", "19"),  // L3121-16
    ("night-work", "hours", "12", "12h01"),  // R3122-7
    ("night-work", "night_shift_from", "3", "3h01"),  // L3122-5
    ("average-weekly-hours", "hours", "46", "46h01"),  // L3121-23
    ("amplitude", "hours", "13", "13h01"),  // 24 h less the rest of L3131-1
    ("call-sequence", "hours", "3", "3h01"),  // IDCC 2098, art. 6
    ("part-time-hours", "one_in", "3", "2"),  // L3123-20
    ("local-sunday-hours", "hours", "5", "5h01"),  // L3134-2
    ("part-time-twelve-weeks", "hours", "2", "2h01"),  // L3123-13
    ("notice", "part_time_days", "3", "2"),  // L3123-24
    ("second-rest-day", "within_days", "15", "16"),  // IDCC 2098, art. 2.7.1
    ("meal-break", "after", "4", "4h01"),  // IDCC 2098, art. 5
  ]

  @Test("The law's own limit is accepted, one step beyond it is not", arguments: limits)
  func edges(_ limit: (rule: String, name: String, last: String, beyond: String)) {
    #expect(Self.refusal(Self.entry(limit.rule, (limit.name, limit.last))).isEmpty)
    #expect(Self.refusal(Self.entry(limit.rule, (limit.name, limit.beyond))).count == 1)
  }

  @Test("All problems of a file come together, in the order of lines")
  func together() {
    let problems = Self.refusal(
      Self.entry("weekly-rest", ("hours", "much"), line: 9),
      Self.entry("sunday-work", ("max", "-1"), ("week", "4"), line: 4), Self.entry("sundays"))
    #expect(
      problems.map { $0.prefix(13) } == [
        "site.yaml:3:3", "site.yaml:5:5", "site.yaml:6:5", "site.yaml:10:",
      ])
  }

  @Test(
    "Hours are read as people write them",
    arguments: [
      ("10", 600), ("10.5", 630), ("10,5", 630), ("10:30", 630), ("10h30", 630), ("10h", 600),
      ("9h05", 545), ("09:00", 540), ("11.25", 675),
    ])
  func hours(_ text: String, _ minutes: Int) {
    var fields = RuleFields(
      entry: Self.entry("daily-rest", ("hours", text)),
      citation: Citation("article", level: .publicOrder, confidence: .a))
    #expect(fields.hours("hours", default: 1, in: 0...6000) == minutes)
    #expect(fields.problems.isEmpty)
  }

  @Test(
    "What is no number of hours is refused",
    arguments: [
      "", "h", ":30", "10:3", "10:60", "10h30h", "10:30:00", ":10:30", "10h:30", "0x1p3", "1e1",
      "-10", "+10", " 10", "10 ", "١٠", "nan", "infinity", "99999999999999999999",
    ])
  func noHours(_ text: String) {
    var fields = RuleFields(
      entry: Self.entry("daily-rest", ("hours", text)),
      citation: Citation("article", level: .publicOrder, confidence: .b))
    #expect(fields.hours("hours", default: 77, in: 0...6000) == 77)
    #expect(fields.problems.count == 1)
    #expect(fields.problems.first?.description.contains("(article (to be verified))") == true)
  }

  @Test("Parameters reach the rule: nine hours of rest where an agreement allows them")
  func parametersInForce() throws {
    let book = try RuleBook(entries: [Self.entry("daily-rest", ("hours", "9"))])
    let roster = Roster.written(
      ["a 2026-11-23 12:00-22:00", "a 2026-11-24 07:00-12:00"], week: "2026-W48")
    let site = Site.plain(agents: [.plain("a")])
    let timeline = Timeline(
      subject: RuleSubject(agent: site.agents[0], site: site), period: roster.period,
      shifts: roster.shifts)
    func breaches(_ book: RuleBook) -> [Breach] {
      book.rules.filter { $0.key == "daily-rest" }.flatMap { $0.breaches(in: timeline) }
    }
    #expect(breaches(book).isEmpty)
    // 22:00 to 07:00.
    #expect(breaches(.standard).map(\.found) == [9 * 60])
  }
}
