internal import Workforce

/// Reads a table of calls, piece by piece, into series.
struct CallsTableReader {
  /// Whether the file is a site's own, whose columns and order are to be right.
  let isStrict: Bool
  private let format: CallsFormat
  private(set) var names: CallsNames
  private(set) var clock: CallsClock
  /// What was read, one series for each queue and part of one.
  var series: [CallsSeries] = []
  private(set) var hasHandledColumn = false
  /// What the columns found are.
  private(set) var times: CallsFormat.Times
  private(set) var handleTimeKind: CallsFormat.HandleTime
  private let zone: Zone?

  private var places = Places()
  private var keys = ByteNames()
  /// What is done with the rows of each key.
  private var fates: [Fate] = []
  private var key: [UInt8] = []

  private struct Places {
    var start = 0
    var offered = 0
    var queue: Int?
    var handled: Int?
    var handleTime: Int?
    var media: Int?
    var interval: Int?
    /// Columns whose texts together tell series apart.
    var key: [Int] = []
  }

  private enum Fate {
    case series(Int)
    case leftOut(String)
    case refused
  }

  private static let expectedCalls = "a number of calls, 0 or more, at most 1000000000"
  private static let expectedTime = "seconds from 0 to 86400, or nothing"
  /// More different names than any call centre has queues.
  private static let mostSeries = 50_000
  /// The years for which zones are known.
  private static let days = Day("1990-01-01")!...Day("2059-12-31")!

  init(_ format: CallsFormat, zone: Zone?, queues: Set<String>?, isStrict: Bool) {
    self.format = format
    self.isStrict = isStrict
    names = CallsNames(format: format, queues: queues)
    times = format.times
    handleTimeKind = format.handleTime
    self.zone = format.zone ?? zone
    clock = CallsClock(source: nil, isUTC: false)
  }

  /// Reads all rows; `progress` is told after each piece.
  mutating func read(
    _ pieces: LinePieces, needsQueue: Bool, progress: (ReadingProgress) -> Void,
    problems: inout RepeatedProblems
  ) {
    var stream = CSVStream(pieces)
    var found = ProblemList(mostPerFile: .max)
    var isFirst = true
    while let table = stream.next(problems: &found) {
      if isFirst, !findPlaces(in: table, needsQueue: needsQueue, problems: &found) { break }
      isFirst = false
      problems.take(&found)
      for row in 0..<table.rowCount {
        read(row, of: table, problems: &found, repeated: &problems)
        problems.take(&found)
      }
      progress(stream.progress)
      if series.count > CallsTableReader.mostSeries {
        problems.add(
          table.problem(
            row: 0, column: places.queue ?? 0,
            found: "more than \(grouped(CallsTableReader.mostSeries)) queues",
            expected: "the column that names the queue"))
        break
      }
    }
    problems.take(&found)
  }

  private mutating func findPlaces(
    in table: CSVTable, needsQueue: Bool, problems: inout ProblemList
  ) -> Bool {
    func name(_ column: CallsFormat.Column) -> String? {
      guard let names = format.columns[column] else { return nil }
      return names.first { table.header.contains($0) } ?? names.first
    }
    let required = format.named.union([.start, .offered]).union(needsQueue ? [.queue] : [])
    let columns = CallsFormat.Column.allCases
    if let start = name(.start) { times = format.timesByColumn[start] ?? format.times }
    if let time = name(.handleTime) {
      handleTimeKind = format.handleTimeByColumn[time] ?? format.handleTime
    }
    clock = CallsClock(source: times == .utc ? .utc : zone, isUTC: times == .utc)
    let parts = format.parts.filter { table.header.contains($0) }
    guard
      let found = table.columns(
        required: columns.filter { required.contains($0) }.compactMap(name),
        optional: columns.filter { !required.contains($0) }.compactMap(name),
        others: isStrict ? .refused : .ignored, problems: &problems)
    else { return false }
    func place(_ column: CallsFormat.Column) -> Int? { name(column).flatMap { found[$0] } }
    places = Places(
      start: place(.start)!, offered: place(.offered)!, queue: place(.queue),
      handled: place(.handled), handleTime: place(.handleTime), media: place(.media),
      interval: place(.interval))
    places.key =
      [places.queue, places.media, places.interval].compactMap { $0 }
      + parts.compactMap { table.header.firstIndex(of: $0) }
    hasHandledColumn = places.handled != nil
    return true
  }

