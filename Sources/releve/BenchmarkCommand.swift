internal import ArgumentParser
internal import Auditing
private import Foundation
internal import Interchange
internal import Planning
internal import Rostering
internal import Workforce

struct BenchmarkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "benchmark",
    abstract: "Measure the planning of example sites, as the README's table does.",
    discussion: "Example: releve benchmark --agents 60 --time 60s")

  @Option(help: "Numbers of agents to measure, separated by commas.")
  var agents = "60"

  @Option(help: "Seconds for each search.")
  var time = Seconds(60)

  @Option(help: "Seeds of the example sites, separated by commas.")
  var seeds = "1"

  @Option(help: "How many weeks to plan.")
  var weeks = 1

  @Flag(help: "Print the time course of each search: seconds, stage, best and bound in cents.")
  var trace = false

  @Option(help: "Processor threads to use.")
  var threads: Int = SearchOptions.processors

  func run() throws {
    let sizes = agents.split(separator: ",").compactMap { Int($0) }
    let seeds = seeds.split(separator: ",").compactMap { UInt64($0) }
    guard !sizes.isEmpty, !seeds.isEmpty, sizes.allSatisfy(ExampleSite.sizes.contains) else {
      throw ValidationError("--agents and --seeds take numbers separated by commas.")
    }
    try reportingProblems {
      Terminal.say(
        "| agents | weeks | seed | ready s | first s | first gap | gap 5 s | gap 20 s | best € | bound € "
          + "| gap | s | memory MB |")
      Terminal.say("|--|--|--|--|--|--|--|--|--|--|--|--|--|")
      for size in sizes {
        for seed in seeds { Terminal.say(try measure(agents: size, seed: seed)) }
      }
    }
  }

  private func measure(agents: Int, seed: UInt64) throws -> String {
    let clock = ContinuousClock()
    let begin = clock.now
    let site = try SiteFolder.read(ExampleSite(agents: agents, seed: seed).files())
    let pipeline = try Pipeline(site: site)
    let requirement = try pipeline.requirement(
      pipeline.forecast(pipeline.period(week: ExampleSite.firstWeek, count: weeks)))
    let problem = try SiteProblem(site: site, requirement: requirement, book: pipeline.book)
    let ready = (clock.now - begin) / .seconds(1)
    var course: [SolveProgress] = []
    let solver = RosterSolver(
      problem, limits: SolveLimits(seconds: time.value, threads: threads, seed: 1)
    ) { course.append($0) }
    guard case .roster(let result) = solver.solve() else {
      throw ValidationError("the example site of \(agents) agents and seed \(seed) has no roster")
    }
    guard pipeline.audit(result.roster).isClean else {
      throw ValidationError("the roster of \(agents) agents and seed \(seed) breaks a rule")
    }
    if trace {
      for point in course {
        Terminal.say(
          "\(point.seconds) \(point.stage.rawValue) \(point.best ?? 0) \(point.bound ?? 0)")
      }
    }
    let number = { (value: Double, decimals: Int) in
      Language.english.number(value, decimals: decimals)
    }
    let first = course.first { $0.best != nil }
    // Gaps along the way, against the bound proven in the end.
    let gap = { (cost: Int?) -> String in
      guard let cost, let bound = result.bound else { return "–" }
      return number(100 * (Double(cost) - bound) / Double(cost), 2) + " %"
    }
    let at = { (seconds: Double) in gap(course.last { $0.seconds <= seconds }?.best) }
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    let fields = [
      "\(agents)", "\(weeks)", "\(seed)", number(ready, 2),
      number(first?.seconds ?? 0, 2), gap(first?.best), at(5), at(20),
      number(Double(result.cost.total) / 100, 2), number((result.bound ?? 0) / 100, 2),
      gap(result.cost.total), number(result.seconds, 1),
      number(Double(usage.ru_maxrss) / 1024, 0),
    ]
    return "| " + fields.joined(separator: " | ") + " |"
  }
}
