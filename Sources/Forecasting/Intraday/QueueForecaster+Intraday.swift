internal import Workforce

extension QueueForecaster {
  /// Days of the past on which an update is judged.
  private static let updateDays = 56
  /// Days before which no forecast of a past day is made.
  private static let leastTraining = 14

  /// The last normal days with what would have been forecast for each at its midnight.
  func pastDays() -> [DayUpdate.PastDay] {
    let slots = matrix.slots
    let rows = (Self.leastTraining..<max(Self.leastTraining, matrix.dayCount))
      .filter { series.isNormal[$0] }.suffix(Self.updateDays)
    return rows.map { row in
      var forecast = Array(repeating: 0.0, count: slots)
      for (model, weight) in zip(combination.models, combination.weights) where weight > 1e-9 {
        let alone = model.forecast(origin: row, days: row..<row + 1)
        for slot in 0..<slots { forecast[slot] += weight * alone[slot] }
      }
      return DayUpdate.PastDay(
        calls: Array(matrix.calls[row * slots..<(row + 1) * slots]), forecast: forecast)
    }
  }

  /// The rest of a day after its forecast of the morning and the rows that have come since.
  ///
  /// - Parameters:
  ///   - morning: the day's forecast made from the rows before it, one value for each of `moments`.
  ///   - records: rows of the queue; those of intervals that have not ended by `now` are not looked at.
  func rest(
    of morning: QueueForecast, moments: [LocalMoment], starts: [Instant],
    records: [CallHistory.Record], opening: Opening?, now: LocalMoment
  ) -> IntradayForecast {
    let today = CallMatrix(
      records: records.filter {
        $0.start.day == now.day && $0.start.minute + matrix.sourceMinutes <= now.minute
      }, opening: opening, slotMinutes: matrix.slotMinutes,
      end: LocalMoment(day: now.day + 1, minute: 0), maximumDays: 1)
    let cut = now.minute / matrix.slotMinutes
    var calls = Array(repeating: Double.nan, count: matrix.slots)
    if today.dayCount == 1 {
      for slot in 0..<cut { calls[slot] = today.calls[slot] }
    }
    // Of an hour that autumn repeats, the slot has the mean, as the history's has.
    var (sums, counts) = (calls.map { _ in 0.0 }, calls.map { _ in 0.0 })
    for (index, moment) in moments.enumerated() {
      sums[moment.minute / matrix.slotMinutes] += morning.mean[index]
      counts[moment.minute / matrix.slotMinutes] += 1
    }
    let forecast = zip(sums, counts).map { $1 > 0 ? $0 / $1 : 0 }
    let known = calls.indices.filter { !calls[$0].isNaN }
    let soFar = known.reduce(0) { $0 + calls[$1] }
    let expectedSoFar = known.reduce(0) { $0 + forecast[$1] }
    let silence = Silence(calls: calls, forecast: forecast)
    if let silence {
      for slot in silence.first..<cut { calls[slot] = .nan }
    }
    let seen = calls.map { !$0.isNaN }
    let isKnown = seen.contains(true)
    let update = DayUpdate(
      past: pastDays(), seen: seen, cut: cut, slotMinutes: matrix.slotMinutes)
    let row = matrix.place(LocalMoment(day: now.day, minute: 0)).row
    let isSpecial =
      series.calendar.special.indices.contains(row)
      && series.calendar.special[row] != nil
    let extra = isSpecial ? specialDays.spread : 0
    let factors = update.factors(calls: calls, forecast: forecast, extra: extra)

    let first = moments.firstIndex { $0.minute / matrix.slotMinutes >= cut } ?? moments.count
    var rest = morning.from(first)
    let narrowing = isKnown && update.slope > 0 ? update.narrowing : 1
    for (index, moment) in moments[first...].enumerated() {
      rest.update(
        at: index, factor: factors[moment.minute / matrix.slotMinutes], narrowing: narrowing)
    }
    let end = known.last.map { ($0 + 1) * matrix.slotMinutes }
    var notes: [String] = []
    if let silence {
      notes.append(
        "No calls at all since \((silence.first * matrix.slotMinutes).clock) although "
          + "\(Int(silence.expected.rounded())) were expected: is the line or the export down? "
          + "That time moves nothing.")
    }
    // Where the rows end, unless the queue is closed from then on.
    if let end, end + matrix.sourceMinutes <= now.minute,
      forecast[(end / matrix.slotMinutes)..<cut].contains(where: { $0 > 0 })
    {
      notes.append(
        "The rows of \(now.day) end at \(end.clock): what came until then is used.")
    }
    let rule = Rule(
      update: update, finding: update.finding(calls: calls, forecast: forecast, extra: extra),
      carried: forecast[cut...].reduce(0, +) > 0
        ? zip(update.fades[cut...], forecast[cut...]).reduce(0) { $0 + $1.0 * $1.1 }
          / forecast[cut...].reduce(0, +) : 0,
      until: calls.lastIndex { !$0.isNaN }.map { ($0 + 1) * matrix.slotMinutes },
      before: morning.mean[first...].reduce(0, +), after: rest.mean.reduce(0, +))
    rest.notes = notes + (silence != nil && !isKnown ? [] : [rule.note(now)]) + morning.notes
    return IntradayForecast(
      starts: Array(starts[first...]), forecast: rest, morning: Array(morning.mean[first...]),
      soFar: soFar, expectedSoFar: expectedSoFar)
  }
}

