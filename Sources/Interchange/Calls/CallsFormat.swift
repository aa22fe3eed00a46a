package import Workforce

/// How a history of calls is written: the mapping from an export to calls by queue and interval.
package struct CallsFormat: Sendable, Equatable {
  /// What the rows of a file are.
  package enum Layout: Sendable {
    /// A CSV table with a row for a queue and interval.
    case table
    /// Events separated by `|`, one a line, as Asterisk's `queue_log`.
    case queueLog
  }

  /// What a column holds; the raw value is its key in `site.yaml` and `--columns`.
  package enum Column: String, CaseIterable, Sendable {
    /// Start of an interval, by date and time.
    case start
    /// Name of the queue.
    case queue
    /// Calls offered, answered or not.
    case offered
    /// Calls handled, by which a total handle time is divided.
    case handled
    /// Mean seconds of a call, or the total of all calls handled.
    case handleTime = "handle_time"
    /// Medium of the interactions: voice, chat and so on.
    case media = "media_type"
    /// Length of the interval: `15mins`, `daily`.
    case interval
  }

  /// What the clock of a time without UTC offset is.
  package enum Times: String, CaseIterable, Sendable { case local, utc }

  /// What the column of handle times holds.
  package enum HandleTime: String, CaseIterable, Sendable { case mean, total }

  /// What an interval without a row means.
  package enum Missing: String, CaseIterable, Sendable { case unknown, zero }

  /// What two rows of one queue and time mean.
  package enum Duplicates: String, CaseIterable, Sendable {
    case refused
    /// The later row replaces the earlier one.
    case last
  }

  /// The name of the preset it began as.
  package let name: String
  package let layout: Layout
  /// Names of columns in lower case; of several the first that a file has.
  package var columns: [Column: [String]]
  /// Columns that somebody named, which a file must have.
  package var named: Set<Column> = []
  /// Columns that divide a queue's interval into several rows, to be added up.
  package var parts: [String] = []
  package var times = Times.local { didSet { timesByColumn = [:] } }
  /// The zone of local times; nil for that of the site.
  package var zone: Zone?
  package var handleTime = HandleTime.mean { didSet { handleTimeByColumn = [:] } }
  /// What a preset knows of some of its names; whatever is said of ``times`` afterwards holds for all.
  private(set) var timesByColumn: [String: Times] = [:]
  /// The same of ``handleTime``.
  private(set) var handleTimeByColumn: [String: HandleTime] = [:]
  package var missing = Missing.unknown
  package var duplicates = Duplicates.refused
  /// Media whose rows are taken, in lower case, where there is a column for the medium.
  package var media = ["voice"]
  /// The site's queue for a name in the export; several names may mean one queue.
  package var queues: [String: String] = [:]

  /// Whether another system wrote the file, so that it may have further columns and any order; a
  /// site's own file is to be right in both.
  var isExport: Bool { name != CallsFormat.plain.name || !named.isEmpty || !queues.isEmpty }

  private init(_ name: String, layout: Layout = .table, columns: [Column: [String]] = [:]) {
    self.name = name
    self.layout = layout
    self.columns = columns
  }

  /// `start,queue,offered,handle_time`: a site's own `calls.csv`.
  package static let plain = CallsFormat(
    "plain",
    columns: [
      .start: ["start"], .queue: ["queue"], .offered: ["offered"], .handleTime: ["handle_time"],
    ])

  /// The file that Genesys Cloud takes as historical data (help.mypurecloud.com, "Prepare the
  /// historical data import .csv file"); queue reports by interval are recognised, too, and their times
  /// taken as local.
  package static let genesysCloud = {
    var format = CallsFormat(
      "genesys-cloud",
      columns: [
        .start: ["interval start utc date", "interval start utc", "interval start"],
        .queue: ["queue", "queue name", "queue id"], .media: ["media type"],
        .offered: ["offered", "offer"],
        .handled: ["interactions handled", "handled", "handle", "answered", "answer"],
        .handleTime: [
          "total handle time (seconds)", "total handle time", "total handle", "avg handle",
          "average handle", "avg handle time", "average handle time",
        ],
      ])
    format.parts = ["skill set", "language"]
    format.times = .utc
    format.handleTime = .total
    format.timesByColumn = ["interval start": .local]
    for name in ["avg handle", "average handle", "avg handle time", "average handle time"] {
      format.handleTimeByColumn[name] = .mean
    }
    return format
  }()

  /// The file that Amazon Connect takes as historical contact volume (Administrator guide, "Import
  /// your historical data"); of rows uploaded twice the last counts. Reports of historical metrics by
  /// interval are recognised, too, and times without UTC offset in them taken as local.
  package static let amazonConnect = {
    var format = CallsFormat(
      "amazon-connect",
      columns: [
        .start: ["timestamp", "startinterval"], .queue: ["queuename", "queue"],
        .media: ["channeltype", "channel"], .interval: ["intervalduration"],
        .offered: ["incomingcontactvolume", "contacts queued"],
        .handled: ["contactshandled", "contacts handled"],
        .handleTime: ["averagehandletime", "average handle time"],
      ])
    format.times = .utc
    format.timesByColumn = ["startinterval": .local]
    format.duplicates = .last
    return format
  }()

  /// Asterisk's `queue_log` (docs.asterisk.org, "Queue Logs").
  package static let asteriskQueueLog = {
    var format = CallsFormat("asterisk-queue-log", layout: .queueLog)
    format.times = .utc
    format.missing = .zero
    return format
  }()

  /// Every preset.
  package static let all = [plain, genesysCloud, amazonConnect, asteriskQueueLog]

  /// The preset of this name, upper and lower case alike, or nil.
  package init?(named name: String) {
    guard let found = CallsFormat.all.first(where: { $0.name == name.lowercased() }) else {
      return nil
    }
    self = found
  }

  /// Makes `name` the column for what `key` says (one of ``keys``); false where it says nothing.
  mutating func setColumn(_ key: String, to name: String) -> Bool {
    let isTotal = key == CallsFormat.totalKey
    guard let column = isTotal ? .handleTime : Column(rawValue: key) else { return false }
    columns[column] = [name.lowercased()]
    named.insert(column)
    if column == .handleTime { handleTime = isTotal ? .total : .mean }
    return true
  }

  private static let totalKey = "total_handle_time"

  /// The keys that name columns.
  static let keys = Column.allCases.map(\.rawValue) + [totalKey]
}

