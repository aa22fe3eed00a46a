package import Forecasting
internal import Workforce

/// A backtest as a manager reads it: a table and what it says, within 80 columns.
package struct BacktestText {
  private let backtest: Backtest
  private let language: Language
  /// Models that differ in their settings only are shown once, as the closest of them, unless all are.
  private let showsAll: Bool

  package init(_ backtest: Backtest, language: Language, showsAll: Bool = false) {
    self.backtest = backtest
    self.language = language
    self.showsAll = showsAll
  }

  private static let width = 80
  private static let nameWidth = 19
  private static let widths = [6, 6, 6, 6, 7, 6, 6, 6, 6, 6]

  /// What the columns are, once for all tables.
  package static func legend(_ language: Language) -> [String] {
    switch language {
    case .english:
      [
        "WAPE: calls by which the forecast was off, in % of all calls, by interval, day",
        "and period; bias: the same with its sign; MASE: error against repeating the",
        "week before (1 is no better); wQL: loss of the quantiles, in % of all calls;",
        "80 %, 95 %: how often the calls lay within the limits, in %; ms: milliseconds",
        "for a period; share: the model's weight in the forecast, in %.",
      ]
    case .french:
      [
        "WAPE : appels d'écart, en % de tous les appels, par intervalle, jour et",
        "période ; biais : le même avec son signe ; MASE : écart rapporté à celui de la",
        "semaine précédente répétée (1 : pas mieux) ; wQL : perte des quantiles, en % de",
        "tous les appels ; 80 %, 95 % : fréquence des appels dans les limites, en % ;",
        "ms : millisecondes par période ; part : poids du modèle, en %.",
      ]
    }
  }

  /// The lines to print.
  package var lines: [String] {
    guard let verdict = BacktestVerdict(backtest) else {
      return wrapped(
        say(
          "\(backtest.queue): no open interval of the latest weeks has calls and an earlier week to "
            + "compare with.",
          "\(backtest.queue) : aucun intervalle ouvert des dernières semaines n'a d'appels et de "
            + "semaine précédente à comparer."))
    }
    if backtest.calls == 0 {
      return wrapped(
        say(
          "\(backtest.queue): no calls came in the \(verdict.periods) periods compared.",
          "\(backtest.queue) : aucun appel pendant les \(verdict.periods) périodes comparées."))
    }
    var lines = wrapped(heading) + [""] + [line("", headers)]
    var kind = Backtest.Row.Kind.forecast
    for row in showsAll ? backtest.rows : backtest.bestOfEachFamily {
      if row.kind != kind { lines += ["", title(row.kind)] }
      kind = row.kind
      // A long name takes lines of its own above its figures.
      let names = wrapped(name(row), width: Self.nameWidth)
      lines += names.dropLast()
      lines.append(line(names.last ?? "", cells(row)))
    }
    return lines + [""] + wrapped(sentence(verdict))
  }

  private func say(_ english: String, _ french: String) -> String {
    language == .english ? english : french
  }

  private var heading: String {
    let count = backtest.origins.count
    let from = backtest.origins.last!
    let to = backtest.origins[0] + (backtest.horizon - 1)
    let dates = "\(language.day(from)) \(from.date.year)"
    let end = "\(language.day(to)) \(to.date.year)"
    let intervals = language.number(Double(backtest.intervals), decimals: 0)
    return say(
      "\(backtest.queue): \(count) periods of \(backtest.horizon) days, \(dates) to \(end), each "
        + "forecast from what lay before it; \(intervals) intervals compared",
      "\(backtest.queue) : \(count) périodes de \(backtest.horizon) jours, du \(dates) au \(end), "
        + "chacune prévue à partir de ce qui précède ; \(intervals) intervalles comparés")
  }

  private var headers: [String] {
    let period = backtest.horizon == 7 ? say("week", "sem.") : say("all", "tout")
    return [
      say("share", "part"), "WAPE", say("day", "jour"), period, say("bias", "biais"), "MASE", "wQL",
      "80 %", "95 %", "ms",
    ]
  }

  private func title(_ kind: Backtest.Row.Kind) -> String {
    switch kind {
    case .forecast: ""
    case .reference: say("by hand:", "à la main :")
    case .model:
      showsAll
        ? say("the models joined in it:", "les modèles réunis :")
        : say(
          "the models joined in it, the closest of each kind:",
          "les modèles réunis, le plus proche de chaque sorte :")
    }
  }

  private func cells(_ row: Backtest.Row) -> [String] {
    let found = row.accuracy
    return [
      row.weight.map { number(100 * $0, 0) } ?? "",
      number(100 * found.wape, 2), number(100 * found.wapeDay, 2),
      number(100 * found.wapePeriod, 2), (found.bias > 0 ? "+" : "") + number(100 * found.bias, 2),
      found.mase.map { number($0, 2) } ?? "–",
      found.quantileLoss.map { number(100 * $0, 2) } ?? "–",
      found.coverage80.map { number(100 * $0, 1) } ?? "–",
      found.coverage95.map { number(100 * $0, 1) } ?? "–", number(1000 * row.seconds, 1),
    ]
  }

  /// A number of at most five characters where it is below 100,000; no thousands are set apart.
  private func number(_ value: Double, _ decimals: Int) -> String {
    let size = abs(value)
    if size >= 999.5 { return "\(Int(min(value, 1e9).rounded()))" }
    return language.number(value, decimals: size >= 99.995 ? min(decimals, 1) : decimals)
  }

  private func line(_ name: String, _ cells: [String]) -> String {
    zip(cells, Self.widths).reduce(padded(name)) { line, cell in
      line + String(repeating: " ", count: max(1, cell.1 - cell.0.count)) + cell.0
    }
  }

  private func padded(_ name: String) -> String {
    name + String(repeating: " ", count: max(0, Self.nameWidth - name.count))
  }

  private func name(_ row: Backtest.Row) -> String {
    guard language == .french else { return row.model }
    if row.kind == .forecast { return "prévision" }
    guard row.kind == .reference,
      let reference = NaiveReference.allCases.first(where: { $0.name == row.model })
    else { return row.model }
    return switch reference {
    case .lastWeek: "dernière semaine"
    case .fourWeeks: "moyenne 4 semaines"
    case .eightWeeks: "moyenne 8 semaines"
    case .weighted: "pondérée 4-3-2-1"
    }
  }

  private func sentence(_ verdict: BacktestVerdict) -> String {
    let own = language.percent(verdict.forecast.accuracy.wape)
    let count = "\(verdict.wins)"
    let periods = "\(verdict.periods)"
    let unit = backtest.horizon == 7 ? say("weeks", "semaines") : say("periods", "périodes")
    var compared: String
    if let gain = verdict.gain {
      let share = language.number(abs(100 * gain), decimals: 0) + " %"
      compared =
        gain >= 0
        ? say("\(share) less than", "\(share) de moins que")
        : say("\(share) more than", "\(share) de plus que")
    } else {
      compared = say("against no error of", "contre aucun écart de")
    }
    compared += say(
      " last week repeated, and closer than it in \(count) of \(periods) \(unit).",
      " la dernière semaine répétée, et plus près qu'elle \(count) fois sur \(periods) \(unit).")
    if verdict.best.kind == .forecast {
      return say(
        "The forecast did best: \(own) of the calls off, \(compared)",
        "La prévision a fait le mieux : \(own) d'écart, \(compared)")
    }
    let best = language.percent(verdict.best.accuracy.wape)
    let name = name(verdict.best)
    return say(
      "In hindsight, “\(name)” alone did best (\(best), in \(verdict.bestWins) of \(periods) \(unit) "
        + "closer than the forecast); the forecast was off by \(own) of the calls, \(compared)",
      "Après coup, « \(name) » seul a fait le mieux (\(best), plus près que la prévision "
        + "\(verdict.bestWins) fois sur \(periods) \(unit)) ; la prévision s'est écartée de \(own), "
        + compared)
  }

  private func wrapped(_ text: String, width: Int = Self.width) -> [String] {
    var lines: [String] = []
    var line = ""
    // Only common spaces part words: the narrow ones inside numbers do not.
    for word in text.split(separator: " ") {
      if !line.isEmpty && line.count + 1 + word.count > width {
        lines.append(line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    return lines + [line]
  }
}
