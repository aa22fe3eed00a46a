import Interchange
import Rules
import TestSupport
import Testing

/// Packs and agreements over the law's own figures: which one holds, and what is refused.
struct RulePackTests {
  private static func entry(_ key: String, _ name: String, _ value: String, line: Int = 9)
    -> RuleEntry
  {
    let position = SourcePosition(file: "site.yaml", line: line, column: 5)
    return RuleEntry(
      key: key, position: position,
      parameters: [RuleEntry.Parameter(name: name, value: value, position: position)])
  }

  private static func agreement(
    _ name: String, from: String, until: String? = nil, _ rules: RuleEntry...
  ) -> RuleAgreement {
    RuleAgreement(
      name: name, document: "\(name).pdf",
      span: DaySpan(from: Day(from)!, until: until.map { Day($0)! }), rules: rules)
  }

  private static func pack(_ name: String) -> RulePack {
    RulePackFile.all.first { $0.name == name }!
  }

  private static func site(
    _ packs: [RulePack] = [], _ agreements: [RuleAgreement] = [], house: [RuleEntry] = []
  ) -> Site {
    var site = Site.plain(agents: [.plain("a")])
    site.rulePacks = [RulePackFile.france] + packs
    site.agreements = agreements
    site.rules = house
    return site
  }

  private static let november = Period(
    firstDay: Day("2026-11-23")!, days: 14, intervalMinutes: 60, zone: .paris)

  private static func figure(
    _ rule: String, _ parameter: String, of site: Site, during period: Period? = november
  ) throws -> RuleFigure {
    let book = try RuleBook(site: site, during: period)
    let index = try #require(book.rules.firstIndex { $0.key == rule })
    return try #require(book.figures[index].first { $0.parameter == parameter })
  }

  private static func refusal(_ site: Site, during period: Period? = november) -> [String] {
    do throws(InputRefused) {
      _ = try RuleBook(site: site, during: period)
      return []
    } catch {
      return error.problems.map(\.description)
    }
  }

  // MARK: The packs themselves

  @Test(
    "The pack of the law has the figures that rules have by themselves, and is never surer of a text"
  )
  func franceIsTheStandard() throws {
    let book = try RuleBook(packs: [RulePackFile.france])
    for (rule, (own, packed)) in zip(RuleBook.all, zip(RuleBook.standard.figures, book.figures)) {
      #expect(own.map(\.value) == packed.map(\.value), "\(rule.key)")
    }
    for figure in RulePackFile.france.figures {
      guard let rule = RuleBook.all.first(where: { $0.key == figure.entry.key }) else { continue }
      #expect(figure.text.confidence.rawValue >= rule.citation.confidence.rawValue, "\(rule.key)")
    }
  }

  /// Rules that packs name before they are among those checked.
  private static let announced: Set<String> = [
    "average-weekly-hours", "amplitude", "call-sequence", "average-days", "part-time-hours",
    "part-time-interruption",
  ]

  @Test("Every pack keeps within the law and names known rules", arguments: RulePackFile.all)
  func packsAreLawful(_ pack: RulePack) throws {
    #expect(Self.refusal(Self.site(pack.name == "france" ? [] : [pack])).isEmpty)
    let keys = Self.announced.union(RuleBook.all.map { $0.key })
    #expect(pack.figures.allSatisfy { keys.contains($0.entry.key) })
    #expect(!(pack.figures.isEmpty && pack.remarks.isEmpty))
  }

  @Test("All packs together are lawful; those named later overrule")
  func allPacks() {
    #expect(Self.refusal(Self.site(Array(RulePackFile.all.dropFirst()))).isEmpty)
  }

  // MARK: Precedence

  @Test("A convention moves the night of the law: 22:00 to 7:00 in IDCC 2098")
  func convention() throws {
    let from = try Self.figure("night-work", "from", of: Self.site())
    #expect(from.value == 21 * 60)
    let site = Self.site([Self.pack("idcc-2098")])
    #expect(try Self.figure("night-work", "from", of: site).text == "22h00")
    #expect(try Self.figure("night-work", "to", of: site).value == 7 * 60)
    // Before its extension on 26 October 2004 the agreement bound nobody.
    let before = Period(
      firstDay: Day("2004-10-11")!, days: 7, intervalMinutes: 60, zone: .paris)
    #expect(try Self.figure("night-work", "from", of: site, during: before).value == 21 * 60)
  }

