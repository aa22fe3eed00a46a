internal import Workforce

/// Adds up the events of an Asterisk `queue_log` by queue and interval.
///
/// A line is `epoch|call|queue|agent|event|data…`. A call that enters a queue (ENTERQUEUE) is offered, in
/// the interval in which it enters; when an agent's talk with it ends, its seconds count there, too:
/// COMPLETEAGENT and COMPLETECALLER hold `holdtime|calltime|…`, TRANSFER and BLINDTRANSFER
/// `extension|context|holdtime|calltime|…`, ATTENDEDTRANSFER ends in `…|holdtime|calltime|position`. Calls
/// that give up (ABANDON, EXITWITHTIMEOUT, EXITWITHKEY, EXITEMPTY and others) are offered and not
/// handled. The log knows no after-call work: its seconds are those of talk.
///
/// Source: docs.asterisk.org, "Queue Logs".
struct QueueLogReader {
  private(set) var names: CallsNames
  private let zone: Zone
  let intervalMinutes: Int

  /// A call that waits or talks.
  private struct OpenCall {
    var second: Int
    var interval: Int32
    var line: Int
  }

  struct Tally {
    var offered = 0
    var handled = 0
    var seconds = 0.0
  }

  private var queues: [String: Int?] = [:]
  var queueNames: [String] = []
  var tallies: [[Int32: Tally]] = []
  private var open: [String: OpenCall] = [:]
  private var mostOpen = 10_000
  var span: ClosedRange<Int>?
  var enteredBefore = 0
  var turnedAway = 0

  private static let seconds = 631_152_000...2_840_140_799  // 1990 to 2059
  /// Events are written as they end, by several threads; more than this back is another log.
  private static let mostBackwards = 3600

  init(_ format: CallsFormat, zone: Zone, queues: Set<String>?, intervalMinutes: Int) {
    names = CallsNames(format: format, queues: queues)
    self.zone = zone
    self.intervalMinutes = intervalMinutes
  }

  /// Reads all events; `progress` is told after each piece.
  mutating func read(
    _ pieces: LinePieces, progress: (ReadingProgress) -> Void, problems: inout RepeatedProblems
  ) {
    var pieces = pieces
    var found = ProblemList(mostPerFile: .max)
    while let piece = pieces.next(problems: &found), piece.isText(problems: &found) {
      var line = piece.firstLine
      var start = piece.textStart
      while start < piece.bytes.count {
        let end = piece.bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? piece.bytes.count
        var text = piece.bytes[start..<end]
        if text.last == UInt8(ascii: "\r") { text = text.dropLast() }
        if !text.isEmpty {
          read(text, at: SourcePosition(file: piece.name, line: line, column: 1), &problems)
        }
        start = end + 1
        line += 1
      }
      progress(pieces.progress)
    }
    problems.take(&found)
    if span == nil, problems.isEmpty {
      problems.add(
        InputProblem(
          SourcePosition(file: pieces.name, line: 1, column: 1), found: "an empty file",
          expected: "events as epoch|call|queue|agent|event"))
    }
  }

