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
    let seen = calls.map { !$0.isNaN }
    let update = DayUpdate(
      past: pastDays(), seen: seen, cut: cut, slotMinutes: matrix.slotMinutes)
    let row = matrix.place(LocalMoment(day: now.day, minute: 0)).row
    let isSpecial =
      series.calendar.special.indices.contains(row)
      && series.calendar.special[row] != nil
    let factors = update.factors(
      calls: calls, forecast: forecast, extra: isSpecial ? specialDays.spread : 0)

    let first = moments.firstIndex { $0.minute / matrix.slotMinutes >= cut } ?? moments.count
    var rest = morning.from(first)
    for (index, moment) in moments[first...].enumerated() {
      rest.update(
        at: index, factor: factors[moment.minute / matrix.slotMinutes],
        narrowing: seen.contains(true) ? update.narrowing : 1)
    }
    let places = calls.indices.filter { seen[$0] }
    let soFar = places.reduce(0) { $0 + calls[$1] }
    rest.notes = [note(update, now: now, isKnown: !places.isEmpty)] + morning.notes
    return IntradayForecast(
      starts: Array(starts[first...]), forecast: rest, morning: Array(morning.mean[first...]),
      soFar: soFar, expectedSoFar: places.reduce(0) { $0 + forecast[$1] })
  }

  private func note(_ update: DayUpdate, now: LocalMoment, isKnown: Bool) -> String {
    let time = now.minute.clock
    guard isKnown else {
      return "No rows of \(now.day) before \(time): the figures of this morning stand."
    }
    guard update.dayCount >= DayUpdate.leastDays else {
      return "Only \(update.dayCount) past days tell what a day until \(time) says of its rest: "
        + "the figures of this morning stand."
    }
    guard update.slope > 0 else {
      return "In \(update.dayCount) past days what came before \(time) said nothing of the rest: "
        + "the figures of this morning stand."
    }
    let recent =
      update.memory.isFinite ? ", the last \(Int(update.memory)) hours counting most," : ""
    let fading =
      update.fading.isFinite ? ", and half of that \(Int(update.fading)) hours later" : ""
    return
      "In \(update.dayCount) past days, one 10 % above its forecast until \(time)\(recent) was "
      + "\(Int((10 * update.slope).rounded())) % above it just after\(fading)."
  }
}

extension QueueForecast {
  /// The intervals from one on.
  func from(_ first: Int) -> QueueForecast {
    QueueForecast(
      queue: queue, mean: Array(mean[first...]), low80: Array(low80[first...]),
      high80: Array(high80[first...]), low95: Array(low95[first...]),
      high95: Array(high95[first...]), handleTime: Array(handleTime[first...]),
      handleTimeVariation: handleTimeVariation, scatter: scatter?.from(first))
  }

  /// Multiplies an interval's calls; its limits come closer to the mean by `narrowing`.
  fileprivate mutating func update(at index: Int, factor: Double, narrowing: Double) {
    let before = mean[index]
    let after = before * factor
    mean[index] = after
    func limit(_ value: Double) -> Double {
      before > 0 ? max(0, after + (value - before) * factor * narrowing) : value
    }
    scatter?.rateSpread[index] *= narrowing
    scatter?.daySpread[index] *= narrowing
    low80[index] = limit(low80[index])
    high80[index] = limit(high80[index])
    low95[index] = limit(low95[index])
    high95[index] = limit(high95[index])
  }
}
