internal import Simulation
internal import Workforce

/// What callers will meet, as simulated, and whether the promises hold.
extension PlanSummary {
  /// Two lines for each queue: the level against that promised, ASA, hang-ups, the worst day.
  var quality: [String] {
    guard let result = plan.simulation else { return [] }
    let lines = result.queues.flatMap { queue in
      let more = [asa(queue), abandonment(queue), worstDay(queue)].compactMap(\.self)
      return [
        queue.queue + say(": ", " : ")
          + [level(queue), weeks(queue)].compactMap(\.self).joined(separator: ", ")
      ] + (more.isEmpty ? [] : ["  " + more.joined(separator: ", ")])
    }
    return lines.enumerated().map { label($0 == 0 ? "quality" : "") + $1 }
  }

  private func level(_ queue: QueueQuality) -> String? {
    guard let level = queue.whole.serviceLevels[queue.formula] else {
      return say("no calls", "aucun appel")
    }
    let share = percent(level.value)
    if let within = queue.work.deferrableMinutes {
      let hours = language.number(Double(within) / 60, decimals: within % 60 == 0 ? 0 : 1)
      return say("\(share) done within \(hours) h", "\(share) faits dans les \(hours) h")
    }
    guard let promised = queue.target.serviceLevel else { return nil }
    let seconds = language.number(promised.seconds, decimals: 0)
    return say(
      "\(share) in \(seconds) s (\(percent(promised.share)) promised)",
      "\(share) en \(seconds) s (\(percent(promised.share)) promis)")
  }

  private func asa(_ queue: QueueQuality) -> String? {
    // Nobody waits for work that may wait.
    if queue.work.deferrableMinutes != nil { return nil }
    return queue.whole.asa.map {
      say("ASA ", "DMR ") + language.number(min($0.value, 1e6), decimals: 0) + " s"
    }
  }

  private func abandonment(_ queue: QueueQuality) -> String? {
    guard let share = queue.whole.abandonment?.value, queue.patience != nil || share >= 0.0005
    else {
      return nil
    }
    return queue.patience != nil
      ? say("\(percent(share)) hang up", "\(percent(share)) abandonnent")
      : say(
        "\(percent(share)) not served by closing", "\(percent(share)) non servis à la fermeture")
  }

  private func worstDay(_ queue: QueueQuality) -> String? {
    let worst = queue.days.compactMap { day in
      day.serviceLevels[queue.formula].map { (day, $0.value) }
    }.min { $0.1 < $1.1 }
    guard let (day, level) = worst, queue.days.count > 1 else { return nil }
    let name = language.day(plan.period.zone.local(day.from).day)
    return say("worst ", "au pire ") + "\(percent(level)) \(name)"
  }

  /// In how many weeks the promise holds, where some are asked for.
  private func weeks(_ queue: QueueQuality) -> String? {
    guard let asked = plan.site.queues.first(where: { $0.name == queue.queue })?.assurance,
      let kept = queue.weeks.map({ 1 - $0.chanceToMiss.value }).min()
    else { return nil }
    return say(
      "kept in \(percent(kept)) of weeks (\(percent(asked)) asked)",
      "tenue \(percent(kept)) des semaines (\(percent(asked)) demandés)")
  }

  /// The centre's own commitments.
  var commitments: [String] {
    guard let result = plan.simulation else { return [] }
    return CommitmentText(result.commitments, zone: plan.period.zone, language: language).lines
  }

  /// Whether the promises hold, and what more they asked for.
  var promises: [String] {
    guard let verification = plan.verification else {
      return plan.isVerificationStopped
        ? [label("promise") + say("not verified: stopped before", "non vérifiée : arrêt avant")]
        : []
    }
    var lines = [verdict(verification)]
    for added in verification.added where added.hours > 0 {
      let hours = language.number(added.hours, decimals: 1)
      let share = percent(added.hours / max(added.plainHours, 0.1))
      lines.append(
        say(
          "\(added.queue): \(hours) h (\(share)) more than the forecast alone needs",
          "\(added.queue) : \(hours) h (\(share)) de plus que le besoin prévu seul"))
    }
    lines += verification.misses.prefix(5).map(said)
    let more = verification.misses.count - 5
    if more > 0 { lines.append(say("and \(more) days more", "et \(more) autres jours")) }
    lines += verification.rareWeeks.map { rare in
      say(
        "\(rare.queue): kept in \(percent(rare.kept)) of weeks, \(percent(rare.asked)) asked",
        "\(rare.queue) : tenu \(percent(rare.kept)) des semaines, \(percent(rare.asked)) demandés")
    }
    if !verification.isKept && verification.missingMinutes > 0 {
      let hours = language.number(Double(verification.missingMinutes) / 60, decimals: 1)
      lines.append(
        say(
          "nobody is left for \(hours) h: more agents or hours, or a smaller promise",
          "plus personne pour \(hours) h : plus d'agents ou d'heures, ou promettre moins"))
    }
    return lines.enumerated().map { label($0 == 0 ? "promise" : "") + $1 }
  }

  private func verdict(_ verification: Verification) -> String {
    let rounds = verification.rounds
    if verification.isKept {
      return rounds == 1
        ? say("kept on every day by the first roster", "tenue chaque jour dès le premier planning")
        : say(
          "kept on every day, after \(rounds) rosters",
          "tenue chaque jour, après \(rounds) plannings")
    }
    return say(
      "NOT kept, after \(rounds) roster\(rounds == 1 ? "" : "s"):",
      "NON tenue, après \(rounds) planning\(rounds == 1 ? "" : "s") :")
  }

  private func said(_ miss: Verification.Miss) -> String {
    let name = "\(miss.queue) \(language.day(miss.day))"
    guard miss.missingMinutes > 0 else {
      return name + say(": still short of it", " : encore en deçà")
    }
    let hours = language.number(Double(miss.missingMinutes) / 60, decimals: 1)
    return name
      + say(
        ": nobody left for \(hours) h required", " : plus personne pour \(hours) h requises")
  }

  private func percent(_ share: Double) -> String {
    language.number(100 * share, decimals: 1) + " %"
  }
}
