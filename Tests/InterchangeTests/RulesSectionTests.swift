import Interchange
import Testing
import Workforce

@Suite("The rules of a site: packs, agreements, the house")
struct RulesSectionTests {
  private static let old = "rules:\n  daily-rest: {hours: 11}\n  six-days:\n  weekly-rest: 35\n"

  private static func text(_ rules: String) -> String {
    SmallSite.files["site.yaml"]!.replacing(old, with: rules)
  }

  private static func site(_ rules: String) throws -> Site {
    try SiteFolder.read(SmallSite.inputs(["site.yaml": text(rules)]))
  }

  @Test(
    "France is in force, named or not, and first",
    arguments: [
      ("", ["france"]), ("rules:\n", ["france"]), (old, ["france"]),
      ("rules: [idcc-2098]\n", ["france", "idcc-2098"]),
      ("rules: [idcc-2148, france]\n", ["france", "idcc-2148"]),
      ("rules: {packs: [france, alsace-moselle]}\n", ["france", "alsace-moselle"]),
    ])
  func packs(_ rules: String, _ names: [String]) throws {
    #expect(try Self.site(rules).rulePacks.map(\.name) == names)
  }

  @Test("Packs, agreements and rules of the house stand side by side")
  func whole() throws {
    let site = try Self.site(
      """
      rules:
        packs: [idcc-2098]
        agreements:
          - name: Hours
            document: hours.pdf
            signed: 2025-12-11
            from: 2026-01-01
            until: 2026-12-31
            rules:
              daily-hours: {hours: 11}
          - {name: Rest, document: rest.pdf, signed: 2026-03-01, rules: {daily-rest: {hours: 10}}}
        six-days: {days: 5}

      """)
    #expect(site.rules.map(\.key) == ["six-days"])
    #expect(site.agreements.map(\.name) == ["Hours", "Rest"])
    #expect(
      site.agreements[0].document == "hours.pdf" && site.agreements[0].signed == Day("2025-12-11"))
    #expect(
      site.agreements[0].span == DaySpan(from: Day("2026-01-01"), until: Day("2026-12-31")))
    #expect(site.agreements[0].rules.map(\.key) == ["daily-hours"])
    #expect(site.agreements[0].rules[0].parameters.map(\.value) == ["11"])
    // Without a day from which it holds, an agreement holds from its signature.
    #expect(site.agreements[1].span == DaySpan(from: Day("2026-03-01")))
  }

  @Test(
    "What is wrong is told in its place",
    arguments: [
      ("rules: [⌖idcc-2089]\n", "unknown pack \"idcc-2089\"", "idcc-2098"),
      ("rules: [idcc-2098, ⌖idcc-2098]\n", "the pack \"idcc-2098\" twice", nil),
      ("rules: {packs: ⌖france}\n", "names of packs", nil),
      ("rules: [france, ⌖{six-days: 5}]\n", "names of packs", nil),
      ("rules: {agreements: ⌖{name: x}}\n", "a list of agreements", nil),
      (
        "rules: {agreements: [⌖{name: x, from: 2026-01-01, rules: {}}]}\n", "no \"document\"",
        nil
      ),
      ("rules: {agreements: [⌖{name: x, document: d, rules: {}}]}\n", "no \"from\"", nil),
      (
        "rules: {agreements: [{name: x, document: d, from: 2026-01-02, until: ⌖2026-01-01, rules: {}}]}\n",
        "a day from 2026-01-02 on", nil
      ),
      (
        "rules: {agreements: [{name: x, document: d, signed: 2026-01-02, from: ⌖2026-01-01, rules: {}}]}\n",
        "when it was signed", nil
      ),
      (
        "rules: {agreements: [{name: x, document: d, from: 2026-01-01, ⌖untill: 2026-01-01, rules: {}}]}\n",
        "unknown key \"untill\"", "until"
      ),
      (
        "rules: {agreements: [{name: x, document: d, from: ⌖2026-02-30, rules: {}}]}\n",
        "a date of the calendar", nil
      ),
      (
        "rules: {agreements: [{name: x, document: d, from: 2026-01-01, rules: {}}, "
          + "⌖{name: x, document: d, from: 2027-01-01, rules: {}}]}\n",
        "the agreement \"x\" twice", nil
      ),
    ])
  func mistakes(_ rules: String, _ says: String, _ maybe: String?) throws {
    let marked = Self.text(rules)
    let before = marked.prefix { $0 != "⌖" }
    let line = before.count { $0 == "\n" } + 1
    let column = before.reversed().prefix { $0 != "\n" }.count + 1
    let text = marked.replacing("⌖", with: "")
    let refused = #expect(throws: InputRefused.self) {
      try SiteFolder.read(SmallSite.inputs(["site.yaml": text]))
    }
    let problems = refused?.problems ?? []
    #expect(problems.count == 1, "\(problems)")
    let problem = try #require(problems.first)
    #expect(problem.position == SourcePosition(file: "site.yaml", line: line, column: column))
    #expect(problem.description.contains(says), "\(problem)")
    #expect(problem.maybe == maybe)
  }

  @Test("A pack says what it does not understand, by line and column")
  func malformedPack() {
    let text = """
      name: p
      title: P
      figures:
        - {rule: six-days, set: {days: 6}, article: L1, level: publik order, confidence: A}
        - {rule: six-days, article: L1, level: case law, confidence: D, version: today}
        - {article: L1, level: case law, confidence: A}
      """
    let refused = #expect(throws: InputRefused.self) {
      try RulePackFile.read(InputFile(name: "p.yaml", bytes: Array(text.utf8)))
    }
    let problems = (refused?.problems ?? []).map(\.description)
    #expect(problems.count == 4, "\(problems)")
    #expect(problems.contains { $0.hasPrefix("p.yaml:4:") && $0.contains("Maybe public order?") })
    #expect(problems.contains { $0.contains("found \"D\"") })
    #expect(problems.contains { $0.contains("found \"today\"") })
    #expect(problems.contains { $0.hasPrefix("p.yaml:6:5: found no \"rule\"") })
  }
}
