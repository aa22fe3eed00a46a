internal import ArgumentParser
internal import Auditing
private import Foundation
internal import Interchange
internal import Planning
internal import Rostering
internal import Workforce

/// The table of example sites.
extension BenchmarkCommand {
  /// Prints a row for each size and seed.
  func measureSites() throws {
    let columns = [
      "agents", "weeks", "seed", "ready s", "first s", "bound s", "first gap", "gap 5 s",
      "gap 20 s", "best €", "bound €", "gap", "s", "memory MB",
    ]
    Self.say(row: columns)
    Terminal.say("|" + String(repeating: "--|", count: columns.count))
    var failure: Int32?
    for size in sizes {
      for seed in seedNumbers {
        let ended = try ChildProcess.run(
          [
            "benchmark", "--row", "--agents", "\(size)", "--seeds", "\(seed)", "--weeks",
            "\(weeks)", "--time", "\(time.value)s", "--threads", "\(threads)",
          ] + (trace ? ["--trace"] : []))
        if ended.isDone { continue }
        failure = failure ?? ended.status
        let blanks = [String](repeating: "–", count: columns.count - 4)
        Self.say(row: ["\(size)", "\(weeks)", "\(seed)", ended.description] + blanks)
      }
    }
    if let failure { throw ExitCode(failure) }
  }

  /// The row of one example site; "bound s" is when the bound came within 0.01 % of its last value.
  func measureSite(agents: Int, seed: UInt64) throws -> String {
    let clock = ContinuousClock()
    let begin = clock.now
    let site = try SiteFolder.read(ExampleSite(agents: agents, seed: seed).files())
    let pipeline = try Pipeline(site: site)
    let requirement = try pipeline.requirement(
      pipeline.forecast(pipeline.period(week: ExampleSite.firstWeek, count: weeks)))
    let problem = try SiteProblem(
      site: site, requirement: requirement, book: pipeline.rules(in: requirement.period))
    let ready = (clock.now - begin) / .seconds(1)
    var course: [SolveProgress] = []
    let solver = RosterSolver(
      problem, limits: SolveLimits(seconds: time.value, threads: threads, seed: 1)
    ) { course.append($0) }
    guard case .roster(let result) = solver.solve() else {
      throw ValidationError("the example site of \(agents) agents and seed \(seed) has no roster")
    }
    guard try pipeline.audit(result.roster).isClean else {
      throw ValidationError("the roster of \(agents) agents and seed \(seed) breaks a rule")
    }
    if trace {
      for point in course {
        Terminal.say(
          "\(point.seconds) \(point.stage.rawValue) \(point.best ?? 0) \(point.bound ?? 0)")
      }
    }
    let number = Self.number
    let first = course.first { $0.best != nil }
    let last = result.bound ?? 0
    let bounded = course.first { $0.bound.map { $0 >= 0.9999 * last } ?? false }
    // Gaps along the way, against the bound proven in the end.
    let gap = { (cost: Int?) -> String in
      guard let cost, let bound = result.bound else { return "–" }
      return number(100 * (Double(cost) - bound) / Double(cost), 2) + " %"
    }
    let at = { (seconds: Double) in gap(course.last { $0.seconds <= seconds }?.best) }
    let fields = [
      "\(agents)", "\(weeks)", "\(seed)", number(ready, 2),
      number(first?.seconds ?? 0, 2), bounded.map { number($0.seconds, 1) } ?? "–",
      gap(first?.best), at(5), at(20), number(Double(result.cost.total) / 100, 2),
      number(last / 100, 2), gap(result.cost.total), number(result.seconds, 1),
      number(PeakMemory.megabytes, 0),
    ]
    return "| " + fields.joined(separator: " | ") + " |"
  }
}
