internal import Interchange
package import Workforce

/// The overrides of a forecast as a person reads them.
package struct OverrideText {
  private let forecast: Forecast
  private let language: Language

  package init(_ forecast: Forecast, language: Language = .english) {
    self.forecast = forecast
    self.language = language
  }

  /// One line for each override:
  /// `support Tue 24 Nov 09:00–12:00: 420 calls by hand (model 365): trade fair`.
  package var lines: [String] {
    forecast.queues.flatMap { queue in (queue.byHand?.applied ?? []).map(line) }
  }

  private func line(_ applied: HandFigures.Applied) -> String {
    let override = applied.override
    let french = language == .french
    let number = { (calls: Double) in
      language.number(calls, decimals: calls < 10 && calls != calls.rounded() ? 1 : 0)
    }
    var model = (french ? "modèle " : "model ") + number(applied.model)
    if case .factor(let factor) = override.figure {
      model += " × " + language.number(factor, decimals: 2)
    }
    var text =
      "\(override.queue) \(span(override)): \(number(applied.calls)) "
      + (french ? "appels à la main" : "calls by hand") + " (\(model))"
    if let seconds = override.handleTime {
      text += ", \(number(seconds)) s " + (french ? "par appel" : "a call")
    }
    if !applied.isWhole {
      text += french ? ", pour la part de cette période" : ", for the part in this period"
    }
    return text + (french ? " : " : ": ") + override.reason
  }

  /// `Tue 24 Nov`, `Tue 24 Nov–Thu 26 Nov`, `Tue 24 Nov 09:00–12:00` or
  /// `Tue 24 Nov 09:00–Wed 25 Nov 12:00`.
  private func span(_ override: ForecastOverride) -> String {
    let zone = forecast.period.zone
    let from = zone.local(override.from)
    let to = zone.local(override.to)
    let last = zone.local(override.to - 1).day
    let first = language.day(from.day)
    if from.minute == 0 && to.minute == 0 {
      return first + (last == from.day ? "" : "–\(language.day(last))")
    }
    // Midnight belongs to the evening that it ends.
    let end =
      to.day == from.day
      ? to.minute.clock
      : last == from.day ? "24:00" : "\(language.day(to.day)) \(to.minute.clock)"
    return "\(first) \(from.minute.clock)–\(end)"
  }
}
