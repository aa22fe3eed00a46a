internal import Workforce

/// What a log amounts to.
extension QueueLogReader {
  /// The first and the last interval that the log covers from end to end, or nil where there is none.
  var wholeIntervals: ClosedRange<Int>? {
    guard let span else { return nil }
    let first = Int(interval(of: span.lowerBound))
    let begin = first * 60 == span.lowerBound ? first : first + intervalMinutes
    let last = Int(interval(of: span.upperBound)) - intervalMinutes
    return begin <= last ? begin...last : nil
  }

  /// The calls of every whole interval that had any.
  var series: [CallsSeries] {
    queueNames.enumerated().map { number, name in
      var series = CallsSeries(queue: name, resolver: ClockResolver(zone: nil))
      for (minutes, tally) in tallies[number].sorted(by: { $0.key < $1.key })
      where wholeIntervals?.contains(Int(minutes)) ?? false {
        series.append(
          CallsSeries.Row(
            minutes: minutes, line: 0, offered: Double(tally.offered),
            handleTime: tally.seconds > 0 ? tally.seconds / Double(tally.handled) : .nan,
            weight: Float(tally.handled), column: 0, offset: CallsSeries.Row.noOffset))
      }
      return series
    }
  }

  /// What was left out.
  var notes: [String] {
    guard let span else { return [] }
    let whole = wholeIntervals
    let cut = tallies.reduce(0) { sum, tally in
      sum
        + tally.filter { !(whole?.contains(Int($0.key)) ?? false) }
        .reduce(0) { $0 + $1.value.offered }
    }
    var notes = names.notes.map { $0.replacing(" row", with: " call") }
    if cut > 0 {
      notes.append(
        "\(counted(cut, "call")) left out: the log begins at \(clock(span.lowerBound)) and ends at "
          + "\(clock(span.upperBound)), within their intervals.")
    }
    if enteredBefore > 0 {
      notes.append("\(counted(enteredBefore, "call")) left out that entered before the log.")
    }
    if turnedAway > 0 {
      notes.append("\(counted(turnedAway, "call")) turned away from a full or empty queue.")
    }
    return notes
  }
}
