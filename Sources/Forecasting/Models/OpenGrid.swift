/// The open slots of a history one after the other, where every open weekday has as many.
struct OpenGrid: Sendable {
  /// Open slots in a day and in a week.
  let day: Int
  let week: Int
  /// Open slots by weekday, Monday first.
  private let slotsOfWeekday: [[Int]]
  /// How many open slots lie before each row, and after the last.
  private let starts: [Int]
  private let weekday: [Int]

  /// Nil where open weekdays have different numbers of slots.
  init?(_ series: CallSeries) {
    let isOpen = series.matrix.isOpen
    let slots = series.slots
    slotsOfWeekday = (0..<7).map { weekday in
      (0..<slots).filter { isOpen[weekday * slots + $0] }
    }
    let counts = Set(slotsOfWeekday.map(\.count).filter { $0 > 0 })
    guard counts.count == 1, let day = counts.first else { return nil }
    self.day = day
    week = day * slotsOfWeekday.count { !$0.isEmpty }
    weekday = series.calendar.weekday
    var starts = [0]
    for weekday in series.calendar.weekday {
      starts.append(starts.last! + slotsOfWeekday[weekday].count)
    }
    self.starts = starts
  }

  /// How many open slots lie before a row.
  func position(ofRow row: Int) -> Int { starts[row] }

  /// Where a row's slots begin, nil where it has none.
  func start(ofRow row: Int) -> Int? { slots(ofRow: row).isEmpty ? nil : starts[row] }

  func slots(ofRow row: Int) -> [Int] { slotsOfWeekday[weekday[row]] }

  /// The calls before row `origin` divided by their day's factor; unknown slots and days that are not
  /// normal take the value of a week before, or a day before where there is none.
  func filled(_ series: CallSeries, before origin: Int, factors: [Double]) -> [Double] {
    var values: [Double] = []
    values.reserveCapacity(starts[origin])
    var (sum, count) = (0.0, 0.0)
    for row in 0..<origin {
      let isNormal = series.isNormal[row]
      let scale = 1 / factors[row]
      for slot in slots(ofRow: row) {
        let value = isNormal ? series.matrix.calls[row * series.slots + slot] * scale : .nan
        if value.isNaN {
          let place = values.count
          values.append(
            place >= week ? values[place - week] : place >= day ? values[place - day] : .nan)
        } else {
          values.append(value)
          sum += value
          count += 1
        }
      }
    }
    let mean = count > 0 ? sum / count : 0
    for index in values.indices where values[index].isNaN { values[index] = mean }
    return values
  }
}