extension CallsFormat {
  /// A plain table with the columns that `text` names; see ``map(columns:)``.
  package init(columns text: String) throws(InputRefused) {
    self = .plain
    try map(columns: text)
  }

  /// Takes the columns that a mapping names, as `start=timestamp,queue=series_id,offered=value`;
  /// those it leaves out keep their names.
  ///
  /// `handle_time=` names a column of mean seconds, `total_handle_time=` one of totals. Problems are
  /// placed in a file called `--columns`.
  package mutating func map(columns text: String) throws(InputRefused) {
    var problems = ProblemList()
    var column = 1
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let position = SourcePosition(file: "--columns", line: 1, column: column)
      column += part.unicodeScalars.count + 1
      let sides = part.split(separator: "=", maxSplits: 1).map { String($0.trimmed) }
      guard sides.count == 2, !sides[1].isEmpty else {
        problems.add(position, found: shown(String(part)), expected: "pairs as start=timestamp")
        continue
      }
      if layout == .queueLog {
        problems.add(position, found: shown(String(part)), expected: "no columns: \(name) has none")
      } else if !setColumn(sides[0], to: sides[1]) {
        problems.add(
          position, found: shown(sides[0]), expected: oneOf(CallsFormat.keys),
          maybe: nearest(to: sides[0], among: CallsFormat.keys))
      }
    }
    try problems.refuse()
  }
}
