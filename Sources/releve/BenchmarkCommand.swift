internal import ArgumentParser
private import Foundation
internal import Interchange
internal import Planning
internal import Workforce

struct BenchmarkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "benchmark",
    abstract: "Measure example sites, public instances, forecasts or staffing, as the README does.",
    discussion: """
      Every roster is measured by a process of its own, so that its memory is its own. Forecasts run on \
      two threads at most.
      Examples: releve benchmark --agents 60,200 --time 60s
                releve benchmark --instances Instance4.txt,weeks --best-known best.csv
                releve benchmark --forecasts origins.csv --m4 train.csv,test.csv --queues 200
                releve benchmark --staffing --peers answers.csv,times.csv
                releve benchmark --audit --agents 2000 --weeks 52
      """)

  @Option(help: "Numbers of agents of example sites, separated by commas.")
  var agents = "60"

  @Option(help: "Public instances to solve, files or folders, separated by commas.")
  var instances: String?

  @Option(help: "Best known objectives of the instances: instance,best.", completion: .file())
  var bestKnown: String?

  @Option(
    help: "Periods of the past to forecast: task,file,series_id,origin,train_from,end_exclusive.",
    completion: .file())
  var forecasts: String?

  @Option(help: "Series of the M4 competition, TRAIN,TEST: series_id,timestamp,value.")
  var m4: String?

  @Option(help: "How many synthetic queues with a year of half-hours to forecast.")
  var queues: Int?

  @Flag(help: "Measure the Erlang requirement and the simulation on synthetic sites.")
  var staffing = false

  @Flag(help: "Measure the audit of a lawful roster of as many agents and weeks.")
  var audit = false

  @Option(
    help: ArgumentHelp(
      "Another program's answers and times, ANSWERS,TIMES: interval,scenario,calls,required and "
        + "method,intervals,wall_s,cpu_s,us_per_interval_cpu,sum_required."))
  var peers: String?

  @Option(help: "How many scenarios of the requirement, and samples of a simulation.")
  var scenarios = 100

  @Option(help: "How many steady queues to simulate for each formula.")
  var cases = 50

  @Option(help: "A file for what was measured of forecasts or staffing.", completion: .file())
  var json: String?

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

  @Flag(help: .hidden)
  var row = false

  func validate() throws {
    guard threads >= 1 else { throw ValidationError("--threads must be 1 or more.") }
    guard (1...(audit ? 104 : 13)).contains(weeks) else {
      throw ValidationError("--weeks must be 1 to 13, with --audit to 104.")
    }
    guard !audit || (!staffing && !measuresForecasts && instances == nil) else {
      throw ValidationError("Measure the audit by itself.")
    }
    guard bestKnown == nil || instances != nil else {
      throw ValidationError("--best-known goes with --instances.")
    }
    guard json == nil || measuresForecasts || staffing else {
      throw ValidationError("--json goes with --forecasts, --m4, --queues or --staffing.")
    }
    guard !staffing || (!measuresForecasts && instances == nil) else {
      throw ValidationError("Measure staffing by itself.")
    }
    guard peers == nil || staffing else {
      throw ValidationError("--peers goes with --staffing.")
    }
    guard peers.map({ $0.split(separator: ",").count == 2 }) ?? true else {
      throw ValidationError("--peers takes two paths separated by a comma.")
    }
    guard (1...1000).contains(scenarios), (1...1000).contains(cases) else {
      throw ValidationError("--scenarios and --cases must be 1 to 1000.")
    }
    guard instances == nil || !measuresForecasts else {
      throw ValidationError("Measure instances or forecasts, not both.")
    }
    guard m4.map({ $0.split(separator: ",").count == 2 }) ?? true else {
      throw ValidationError("--m4 takes two paths separated by a comma.")
    }
    guard queues.map({ (1...10_000).contains($0) }) ?? true else {
      throw ValidationError("--queues must be 1 to 10000.")
    }
    guard instances.map({ !$0.split(separator: ",").isEmpty }) ?? true else {
      throw ValidationError("--instances takes paths separated by commas.")
    }
    guard sizes.count == agents.split(separator: ",").count,
      seedNumbers.count == seeds.split(separator: ",").count, !sizes.isEmpty,
      !seedNumbers.isEmpty,
      sizes.allSatisfy({ audit ? (1...10_000).contains($0) : ExampleSite.sizes.contains($0) })
    else { throw ValidationError("--agents and --seeds take numbers separated by commas.") }
  }

  var sizes: [Int] { agents.split(separator: ",").compactMap { Int($0) } }
  var seedNumbers: [UInt64] { seeds.split(separator: ",").compactMap { UInt64($0) } }

  private var measuresForecasts: Bool { forecasts != nil || m4 != nil || queues != nil }

  /// Two at most, so that times on different machines can be compared.
  var forecastThreads: Int { min(threads, 2) }

  func run() throws {
    try reportingProblems(calls: "benchmark") {
      if audit {
        try measureAudit()
      } else if staffing {
        try measureStaffing()
      } else if measuresForecasts {
        try measureForecasts()
      } else if row {
        Terminal.say(try measureSite(agents: sizes[0], seed: seedNumbers[0]))
      } else if let instances {
        try measure(instances: instances.split(separator: ",").map(String.init))
      } else {
        try measureSites()
      }
    }
  }

  /// Prints one row of a Markdown table.
  static func say(row fields: [String]) {
    Terminal.say("| " + fields.joined(separator: " | ") + " |")
  }

  /// Prints the first rows of a Markdown table.
  static func say(header: [String]) {
    say(row: header)
    Terminal.say("|" + String(repeating: "--|", count: header.count))
  }

  /// A number as the tables have it.
  static func number(_ value: Double, _ decimals: Int) -> String {
    Language.english.number(value, decimals: decimals)
  }
}
