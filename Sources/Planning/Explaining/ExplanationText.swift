internal import Rostering
internal import Rules
internal import Workforce

/// An explanation as people read it: what is short, why, and what would help.
package struct ExplanationText {
  private let found: Explanation
  private let language: Language

  package init(_ explanation: Explanation, language: Language) {
    found = explanation
    self.language = language
  }

  /// The lines to print.
  package var lines: [String] {
    [headline] + conflicts + cover + repairs + caveats
  }

  private func say(_ english: String, _ french: String) -> String {
    language == .english ? english : french
  }

  private func hours(_ minutes: Int) -> String {
    language.number(Double(minutes) / 60, decimals: 1) + " h"
  }

  private var headline: String {
    let when = say(
      "\(found.site.name), \(language.day(found.period.firstDay)) to "
        + "\(language.day(found.period.lastDay)) \(found.period.lastDay.date.year): ",
      "\(found.site.name), du \(language.day(found.period.firstDay)) au "
        + "\(language.day(found.period.lastDay)) \(found.period.lastDay.date.year) : ")
    guard let uncovered = found.uncoveredMinutes else {
      return when + say("no roster satisfies the rules.", "aucun planning ne respecte les règles.")
    }
    if uncovered == 0 {
      return when + say("everything required is covered.", "tout le besoin est couvert.")
    }
    let (short, all) = (hours(uncovered), hours(found.requiredMinutes))
    return when
      + say(
        "\(short) of the \(all) required stay uncovered in the best roster found.",
        "\(short) des \(all) requises restent à découvert dans le meilleur planning trouvé.")
  }

  // MARK: Why

  private var conflicts: [String] {
    found.conflicts.flatMap { conflict in
      [
        "",
        say(
          "Agent \(conflict.agent) has no lawful tour (proven), because of",
          "L’agent \(conflict.agent) n’a aucune semaine légale (prouvé), à cause de"),
      ] + conflict.reasons.flatMap(lines(of:)) + [minimal(conflict.reasons.count)]
    }
  }

  private var cover: [String] {
    guard let uncovered = found.uncoveredMinutes, uncovered > 0 else { return [] }
    guard let finding = found.cover, finding.uncoveredMinutes > 0 else {
      return [
        "",
        say(
          "No proof that anything must stay uncovered: more time may cover it, or covering it costs "
            + "more than the price of understaffing.",
          "Rien ne prouve que ces heures doivent rester à découvert : plus de temps peut les couvrir, "
            + "ou les couvrir coûte plus que le prix du sous-effectif."),
      ]
    }
    let proven = hours(finding.uncoveredMinutes)
    let all = say(
      "Proven: in every lawful roster at least \(proven) stay uncovered.",
      "Prouvé : dans tout planning légal au moins \(proven) restent à découvert.")
    return [all] + finding.conflicts.flatMap(lines(of:))
  }

  private func lines(of conflict: CoverConflict) -> [String] {
    let least = hours(conflict.uncoveredMinutes)
    let title = say(
      "These cannot all be kept (proven; at least \(least) uncovered):",
      "Impossible de tout tenir (prouvé ; au moins \(least) à découvert) :")
    var lines = ["", title]
    for reason in conflict.reasons { lines += self.lines(of: reason) }
    lines.append(minimal(conflict.reasons.count))
    return lines + standings(conflict.standings)
  }

  private func minimal(_ count: Int) -> String {
    count < 2
      ? say("Nothing else is needed for the proof.", "La preuve n’a besoin de rien d’autre.")
      : say(
        "The proof needs each of them; without any one it fails.",
        "La preuve a besoin de chacun d’eux ; sans l’un d’eux elle tombe.")
  }

  private func lines(of reason: Reason) -> [String] {
    switch reason {
    case .rule(let key): rule(key)
    case .absence(let absence):
      [
        "  "
          + say(
            "absence      \(absence.agent), \(language.day(absence.from)) to "
              + language.day(absence.to),
            "absence      \(absence.agent), du \(language.day(absence.from)) au "
              + language.day(absence.to))
      ]
    case .past:
      [
        "  "
          + say(
            "history      published shifts, opening balances",
            "historique   vacations publiées, compteurs d’ouverture")
      ]
    case .requirement(let queue, let from, let to):
      ["  " + say("requirement  ", "besoin       ") + queue + " " + span(from, to)]
    }
  }

  private func rule(_ key: String) -> [String] {
    guard
      let (rule, figures) = zip(RuleBook.all, found.book.figures).first(where: { $0.0.key == key })
    else { return ["  " + key] }
    let text = RulesText(RulesInForce.law, language: language)
    let values = figures.map { "\($0.parameter) \($0.text)" }.joined(separator: ", ")
    return [
      "  " + say("rule         ", "règle        ") + key
        + (values.isEmpty ? "" : " (\(values))") + ": \(rule.summary)",
      "               \(text.article(rule.citation.law)); \(text.level(rule.citation.level))",
    ]
  }

  private func span(_ from: Instant, _ to: Instant) -> String {
    let zone = found.period.zone
    let (start, end) = (zone.local(from), zone.local(to))
    let last =
      end.day == start.day
      ? end.minute.clock
      : end == LocalMoment(day: start.day + 1, minute: 0)
        ? "24:00" : "\(language.day(end.day)) \(end.minute.clock)"
    return "\(language.day(start.day)) \(start.minute.clock)–\(last)"
  }

  /// Who could take the hours in question; of many stretches the first.
  private func standings(_ standings: [CoverConflict.Standing]) -> [String] {
    let most = 3
    var lines: [String] = []
    for standing in standings.prefix(most) {
      lines.append(
        say("Who could take ", "Qui pourrait prendre ")
          + "\(standing.queue) \(span(standing.from, standing.to)) "
          + say(
            "(up to \(standing.required) at once)", "(jusqu’à \(standing.required) à la fois)"))
      if standing.open.isEmpty && standing.closed.isEmpty {
        lines.append(
          "  "
            + say(
              "nobody: no shift of this period reaches these hours; only the roster published for the "
                + "week before could",
              "personne : aucune vacation de cette période n’atteint ces heures ; seul le planning "
                + "publié de la semaine d’avant le pourrait"))
        continue
      }
      lines.append(
        "  \(standing.open.count) " + say("can: ", "peuvent : ") + names(standing.open))
      for (reasons, agents) in standing.closed {
        lines.append(
          "  \(agents.count) " + say("cannot, ", "ne peuvent pas, ") + why(reasons) + ": "
            + names(agents))
      }
    }
    if standings.count > most {
      lines.append(
        say(
          "and \(standings.count - most) more stretches",
          "et \(standings.count - most) autres plages"))
    }
    return lines
  }

  /// What closes hours to agents, in short: `absent`, `sunday-work`, `availability and night-work`.
  private func why(_ reasons: [Reason]) -> String {
    let isAway = reasons.contains { if case .absence = $0 { true } else { false } }
    var words = reasons.compactMap { reason -> String? in
      guard case .rule(let key) = reason else { return nil }
      // That nobody works while away is said by the absence.
      return isAway && key == "availability" ? nil : key
    }
    if isAway { words.insert(say("absent", "absents"), at: 0) }
    if reasons.contains(.past) { words.append(say("shifts before", "vacations d’avant")) }
    return words.joined(separator: say(" and ", " et "))
  }

  private func names(_ agents: [String]) -> String {
    let shown = agents.prefix(8).joined(separator: " ")
    let more = agents.count - 8
    return agents.isEmpty
      ? "–" : more > 0 ? shown + say(" and \(more) more", " et \(more) autres") : shown
  }

  // MARK: What would help

  private var repairs: [String] {
    guard !found.repairs.isEmpty else { return [] }
    let helpful = found.repairs.filter(isHelpful)
    let others = found.repairs.filter { !isHelpful($0) }.map { change($0.change) }
    return [
      "",
      say(
        "What would help (each alone; uncovered hours, pay, and the change in the whole cost)",
        "Ce qui aiderait (chacun seul ; heures à découvert, paie, et variation du coût total)"),
    ]
      + helpful.flatMap { ["  " + change($0.change), "      " + effect($0)] }
      + (others.isEmpty
        ? []
        : [
          say("No help found in: ", "Aucune aide trouvée dans : ") + others.joined(separator: "; ")
        ])
  }

  private func isHelpful(_ repair: Repair) -> Bool {
    if case .none = repair.change { return true }
    guard case .roster(let figures) = repair.effect else { return false }
    return figures.uncoveredMinutes < found.uncoveredMinutes ?? .max
  }

  private func effect(_ repair: Repair) -> String {
    switch repair.effect {
    case .stillImpossible(let agents):
      return say("no roster, because of ", "aucun planning, à cause de ") + names(agents)
    case .roster(let figures):
      let uncovered = hours(figures.uncoveredMinutes) + say(" uncovered", " à découvert")
      if case .none = repair.change {
        let price = found.roster.map { language.euros($0.cost.understaffing) } ?? ""
        return uncovered + say(", priced at \(price)", ", évaluées à \(price)")
      }
      guard let change = figures.change else {
        return uncovered + say("; pay ", " ; paie ") + language.euros(figures.pay)
      }
      return uncovered + say("; pay ", " ; paie ") + signed(figures.pay)
        + say("; in all ", " ; en tout ")
        + say(
          "\(signed(change.lowerBound)) to \(signed(change.upperBound)) (proven)",
          "de \(signed(change.lowerBound)) à \(signed(change.upperBound)) (prouvé)")
    }
  }

  private func signed(_ cents: Int) -> String {
    (cents > 0 ? "+" : "") + language.euros(cents)
  }

  private func change(_ change: Repair.Change) -> String {
    switch change {
    case .none: return say("leave it uncovered", "laisser à découvert")
    case .hire(let contract, let queues, let sundays, let nights):
      let what = queues.joined(separator: ", ")
      let takes =
        sundays && nights
        ? say(" who takes Sundays and nights", ", dimanches et nuits")
        : sundays
          ? say(" who takes Sundays", ", dimanches")
          : nights ? say(" who takes nights", ", nuits") : ""
      return say("hire one more \(contract) for ", "une embauche \(contract) pour ") + what + takes
    case .agreement(let rule, let from, let to, let law):
      return say(
        "agreement: \(rule) \(from) → \(to) (\(law.text))",
        "accord : \(rule) \(from) → \(to) (\(law.text))")
    case .policy(let rule, let from, let to):
      return say("house policy: \(rule) \(from) → \(to)", "règle maison : \(rule) \(from) → \(to)")
    case .absence(let absence):
      let (from, to) = (language.day(absence.from), language.day(absence.to))
      return say(
        "\(absence.agent) not away from \(from) to \(to)",
        "\(absence.agent) présent du \(from) au \(to)")
    case .volunteer(let agent, let others, let isForNights):
      let what = isForNights ? say("nights", "des nuits") : say("Sundays", "des dimanches")
      let more =
        others > 0 ? say(" (or one of \(others) others)", " (ou l’un de \(others) autres)") : ""
      return agent + more + say(" takes ", " fait ") + what
    case .wishes(let count):
      return count == 1
        ? say("set one wish aside", "écarter un souhait")
        : say(
          "set the \(count) wishes of these days aside",
          "écarter les \(count) souhaits de ces jours")
    }
  }

  private var caveats: [String] {
    found.isCutShort
      ? [
        "",
        say(
          "Time was up before all was looked at; give more with --time.",
          "Temps écoulé avant la fin ; donnez-en plus avec --time."),
      ] : []
  }
}
