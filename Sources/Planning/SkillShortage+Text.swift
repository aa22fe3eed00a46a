package import Workforce

extension SkillShortage {
  /// The shortages in sentences, the first few of each group of queues:
  /// `sales Mon 23 Nov 10:00–12:30: calls for up to 14.2 agents at once, but 9 have the skill sales`.
  package static func lines(
    _ shortages: [SkillShortage], zone: Zone, language: Language = .english
  ) -> [String] {
    let most = 5
    var lines: [String] = []
    var rest = shortages[...]
    while let queues = rest.first?.queues {
      let group = rest.prefix { $0.queues == queues }
      lines += group.prefix(most).map { $0.line(zone: zone, language: language) }
      if group.count > most {
        let more = "\(queues.joined(separator: " + "))"
        lines.append(
          language == .french
            ? "\(more) : et \(group.count - most) autres fois"
            : "\(more): and \(group.count - most) times more")
      }
      rest = rest.dropFirst(group.count)
    }
    return lines
  }

  private func line(zone: Zone, language: Language) -> String {
    let (first, last) = (zone.local(from), zone.local(to))
    // Midnight belongs to the evening that it ends.
    let end =
      last.day == first.day
      ? last.minute.clock
      : last.minute == 0 && last.day == first.day + 1
        ? "24:00" : "\(language.day(last.day)) \(last.minute.clock)"
    let when = "\(language.day(first.day)) \(first.minute.clock)–\(end)"
    let names = queues.joined(separator: " + ")
    let busy = language.number(needed, decimals: 1)
    let skill = skills.joined(separator: language == .french ? " ou " : " or ")
    if language == .french {
      return "\(names) \(when) : du travail pour jusqu'à \(busy) agents à la fois, mais "
        + (agents == 0 ? "personne n'a" : agents == 1 ? "un seul a" : "\(agents) ont")
        + " la compétence \(skill)" + (absent > 0 ? " (et \(absent) en absence)" : "")
    }
    return "\(names) \(when): work for up to \(busy) agents at once, but "
      + (agents == 0 ? "nobody has" : agents == 1 ? "only 1 has" : "only \(agents) have")
      + " the skill \(skill)" + (absent > 0 ? " (and \(absent) absent)" : "")
  }
}
