package import Auditing
internal import Rules
package import Workforce

/// An audit's findings as a person reads them.
package struct AuditText {
  private let audit: AuditResult
  private let language: Language
  private let zone: Zone?

  /// - Parameter zone: whose clocks cures are told by; without one no cures are told.
  package init(_ audit: AuditResult, language: Language, zone: Zone? = nil) {
    self.audit = audit
    self.language = language
    self.zone = zone
  }

  private func say(_ english: String, _ french: String) -> String {
    language == .english ? english : french
  }

  /// How many breaches there are: `1 breach`, `3 infractions, dont 1 couverte par une dérogation`.
  package var count: String {
    let count = audit.findings.count
    let waived = audit.waivedCount
    let word = say("breach", "infraction")
    return "\(count) \(word)" + (count == 1 ? "" : say("es", "s"))
      + (waived == 0
        ? ""
        : say(
          ", \(waived) waived",
          ", dont \(waived) couverte\(waived == 1 ? "" : "s") par une dérogation"))
  }

  /// For each breach a line of agent, day, what, rule and article, and lines for its waiver and cure.
  package var findings: [[String]] {
    audit.findings.enumerated().map { index, finding in
      let breach = finding.breach
      return [
        "\(breach.agent) \(language.day(breach.day)): \(breach.message) "
          + "[\(breach.rule); \(breach.citation.text)]"
      ]
        + [finding.waiver.map { waived($0, breach) }].compactMap(\.self)
        + (index < audit.curesSought ? [cure(finding.cure)].compactMap(\.self) : [])
    }
  }

  private func waived(_ waiver: Waiver, _ breach: Breach) -> String {
    let document = waiver.document.isEmpty ? "" : " (\(waiver.document))"
    let order =
      breach.citation.level != .publicOrder
      ? ""
      : say(
        "; public order, which only the authority named by the law can set aside",
        " ; ordre public : seule l'autorité désignée par la loi peut y déroger")
    return say(
      "  waived by \(waiver.by) on \(waiver.when): \(waiver.why)\(document)\(order)",
      "  dérogation de \(waiver.by) du \(waiver.when) : \(waiver.why)\(document)\(order)")
  }

  // MARK: Cures

  private func cure(_ cure: Cure?) -> String? {
    guard let zone else { return nil }
    guard let cure else {
      return say(
        "  no simple change of this agent's shifts cures it",
        "  aucun changement simple des vacations de cet agent n'y remédie")
    }
    return say("  cure: ", "  remède : ")
      + cure.changes.map { words($0, zone) }.joined(separator: say("; ", " ; "))
      + (cure.isPartial
        ? say(
          " (another breach of this agent is larger then)",
          " (une autre infraction de cet agent s'aggrave alors)") : "")
  }

  private func words(_ change: Cure.Change, _ zone: Zone) -> String {
    switch (change.before, change.after) {
    case (let before?, let after?) where before.agent != after.agent:
      return say(
        "give the shift of \(times(before, zone)) to \(after.agent)",
        "confier la vacation \(times(before, zone)) à \(after.agent)")
    case (let before?, let after?): return words(from: before, to: after, zone)
    case (let before?, nil):
      return say(
        "take away the shift of \(times(before, zone))",
        "supprimer la vacation \(times(before, zone))")
    case (nil, let after?):
      return say(
        "add a shift on \(times(after, zone))", "ajouter une vacation \(times(after, zone))")
    case (nil, nil): return ""
    }
  }

  private func words(from before: Shift, to after: Shift, _ zone: Zone) -> String {
    let day = language.day(before.day)
    func at(_ instant: Instant) -> String { clock(instant, before.day, zone) }
    var parts: [String] = []
    if before.start != after.start && before.end != after.end {
      parts.append(
        say(
          "work on \(day) \(at(after.start))–\(at(after.end)) instead of "
            + "\(at(before.start))–\(at(before.end))",
          "travailler \(day) \(at(after.start))–\(at(after.end)) au lieu de "
            + "\(at(before.start))–\(at(before.end))"))
    } else if before.start != after.start {
      parts.append(
        say(
          "start on \(day) at \(at(after.start)) instead of \(at(before.start))",
          "commencer \(day) à \(at(after.start)) au lieu de \(at(before.start))"))
    } else if before.end != after.end {
      parts.append(
        say(
          "end on \(day) at \(at(after.end)) instead of \(at(before.end))",
          "finir \(day) à \(at(after.end)) au lieu de \(at(before.end))"))
    }
    if before.breaks != after.breaks {
      let breaks = pauses(after, zone)
      if breaks.isEmpty {
        parts.append(say("without a break", "sans pause"))
      } else {
        parts.append(
          (parts.isEmpty ? say("on \(day) ", "\(day) ") : "")
            + say("with the break \(breaks)", "avec la pause \(breaks)"))
      }
    }
    return parts.joined(separator: ", ")
  }

  private func times(_ shift: Shift, _ zone: Zone) -> String {
    let breaks = pauses(shift, zone)
    return language.day(shift.day)
      + " \(clock(shift.start, shift.day, zone))–\(clock(shift.end, shift.day, zone))"
      + (breaks.isEmpty ? "" : say(", break ", ", pause ") + breaks)
  }

  private func pauses(_ shift: Shift, _ zone: Zone) -> String {
    shift.breaks.map {
      "\(clock($0.start, shift.day, zone))–\(clock($0.end, shift.day, zone))"
    }.joined(separator: ", ")
  }

  /// The time on the clock, with the day where it is another, and the UTC offset in the hour that comes
  /// twice.
  private func clock(_ instant: Instant, _ day: Day, _ zone: Zone) -> String {
    let local = zone.local(instant)
    let time = zone.label(instant).dropFirst("2026-11-23T".count)
    return (local.day == day ? "" : language.day(local.day) + " ") + time
  }
}
