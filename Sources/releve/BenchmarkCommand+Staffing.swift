internal import ArgumentParser
internal import Interchange
internal import Planning
internal import Workforce

/// The tables of staffing and simulation.
extension BenchmarkCommand {
  /// Prints each table as soon as it is measured; writes all that was measured if a file was named.
  func measureStaffing() throws {
    if let json { try WholeFile.expectWritable([json]) }
    var found = StaffingBenchmark()
    func measure(_ work: (inout StaffingBenchmark, CountLine) throws -> Void) throws {
      let line = CountLine()
      defer { line.clear() }
      try work(&found, line)
    }
    // What cannot be read is told before anything is measured.
    if let peers {
      let paths = peers.split(separator: ",").map(String.init)
      try measure { try $0.measure(peerAnswers: paths[0], times: paths[1], step: $1.step(of:)) }
    }
    try measure { $0.measureRequirement(scenarios: scenarios, step: $1.step(of:)) }
    try measure { try $0.measureSite(repetitions: max(1, scenarios / 10), step: $1.step(of:)) }
    Self.say(requirements: found)
    if let rows = found.peers { Self.say(peers: rows) }
    try measure {
      try $0.measureSimulation(
        samples: scenarios, threads: forecastThreads, step: $1.step(of:))
    }
    Self.say(simulations: found.simulations)
    try measure {
      try $0.measureAgreement(cases: cases, threads: forecastThreads, step: $1.step(of:))
    }
    Self.say(agreements: found.agreements)
    if let json { try WholeFile.write(found.bytes, to: json) }
  }

  private static func say(requirements found: StaffingBenchmark) {
    say(header: ["requirement", "intervals", "scenarios", "µs CPU/interval", "agents"])
    for row in found.requirements {
      say(row: [
        row.model, "\(row.intervals)", "\(row.scenarios)",
        number(row.microsecondsPerInterval, 3), "\(row.agents)",
      ])
    }
    if let row = found.site {
      say(row: [
        "site of \(row.queues) queues", "\(row.intervals)", "1",
        number(row.microsecondsPerInterval, 3), "\(row.agents)",
      ])
    }
    Terminal.say("")
  }

  private static func say(peers rows: [StaffingBenchmark.PeerRow]) {
    say(header: [
      "same cases by", "intervals", "µs CPU/interval", "releve", "ratio", "agents", "releve",
      "differences", "releve's is least",
    ])
    for row in rows {
      let count = { (count: Int?) in count.map { "\($0)" } ?? "–" }
      say(row: [
        row.method, "\(row.intervals)", number(row.microsecondsPerInterval, 2),
        number(row.ownMicrosecondsPerInterval, 3), number(row.ratio, 1), "\(row.agents)",
        "\(row.ownAgents)", count(row.differences), count(row.differencesWhereOursIsLeast),
      ])
    }
    Terminal.say("")
  }

  private static func say(simulations rows: [StaffingBenchmark.SimulationRow]) {
    say(header: [
      "simulation", "agents", "samples", "calls", "threads", "s", "CPU s", "million calls/s",
      "million calls/CPU s", "memory MB",
    ])
    for row in rows {
      say(row: [
        row.site, "\(row.agents)", "\(row.samples)", "\(row.calls)", "\(row.threads)",
        number(row.seconds, 2), number(row.cpuSeconds, 2), number(row.callsPerSecond / 1e6, 2),
        number(row.callsPerCPUSecond / 1e6, 2), number(row.memoryMB, 0),
      ])
    }
    Terminal.say("")
  }

  private static func say(agreements rows: [StaffingBenchmark.AgreementRow]) {
    say(header: ["steady queues", "cases", "figures", "within 99 % limits", "share"])
    for row in rows {
      say(row: [
        row.model, "\(row.cases)", "\(row.figures)", "\(row.within)",
        number(100 * Double(row.within) / Double(max(1, row.figures)), 1) + " %",
      ])
    }
    for line in rows.flatMap(\.outside) { Terminal.complain("Outside: \(line)") }
  }
}
