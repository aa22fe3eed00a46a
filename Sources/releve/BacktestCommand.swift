internal import ArgumentParser
internal import Forecasting
internal import Interchange
internal import Planning
internal import Rostering
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

  @OptionGroup var form: HistoryOptions

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
    guard !form.isGiven || history != nil else { throw HistoryOptions.belongToHistory }
    guard (1...104).contains(weeks) else { throw ValidationError("--weeks must be 1 to 104.") }
    guard (1...91).contains(days) else { throw ValidationError("--days must be 1 to 91.") }
    guard threads >= 1 else { throw ValidationError("--threads must be 1 or more.") }
  }

  func run() throws {
    try reportingProblems(calls: file) {
      if let json {
        try WholeFile.expectWritable(
          [json], apartFrom: history.map { [$0] } ?? SiteFolder.inputs(at: site!))
      }
      let run = try makeRun()
      if !quiet { for note in run.notes { Terminal.say(note) } }
      let total = run.queueCount * weeks
      let line = CountLine(isQuiet: quiet)
      // Tables told so far stay; a table of some of the weeks would mislead.
      let interruption = Interruption()
      let signal = interruption.signal
      defer { line.clear() }
      var tables: [Backtest] = []
      var refusal: ForecastError?
      for index in 0..<run.queueCount {
        do throws(ForecastError) {
          let table = try run.backtest(
            queue: index, weeks: weeks, days: days, threads: threads
          ) {
            line.step(of: total)
            if signal.isSet {
              line.clear()
              Interruption.end()
            }
          }
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
    let line = ReadingLine(file: file, isQuiet: quiet)
    if let history {
      return try BacktestRun(
        history: history, format: form.mapping(), zone: form.clock, progress: line.show)
    }
    return BacktestRun(site: try SiteFolder.read(at: site!, progress: line.show))
  }
}
