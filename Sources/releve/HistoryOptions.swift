internal import ArgumentParser
internal import Interchange
internal import Workforce

/// How a file of calls without a site is written.
struct HistoryOptions: ParsableArguments {
  @Option(
    help: "Form of the history: plain, genesys-cloud, amazon-connect or asterisk-queue-log.")
  var format = "plain"

  @Option(
    help: """
      Which columns of the history hold what: start=…,queue=…,offered=…,handled=…, and \
      handle_time=… (mean seconds) or total_handle_time=….
      """)
  var columns: String?

  @Option(
    help: "Clock of the forecast, and of times without UTC offset unless they are in UTC.")
  var zone: String?

  @Option(help: "What times without UTC offset are: local or utc.")
  var times: CallsFormat.Times?

  @Option(help: "What an interval without a row means: unknown or zero.")
  var missing: CallsFormat.Missing?

  func validate() throws {
    guard CallsFormat(named: format) != nil else {
      let names = CallsFormat.all.map(\.name)
      let guess = nearest(to: format, among: names).map { " Maybe \($0)?" } ?? ""
      throw ValidationError("--format must be \(names.joined(separator: ", ")).\(guess)")
    }
    if let zone, Zone(identifier: zone) == nil {
      throw ValidationError("--zone must be a time zone as Europe/Paris.")
    }
  }

  /// Whether anything was said.
  var isGiven: Bool {
    format != "plain" || columns != nil || zone != nil || times != nil || missing != nil
  }

  /// Told where these options come without a history.
  static var belongToHistory: ValidationError {
    ValidationError(
      "--format, --columns, --zone, --times and --missing go with --history; a site says in its "
        + "site.yaml how its calls are written.")
  }

  /// The format these options describe.
  func mapping() throws -> CallsFormat {
    var mapping = CallsFormat(named: format) ?? .plain
    if let columns { try mapping.map(columns: columns) }
    if let times { mapping.times = times }
    mapping.missing = missing ?? mapping.missing
    return mapping
  }

  /// The clock of the forecast, where one was named.
  var clock: Zone? { zone.flatMap { Zone(identifier: $0) } }
}

extension CallsFormat.Times: ExpressibleByArgument {}
extension CallsFormat.Missing: ExpressibleByArgument {}