  @Test("An agreement overrules convention and law, and the house may be stricter still")
  func agreementOverConvention() throws {
    let agreement = Self.agreement(
      "night", from: "2026-01-01", Self.entry("night-work", "from", "21:30"),
      Self.entry("daily-hours", "hours", "11"))
    var site = Self.site([Self.pack("idcc-2098")], [agreement])
    let night = try Self.figure("night-work", "from", of: site)
    #expect(night.value == 21 * 60 + 30 && night.source == .agreement(agreement))
    #expect(try Self.figure("daily-hours", "hours", of: site).value == 11 * 60)
    site.rules = [Self.entry("daily-hours", "hours", "10h30")]
    let house = try Self.figure("daily-hours", "hours", of: site)
    #expect(house.value == 10 * 60 + 30 && house.source == .house && !house.needsAgreement)
    site.rules = [Self.entry("daily-hours", "hours", "11h01")]
    #expect(
      Self.refusal(site) == [
        "site.yaml:9:5: found daily-hours.hours \"11h01\", expected at most 11h00 (agreement night, "
          + "night.pdf); 10h00 to 12h00 by an agreement "
          + "(Code du travail, L3121-19 (to be verified))."
      ])
  }

  @Test(
    "Under a convention the house may be as strict as the law, not less",
    arguments: [
      ("daily-rest", "hours", "11", "10h59"), ("daily-hours", "hours", "10", "10h01"),
      ("night-work", "hours", "10", "10h01"), ("night-work", "to", "7", "6h59"),
    ])
  func houseIsBound(_ rule: String, _ name: String, _ last: String, _ beyond: String) throws {
    let packs = [Self.pack("idcc-2098")]
    #expect(Self.refusal(Self.site(packs, house: [Self.entry(rule, name, last)])).isEmpty)
    let problems = Self.refusal(Self.site(packs, house: [Self.entry(rule, name, beyond)]))
    #expect(problems.count { $0.contains("by an agreement (") } == 1, "\(problems)")
    // A site that names neither pack nor agreement is taken at its word, with a mark.
    if name == "hours" {
      let alone = Self.site(house: [Self.entry(rule, name, beyond)])
      #expect(try Self.figure(rule, name, of: alone).needsAgreement)
    }
  }

  @Test("House policy stays free: Sundays and shifts a week have no law above them")
  func policyIsFree() {
    let site = Self.site(
      [Self.pack("idcc-2098")],
      house: [
        Self.entry("sunday-work", "max", "4"), Self.entry("shifts-per-week", "max", "7"),
      ])
    #expect(Self.refusal(site).isEmpty)
  }

  // MARK: Ranges

  static let ranges = RuleBook.all.flatMap { rule in
    rule.citation.ranges.map { (rule: rule.key, range: $0) }
  }

  @Test("An agreement may go to the end of its range and no minute further", arguments: ranges)
  func edges(_ rule: String, _ range: Citation.AgreementRange) throws {
    let figure = try Self.figure(rule, range.parameter, of: Self.site())
    let standard = figure.value
    #expect(range.figures.contains(standard))
    for (edge, step) in [(range.figures.lowerBound, -1), (range.figures.upperBound, 1)]
    where edge != standard {
      func problems(_ value: Int) -> [String] {
        // Counts are written as numbers, durations as hours.
        let text = figure.isDuration ? value.clock : "\(value)"
        var rules = [Self.entry(rule, range.parameter, text)]
        // A night that begins later must end later, too, to last nine hours.
        let isNight = ["night-work", "protected-persons"].contains(rule)
        if isNight && range.parameter == "to" && value < 360 {
          rules.append(Self.entry(rule, "from", "21:00"))
        }
        if isNight && range.parameter == "from" {
          return Self.refusal(
            Self.site([], [Self.agreement("x", from: "2026-01-01", rules[0])]))
        }
        return Self.refusal(
          Self.site(
            [],
            [
              RuleAgreement(
                name: "x", document: "x.pdf", span: DaySpan(from: Day("2026-01-01")!), rules: rules)
            ]))
      }
      let last = problems(edge)
      // Only the nine hours of the night may stand against the end of a range.
      #expect(last.allSatisfy { $0.contains("nine hours") }, "\(last)")
      let beyond = problems(edge + step)
      #expect(beyond.contains { $0.contains(range.law.text) && $0.contains("agreement x") })
    }
  }

  // MARK: Time

  @Test("Agreements may follow one another; on one day only one may set a figure")
  func overlap() throws {
    func site(secondFrom day: String) -> Site {
      Self.site(
        [],
        [
          Self.agreement(
            "first", from: "2026-01-01", until: "2026-06-30",
            Self.entry("daily-hours", "hours", "11", line: 4)),
          Self.agreement("second", from: day, Self.entry("daily-hours", "hours", "12", line: 7)),
        ])
    }
    #expect(Self.refusal(site(secondFrom: "2026-07-01")).isEmpty)
    #expect(
      Self.refusal(site(secondFrom: "2026-06-30")) == [
        "site.yaml:7:5: found daily-hours.hours in the agreement second, which the agreement first "
          + "sets on the same days, expected one agreement for a figure at a time."
      ])
    let spring = Period(firstDay: Day("2026-03-02")!, days: 7, intervalMinutes: 60, zone: .paris)
    let figure = try Self.figure(
      "daily-hours", "hours", of: site(secondFrom: "2026-07-01"), during: spring)
    #expect(figure.value == 11 * 60)
  }

  @Test("Two agreements on the same days may set different figures")
  func sideBySide() {
    let site = Self.site(
      [],
      [
        Self.agreement("day", from: "2026-01-01", Self.entry("daily-hours", "hours", "11")),
        Self.agreement("rest", from: "2026-01-01", Self.entry("daily-rest", "hours", "10")),
      ])
    #expect(Self.refusal(site).isEmpty)
  }

  @Test(
    "What changes within the period holds at its strictest for all of it",
    arguments: [
      // The period is 23 November to 6 December 2026.
      (rule: "daily-hours", value: "12", from: "2026-01-01", until: "2026-12-06", then: 720),
      (rule: "daily-hours", value: "12", from: "2026-01-01", until: "2026-12-05", then: 600),
      (rule: "daily-hours", value: "12", from: "2026-11-23", until: "2026-12-31", then: 720),
      (rule: "daily-hours", value: "12", from: "2026-11-24", until: "2026-12-31", then: 600),
      // Twelve hours of rest are stricter than the law, if only for one day.
      (rule: "daily-rest", value: "12", from: "2026-12-06", until: "2026-12-31", then: 720),
      (rule: "daily-rest", value: "12", from: "2026-12-07", until: "2026-12-31", then: 660),
      (rule: "daily-rest", value: "9", from: "2026-12-06", until: "2026-12-31", then: 660),
    ])
  func strictest(_ item: (rule: String, value: String, from: String, until: String, then: Int))
    throws
  {
    let site = Self.site(
      [],
      [
        Self.agreement(
          "x", from: item.from, until: item.until, Self.entry(item.rule, "hours", item.value))
      ])
    #expect(try Self.figure(item.rule, "hours", of: site).value == item.then)
  }

  @Test("An agreement naming an unknown rule or parameter is refused in its place")
  func unknown() {
    let site = Self.site(
      [],
      [
        Self.agreement(
          "x", from: "2026-01-01", Self.entry("daily-rst", "hours", "10", line: 5),
          Self.entry("daily-rest", "hour", "10", line: 6))
      ])
    let problems = Self.refusal(site)
    #expect(problems.count == 2)
    #expect(problems.first?.hasPrefix("site.yaml:5:5: found unknown rule \"daily-rst\"") == true)
    #expect(problems.last?.hasPrefix("site.yaml:6:5: found unknown parameter \"hour\"") == true)
  }

  @Test("Spans of days overlap exactly where they share a day")
  func spans() {
    let ends: [Int?] = [nil, 0, 1, 2, 3]
    let spans = ends.flatMap { from in
      ends.compactMap { until -> DaySpan? in
        if let from, let until, until < from { return nil }
        return DaySpan(from: from.map(Day.init(number:)), until: until.map(Day.init(number:)))
      }
    }
    for a in spans {
      for b in spans {
        let shared = (-1...4).contains {
          a.contains(Day(number: $0)) && b.contains(Day(number: $0))
        }
        #expect(a.overlaps(b) == shared, "\(a) \(b)")
      }
    }
  }
}
