private import Foundation
internal import Workforce

extension QueueForecaster {
  /// What the planner should know of how the figures came about.
  func notes(from first: Day?, to last: Day?) -> [String] {
    var notes: [String] = []
    let weeks = matrix.dayCount / 7
    let from = matrix.firstDay
    notes.append(
      "\(weeks) weeks of history, \(from) to \(from + (matrix.dayCount - 1)); "
        + "\(combination.weights.count { $0 > 0 }) of \(combination.models.count) models joined after "
        + "a backtest at "
        + "\(combination.origins.count) origins (\(combination.terms.sentence))"
        + (handleTimes.choice.map { "; \($0)." } ?? "."))
    if weeks < 8 {
      notes.append("The history is short (\(weeks) weeks): the limits are wide and rest on little.")
    }
    if matrix.sourceMinutes > matrix.slotMinutes {
      notes.append(
        "The history has intervals of \(matrix.sourceMinutes) minutes; "
          + "its calls were spread evenly over \(matrix.slotMinutes) minutes.")
    } else if matrix.sourceMinutes < matrix.slotMinutes {
      notes.append(
        "The history has intervals of \(matrix.sourceMinutes) minutes; "
          + "its calls were added up to \(matrix.slotMinutes) minutes.")
    }
    if !series.outliers.isEmpty {
      let days = series.outliers.map { "\(matrix.firstDay + $0)" }.joined(separator: ", ")
      notes.append("Left out as unlike any other day of its kind: \(days).")
    }
    for outage in series.outages {
      let (from, to) = (outage.slots.lowerBound, outage.slots.upperBound)
      let end = matrix.minute(ofSlot: to % matrix.slots)
      notes.append(
        "Left out, hardly any calls came: \(matrix.firstDay + outage.row) "
          + "\(matrix.minute(ofSlot: from).clock)–\(end == 0 ? "24:00" : end.clock).")
    }
    for shift in series.shifts {
      let percent = Int((100 * (exp(shift.change) - 1)).rounded())
      notes.append(
        "From \(matrix.firstDay + shift.row) on the level is \(abs(percent)) % "
          + "\(percent > 0 ? "higher" : "lower"); the calls before are held at the new level.")
    }
    if let recognition {
      notes.append(
        "The public holidays of \(recognition.calendar.place) are recognised in the history: "
          + "\(recognition.unusual) of \(recognition.seen) are unlike other days.")
    }
    if handleTimes.overall == nil {
      notes.append("The history has no handle times; the queue's default is used.")
    }
    if hasRowsWithCallsOnly {
      notes.append(
        "Many open intervals have no row, and no row has zero calls: if the history leaves out "
          + "intervals without calls, far too many are expected.")
    }
    let unseen = matrix.isOpen.indices.filter { index in
      matrix.isOpen[index]
        && !(0..<matrix.dayCount).contains { row in
          series.calendar.weekday[row] == index / matrix.slots
            && !matrix.calls[row * matrix.slots + index % matrix.slots].isNaN
        }
    }
    if !unseen.isEmpty {
      notes.append(
        "\(unseen.count) open intervals of the week have no history; "
          + "they are estimated from the other weekdays.")
    }
    guard let first, let last else { return notes }
    for row in matrix.dayCount..<series.calendar.count {
      let day = matrix.firstDay + row
      guard day >= first, day <= last else { continue }
      if let recognition, let name = holidays[day], recognition.expectsClosed(name) {
        notes.append(
          "\(day) (\(name)): probably closed; the figures are those of a day that is open.")
        continue
      }
      guard series.calendar.isOpen[row] else { continue }
      guard let special = series.calendar.special[row] else {
        if let effect = anniversaries.effect(row: row) {
          notes.append("\(day): \(exp(effect).percent) of a normal day, as in the years before.")
        }
        continue
      }
      let (factor, seen) = specialDays.effect(of: special, weekday: series.calendar.weekday[row])
      notes.append(
        "\(day) (\(special.name)): \(factor.percent) of a normal day, "
          + (seen > 0 ? "from \(seen) such days in the past." : "none such was seen before."))
    }
    return notes
  }
}

extension QueueForecaster {
  /// Whether rows are missing in a fifth of the open intervals of days with rows, and none is zero.
  private var hasRowsWithCallsOnly: Bool {
    var (open, known) = (0, 0)
    for row in 0..<matrix.dayCount where !series.totals[row].isNaN {
      for slot in 0..<matrix.slots
      where matrix.isOpen[series.calendar.weekday[row] * matrix.slots + slot] {
        let value = matrix.calls[row * matrix.slots + slot]
        if value == 0 { return false }
        open += 1
        known += value.isNaN ? 0 : 1
      }
    }
    return 5 * known < 4 * open
  }
}

extension Double {
  /// `87 %` for 0.87.
  fileprivate var percent: String { "\(Int((100 * self).rounded())) %" }
}

extension CalendarTerms {
  /// How the terms are named in a note.
  fileprivate var sentence: String {
    switch self {
    case .closures: "with terms for days beside holidays and closures"
    case .monthly: "with terms for days beside holidays and closures and the day of the month"
    case .yearly:
      "with terms for days beside holidays and closures, the day of the month and the season"
    }
  }
}
