import Interchange
import Testing
import Workforce

@Suite("fairness: of site.yaml")
struct FairnessSectionTests {
  private static func text(_ section: String) -> String {
    SmallSite.files["site.yaml"]! + section
  }

  private static func site(_ section: String) throws -> Site {
    try SiteFolder.read(SmallSite.inputs(["site.yaml": text(section)]))
  }

  @Test(
    "What the file asks for is what rosters heed",
    arguments: [
      ("", Fairness()),
      ("fairness: {weeks: 4}\n", Fairness(weeks: 4)),
      (
        "fairness: {weeks: 26, sundays: 15.00, nights: 5.5, wishes: 2}\n",
        Fairness(weeks: 26, prices: [.sundays: 1500, .nights: 550], wishPrice: 200)
      ),
      (
        "fairness:\n  late_finishes: 0.01\n  holidays: 1000\n  weeks: 104\n",
        Fairness(weeks: 104, prices: [.lateFinishes: 1, .holidays: 100_000])
      ),
      ("fairness: {sundays: 0}\n", Fairness(prices: [.sundays: 0])),
    ])
  func read(_ section: String, _ expected: Fairness) throws {
    #expect(try Self.site(section).fairness == expected)
  }

  @Test("Prices of nothing ask nothing")
  func inForce() throws {
    #expect(try !Self.site("").fairness.isInForce)
    #expect(try !Self.site("fairness: {sundays: 0, wishes: 0}\n").fairness.isInForce)
    #expect(try Self.site("fairness: {wishes: 0.01}\n").fairness.isInForce)
    #expect(try Self.site("fairness: {holidays: 1}\n").fairness.isInForce)
  }

  @Test(
    "What is wrong is told in its place",
    arguments: [
      ("fairness: ⌖[sundays]\n", "sundays", nil),
      ("fairness: {⌖sunday: 15}\n", "unknown key \"sunday\"", "sundays"),
      ("fairness:\n  ⌖age: 15\n", "unknown key \"age\"", nil),
      ("fairness: {weeks: ⌖0}\n", "1 to 104 weeks", nil),
      ("fairness: {weeks: ⌖105}\n", "1 to 104 weeks", nil),
      ("fairness: {weeks: ⌖half a year}\n", "1 to 104 weeks", nil),
      ("fairness: {sundays: ⌖-1}\n", "0 to 1000 euros for each one above", nil),
      ("fairness:\n  weeks: 4\n  nights: ⌖1000.01\n", "0 to 1000 euros for each one above", nil),
      ("fairness: {holidays: ⌖dear}\n", "as 15.00", nil),
      ("fairness: {late_finishes: ⌖{weeks: 2}}\n", "as 15.00", nil),
      ("fairness: {wishes: ⌖2000}\n", "0 to 1000 euros for each wish", nil),
      ("fairness:\n  nights: 5\n  ⌖nights: 6\n", "the key \"nights\" twice", nil),
    ])
  func mistakes(_ section: String, _ says: String, _ maybe: String?) throws {
    let marked = Self.text(section)
    let before = marked.prefix { $0 != "⌖" }
    let line = before.count { $0 == "\n" } + 1
    let column = before.reversed().prefix { $0 != "\n" }.count + 1
    let refused = #expect(throws: InputRefused.self) {
      try SiteFolder.read(SmallSite.inputs(["site.yaml": marked.replacing("⌖", with: "")]))
    }
    let problems = refused?.problems ?? []
    #expect(problems.count == 1, "\(problems)")
    let problem = try #require(problems.first)
    #expect(problem.position == SourcePosition(file: "site.yaml", line: line, column: column))
    #expect(problem.description.contains(says), "\(problem)")
    #expect(problem.maybe == maybe, "\(problem)")
  }
}
