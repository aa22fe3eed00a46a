package import Simulation
package import Workforce

/// The centre's own commitments as a manager reads them: promised in words, simulated, and how often
/// kept, within 80 columns.
package struct CommitmentText {
  private let results: [CommitmentResult]
  private let zone: Zone
  private let language: Language

  package init(_ results: [CommitmentResult], zone: Zone, language: Language) {
    self.results = results
    self.zone = zone
    self.language = language
  }

  /// The lines to print; none where nothing is committed to.
  package var lines: [String] {
    if results.isEmpty { return [] }
    return [say("The centre's own commitments:", "Engagements propres du centre :")]
      + results.flatMap { result in
        wrapped(promised(result.commitment), indent: 2)
          + simulated(result).flatMap { wrapped($0, indent: 4) }
      }
  }

  private func say(_ english: String, _ french: String) -> String {
    language == .english ? english : french
  }

  private func promised(_ commitment: Commitment) -> String {
    let queue = commitment.queue ?? say("all queues", "toutes les files")
    let title = commitment.name.map { "\($0), \(queue)" } ?? queue
    let over =
      switch commitment.over {
      case .interval: say("each interval", "chaque intervalle")
      case .day: say("each day", "chaque jour")
      case .week: say("each week", "chaque semaine")
      }
    return "\(title)\(say(":", " :")) \(words(commitment)), \(over)"
  }

  /// What is promised, with its formula.
  private func words(_ commitment: Commitment) -> String {
    let limit = figure(commitment.limit, commitment.measure)
    let bound =
      commitment.measure.isAtLeast
      ? say("at least \(limit)", "au moins \(limit)") : say("at most \(limit)", "au plus \(limit)")
    switch commitment.measure {
    case .serviceLevel(let seconds, let formula):
      let within = language.number(seconds, decimals: 0)
      return say("\(bound) within \(within) s", "\(bound) en \(within) s")
        + " (\(language.words(formula)))"
    case .answered:
      return say("\(bound) answered (of calls offered)", "\(bound) traités (des appels reçus)")
    case .announcedWaitRespected:
      return say(
        "\(bound) within the wait announced (of calls not abandoned within it)",
        "\(bound) dans l'attente annoncée (des appels non abandonnés avant)")
    case .asa: return say("ASA \(bound)", "DMR \(bound)")
    case .longestWait: return say("longest wait \(bound)", "attente la plus longue \(bound)")
    case .abandonment:
      return say("\(bound) abandoned (of calls offered)", "\(bound) d'abandons (des appels reçus)")
    case .occupancy: return say("occupancy \(bound)", "occupation \(bound)")
    }
  }

  private func simulated(_ result: CommitmentResult) -> [String] {
    guard let kept = result.kept, let all = result.allKept else {
      return [say("no calls", "aucun appel")]
    }
    let value = result.value.map { figure($0.value, result.commitment.measure) } ?? "–"
    let title = say("simulated \(value), kept ", "simulé : \(value), tenu ")
    let share = language.number(100 * kept.value, decimals: 1)
    let samples = language.number(100 * all.value, decimals: 1)
    let inSamples = say("in \(samples) % of samples", "dans \(samples) % des échantillons")
    if result.commitment.over == .week && result.spans.count == 1 { return [title + inSamples] }
    let spans =
      switch result.commitment.over {
      case .interval: say("by \(share) % of intervals", "par \(share) % des intervalles")
      case .day: say("by \(share) % of days", "par \(share) % des jours")
      case .week: say("by \(share) % of weeks", "par \(share) % des semaines")
      }
    let together = kept.value < 1 ? say(", by all of them ", ", par tous ") + inSamples : ""
    return [title + spans + together] + worst(result)
  }

  private func worst(_ result: CommitmentResult) -> [String] {
    // Where every span is kept always there is no worst.
    guard let span = result.worst, span.kept.value < 1 else { return [] }
    let from = zone.local(span.from)
    let when =
      switch result.commitment.over {
      case .interval: "\(language.day(from.day)) \(from.minute.clock)"
      case .day: language.day(from.day)
      case .week: say("week of ", "semaine du ") + language.day(from.day)
      }
    let share = language.number(100 * span.kept.value, decimals: 1)
    let value = span.value.map { figure($0, result.commitment.measure) } ?? "–"
    return [
      say(
        "worst \(when): \(value), kept in \(share) % of samples",
        "au pire \(when) : \(value), tenu dans \(share) % des échantillons")
    ]
  }

  private func figure(_ value: Double, _ measure: Commitment.Measure) -> String {
    if measure.isSeconds {
      return language.number(min(value, 1e9), decimals: value < 100 ? 1 : 0) + " s"
    }
    return language.number(100 * value, decimals: 1) + " %"
  }

  /// The text in lines of at most 80 columns, broken at spaces but those before a unit or a French colon;
  /// a longer word is cut.
  private func wrapped(_ text: String, indent: Int) -> [String] {
    let width = 80
    let margin = String(repeating: " ", count: indent)
    var lines: [String] = []
    var line = margin
    var words: [Substring] = []
    for word in text.split(separator: " ") {
      if !words.isEmpty, ["%", "%,", "s", "s,", ":"].contains(word) {
        words[words.count - 1] += " " + word
      } else {
        words.append(word)
      }
    }
    for word in words {
      let room = width - indent - 4
      let word = word.count > room ? word.prefix(room - 1) + "…" : word
      if line.count > margin.count, line.count + 1 + word.count > width {
        lines.append(line)
        line = margin + "    "
      } else if line.count > margin.count {
        line += " "
      }
      line += word
    }
    return lines + [line]
  }
}
