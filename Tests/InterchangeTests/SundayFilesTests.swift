import Interchange
import TestSupport
import Testing

@Suite("Sunday orders, consents and protections as files")
struct SundayFilesTests {
  private static let listed = "{article: R3132-5, line: \"assistance téléphonique\"}"
  private static let order =
    "{article: L3132-20, order: 2026-114, from: 2026-02-01, until: 2029-01-31, mode: rotation, "
    + "most_agents: 12, agreement: sundays.pdf, withdrawal_days: 30}"

  private static func site(
    basis: String, region: String = "france", files: [String: String?] = [:]
  ) throws(InputRefused) -> Site {
    let text = SmallSite.files["site.yaml"]!
      .replacing(listed, with: basis).replacing("holidays: france", with: "holidays: \(region)")
    return try SiteFolder.read(SmallSite.inputs(files.merging(["site.yaml": text]) { $1 }))
  }

  @Test("An order is read with its dates, mode, cap and agreement")
  func readOrder() throws {
    let order = try #require(try Self.site(basis: Self.order).queues[0].sundayBasis.order)
    #expect(
      order
        == SundayOrder(
          number: "2026-114", from: Day("2026-02-01")!, until: Day("2029-01-31")!,
          maximumAgents: 12, ground: .agreement(document: "sundays.pdf"), withdrawalDays: 30))
    // Without an agreement the rest is as long as the work, and the pay double.
    let vote = try Self.site(
      basis: "{article: L3132-20, order: 7, from: 2026-02-01, until: 2026-12-31, referendum: yes}"
    ).queues[0].sundayBasis
    #expect(vote.restPercent == 100 && vote.leastPremium == 100)
    #expect(vote.order?.ground == .referendum(document: ""))
  }

  @Test("Local law is read with its derogation")
  func readLocal() throws {
    let basis = try Self.site(
      basis: "{article: L3134-2, order: statut, derogation: 12, hours: 7h, feasts: open}",
      region: "alsace-moselle"
    ).queues[0].sundayBasis
    #expect(
      basis
        == .alsaceMoselle(
          LocalSundays(order: "statut", derogationMinutes: 420, opensFeasts: true)))
  }

  @Test("Consents, protections and accepted changes are read")
  func readFiles() throws {
    let site = try Self.site(basis: Self.order)
    #expect(
      site.sundayConsents == [
        SundayConsent(agent: "A1", signed: Day("2026-02-01")),
        SundayConsent(
          agent: "A1", refused: [Day("2026-11-29")!, Day("2026-12-06")!], told: Day("2026-10-20")),
        SundayConsent(agent: "A2", signed: Day("2026-02-01"), withdrawn: Day("2026-06-01")),
      ])
    #expect(site.protections.map(\.kind) == [.noNights, .visitDue])
    #expect(site.protections[1].span == DaySpan(from: Day("2026-12-01")))
    #expect(
      site.acceptedChanges == [
        AcceptedChange(agent: "A1", day: Day("2026-11-23")!, accepted: Day("2026-11-20")!)
      ])
  }

  struct Mistake: CustomTestStringConvertible, Sendable {
    let basis: String
    let says: String
    let region: String
    init(_ basis: String, _ says: String, region: String = "france") {
      self.basis = basis
      self.says = says
      self.region = region
    }
    var testDescription: String { basis }
  }

  private static let rest = "from: 2026-02-01, until: 2026-12-31, agreement: true"

  @Test(
    "What is wrong with a basis is told in its place",
    arguments: [
      // Three years from 1 February 2026 end on 31 January 2029.
      Mistake(
        order.replacing("until: 2029-01-31", with: "until: ⌖2029-02-01"),
        "expected a day from 2026-02-01 to 2029-01-31: an order holds for three years at most"),
      Mistake(
        order.replacing("2029-01-31", with: "⌖2026-01-31"), "expected a day on or after 2026-02-01"),
      Mistake(order.replacing("rotation", with: "⌖rotations"), "Maybe rotation?"),
      Mistake(order.replacing("12,", with: "⌖0,"), "agents from 1"),
      Mistake(order.replacing("agreement: s", with: "⌖agrement: s"), "Maybe agreement?"),
      Mistake("⌖{article: L3132-20, order: 7, from: 2026-02-01, until: 2026-12-31}", "L3132-25-3"),
      Mistake("{article: L3132-20, order: 7, \(rest), ⌖line: x}", "key \"line\" in a sunday_basis"),
      Mistake(
        "{article: L3132-20, order: 7, \(rest), referendum: ⌖vote.pdf}", "not both"),
      Mistake(
        "{article: L3132-20, order: 7, from: 2026-02-01, until: 2026-12-31, referendum: true, "
          + "rest_percent: ⌖50}", "as long as the work"),
      Mistake(
        "{article: L3132-20, order: 7, from: 2026-02-01, until: 2026-12-31, referendum: true, "
          + "withdrawal_days: ⌖30}", "three months"),
      Mistake("{article: ⌖L3134-2, order: statut}", "Bas-Rhin"),
      Mistake(
        "{article: L3134-2, order: statut, hours: ⌖7h}", "derogation", region: "alsace-moselle"),
      Mistake(
        "{article: L3134-2, order: statut, feasts: ⌖open}", "derogation",
        region: "alsace-moselle"),
    ])
  func mistakes(_ mistake: Mistake) throws {
    let text = SmallSite.files["site.yaml"]!.replacing(Self.listed, with: mistake.basis)
      .replacing("holidays: france", with: "holidays: \(mistake.region)")
    let before = text.prefix { $0 != "⌖" }
    let refused = #expect(throws: InputRefused.self) {
      try SiteFolder.read(SmallSite.inputs(["site.yaml": text.replacing("⌖", with: "")]))
    }
    let problems = refused?.problems ?? []
    let line = before.count { $0 == "\n" } + 1
    let column = before.reversed().prefix { $0 != "\n" }.count + 1
    #expect(
      problems.contains {
        $0.position == SourcePosition(file: "site.yaml", line: line, column: column)
          && $0.description.contains(mistake.says)
      }, "\(problems.map(\.description))")
  }

  @Test(
    "What is wrong with a row is told by line and column",
    arguments: [
      ("sunday-consents.csv", "agent,signed\nA9,2026-01-01\n", "2:1", "an agent of agents.csv"),
      ("sunday-consents.csv", "agent,signed\nA1,\n", "2:4", "the day of the signature"),
      (
        "sunday-consents.csv", "agent,signed,withdrawn\nA1,2026-02-01,2026-01-31\n", "2:15",
        "on or after 2026-02-01"
      ),
      (
        "sunday-consents.csv", "agent,signed,refused,told\nA1,,2026-11-28,2026-10-01\n", "2:5",
        "Sundays as"
      ),
      (
        "sunday-consents.csv", "agent,signed,refused,told\nA1,,2026-11-29,\n", "2:16",
        "the day on which the refusal was told"
      ),
      // A month before 29 November is 29 October.
      (
        "sunday-consents.csv", "agent,signed,refused,told\nA1,,2026-11-29,2026-10-30\n", "2:5",
        "2026-11-29 by 2026-10-29"
      ),
      (
        "sunday-consents.csv",
        "agent,signed,refused,told\nA1,,2026-11-01|2026-11-08|2026-11-15,2026-09-01\n"
          + "A1,,2026-11-22,2026-09-01\n", "3:5", "at most three"
      ),
      (
        "protections.csv", "agent,from,until,what\nA1,2026-01-02,2026-01-01,no-nights\n", "2:15",
        "on or after"
      ),
      ("protections.csv", "agent,from,until,what\nA1,2026-01-02,,no-night\n", "2:16", "no-nights"),
      (
        "protections.csv", "agent,from,until,what,cause\nA1,2026-01-02,,no-nights,x\n", "1:23",
        "unknown column"
      ),
      (
        "accepted-changes.csv", "agent,date,accepted\nA1,2026-11-23,2026-11-24\n", "2:15",
        "before it takes effect"
      ),
    ])
  func rows(_ file: String, _ text: String, _ place: String, _ says: String) {
    let refused = #expect(throws: InputRefused.self) {
      try SiteFolder.read(SmallSite.inputs([file: text]))
    }
    let texts = refused?.problems.map(\.description) ?? []
    #expect(texts.count == 1 && texts.allSatisfy { $0.hasPrefix("\(file):\(place): ") }, "\(texts)")
    #expect(texts.allSatisfy { $0.contains(says) }, "\(texts)")
  }

  @Test("Under an agreement refusals are for it to bound, and an exemption is one of the law's")
  func agreementAndExemption() throws {
    let late = "agent,signed,refused,told\nA1,,2026-11-29,2026-11-28\n"
    let site = try Self.site(basis: Self.order, files: ["sunday-consents.csv": late])
    #expect(site.sundayConsents.count == 1)
    for (exemption, isKnown) in [("written-request", true), ("because", false)] {
      let text = SmallSite.files["site.yaml"]!
        .replacing("{weekly_hours: 24h}", with: "{weekly_hours: 20h, exemption: \(exemption)}")
      if isKnown {
        let read = try SiteFolder.read(SmallSite.inputs(["site.yaml": text]))
        #expect(read.contracts[1].exemption == .writtenRequest)
      } else {
        #expect(throws: InputRefused.self) {
          try SiteFolder.read(SmallSite.inputs(["site.yaml": text]))
        }
      }
    }
  }
}
