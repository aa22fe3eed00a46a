package import Simulation
internal import Workforce

/// A simulation as a manager reads it: a table by queue and day, within 80 columns.
package struct SimulationText {
  private let result: SimulationResult
  private let language: Language
  private let assumptions: SimulationRun.Assumptions
  /// Cents for an hour of waiting, or nil where it is not priced.
  private let waitingPrice: Double?

  package init(
    _ result: SimulationResult, assumptions: SimulationRun.Assumptions, language: Language,
    waitingPrice: Double? = nil
  ) {
    self.result = result
    self.assumptions = assumptions
    self.language = language
    self.waitingPrice = waitingPrice
  }

  private static let nameWidth = 14
  private static let widths = [8, 8, 16, 8, 8, 8, 9]

  /// The lines to print.
  package var lines: [String] {
    let many = result.samples == 1 ? "" : "s"
    let number = language.number(Double(result.calls), decimals: 0)
    let calls =
      result.queues.allSatisfy { $0.work == .calls }
      ? say("\(number) calls", "\(number) appels")
      : say("\(number) calls, chats and tasks", "\(number) appels, chats et tâches")
    return [
      say(
        "\(result.samples) sample\(many), \(calls); limits hold with 95 % confidence",
        "\(result.samples) échantillon\(many), \(calls) ; limites sûres à 95 %")
    ] + assumed + (result.queues + [result.together].compactMap(\.self)).flatMap(table)
      + commitments + overloads
  }

  private func say(_ english: String, _ french: String) -> String {
    language == .english ? english : french
  }

  /// What the figures rest on, as far as the site does not say it.
  private var assumed: [String] {
    guard assumptions.absence > 0 else { return [] }
    let absence = percent(assumptions.absence, 1)
    return [
      say("Assumed: \(absence) of shifts missed", "Hypothèse : \(absence) de vacations manquées")
    ]
  }

  /// How a queue's callers and agents behave.
  private func behaviour(_ queue: QueueQuality) -> String {
    if queue.work.deferrableMinutes != nil {
      return say("done when nobody waits", "fait quand personne n'attend") + pause(queue)
    }
    let patience =
      queue.patience.map {
        say("callers wait \(number($0, 0)) s on average", "patience moyenne \(number($0, 0)) s")
      }
      ?? say(
        "nobody hangs up; abandoned is who is not served by closing",
        "personne ne raccroche ; aband. : non servis à la fermeture")
    var chats = ""
    if case .chat(let concurrency, _) = queue.work, concurrency > 1 {
      chats = say(", \(concurrency) chats at once", ", \(concurrency) chats à la fois")
    }
    return patience + chats + pause(queue)
  }

  private func pause(_ queue: QueueQuality) -> String {
    guard queue.pause > 0 else { return "" }
    let pause = number(queue.pause, 0)
    return queue.work == .calls
      ? say(", \(pause) s between calls", ", \(pause) s entre appels")
      : say(", \(pause) s after each", ", \(pause) s après chacun")
  }

  private func table(_ queue: QueueQuality) -> [String] {
    let title = promise(queue)
    let mayWait = queue.work.deferrableMinutes != nil
    let headers = [
      say("offered", "reçus"),
      mayWait ? say("in time", "à temps") : say("level", "niveau"), say("limits", "limites"),
      mayWait ? say("mean h", "moy. h") : say("ASA s", "DMR s"),
      mayWait ? say("overdue", "retard") : say("aband.", "aband."), say("occup.", "occup."),
      say("may miss", "risque"),
    ]
    return ["", title] + (queue.queue.isEmpty ? [] : ["  " + behaviour(queue)])
      + [line("", headers)]
      + queue.days.map {
        line(language.day(result.period.zone.local($0.from).day), cells($0, queue))
      }
      + (queue.weeks.count > 1
        ? queue.weeks.map {
          line(weekName(result.period.zone.local($0.from).day), cells($0, queue))
        } : [])
      + [line(say("whole", "ensemble"), cells(queue.whole, queue))] + waiting(queue)
  }

  /// What a queue promises, in words.
  private func promise(_ queue: QueueQuality) -> String {
    let colon = say(": ", " : ")
    if queue.queue.isEmpty {
      let all =
        result.queues.contains { $0.work.deferrableMinutes != nil }
        ? say("All queues in which somebody waits", "Toutes les files où l'on attend")
        : say("All queues", "Toutes les files")
      return all + colon + said(queue)
    }
    if let within = queue.work.deferrableMinutes {
      let hours = number(Double(within) / 60, within % 60 == 0 ? 0 : 1)
      return queue.queue + colon
        + say("all done within \(hours) h of coming in", "tout fait dans les \(hours) h")
    }
    let target = queue.target
    var parts: [String] = []
    if let level = target.serviceLevel {
      let seconds = number(level.seconds, 0)
      let share = percent(level.share, 1)
      parts.append(
        say("\(share) in \(seconds) s promised", "\(share) en \(seconds) s promis")
          + " (\(said(queue)))")
    }
    if let most = target.maximumASA {
      parts.append(say("ASA at most ", "DMR au plus ") + number(most, 0) + " s")
    }
    if let most = target.maximumAbandonment {
      parts.append(say("abandoned at most ", "abandons au plus ") + percent(most, 1))
    }
    return queue.queue + colon + parts.joined(separator: ", ")
  }

  private func weekName(_ day: Day) -> String {
    say("week of ", "sem. ") + day.description.suffix(5)
  }

  private func cells(_ span: SpanQuality, _ queue: QueueQuality) -> [String] {
    let level = span.serviceLevels[queue.formula]
    let mayWait = queue.work.deferrableMinutes != nil
    return [
      language.number(span.offered.value, decimals: 0), level.map { percent($0.value, 1) } ?? "–",
      level.map {
        $0.high - $0.low < 1
          ? "\(number(100 * $0.low, 1))–\(number(100 * $0.high, 1)) %" : "–"
      } ?? "–",
      span.asa.map {
        mayWait ? number($0.value / 3600, 1) : number($0.value, $0.value < 100 ? 1 : 0)
      } ?? "–",
      mayWait
        ? number(span.backlog, 1) : span.abandonment.map { percent($0.value, 1) } ?? "–",
      // Who has the skill may work elsewhere while the queue is closed; that is not its occupancy.
      span.offered.value > 0 ? span.occupancy.map { percent($0.value, 1) } ?? "–" : "–",
      span.offered.value > 0 ? percent(span.chanceToMiss.value, 0) : "–",
    ]
  }

  private func waiting(_ queue: QueueQuality) -> [String] {
    if queue.work.deferrableMinutes != nil {
      let longest = number(queue.whole.longestWait.value / 3600, 1)
      let backlog = number(queue.whole.backlog, 1)
      return [
        say(
          "Longest time until done \(longest) h; \(backlog) overdue and not done",
          "Délai le plus long \(longest) h ; \(backlog) en retard et non faits")
      ]
    }
    let longest = language.number(queue.whole.longestWait.value, decimals: 0)
    let hours = number(queue.whole.waitingSeconds.value / 3600, 1)
    let cost = waitingPrice.map {
      say(", costing ", ", coût ")
        + language.euros(Int(queue.whole.waitingCost(perHour: $0).value.rounded()))
    }
    return [
      say(
        "Longest wait \(longest) s; \(hours) h waited in all\(cost ?? "")",
        "Attente la plus longue \(longest) s ; \(hours) h d'attente en tout\(cost ?? "")")
    ]
  }

  private var commitments: [String] {
    let lines = CommitmentText(
      result.commitments, zone: result.period.zone, language: language
    ).lines
    return lines.isEmpty ? [] : [""] + lines
  }

  private var overloads: [String] {
    let most = 5
    let told = result.overloads.prefix(most).map { overload in
      let names = overload.queues.joined(separator: " + ")
      let zone = result.period.zone
      let (from, to) = (zone.local(overload.from), zone.local(overload.to))
      let end = to.day == from.day ? to.minute.clock : "\(language.day(to.day)) \(to.minute.clock)"
      let when = "\(language.day(from.day)) \(from.minute.clock)–\(end)"
      let (needed, present) = (number(overload.needed, 1), number(overload.present, 1))
      return say(
        "  \(names) \(when): \(needed) h of calls, \(present) h of agents",
        "  \(names) \(when) : \(needed) h d'appels, \(present) h d'agents")
    }
    let more = result.overloads.count - told.count
    let rest =
      more > 0
      ? [say("  and \(more) more", "  et \(more) autres")]
      : []
    let title = say(
      "More work than the agents there can do:",
      "Plus de travail que les agents n'en peuvent faire :")
    return told.isEmpty ? [] : ["", title] + told + rest
  }

  private func said(_ queue: QueueQuality) -> String {
    language.words(queue.formula)
  }

  private func number(_ value: Double, _ decimals: Int) -> String {
    language.number(min(value, 1e9), decimals: decimals)
  }

  private func percent(_ share: Double, _ decimals: Int) -> String {
    number(100 * share, decimals) + " %"
  }

  private func line(_ name: String, _ cells: [String]) -> String {
    let padded = name + String(repeating: " ", count: max(0, Self.nameWidth - name.count))
    return zip(cells, Self.widths).reduce(padded) { line, cell in
      line + String(repeating: " ", count: max(1, cell.1 - cell.0.count)) + cell.0
    }
  }
}
