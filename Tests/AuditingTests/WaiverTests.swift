import Auditing
import Rules
import TestSupport
import Testing

/// Waivers are shown beside breaches and take none of them away.
struct WaiverTests {
  private static func waiver(
    _ rule: String, agent: String = "anna", from: String = "2026-11-25",
    until: String = "2026-11-25", document: String = "leave-17.pdf"
  ) -> Waiver {
    Waiver(
      rule: rule, agent: agent, span: DaySpan(from: Day(from)!, until: Day(until)!),
      by: "Inspection du travail", when: Day("2026-11-20")!, why: "flood", document: document,
      position: SourcePosition(file: "waivers.csv", line: 2, column: 1))
  }

  /// 10 h 59 of rest before Wednesday 25 November.
  private static func check(_ waivers: [Waiver]) -> AuditResult {
    var (site, book, roster) = PlantedBreachTests.planted[0].situation
    site.waivers = waivers
    return Audit(site: site, book: book).check(roster)
  }

  @Test("A waived breach is found, marked and counted apart")
  func waived() {
    let plain = Self.check([])
    #expect(plain.waivedCount == 0 && !plain.isAccepted)
    let result = Self.check([Self.waiver("daily-rest")])
    #expect(result.breaches == plain.breaches)
    #expect(result.findings[0].waiver == Self.waiver("daily-rest"))
    #expect(result.waivedCount == 1 && result.isAccepted && !result.isClean)
  }

  @Test(
    "A waiver covers its rule, agent and days alone",
    arguments: [
      waiver("daily-hours"), waiver("daily-rest", agent: "boris"),
      waiver("daily-rest", from: "2026-11-26", until: "2026-11-30"),
      waiver("daily-rest", from: "2026-11-01", until: "2026-11-24"),
      // Public order without the authority's document.
      waiver("daily-rest", document: ""),
    ])
  func others(_ waiver: Waiver) {
    let result = Self.check([waiver])
    #expect(result.waivedCount == 0 && !result.isAccepted)
  }

  @Test("A roster with one breach waived and another not is not accepted")
  func partly() {
    var (site, book, _) = PlantedBreachTests.planted[0].situation
    site.waivers = [Self.waiver("daily-hours", agent: "boris", from: "2026-11-23")]
    let result = Audit(site: site, book: book).check(
      .written(
        [
          "boris 2026-11-23 08:00-19:01/12:00-13:00", "boris 2026-11-24 06:00-17:01/12:00-13:00",
        ], week: "2026-W48"))
    #expect(result.findings.count { $0.breach.rule == "daily-hours" && $0.waiver != nil } == 2)
    #expect(result.findings.contains { $0.breach.rule == "daily-rest" && $0.waiver == nil })
    #expect(!result.isAccepted)
  }

  @Test("Unknown rules, and public order without a document, are refused at their place")
  func problems() {
    #expect(Audit.problems(of: [Self.waiver("daily-rest")]).isEmpty)
    #expect(Audit.problems(of: [Self.waiver("start-stability", document: "")]).isEmpty)
    #expect(Audit.problems(of: [Self.waiver("contract-hours", document: "")]).isEmpty)
    let unknown = Audit.problems(of: [Self.waiver("daily-resp")])
    #expect(
      unknown.count == 1 && unknown[0].description.hasPrefix("waivers.csv:2:1: found a waiver"))
    #expect(unknown[0].maybe == "daily-rest")
    let bare = Audit.problems(of: [Self.waiver("weekly-rest", document: "")])
    #expect(bare.count == 1 && bare[0].expected.contains("L3132-2"))
  }
}
