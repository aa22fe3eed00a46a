internal import Workforce

extension QueueForecaster {
  /// The whole forecast rehearsed on the past: at each of some weekly origins everything is chosen and
  /// fitted anew from what lay before, special days included, and compared with the calls that came.
  ///
  /// The second row of the table is the same interval of the week before, for comparison.
  ///
  /// - Parameters:
  ///   - end: the first reading that is not history; the latest period ends here.
  ///   - weeks: how many origins; fewer where the history does not reach back.
  /// - Throws: ``ForecastError`` where not even the latest period has history enough before it.
  static func rehearsal(
    _ setting: Setting, records: [CallHistory.Record], slotMinutes: Int, end: LocalMoment,
    weeks: Int, days: Int
  ) throws(ForecastError) -> Backtest {
    let past = CallMatrix(
      records: records, opening: setting.opening, slotMinutes: slotMinutes, end: end,
      maximumDays: maximumDays + 7 * weeks + days)
    var table = Backtest(queue: setting.name, origins: [], horizon: days, rows: [])
    var (forecasts, repeats) = ([Accuracy.Point](), [Accuracy.Point]())
    for week in 0..<weeks {
      let origin = past.dayCount - days - 7 * week
      let start = LocalMoment(day: past.firstDay + origin, minute: end.minute)
      let forecaster: QueueForecaster
      do throws(ForecastError) {
        forecaster = try QueueForecaster(
          setting, records: records, slotMinutes: slotMinutes, start: start, days: days)
      } catch {
        if week == 0 { throw error }
        break
      }
      table.origins.append(start.day)
      var places: [Int] = []
      for row in max(0, origin)..<max(0, origin + days) {
        for slot in 0..<past.slots where !past.calls[row * past.slots + slot].isNaN {
          places.append(row * past.slots + slot)
        }
      }
      let moments = places.map { place in
        let minute = past.dayStart + place % past.slots * slotMinutes
        return LocalMoment(
          day: past.firstDay + place / past.slots + minute / 1440, minute: minute % 1440)
      }
      let found = forecaster.forecast(at: moments, isStaffed: moments.map { _ in true })
      for (index, place) in places.enumerated() {
        let day = place / past.slots - origin
        let actual = past.calls[place]
        forecasts.append(
          Accuracy.Point(
            origin: week, day: day, actual: actual, mean: found.mean[index],
            limits: [
              found.low95[index], found.low80[index], found.high80[index], found.high95[index],
            ]))
        let before = place - (day / 7 + 1) * 7 * past.slots
        if before >= 0 && !past.calls[before].isNaN {
          repeats.append(
            Accuracy.Point(origin: week, day: day, actual: actual, mean: past.calls[before]))
        }
      }
    }
    table.rows = [
      Backtest.Row(model: "forecast", accuracy: Accuracy(forecasts), weight: nil),
      Backtest.Row(model: "the last week repeated", accuracy: Accuracy(repeats), weight: nil),
    ]
    return table
  }
}
