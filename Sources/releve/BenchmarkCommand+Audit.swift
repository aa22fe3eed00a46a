internal import ArgumentParser
internal import Planning
internal import Workforce

/// The table of audits.
extension BenchmarkCommand {
  /// Audits a lawful roster of as many agents and weeks as asked and prints a row for each size.
  func measureAudit() throws {
    Self.say(header: [
      "agents", "weeks", "shifts", "breaches", "ready s", "audit s", "memory MB",
    ])
    for size in sizes {
      let measure = try AuditBenchmark(agents: size, weeks: weeks, seed: seedNumbers[0])
        .measure(threads: min(2, threads))
      Self.say(row: [
        "\(size)", "\(weeks)", "\(measure.shifts)", "\(measure.breaches)",
        Self.number(measure.readySeconds, 2), Self.number(measure.auditSeconds, 2),
        Self.number(PeakMemory.megabytes, 0),
      ])
    }
  }
}
