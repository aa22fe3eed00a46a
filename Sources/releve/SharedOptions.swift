internal import ArgumentParser
internal import Interchange
internal import Planning
internal import Workforce

/// The site folder a command works on.
struct SiteOption: ParsableArguments {
  @Argument(help: "The site's folder.", completion: .directory)
  var site: String

  func pipeline() throws -> Pipeline {
    // Problems of the files and of the rules are told together where the files could be read.
    let line = ReadingLine(file: "calls.csv", isQuiet: false)
    return try Pipeline(site: SiteFolder.read(at: site, progress: line.show))
  }
}

/// The weeks a command works on.
struct WeekOption: ParsableArguments {
  @Option(help: "The first week, in ISO form (2026-W48).")
  var week: Week

  @Option(help: "How many weeks.")
  var weeks: Int = 1

  func validate() throws {
    guard (1...13).contains(weeks) else { throw ValidationError("--weeks must be 1 to 13.") }
  }
}

/// How results are told and written.
struct OutputOptions: ParsableArguments {
  @Option(help: "CSV form: plain (comma, dot, ISO dates) or excel-fr (semicolon, decimal comma).")
  var csv: CSVStyle = .plain

  @Option(help: "Language of what is printed: en or fr.")
  var lang: Language = .english

  @Flag(help: "Print errors only.")
  var quiet = false

  func say(_ line: String) {
    if !quiet { Terminal.say(line) }
  }
}

extension Week: ExpressibleByArgument {
  package init?(argument: String) { self.init(argument) }
}

extension CSVStyle: ExpressibleByArgument {}
extension Language: ExpressibleByArgument {}

/// A time limit as people type it: `60s`, `5m`, `90`.
struct Seconds: ExpressibleByArgument {
  let value: Double

  init(_ value: Double) { self.value = value }

  init?(argument: String) {
    let units: [Character: Double] = ["s": 1, "m": 60, "h": 3600]
    let unit = argument.last.flatMap { units[$0] }
    guard let number = Double(unit == nil ? argument : String(argument.dropLast())),
      number.isFinite, number > 0, number * (unit ?? 1) <= 7 * 24 * 3600
    else { return nil }
    value = number * (unit ?? 1)
  }

  var defaultValueDescription: String { "\(Int(value))s" }
}
