package import Rostering
internal import Rules
package import Workforce

/// Why an agent has a shift, as people read it.
package struct ShiftText {
  private let answer: ShiftAnswer
  private let site: Site
  private let language: Language

  package init(_ answer: ShiftAnswer, site: Site, language: Language) {
    self.answer = answer
    self.site = site
    self.language = language
  }

  /// The lines to print.
  package var lines: [String] {
    var lines = ["\(answer.agent), \(language.day(answer.day)): \(text(answer.current))"]
    if !answer.against.isEmpty {
      let words = answer.against.map(word).joined(separator: ", ")
      lines.append(
        (answer.current == nil
          ? say("No shift is lawful on this day: ", "Aucune vacation légale ce jour : ")
          : say("A day off is not lawful: ", "Un repos n’est pas légal : ")) + words)
    }
    if answer.alternatives.isEmpty {
      lines.append(say("Nothing else is lawful on this day.", "Rien d’autre n’est légal ce jour."))
      return lines
    }
    lines.append(
      say(
        "What else the day could hold, all others staying as they are:",
        "Ce que le jour pourrait contenir, les autres restant en place :"))
    for alternative in answer.alternatives { lines += self.lines(of: alternative) }
    if let interval = answer.wholeRoster {
      let (low, high) = (signed(interval.lowerBound), signed(interval.upperBound))
      lines.append(
        say(
          "The best other choice for \(answer.agent) on this day, if all others may move: \(low) to "
            + "\(high) (proven), compared with this roster.",
          "Le meilleur autre choix pour \(answer.agent) ce jour, si les autres peuvent bouger : de "
            + "\(low) à \(high) (prouvé), par rapport à ce planning."))
    }
    return lines
  }

  private func lines(of alternative: ShiftAnswer.Alternative) -> [String] {
    let change = alternative.change
    var parts: [String] = []
    let named = [
      (say("pay", "paie"), change.pay), (say("wishes", "souhaits"), change.wishes),
      (say("fairness", "équité"), change.fairness),
      (say("too few agents", "sous-effectif"), change.understaffing),
      (say("too many", "sureffectif"), change.overstaffing),
    ]
    for (name, cents) in named where cents != 0 { parts.append("\(name) \(signed(cents))") }
    if change.uncoveredMinutes != 0 {
      let sign = change.uncoveredMinutes > 0 ? "+" : ""
      let hours = language.number(Double(change.uncoveredMinutes) / 60, decimals: 2)
      parts.append(say("\(sign)\(hours) h uncovered", "\(sign)\(hours) h à découvert"))
    }
    let detail = parts.isEmpty ? "" : " (\(parts.joined(separator: ", ")))"
    let moves = alternative.moves.map { "\(language.day($0.day)) \(text($0.shift))" }
    return ["  \(text(alternative.shift)): \(signed(change.total))\(detail)"]
      + (moves.isEmpty
        ? [] : [say("    and then ", "    et alors ") + moves.joined(separator: "; ")])
  }

  private func say(_ english: String, _ french: String) -> String {
    language == .english ? english : french
  }

  private func signed(_ cents: Int) -> String {
    (cents > 0 ? "+" : "") + language.euros(cents)
  }

  private func text(_ shift: Shift?) -> String {
    guard let shift else { return say("off", "repos") }
    let clock = { (instant: Instant) in site.zone.local(instant).minute.clock }
    let breaks = shift.breaks.map { "\(clock($0.start))–\(clock($0.end))" }
    let pause =
      breaks.isEmpty
      ? "" : say(", break ", ", pause ") + breaks.joined(separator: ", ")
    return "\(clock(shift.start))–\(clock(shift.end))\(pause)"
  }

  private func word(_ reason: Reason) -> String {
    switch reason {
    case .rule(let key):
      let citation = RuleBook.all.first { $0.key == key }?.citation
      return key + (citation.map { " (\($0.text))" } ?? "")
    case .absence(let absence):
      return say("away", "absence") + " \(language.day(absence.from))–\(language.day(absence.to))"
    case .past: return say("the past (published, balances)", "le passé (publié, compteurs)")
    case .requirement(let queue, _, _): return queue
    }
  }
}