  private mutating func read(
    _ row: Int, of table: CSVTable, problems: inout ProblemList, repeated: inout RepeatedProblems
  ) {
    key.removeAll(keepingCapacity: true)
    for column in places.key {
      key += table.content(row: row, column: column)
      key.append(0)
    }
    let number = keys.number(of: key)
    if number == fates.count { fates.append(fate(row, table, &problems)) }
    let index: Int
    switch fates[number] {
    case .series(let found): index = found
    case .leftOut(let reason): return names.count(reason)
    case .refused: return
    }
    guard
      let reading = table.content(row: row, column: places.start).twelveHourReading()
        ?? table.clockReading(row: row, column: places.start, problems: &problems)
    else { return }
    guard CallsTableReader.days.contains(reading.moment.day) else {
      return table.refuse(
        row: row, column: places.start, expected: "a date from 1990 to 2059", problems: &problems)
    }
    guard
      let instant = clock.instant(
        of: reading, in: table, row: row, column: places.start, resolver: &series[index].resolver,
        problems: &problems)
    else { return }
    guard instant.minutes % 5 == 0 else {
      // A clock that runs beside the intervals does so in every row.
      return repeated.add(
        table.problem(
          row: row, column: places.start,
          expected: "the start of an interval of 5, 10, 15, 20, 30 or 60 minutes"), told: 1)
    }
    guard
      let offered = table.number(
        row: row, column: places.offered, in: 0...1e9, expected: CallsTableReader.expectedCalls,
        problems: &problems),
      let (handleTime, weight) = handleTime(row, table, offered, &problems)
    else { return }
    series[index].append(
      CallsSeries.Row(
        minutes: Int32(instant.minutes), line: UInt32(clamping: table.line(ofRow: row)),
        offered: offered, handleTime: handleTime, weight: Float(weight),
        column: UInt16(
          clamping: places.start == 0 ? 1 : table.position(row: row, column: places.start).column),
        offset: reading.offset.map { Int16($0) } ?? CallsSeries.Row.noOffset))
  }

  /// What to do with the rows that share a key; what is wrong with it is told for the first of them.
  private mutating func fate(
    _ row: Int, _ table: CSVTable, _ problems: inout ProblemList
  ) -> Fate {
    func text(_ column: Int?) -> String? { column.map { table.text(row: row, column: $0) } }
    if let medium = text(places.media), let reason = names.reasonAgainst(medium: medium) {
      return .leftOut(reason)
    }
    if let interval = text(places.interval)?.lowercased(),
      ["daily", "day", "week", "month"].contains(where: interval.contains)
    {
      return .leftOut("whole days (\(shown(interval)))")
    }
    switch names.verdict(queue: text(places.queue) ?? "all") {
    case .taken(let queue):
      series.append(CallsSeries(queue: queue, resolver: ClockResolver(zone: clock.source)))
      return .series(series.count - 1)
    case .leftOut(let reason): return .leftOut(reason)
    case .refused(let expected, let maybe):
      table.refuse(
        row: row, column: places.queue ?? 0, expected: expected, maybe: maybe, problems: &problems)
      return .refused
    }
  }

  /// Mean seconds (NaN where unknown) and the calls of which they are the mean, or nil for a row that
  /// is wrong.
  private func handleTime(
    _ row: Int, _ table: CSVTable, _ offered: Double, _ problems: inout ProblemList
  ) -> (mean: Double, weight: Double)? {
    var handled: Double?
    if let column = places.handled, !table.isEmpty(row: row, column: column) {
      handled = table.number(
        row: row, column: column, in: 0...1e9, expected: CallsTableReader.expectedCalls,
        problems: &problems)
      if handled == nil { return nil }
    }
    let weight = handled ?? offered
    guard let column = places.handleTime, !table.isEmpty(row: row, column: column) else {
      return (.nan, weight)
    }
    let isTotal = handleTimeKind == .total
    guard
      let seconds = table.content(row: row, column: column).duration(
        upTo: isTotal ? 1e13 : 86_400)
        ?? table.number(
          row: row, column: column, in: 0...(isTotal ? 1e13 : 86_400),
          expected: isTotal
            ? "seconds, 0 or more, at most 10000000000000, or nothing"
            : CallsTableReader.expectedTime,
          problems: &problems)
    else { return nil }
    // A switch prints 0 where there was no call to take a time of.
    guard seconds > 0 else { return (.nan, weight) }
    guard isTotal else { return (seconds, weight) }
    let calls = places.handled == nil ? offered : handled ?? 0
    guard calls > 0 else { return (.nan, weight) }
    guard seconds / calls <= 86_400 else {
      table.refuse(
        row: row, column: column, expected: "at most 86400 seconds for each call handled",
        problems: &problems)
      return nil
    }
    return (seconds / calls, calls)
  }
}

extension CSVTable {
  /// The problem that a cell does not hold what it should.
  func problem(
    row: Int, column: Int, found: String? = nil, expected: String
  ) -> InputProblem {
    InputProblem(
      position(row: row, column: column), found: found ?? shown(text(row: row, column: column)),
      expected: expected)
  }
}
