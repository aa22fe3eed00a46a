import Interchange
import Testing
import Workforce

@Suite("The centre's own commitments in site.yaml")
struct CommitmentsTests {
  /// The small site, whose queue support announces a wait, with these lines in its list.
  func text(_ lines: [String], announced: Bool = true) throws -> String {
    let whole = try #require(SmallSite.files["site.yaml"])
    return
      (announced
      ? whole.replacing(
        "    handle_time: 320", with: "    announced_wait: 60\n    handle_time: 320")
      : whole) + "commitments:\n" + lines.map { "  - \($0)\n" }.joined()
  }

  func site(_ text: String) throws -> Site {
    try SiteFolder.read(SmallSite.inputs(["site.yaml": text]))
  }

  @Test("Every measure arrives with its limit and spans")
  func measures() throws {
    let found = try site(
      text([
        "{name: accueil, queue: support, measure: service-level, formula: early-abandons-count, within_seconds: 30, at_least: 85.5, over: day}",
        "{measure: asa, at_most: 45}",
        "{measure: abandonment, at_most: 5, queue: sales, over: day}",
        "{measure: longest-wait, at_most: 600, over: interval}",
        "{measure: answered, at_least: 92}",
        "{measure: announced-wait-respected, at_least: 80, over: week}",
        "{measure: occupancy, at_most: 90}",
      ]))
    #expect(
      found.commitments == [
        Commitment(
          name: "accueil", queue: "support",
          measure: .serviceLevel(seconds: 30, formula: .earlyAbandonsCount), limit: 0.855,
          over: .day),
        Commitment(measure: .asa, limit: 45),
        Commitment(queue: "sales", measure: .abandonment, limit: 0.05, over: .day),
        Commitment(measure: .longestWait, limit: 600, over: .interval),
        Commitment(measure: .answered, limit: 0.92),
        Commitment(measure: .announcedWaitRespected, limit: 0.8, over: .week),
        Commitment(measure: .occupancy, limit: 0.9),
      ])
    #expect(found.queues.map(\.announcedWait) == [60, nil])
  }

  @Test("None, or an empty list, is nothing to commit to", arguments: ["", "commitments:\n"])
  func none(_ text: String) throws {
    let whole = try #require(SmallSite.files["site.yaml"])
    #expect(try site(whole + text).commitments.isEmpty)
  }

  /// A line of the list, `⌖` where the problem must be placed, and a part of its text.
  struct Nonsense: Sendable, CustomTestStringConvertible {
    let line: String
    let says: String
    let announced: Bool
    var testDescription: String { says }

    init(_ line: String, _ says: String, announced: Bool = true) {
      (self.line, self.says, self.announced) = (line, says, announced)
    }
  }

  static let nonsense: [Nonsense] = [
    Nonsense("{measure: ⌖answerd, at_least: 92}", "Maybe answered?"),
    Nonsense("⌖{at_least: 92}", "no \"measure\" in commitment 1"),
    Nonsense(
      "{measure: asa, at_most: 45, queue: ⌖suport}", "or no queue, for all together. Maybe support?"
    ),
    Nonsense("{measure: asa, ⌖at_least: 45}", "expected at_most with seconds from 0.1 to 86400"),
    Nonsense(
      "{measure: answered, ⌖at_most: 92}", "expected at_least with a percentage from 1 to 100"),
    Nonsense("⌖{measure: asa}", "no \"at_most\" in commitment 1"),
    Nonsense("{measure: answered, at_least: ⌖0.92}", "Maybe 92?"),
    Nonsense("{measure: answered, at_least: ⌖92 %}", "from 1 to 100. Maybe 92?"),
    Nonsense("{measure: answered, at_least: ⌖101}", "a percentage from 1 to 100"),
    Nonsense("{measure: abandonment, at_most: ⌖100}", "a percentage from 0 to 99.9"),
    Nonsense("{measure: longest-wait, at_most: ⌖0}", "seconds from 0.1"),
    Nonsense("{measure: asa, at_most: 45, over: ⌖daily}", "one of day, interval, week"),
    Nonsense("{measure: asa, at_most: 45, ⌖ower: day}", "Maybe over?"),
    Nonsense(
      "⌖{measure: service-level, within_seconds: 30, at_least: 85}",
      "no \"formula\" in commitment 1"),
    Nonsense(
      "⌖{measure: service-level, formula: of-offered, at_least: 85}",
      "no \"within_seconds\" in commitment 1"),
    Nonsense(
      "{measure: service-level, formula: ⌖of-ofered, within_seconds: 30, at_least: 85}",
      "Maybe of-offered?"),
    Nonsense("{measure: asa, at_most: 45, formula: ⌖of-offered}", "or no formula"),
    Nonsense("{measure: asa, at_most: 45, within_seconds: ⌖20}", "or no within_seconds"),
    Nonsense("⌖asa", "the keys name, queue, measure"),
    Nonsense(
      "{measure: ⌖announced-wait-respected, at_least: 80, queue: sales}",
      "announced_wait, in seconds, of the queue sales"),
    Nonsense(
      "{measure: ⌖announced-wait-respected, at_least: 80}",
      "announced_wait, in seconds, of any queue", announced: false),
    Nonsense(
      "{name: x, measure: asa, at_most: 45}\n  - {name: ⌖x, measure: asa, at_most: 9}",
      "each name once"),
  ]

  @Test("Nonsense is refused once, where it stands", arguments: nonsense)
  func refused(_ nonsense: Nonsense) throws {
    let marked = try text([nonsense.line], announced: nonsense.announced)
    try expectProblem(marked, nonsense.says)
  }

  private func expectProblem(_ marked: String, _ says: String) throws {
    let before = marked.prefix { $0 != "⌖" }
    let line = before.count { $0 == "\n" } + 1
    let column = before.reversed().prefix { $0 != "\n" }.count + 1
    let refused = #expect(throws: InputRefused.self) {
      try site(marked.replacing("⌖", with: ""))
    }
    let problems = refused?.problems ?? []
    #expect(problems.count == 1, "\(problems.map(\.description))")
    let problem = try #require(problems.first)
    #expect(problem.description.contains(says), "\(problem)")
    #expect(
      problem.position == SourcePosition(file: "site.yaml", line: line, column: column),
      "\(problem)")
  }

  @Test("All problems of all commitments at once")
  func together() throws {
    let refused = #expect(throws: InputRefused.self) {
      try site(
        text([
          "{measure: asa, at_least: 45, queue: suport, over: daily}", "{measure: nothing}",
          "{measure: service-level, formula: none, within_seconds: -1, at_least: 0}",
        ]))
    }
    #expect(
      refused?.problems.map(\.position.line).map { $0 - refused!.problems[0].position.line }
        == [0, 0, 0, 1, 2, 2, 2])
  }

  @Test("A text in place of the list, and an announced wait that is none")
  func otherKeys() throws {
    let whole = try #require(SmallSite.files["site.yaml"])
    try expectProblem(whole + "commitments: ⌖asa\n", "a list, as")
    try expectProblem(
      whole.replacing("    handle_time: 320", with: "    announced_wait: ⌖soon") + """
        commitments:
          - {measure: announced-wait-respected, at_least: 80}

        """, "seconds from 0 to 86400")
  }

  @Test("Nobody waits for back-office work, but those who do it may be too busy")
  func backOffice() throws {
    let level = "service_level: {share: 80, within_seconds: 20}\n    max_occupancy: 88\n"
    func text(_ line: String) throws -> String {
      let marked = try self.text([line], announced: false)
      try #require(marked.contains(level))
      return marked.replacing(level, with: "kind: back-office\n    within: 24h\n")
    }
    try expectProblem(
      text("{measure: ⌖longest-wait, at_most: 600, queue: support}"), "for which nobody waits")
    let found = try site(text("{measure: occupancy, at_most: 90, queue: support}"))
    #expect(found.commitments.count == 1)
  }
}