/// Intervals without any call up to now, too many to be chance.
private struct Silence {
  let first: Int
  let expected: Double

  /// Calls expected from which on none at all is no chance: e⁻²⁰.
  private static let leastExpected = 20.0

  init?(calls: [Double], forecast: [Double]) {
    var expected = 0.0
    var first: Int?
    for slot in calls.indices.reversed() where !calls[slot].isNaN {
      guard calls[slot] == 0 else { break }
      expected += forecast[slot]
      first = slot
    }
    guard let first, expected >= Self.leastExpected else { return nil }
    self.first = first
    self.expected = expected
  }
}

/// What was done to the rest of a day, and why.
private struct Rule {
  let update: DayUpdate
  let finding: (error: Double, share: Double)?
  /// How much of the factor is left in the rest of the day as a whole.
  let carried: Double
  /// The minute until which calls are known.
  let until: Int?
  /// Calls of the rest, this morning and now.
  let before: Double
  let after: Double

  func note(_ now: LocalMoment) -> String {
    guard let until else {
      return "No rows of \(now.day) before \(now.minute.clock): the figures of this morning stand."
    }
    let time = until.clock
    guard update.dayCount >= DayUpdate.leastDays else {
      return "Only \(update.dayCount) past days tell what a day until \(time) says of its rest: "
        + "the figures of this morning stand."
    }
    guard update.slope > 0, let finding else {
      return "In \(update.dayCount) past days what came before \(time) said nothing of the rest: "
        + "the figures of this morning stand."
    }
    let recent =
      update.memory.isFinite ? ", the last \(Int(update.memory)) hours counting most," : ""
    let fading =
      update.fading.isFinite ? ", halving every \(Int(update.fading)) hours" : ""
    let share = finding.share * carried
    let part =
      share < 0.05
      ? "\(max(1, Int((100 * share).rounded()))) in 100"
      : "\(max(1, Int((10 * share).rounded()))) in 10"
    let permille = before > 0 ? Int((1000 * (after / before - 1)).rounded()) : 0
    let moved =
      permille == 0
      ? "today hardly moves it"
      : "today moves it by \(permille > 0 ? "+" : "−")\(abs(permille) / 10).\(abs(permille) % 10) %"
    return
      "By \(update.dayCount) past days, of what is above or below until \(time)\(recent) \(part) "
      + "carries on to the rest of the day\(fading): \(moved)."
  }
}

extension QueueForecast {
  /// The intervals from one on.
  func from(_ first: Int) -> QueueForecast {
    var rest = QueueForecast(
      queue: queue, mean: Array(mean[first...]), low80: Array(low80[first...]),
      high80: Array(high80[first...]), low95: Array(low95[first...]),
      high95: Array(high95[first...]), handleTime: Array(handleTime[first...]),
      handleTimeVariation: handleTimeVariation, scatter: scatter?.from(first))
    rest.byHand = byHand?.from(first)
    return rest
  }

  /// Multiplies an interval's calls; their standard deviation as a share of the mean becomes `narrowing`
  /// of what it was at the new mean, but for the chance of a count, which knowledge does not lessen.
  ///
  ///     rate'² = narrowing² (dispersion / mean + rate²) − dispersion / mean, at least (rate / 5)²
  fileprivate mutating func update(at index: Int, factor: Double, narrowing: Double) {
    guard factor != 1 || narrowing < 1 else { return }
    let after = mean[index] * factor
    mean[index] = after
    byHand?.model[index] *= factor
    var scatter = scatter ?? .poisson(intervals: mean.count)
    let (own, day) = (scatter.rateSpread[index], scatter.daySpread[index])
    let rate = own * own + day * day
    if after > 0, rate > 0 {
      let chance = scatter.dispersion / after
      let square = narrowing * narrowing
      let kept = max(0.04, (square * (chance + rate) - chance) / rate).squareRoot()
      scatter.rateSpread[index] *= kept
      scatter.daySpread[index] *= kept
    }
    limits(scatter.count(interval: index, mean: after).limits, at: index)
    self.scatter = scatter
  }
}
