package import Workforce

/// The fairness ledger as a table that people read: counts, and how far above or below the share.
package struct FairnessText {
  private let ledger: FairnessLedger
  private let language: Language

  package init(_ ledger: FairnessLedger, language: Language) {
    self.ledger = ledger
    self.language = language
  }

  /// The lines to print, at most 80 columns where names are short.
  package var lines: [String] {
    let headline = say(
      "\(language.day(ledger.from)) \(ledger.from.date.year) to \(language.day(ledger.until)) "
        + "\(ledger.until.date.year): count (above or below the share)",
      "Du \(language.day(ledger.from)) \(ledger.from.date.year) au \(language.day(ledger.until)) "
        + "\(ledger.until.date.year) : nombre (écart à la part équitable)")
    let titles = [
      say("Agent", "Agent"), say("Sundays", "Dimanches"), say("Nights", "Nuits"),
      say("Late", "Fins tard"), say("Holidays", "Fériés"), say("Weekends", "Week-ends"),
      say("Starts ±", "Débuts ±"), say("Wishes", "Souhaits"),
    ]
    let rows = [titles] + ledger.entries.map(cells)
    let widths = titles.indices.map { column in rows.map { $0[column].count }.max()! }
    return [headline]
      + rows.map { row in
        zip(row, widths).enumerated().map { index, cell in
          let padding = String(repeating: " ", count: cell.1 - cell.0.count)
          return index == 0 ? cell.0 + padding : padding + cell.0
        }.joined(separator: "  ")
      } + [spread]
  }

  private func cells(_ entry: FairnessLedger.Entry) -> [String] {
    [entry.agent]
      + Burden.allCases.map { burden in
        let excess = entry.excess(of: burden)
        let sign = excess >= 0.05 ? "+" : ""
        return "\(entry.counts[burden] ?? 0) (\(sign)\(language.number(excess, decimals: 1)))"
      } + [
        "\(entry.weekends)", entry.startSpread.map(\.duration) ?? "–",
        entry.wishesMade == 0 ? "–" : "\(entry.wishesKept)/\(entry.wishesMade)",
      ]
  }

  /// The widest gap between two agents for each burden.
  private var spread: String {
    let gaps = Burden.allCases.map { burden in
      let excesses = ledger.entries.filter { ($0.shares[burden] ?? 0) > 0 }
        .map { $0.excess(of: burden) }
      return (excesses.max() ?? 0) - (excesses.min() ?? 0)
    }
    let names = [
      say("Sundays", "dimanches"), say("nights", "nuits"), say("late finishes", "fins tardives"),
      say("holidays", "fériés"),
    ]
    return say("Widest gap between two agents: ", "Plus grand écart entre deux agents : ")
      + zip(names, gaps).map { "\($0) \(language.number($1, decimals: 1))" }.joined(separator: ", ")
  }

  private func say(_ english: String, _ french: String) -> String {
    language == .english ? english : french
  }
}
