internal import Workforce

extension QueueForecaster {
  /// What a rehearsal is made from.
  struct Rehearsal: Sendable {
    var setting: Setting
    var records: [CallHistory.Record]
    var slotMinutes: Int
    /// The first reading that is not history; the latest period ends here.
    var end: LocalMoment
    /// How many origins, a week apart; fewer where the history does not reach back.
    var weeks: Int
    var days: Int
    var threads = 1
    /// Whether calls are taken at a reading; others are not compared.
    var isOpen: @Sendable (LocalMoment) -> Bool = { _ in true }
    /// Told after each origin, from any thread.
    var step: @Sendable () -> Void = {}
  }

  /// The whole forecast rehearsed on the past: at each of some weekly origins everything is chosen and
  /// fitted anew from what lay before, special days included, and compared with the calls that came.
  ///
  /// References and the models alone are compared on the same intervals: those that are open, have calls,
  /// and have some in an earlier week. Models get the same corrections for special days as the whole.
  ///
  /// - Throws: ``ForecastError`` where not even the latest period has history enough before it.
  static func rehearse(_ rehearsal: Rehearsal) throws(ForecastError) -> Backtest {
    let days = rehearsal.days
    let matrix = CallMatrix(
      records: rehearsal.records, opening: rehearsal.setting.opening,
      slotMinutes: rehearsal.slotMinutes, end: rehearsal.end,
      maximumDays: maximumDays + 7 * rehearsal.weeks + days)
    let past = PastCalls(matrix, where: rehearsal.isOpen)
    let results = concurrentMap(rehearsal.weeks, threads: rehearsal.threads) {
      week -> Result<RehearsalTrial, ForecastError> in
      defer { rehearsal.step() }
      let start = LocalMoment(
        day: rehearsal.end.day - days - 7 * week, minute: rehearsal.end.minute)
      do throws(ForecastError) {
        return .success(try trial(rehearsal, from: start, past: past))
      } catch {
        return .failure(error)
      }
    }
    var trials = [try results[0].get()]
    for result in results.dropFirst() {
      guard case .success(let trial) = result else { break }
      trials.append(trial)
    }
    trials.removeAll { $0.actual.isEmpty }
    let scale = trials.last.flatMap {
      past.naiveError(before: LocalMoment(day: $0.origin, minute: rehearsal.end.minute))
    }
    return Backtest(
      queue: rehearsal.setting.name, origins: trials.map(\.origin), horizon: days,
      intervals: trials.reduce(0) { $0 + $1.actual.count },
      calls: trials.reduce(0) { $0 + $1.actual.reduce(0, +) },
      rows: RehearsalTrial.rows(trials, naiveError: scale))
  }

  private static func trial(
    _ rehearsal: Rehearsal, from start: LocalMoment, past: PastCalls
  ) throws(ForecastError) -> RehearsalTrial {
    let clock = ContinuousClock()
    let begin = clock.now
    let forecaster = try QueueForecaster(
      rehearsal.setting, records: rehearsal.records, slotMinutes: rehearsal.slotMinutes,
      start: start, days: rehearsal.days)
    let isReady = clock.now
    var moments: [LocalMoment] = []
    var actual: [Double] = []
    var means = NaiveReference.allCases.map { _ in [Double]() }
    for index in 0..<rehearsal.days * 1440 / rehearsal.slotMinutes {
      let minute = start.minute + index * rehearsal.slotMinutes
      let moment = LocalMoment(day: start.day + minute / 1440, minute: minute % 1440)
      guard let calls = past[moment] else { continue }
      let expected = NaiveReference.allCases.compactMap {
        $0.forecast(moment, from: past.first, before: start, calls: past)
      }
      guard expected.count == NaiveReference.allCases.count else { continue }
      moments.append(moment)
      actual.append(calls)
      for (row, value) in expected.enumerated() { means[row].append(value) }
    }
    let isReferred = clock.now
    let found = forecaster.forecast(at: moments, isStaffed: moments.map { _ in true })
    var columns = [
      RehearsalTrial.Column(
        kind: .forecast, name: "forecast",
        seconds: (isReady - begin + (clock.now - isReferred)) / .seconds(1), means: found.mean,
        limits: moments.indices.map {
          [found.low95[$0], found.low80[$0], found.high80[$0], found.high95[$0]]
        })
    ]
    let each = (isReferred - isReady) / .seconds(NaiveReference.allCases.count)
    for (reference, means) in zip(NaiveReference.allCases, means) {
      columns.append(
        RehearsalTrial.Column(
          kind: .reference, name: reference.name, seconds: each, means: means))
    }
    columns += forecaster.models(at: moments, whole: found.mean)
    return RehearsalTrial(
      origin: start.day, actual: actual, days: moments.map { $0.day - start.day },
      columns: columns)
  }

  /// The models alone at `moments`, each with what special days and events do to `whole`, the forecast of
  /// all of them joined.
  private func models(at moments: [LocalMoment], whole: [Double]) -> [RehearsalTrial.Column] {
    let days = matrix.dayCount..<series.calendar.count
    let normal = combination.forecast(days: days)
    let places = moments.map { moment in
      let (row, slot) = matrix.place(moment)
      return (row - days.lowerBound) * matrix.slots + slot
    }
    let factors = zip(places, whole).map { place, mean in
      normal[place] > 0 ? mean / normal[place] : 1
    }
    return combination.parts(days: days).map { part in
      RehearsalTrial.Column(
        kind: .model, name: part.name, family: part.family, weight: part.weight,
        seconds: part.seconds, means: zip(places, factors).map { part.forecast[$0] * $1 })
    }
  }
}
