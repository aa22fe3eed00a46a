internal import Auditing
internal import Interchange
internal import Rostering
internal import Rules
internal import Workforce

/// The result of a planning run as a person reads it in ten seconds.
package struct PlanSummary {
  let plan: PlanResult
  let language: Language

  package init(_ plan: PlanResult, language: Language) {
    self.plan = plan
    self.language = language
  }

  /// The lines to print, at most 80 columns where names allow.
  package var lines: [String] {
    var lines = [headline, ""]
    lines += cost + [proof] + cover + quality + promises + [sundays] + audit
    lines += plan.notes.map { label("note") + $0 } + commitments
    return lines
  }

  func say(_ english: String, _ french: String) -> String {
    language == .english ? english : french
  }

  func label(_ key: String) -> String {
    let words = [
      "cost": ("Cost", "Coût"), "proof": ("Proven", "Prouvé"), "cover": ("Cover", "Couverture"),
      "sunday": ("Sundays", "Dimanches"), "audit": ("Audit", "Contrôle"), "note": ("Note", "Note"),
      "quality": ("Simulated", "Simulé"), "promise": ("Promise", "Promesse"), "": ("", ""),
    ]
    let word = words[key]!
    let text = say(word.0, word.1)
    return text + String(repeating: " ", count: max(1, 12 - text.count))
  }

  private var headline: String {
    let period = plan.period
    return say(
      "\(plan.site.name), \(language.day(period.firstDay)) to \(language.day(period.lastDay)) "
        + "\(period.lastDay.date.year): \(plan.site.agents.count) agents, "
        + "\(plan.roster.roster.shifts.count) shifts",
      "\(plan.site.name), du \(language.day(period.firstDay)) au \(language.day(period.lastDay)) "
        + "\(period.lastDay.date.year) : \(plan.site.agents.count) agents, "
        + "\(plan.roster.roster.shifts.count) vacations")
  }

  private var cost: [String] {
    let cost = plan.roster.cost
    let all = [
      (say("hours", "heures"), cost.hours), (say("premiums", "majorations"), cost.premiums),
      (say("wishes not kept", "souhaits non tenus"), cost.wishes),
      (say("fairness", "équité"), cost.fairness),
      (say("understaffing", "sous-effectif"), cost.understaffing),
      (say("overstaffing", "sureffectif"), cost.overstaffing),
      (say("night after", "nuit suivante"), cost.followingNight),
    ]
    // Fairness is a component only where the site asks for it.
    let parts = all.filter { $0.1 != 0 || $0.0 != say("fairness", "équité") }
    let width = parts.map(\.0.count).max()! + 2
    return [label("cost") + language.euros(cost.total)]
      + parts.map { name, cents in
        let amount = language.euros(cents)
        return label("") + name + String(repeating: " ", count: width - name.count)
          + String(repeating: " ", count: max(0, 14 - amount.count)) + amount
      }
  }

  private var proof: String {
    guard let bound = plan.roster.bound, let gap = plan.roster.gap else {
      return label("proof")
        + say("no bound yet: stopped too early", "pas encore de borne : arrêt trop tôt")
    }
    let above = max(0, plan.roster.cost.total - Int(bound.rounded(.down)))
    return label("proof")
      + say(
        "at most \(language.euros(above)) (\(language.percent(gap))) above any lawful roster",
        "au plus \(language.euros(above)) (\(language.percent(gap))) de plus que tout planning légal"
      )
  }

  private var cover: [String] {
    let cost = plan.roster.cost
    let required =
      plan.cover.reduce(0) { $0 + $1.required.reduce(0, +) }
      * plan.period.intervalMinutes
    let share =
      required == 0
      ? 1 : 1 - Double(cost.understaffedMinutes) / Double(required)
    let hours = { (minutes: Int) in language.number(Double(minutes) / 60, decimals: 1) + " h" }
    let zone = plan.period.zone
    return [
      label("cover")
        + say(
          "\(language.percent(share)) of \(hours(required)) required; "
            + "\(hours(cost.understaffedMinutes)) short, \(hours(cost.overstaffedMinutes)) over",
          "\(language.percent(share)) des \(hours(required)) requises ; "
            + "\(hours(cost.understaffedMinutes)) manquent, \(hours(cost.overstaffedMinutes)) en plus"
        )
    ]
      + plan.thinSpots.prefix(3).map { spot in
        let from = zone.local(spot.from)
        let to = zone.local(spot.to)
        // Midnight belongs to the evening that it ends.
        let end =
          to.day == from.day
          ? to.minute.clock
          : to == LocalMoment(day: from.day + 1, minute: 0)
            ? "24:00" : "\(language.day(to.day)) \(to.minute.clock)"
        let when = "\(spot.queue) \(language.day(from.day)) \(from.minute.clock)–\(end), "
        return label("")
          + (spot.isUnmanned ? say("nobody: ", "personne : ") : say("thin: ", "tendu : ")) + when
          + say("up to \(spot.worst) missing", "jusqu’à \(spot.worst) de moins")
      } + moreThinSpots
  }

  private var moreThinSpots: [String] {
    let more = plan.thinSpots.count - 3
    guard more > 0 else { return [] }
    return [label("") + say("and \(more) more in cover.csv", "et \(more) de plus dans cover.csv")]
  }

  private var sundays: String {
    let working = plan.sundays.filter { $0.value > 0 }.keys.sorted()
    let names = working.prefix(8).joined(separator: " ")
    let more =
      working.count > 8
      ? say(" and \(working.count - 8) more", " et \(working.count - 8) autres") : ""
    return label("sunday")
      + say(
        working.count == 1 ? "1 agent works one: " : "\(working.count) agents work one: ",
        working.count == 1
          ? "1 agent y travaille : " : "\(working.count) agents y travaillent : ")
      + (working.isEmpty ? "–" : names + more)
  }

  /// Breaches that a summary shows; the file has all.
  private var mostFindings: Int { 10 }

  private var moreFindings: [String] {
    let more = plan.audit.findings.count - mostFindings
    guard more > 0 else { return [] }
    return [
      label("") + say("and \(more) more in summary.json", "et \(more) de plus dans summary.json")
    ]
  }

  private var audit: [String] {
    let audit = plan.audit
    if audit.isClean {
      return [
        label("audit")
          + say(
            "\(audit.ruleCount) rules checked again on every agent: no breach",
            "\(audit.ruleCount) règles revérifiées pour chaque agent : aucune infraction")
      ]
    }
    return [label("audit") + AuditText(audit, language: language).count]
      + AuditText(audit, language: language).findings.prefix(mostFindings).flatMap { $0 }
      .map { label("") + $0 } + moreFindings
  }
}
