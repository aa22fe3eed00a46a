internal import Workforce

/// `waivers.csv`: `rule,agent,from,until,by,when,why,document`, days inclusive.
///
/// Who waived, when and why must stand there; the document may be missing, which only rules below public
/// order permit. Two waivers of one rule for one agent on the same day are refused, since it would be
/// unclear which one holds.
enum WaiversFile {
  static let name = "waivers.csv"

  static func read(
    _ file: InputFile, agents: Set<String>?, problems: inout ProblemList
  ) -> [Waiver] {
    guard let table = CSVTable(file, problems: &problems),
      let columns = table.columns(
        required: ["rule", "agent", "from", "until", "by", "when", "why"],
        optional: ["document"], problems: &problems)
    else { return [] }
    var waivers: [Waiver] = []
    for row in 0..<table.rowCount {
      func text(_ name: String, _ expected: String) -> String? {
        table.name(row: row, column: columns[name]!, expected: expected, problems: &problems)
      }
      let rule = text("rule", "the key of a rule, as daily-rest")
      let agent = table.agent(row: row, column: columns["agent"]!, agents, &problems)
      let from = table.day(row: row, column: columns["from"]!, problems: &problems)
      let until = table.day(row: row, column: columns["until"]!, problems: &problems)
      let by = text("by", "who waives, by name or office")
      let when = table.day(row: row, column: columns["when"]!, problems: &problems)
      let why = text("why", "the reason")
      guard let rule, let agent, let from, let until, let by, let when, let why else { continue }
      guard from <= until else {
        table.refuse(
          row: row, column: columns["until"]!, expected: "a day on or after \(from)",
          problems: &problems)
        continue
      }
      let waiver = Waiver(
        rule: rule, agent: agent, span: DaySpan(from: from, until: until), by: by, when: when,
        why: why,
        document: columns["document"].map { table.text(row: row, column: $0) } ?? "",
        position: table.position(row: row, column: columns["rule"]!))
      if let other = waivers.first(where: {
        $0.rule == rule && $0.agent == agent && $0.span.overlaps(waiver.span)
      }) {
        problems.add(
          table.position(row: row, column: columns["from"]!),
          found: "a second waiver of \(rule) for \(agent) on the same days",
          expected: "one waiver for a day (the other stands at \(other.position))")
      }
      waivers.append(waiver)
    }
    return waivers
  }
}