  private mutating func read(
    _ text: ArraySlice<UInt8>, at position: SourcePosition, _ problems: inout RepeatedProblems
  ) {
    let fields = text.split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false)
    func refuse(_ found: String, _ expected: String, _ maybe: String? = nil) {
      problems.add(InputProblem(position, found: found, expected: expected, maybe: maybe))
    }
    let whole = { shown(String(decoding: text, as: UTF8.self)) }
    guard fields.count >= 5 else {
      return refuse(whole(), "an event as epoch|call|queue|agent|event")
    }
    guard let epoch = fields[0].decimalNumber(), epoch.magnitude < 1e12,
      QueueLogReader.seconds.contains(Int(epoch))
    else {
      return refuse(
        shown(String(decoding: fields[0], as: UTF8.self)),
        "the seconds since 1970 at which an event happened")
    }
    let second = Int(epoch)
    if let span, second < span.upperBound - QueueLogReader.mostBackwards {
      return refuse(
        "an event of \(clock(second)) after one of \(clock(span.upperBound))",
        "events in the order of time", "two logs joined in the wrong order, or one of them twice")
    }
    span = min(span?.lowerBound ?? second, second)...max(span?.upperBound ?? second, second)
    let event = String(decoding: fields[4], as: UTF8.self)
    switch event {
    case "ENTERQUEUE":
      guard let queue = queue(fields[2], position, &problems) else { return }
      enter(queue, key(fields), second, position, &problems)
    case "COMPLETEAGENT", "COMPLETECALLER": end(fields, talk: 6, second, position, &problems)
    case "TRANSFER", "BLINDTRANSFER": end(fields, talk: 8, second, position, &problems)
    case "ATTENDEDTRANSFER":
      end(fields, talk: fields.count - 2, second, position, &problems)
    case "ABANDON", "EXITEMPTY", "EXITWITHKEY", "EXITWITHTIMEOUT", "AGENTDUMP", "SYSCOMPAT":
      open[key(fields)] = nil
    case "JOINEMPTY", "FULL": turnedAway += 1
    // A restart ends every call without a word.
    case "QUEUESTART": open = [:]
    default: break
    }
  }

  private func key(_ fields: [ArraySlice<UInt8>]) -> String {
    String(decoding: fields[1] + [0x7C] + fields[2], as: UTF8.self)
  }

  func clock(_ second: Int) -> String { "\(zone.local(Instant(minutes: second / 60)))" }

  private mutating func queue(
    _ field: ArraySlice<UInt8>, _ position: SourcePosition, _ problems: inout RepeatedProblems
  ) -> Int? {
    let name = String(decoding: field, as: UTF8.self)
    if let known = queues[name] {
      if known == nil, case .leftOut(let reason) = names.verdict(queue: name) {
        names.count(reason)
      }
      return known
    }
    var number: Int?
    switch names.verdict(queue: name) {
    case .taken(let queue):
      number = queueNames.firstIndex(of: queue)
      if number == nil {
        number = queueNames.count
        queueNames.append(queue)
        tallies.append([:])
      }
    case .leftOut(let reason): names.count(reason)
    case .refused(let expected, let maybe):
      problems.add(InputProblem(position, found: shown(name), expected: expected, maybe: maybe))
    }
    queues[name] = .some(number)
    return number
  }

  private mutating func enter(
    _ queue: Int, _ key: String, _ second: Int, _ position: SourcePosition,
    _ problems: inout RepeatedProblems
  ) {
    if let earlier = open[key], earlier.second == second {
      return problems.add(
        InputProblem(
          position, found: "a call that enters twice",
          expected: "each event once (first in line \(earlier.line))"), kind: "twice")
    }
    let interval = interval(of: second)
    tallies[queue][interval, default: Tally()].offered += 1
    open[key] = OpenCall(second: second, interval: interval, line: position.line)
    // Calls whose end was never written do not gather for ever.
    if open.count > mostOpen {
      open = open.filter { $0.value.second > second - 86_400 }
      mostOpen = max(10_000, 2 * open.count)
    }
  }

  private mutating func end(
    _ fields: [ArraySlice<UInt8>], talk: Int, _ second: Int, _ position: SourcePosition,
    _ problems: inout RepeatedProblems
  ) {
    let name = String(decoding: fields[2], as: UTF8.self)
    guard talk >= 5, fields.indices.contains(talk),
      let seconds = fields[talk].decimalNumber(), (0...86_400).contains(seconds)
    else {
      return problems.add(
        InputProblem(
          position,
          found: shown(
            fields.dropFirst(4).map { String(decoding: $0, as: UTF8.self) }
              .joined(separator: "|")),
          expected: "the seconds of the hold and of the talk, the latter from 0 to 86400"))
    }
    guard let call = open.removeValue(forKey: key(fields)) else {
      if let known = queues[name], known == nil { return }
      enteredBefore += 1
      return
    }
    guard let queue = queues[name] ?? nil else { return }
    tallies[queue][call.interval]?.handled += 1
    tallies[queue][call.interval]?.seconds += seconds
  }

  /// The minute at which the interval of the clock that holds a second begins.
  func interval(of second: Int) -> Int32 {
    let minute = second / 60
    let offset = zone.offset(at: Instant(minutes: minute))
    let (shown, length) = (minute + offset, intervalMinutes)
    return Int32(shown - shown % length - offset)
  }
}
