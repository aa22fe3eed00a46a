internal import ArgumentParser
private import Foundation
internal import Interchange
internal import Planning
internal import Workforce

struct BenchmarkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "benchmark",
    abstract: "Measure example sites or public instances, as the README's tables do.",
    discussion: """
      Every row is measured by a process of its own, so that its memory is its own.
      Examples: releve benchmark --agents 60,200 --time 60s
                releve benchmark --instances Instance4.txt,weeks --best-known best.csv
      """)

  @Option(help: "Numbers of agents of example sites, separated by commas.")
  var agents = "60"

  @Option(help: "Public instances to solve, files or folders, separated by commas.")
  var instances: String?

  @Option(help: "Best known objectives of the instances: instance,best.", completion: .file())
  var bestKnown: String?

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
    guard (1...13).contains(weeks) else { throw ValidationError("--weeks must be 1 to 13.") }
    guard bestKnown == nil || instances != nil else {
      throw ValidationError("--best-known goes with --instances.")
    }
    guard instances.map({ !$0.split(separator: ",").isEmpty }) ?? true else {
      throw ValidationError("--instances takes paths separated by commas.")
    }
    guard sizes.count == agents.split(separator: ",").count,
      seedNumbers.count == seeds.split(separator: ",").count, !sizes.isEmpty,
      !seedNumbers.isEmpty, sizes.allSatisfy(ExampleSite.sizes.contains)
    else { throw ValidationError("--agents and --seeds take numbers separated by commas.") }
  }

  var sizes: [Int] { agents.split(separator: ",").compactMap { Int($0) } }
  var seedNumbers: [UInt64] { seeds.split(separator: ",").compactMap { UInt64($0) } }

  func run() throws {
    try reportingProblems {
      if row {
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

  /// A number as the tables have it.
  static func number(_ value: Double, _ decimals: Int) -> String {
    Language.english.number(value, decimals: decimals)
  }
}
