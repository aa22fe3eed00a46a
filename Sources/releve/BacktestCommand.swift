internal import ArgumentParser
internal import Forecasting
internal import Interchange
internal import Planning
internal import Workforce

struct BacktestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backtest",
    abstract: "Show how well the past would have been forecast, and why by these models.",
    discussion: """
      At each of some weekly origins everything is chosen and fitted anew from what lay before. The table \
      compares that with what a planner would do by hand and with each model alone, on the same intervals.
      Examples:
        releve backtest lille
        releve backtest --history calls.csv --weeks 10 --days 7 \\
          --columns start=timestamp,queue=series_id,offered=value
      """)

  @Argument(help: "The site's folder.", completion: .directory)
  var site: String?

  @Option(help: "A file of calls, to backtest without a site.", completion: .file())
  var history: String?

  @Option(help: "How many weeks of the past to begin a forecast in.")
  var weeks = 10

  @Option(help: "How many days each forecast looks ahead.")
  var days = 7

  @Option(help: "Which columns of the history hold what: start=…,queue=…,offered=…,handle_time=….")
  var columns: String?

  @Flag(help: "Show every model, not only the closest of each kind.")
  var all = false

  @Option(help: "A file for the tables with every model, for machines.", completion: .file())
  var json: String?

  @Option(help: "Processor threads to use.")
  var threads: Int = SearchOptions.processors

  @Option(help: "Language of what is printed: en or fr.")
  var lang: Language = .english

  @Flag(help: "Print errors only.")
  var quiet = false

  func validate() throws {
    guard (site == nil) != (history == nil) else {
      throw ValidationError("Give either a site or --history.")
    }
    guard columns == nil || history != nil else {
      throw ValidationError("--columns goes with --history.")
    }
    guard (1...104).contains(weeks) else { throw ValidationError("--weeks must be 1 to 104.") }
    guard (1...91).contains(days) else { throw ValidationError("--days must be 1 to 91.") }
    guard threads >= 1 else { throw ValidationError("--threads must be 1 or more.") }
  }

  func run() throws {
    try reportingProblems(calls: file) {
      if let json { try WholeFile.expectWritable(json) }
      let run = try makeRun()
      let total = run.queueCount * weeks
      let line = CountLine(isQuiet: quiet)
      defer { line.clear() }
      var tables: [Backtest] = []
      var refusal: ForecastError?
      for index in 0..<run.queueCount {
        do throws(ForecastError) {
          let table = try run.backtest(
            queue: index, weeks: weeks, days: days, threads: threads
          ) { line.step(of: total) }
          line.clear()
          tables.append(table)
          tell(table)
        } catch {
          // A queue opened lately does not hide the others; the last one refused is told at the end.
          line.clear()
          if let refusal { Terminal.complain("\(file): \(refusal).") }
          refusal = error
        }
      }
      if !tables.isEmpty {
        if !quiet { for text in BacktestText.legend(lang) { Terminal.say(text) } }
        if let json { try WholeFile.write(BacktestFile.bytes(tables), to: json) }
      }
      if let refusal { throw refusal }
    }
  }

  /// The file that a history too short stands in.
  private var file: String { history ?? "calls.csv" }

  private func tell(_ table: Backtest) {
    if quiet { return }
    for text in BacktestText(table, language: lang, showsAll: all).lines { Terminal.say(text) }
    Terminal.say("")
  }

  private func makeRun() throws -> BacktestRun {
    if let history {
      let mapping = try columns.map { try CallsFile.Columns(mapping: $0) } ?? .standard
      return try BacktestRun(history: history, columns: mapping)
    }
    return BacktestRun(site: try SiteFolder.read(at: site!))
  }
}
