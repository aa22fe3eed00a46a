package import Interchange
package import Simulation
package import Workforce

/// The quality sheet: one row for a queue and day, week, and the whole period, promised and simulated.
///
/// Counts are means of a sample; shares are written as shares; waits are seconds. A row's first day and
/// last day are in it. Shares are empty where there were no calls, that of announced waits also where
/// none is announced; without a simulation there are no rows. Of work that may wait, all is to be done
/// within `within_seconds`: a service level is the share done in time, waits last until it is done, and
/// what is offered and neither answered nor abandoned is overdue.
package enum QualityFile {
  static let columns =
    [
      "queue", "from", "to", "offered", "answered", "abandoned", "promised", "within_seconds",
      "formula",
    ]
    + ServiceFormula.allCases.map {
      "service_level_" + $0.rawValue.replacing("-", with: "_")
    }
    + [
      "low", "high", "abandonment", "asa_seconds", "announced_wait_respected",
      "longest_wait_seconds", "occupancy", "waiting_hours", "chance_to_miss", "kind", "overdue",
    ]

  package static func bytes(_ result: SimulationResult?, style: CSVStyle = .plain) -> [UInt8] {
    var table = CSVWriter(style: style, columns: columns)
    guard let result else { return table.bytes }
    let zone = result.period.zone
    for queue in result.queues {
      let whole = queue.weeks.count > 1 ? [queue.whole] : []
      for span in queue.days + queue.weeks + whole {
        table.text(queue.queue)
        table.day(zone.local(span.from).day)
        table.day(zone.local(span.to - 1).day)
        for count in [span.offered, span.answered, span.abandoned] {
          table.number(count.value, decimals: 2)
        }
        table.number(span.promised(queue.formula) ?? .nan, decimals: 4)
        table.number(queue.within ?? .nan, decimals: 0)
        table.text(queue.formula.rawValue)
        let level = span.serviceLevels[queue.formula]
        for formula in ServiceFormula.allCases {
          table.number(span.serviceLevels[formula]?.value ?? .nan, decimals: 4)
        }
        table.number(level?.low ?? .nan, decimals: 4)
        table.number(level?.high ?? .nan, decimals: 4)
        table.number(span.abandonment?.value ?? .nan, decimals: 4)
        table.number(span.asa?.value ?? .nan, decimals: 1)
        table.number(span.announcedWaitRespected?.value ?? .nan, decimals: 4)
        table.number(span.longestWait.value, decimals: 0)
        // Who has the skill may work elsewhere while the queue is closed; that is not its occupancy.
        let occupancy = span.offered.value > 0 ? span.occupancy?.value : nil
        table.number(occupancy ?? .nan, decimals: 4)
        table.number(span.waitingSeconds.value / 3600, decimals: 2)
        table.number(span.chanceToMiss.value, decimals: 4)
        table.text(queue.work.kind)
        table.number(span.backlog, decimals: 2)
        table.endRow()
      }
    }
    return table.bytes
  }
}

extension QueueQuality {
  /// Seconds by which what comes in should be answered or, where it may wait, done.
  package var within: Double? {
    work.deferrableMinutes.map { 60 * Double($0) } ?? target.serviceLevel?.seconds
  }
}

extension SpanQuality {
  /// What was due and not done, of work that may wait.
  package var backlog: Double { max(0, offered.value - answered.value - abandoned.value) }

  /// The service level promised for the span's calls, where hours with targets of their own weigh by
  /// their calls; nil where none is promised or nobody called.
  package func promised(_ formula: ServiceFormula) -> Double? {
    guard let level = serviceLevels[formula], let margin = margins.serviceLevel else { return nil }
    return level.value - margin.value
  }
}
