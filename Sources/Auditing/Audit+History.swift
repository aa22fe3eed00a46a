internal import Rules
internal import Workforce

extension Audit {
  /// The rules that could not be proven in a period for want of history, and how far back each looks.
  ///
  /// A week of the past is known where anything at all is published of it, or the agent's balance tells
  /// what the rule needs of it. Rules that are unproven for the same agents share a note.
  func unproven(_ period: Period) -> [String] {
    let first = period.firstDay
    let site = site.known(on: first)
    let published = Set(self.site.published.map { $0.day.monday })
    let balances = Dictionary(
      site.balances.map { ($0.agent, $0) }, uniquingKeysWith: { first, _ in first })
    var groups: [(agents: [String], rules: [String])] = []
    for rule in book.rules {
      guard let lookback = rule.lookback else { continue }
      let days = lookback.days(before: first)
      let weeks = stride(
        from: (first - days).monday.number, to: first.monday.number, by: 7
      ).map { Day(number: $0) }
      let agents = site.agents.map(\.id).filter { agent in
        weeks.contains { monday in
          guard let balance = balances[agent], monday < balance.asOf else {
            return !published.contains(monday)
          }
          return !balance.tells(lookback.counter, backTo: monday)
        }
      }
      if agents.isEmpty { continue }
      let text = "\(rule.key) (\(days) day\(days == 1 ? "" : "s"))"
      if let place = groups.firstIndex(where: { $0.agents == agents }) {
        groups[place].rules.append(text)
      } else {
        groups.append((agents, [text]))
      }
    }
    return groups.map { group in
      let names = group.agents.prefix(5).joined(separator: ", ")
      let others = group.agents.count - 5
      let who =
        group.agents.count == site.agents.count
        ? "every agent (all \(group.agents.count))"
        : names + (others > 0 ? " and \(others) more" : "")
      return
        "Not proven for \(who), since the weeks before \(first) are neither all published nor in "
        + "a balance as far back as the rule looks: \(group.rules.joined(separator: ", "))."
    }
  }
}
