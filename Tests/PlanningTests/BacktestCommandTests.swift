import Foundation
import Testing

@Suite("releve backtest")
struct BacktestCommandTests {
  /// What the JSON says of one queue.
  struct Table: Decodable {
    struct Row: Decodable {
      let kind: String
      let model: String
      let weight: Double?
      let wape: Double
      let wapeDay: Double
      let bias: Double
      let mase: Double?
      let quantileLoss: Double?
      let coverage80: Double?
      let coverage95: Double?
      let periodWapes: [Double]
      let seconds: Double
    }
    struct Verdict: Decodable {
      let best: String
      let gainOverLastWeek: Double?
      let closerThanLastWeek: Int
      let periods: Int
    }
    let queue: String
    let origins: [String]
    let intervals: Int
    let verdict: Verdict?
    let rows: [Row]
  }

  /// Hourly rows of one line, eight to twelve o'clock from Monday to Friday, beginning on a Monday.
  static func history(days: Int, _ calls: (Int, Int) -> Int) -> String {
    var text = "when,line,calls\n"
    var date = DateComponents(calendar: Calendar(identifier: .gregorian), year: 2026, month: 1)
    for day in 0..<days where day % 7 < 5 {
      date.day = 5 + day
      let components = Calendar(identifier: .gregorian).dateComponents(
        [.year, .month, .day], from: date.date!)
      let name = [components.year!, components.month!, components.day!]
        .map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: "-")
      for hour in 8..<12 {
        let clock = hour < 10 ? "0\(hour)" : "\(hour)"
        text += "\(name)T\(clock):00,hot,\(calls(day, hour))\n"
      }
    }
    return text
  }

  static let columns = ["--columns", "start=when,queue=line,offered=calls"]

  @Test("The table of a bare history: rows within 80 columns, the same figures in the JSON")
  func history() throws {
    let workspace = try Workspace()
    try workspace.write(Self.history(days: 70) { 20 + 37 * $0 % 11 + $1 }, to: "calls.csv")
    let run = try ReleveCommand.run(
      ["backtest", "--history", "calls.csv", "--weeks", "4", "--json", "b.json"] + Self.columns,
      in: workspace)
    #expect(run.status == 0, "\(run.errors)")
    let lines = run.output.split(separator: "\n")
    #expect(lines.allSatisfy { $0.count <= 80 }, "\(run.output)")
    let tables = try JSONDecoder().decode([Table].self, from: workspace.bytes("b.json"))
    let table = try #require(tables.first)
    #expect(tables.count == 1 && table.queue == "hot" && table.origins.count == 4)
    #expect(table.intervals == 4 * 5 * 4 && table.verdict?.periods == 4)
    #expect(Set(table.rows.map(\.kind)) == ["forecast", "reference", "model"])
    #expect(table.rows.filter { $0.kind == "reference" }.count == 4)
    for row in table.rows {
      #expect(row.periodWapes.count == 4 && row.quantileLoss != nil && row.coverage80 != nil)
      #expect(row.mase != nil && row.seconds >= 0 && row.wapeDay <= row.wape + 1e-12)
    }
    let naive = try #require(table.rows.first { $0.model == "last week repeated" })
    let own = table.rows[0]
    let gain = try #require(table.verdict?.gainOverLastWeek)
    #expect(abs(gain - (1 - own.wape / naive.wape)) < 1e-12)
    // The printed row has the figures in percent.
    let printed = try #require(lines.first { $0.hasPrefix("last week repeated") })
    let cells = printed.dropFirst(18).split(separator: " ")
    #expect(abs(Double(cells[0])! - 100 * naive.wape) < 0.006, "\(printed)")
    #expect(abs(Double(cells[1])! - 100 * naive.wapeDay) < 0.006, "\(printed)")
    #expect(run.output.replacing("\n", with: " ").contains("of 4 weeks."))
  }

  @Test("The figures of last week repeated are those worked out by hand")
  func byHand() throws {
    let workspace = try Workspace()
    // 100 calls in even weeks, 60 in odd ones: ten weeks, so the last week has 60 and the one before 100.
    try workspace.write(
      Self.history(days: 70) { day, _ in day / 7 % 2 == 0 ? 100 : 60 }, to: "calls.csv")
    let run = try ReleveCommand.run(
      ["backtest", "--history", "calls.csv", "--weeks", "1", "--json", "b.json"] + Self.columns,
      in: workspace)
    #expect(run.status == 0, "\(run.errors)")
    let table = try JSONDecoder().decode([Table].self, from: workspace.bytes("b.json"))[0]
    func row(_ name: String) throws -> Table.Row {
      try #require(table.rows.first { $0.kind == "reference" && $0.model == name })
    }
    // 40 of 60 calls too many, in every interval; every week before changed by 40 as well.
    let naive = try row("last week repeated")
    #expect(abs(naive.wape - 2.0 / 3) < 1e-12 && abs(naive.bias - 2.0 / 3) < 1e-12)
    #expect(naive.mase.map { abs($0 - 1) < 1e-12 } == true)
    // (100 + 60 + 100 + 60) / 4 = 80; (4 · 100 + 3 · 60 + 2 · 100 + 60) / 10 = 84.
    #expect(try abs(row("mean of 4 weeks").wape - 20.0 / 60) < 1e-12)
    #expect(try abs(row("mean of 8 weeks").wape - 20.0 / 60) < 1e-12)
    #expect(try abs(row("weighted 4-3-2-1").wape - 24.0 / 60) < 1e-12)
    // One period alone has no others to fit limits on.
    #expect(naive.coverage80 == nil && run.output.contains("–"))
  }

  @Test("A site's queues in their order, in French, with every model if asked")
  func site() throws {
    let workspace = try Workspace(example: "hotline")
    let before = try workspace.contents()
    func run(_ more: [String]) throws -> String {
      let run = try ReleveCommand.run(
        ["backtest", "site", "--weeks", "2", "--lang", "fr"] + more, in: workspace)
      // A slow machine is told how far it is.
      let isProgress = run.errors.split(separator: "\n").allSatisfy { $0.contains(" / ") }
      #expect(run.status == 0 && isProgress, "\(run.errors)")
      #expect(run.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
      return run.output
    }
    let few = try run([])
    let support = try #require(few.range(of: "support : 2 périodes de 7 jours"))
    let sales = try #require(few.range(of: "sales : 2 périodes de 7 jours"))
    #expect(support.lowerBound < sales.lowerBound)
    for part in ["prévision", "dernière semaine", "à la main :", "2 semaines.", "secondes"] {
      #expect(few.contains(part), "\(part)")
    }
    #expect(try run(["--all"]).split(separator: "\n").count > few.split(separator: "\n").count + 10)
    #expect(try workspace.contents() == before)
  }

  @Test("Quiet prints nothing and still writes")
  func quiet() throws {
    let workspace = try Workspace()
    try workspace.write(Self.history(days: 35) { $0 + $1 }, to: "calls.csv")
    let run = try ReleveCommand.run(
      ["backtest", "--history", "calls.csv", "--weeks", "2", "--quiet", "--json", "b.json"]
        + Self.columns, in: workspace)
    #expect(run.status == 0 && run.output.isEmpty && run.errors.isEmpty, "\(run.errors)")
    #expect(workspace.exists("b.json"))
  }

  @Test("A line without calls is said to have none")
  func zeros() throws {
    let workspace = try Workspace()
    try workspace.write(Self.history(days: 35) { _, _ in 0 }, to: "calls.csv")
    let run = try ReleveCommand.run(
      ["backtest", "--history", "calls.csv", "--weeks", "2", "--json", "b.json"] + Self.columns,
      in: workspace)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("hot: no calls came in the 2 periods compared."))
    #expect(throws: Never.self) {
      try JSONDecoder().decode([Table].self, from: workspace.bytes("b.json"))
    }
  }

  @Test("A history too short is told with its file, status 2, and nothing is written")
  func tooShort() throws {
    let workspace = try Workspace()
    try workspace.write(Self.history(days: 19) { $0 + $1 }, to: "calls.csv")
    let run = try ReleveCommand.run(
      ["backtest", "--history", "calls.csv", "--json", "b.json"] + Self.columns, in: workspace)
    #expect(run.status == 2 && run.output.isEmpty)
    #expect(
      run.errors.contains(
        "calls.csv: the call history of the queue hot spans 1 full weeks; at least 2 are needed."),
      "\(run.errors)")
    #expect(!workspace.exists("b.json"))
  }

  @Test("A queue with too little history is told, status 2, and does not hide the others")
  func oneTooShort() throws {
    let workspace = try Workspace()
    let young = Self.history(days: 14) { $0 + $1 }.replacing("hot", with: "cold")
      .split(separator: "\n").dropFirst().joined(separator: "\n")
    try workspace.write(
      Self.history(days: 35) { $0 + $1 } + young + "\n" + young.replacing("cold", with: "zero"),
      to: "calls.csv")
    let run = try ReleveCommand.run(
      ["backtest", "--history", "calls.csv", "--weeks", "2", "--json", "b.json"] + Self.columns,
      in: workspace)
    #expect(run.status == 2 && run.output.contains("hot: 2 periods"), "\(run.output)")
    let errors = run.errors.split(separator: "\n")
    #expect(
      errors.count == 2 && errors[0].contains("queue cold") && errors[1].contains("queue zero"))
    let tables = try JSONDecoder().decode([Table].self, from: workspace.bytes("b.json"))
    #expect(tables.map(\.queue) == ["hot"])
  }

  @Test("Ctrl-C ends a long run within the period it is at and leaves no file behind")
  func interrupted() throws {
    let workspace = try Workspace(example: "hotline")
    let before = try workspace.contents()
    let run = try ReleveCommand.run(
      ["backtest", "site", "--weeks", "24", "--threads", "1", "--json", "b.json"], in: workspace,
      signal: SIGINT, after: 1)
    #expect(run.status == 130 && run.seconds < 10)
    #expect(try workspace.contents() == before)
  }

  @Test(
    "What cannot be read or written: status 2",
    arguments: [
      (["--history", "none.csv"], "none.csv"),
      (["--history", "calls.csv"], "calls.csv:1:1: found no column \"start\""),
      (["--history", "calls.csv", "--columns", "begin=when"], "--columns:1:1"),
      (["nowhere"], "no such folder"),
      (["site", "--json", "none/b.json"], "none"),
    ])
  func refused(_ arguments: [String], _ message: String) throws {
    let workspace = try Workspace(example: "hotline")
    try workspace.write(Self.history(days: 35) { $0 + $1 }, to: "calls.csv")
    let run = try ReleveCommand.run(["backtest"] + arguments, in: workspace)
    #expect(run.status == 2 && run.output.isEmpty, "\(run.status) \(run.errors)")
    #expect(run.errors.contains(message), "\(run.errors)")
  }

  @Test(
    "Arguments that do not go together: status 64",
    arguments: [
      [], ["site", "--history", "calls.csv"], ["site", "--weeks", "0"], ["site", "--days", "92"],
      ["site", "--columns", "start=when"], ["site", "--threads", "0"],
    ])
  func usage(_ arguments: [String]) throws {
    let workspace = try Workspace()
    let run = try ReleveCommand.run(["backtest"] + arguments, in: workspace)
    #expect(run.status == 64, "\(run.errors)")
  }
}
