internal import Workforce

/// The optional `calls:` section of `site.yaml`: how `calls.csv` is written.
///
///     calls:
///       format: genesys-cloud         # or amazon-connect, asterisk-queue-log, plain
///       columns: {offered: Calls, handled: Answered, total_handle_time: Seconds}
///       times: utc                    # or local: of times without UTC offset
///       zone: Europe/London           # of local times; the site's own where it is not given
///       handle_time: total            # or mean
///       missing: zero                 # or unknown: what an open interval without a row means
///       duplicates: last              # or refused
///       media: [voice, callback]      # which media to take
///       queues: {"Hotline N1": support}
extension SiteFile {
  private static let callsKeys = [
    "format", "columns", "times", "zone", "handle_time", "missing", "duplicates", "media",
    "queues",
  ]

  /// The format that a `calls:` section describes, or nil with the problems it has.
  func callsFormat(_ value: YAMLValue, problems: inout ProblemList) -> CallsFormat? {
    var found = ProblemList()
    let format = readCalls(value, problems: &found)
    for problem in found.problems { problems.add(problem) }
    return found.isEmpty ? format : nil
  }

  private func readCalls(_ value: YAMLValue, problems: inout ProblemList) -> CallsFormat {
    var calls = CallsFormat.plain
    guard
      let keys = value.mapping(SiteFile.callsKeys, what: "calls", problems: &problems)
    else { return calls }
    if let value = keys["format"] {
      let names = CallsFormat.all.map(\.name)
      if let format = value.scalar.flatMap({ CallsFormat(named: $0) }) {
        calls = format
      } else {
        value.refuse(
          oneOf(names), maybe: nearest(to: value.scalar ?? "", among: names), problems: &problems)
      }
    }
    if let value = keys["columns"] { readColumns(value, of: &calls, problems: &problems) }
    func choice<Choice: RawRepresentable<String> & CaseIterable>(
      _ key: String, _ problems: inout ProblemList
    ) -> Choice? {
      guard let value = keys[key] else { return nil }
      if let found = value.scalar.flatMap({ Choice(rawValue: $0.lowercased()) }) { return found }
      let names = Choice.allCases.map(\.rawValue)
      value.refuse(
        oneOf(names), maybe: nearest(to: value.scalar ?? "", among: names), problems: &problems)
      return nil
    }
    if let times: CallsFormat.Times = choice("times", &problems) { calls.times = times }
    if let kind: CallsFormat.HandleTime = choice("handle_time", &problems) {
      calls.handleTime = kind
    }
    calls.missing = choice("missing", &problems) ?? calls.missing
    calls.duplicates = choice("duplicates", &problems) ?? calls.duplicates
    if let value = keys["zone"] { calls.zone = SiteFile.zone(value, problems: &problems) }
    if let value = keys["media"] { readMedia(value, of: &calls, problems: &problems) }
    if let value = keys["queues"] { readNames(value, of: &calls, problems: &problems) }
    return calls
  }

  private func readColumns(
    _ value: YAMLValue, of calls: inout CallsFormat, problems: inout ProblemList
  ) {
    if calls.layout == .queueLog {
      return value.refuse("no columns: \(calls.name) has none", problems: &problems)
    }
    guard let columns = value.mapping(CallsFormat.keys, what: "columns", problems: &problems) else {
      return
    }
    for entry in columns.entries {
      guard let name = entry.value.text("the name of a column", problems: &problems) else {
        continue
      }
      _ = calls.setColumn(entry.key, to: name)
    }
  }

  private func readMedia(
    _ value: YAMLValue, of calls: inout CallsFormat, problems: inout ProblemList
  ) {
    let parts = if case .list(let parts) = value.content { parts } else { [value] }
    let names = parts.compactMap { $0.text("a medium as voice", problems: &problems) }
    if names.isEmpty { value.refuse("at least one medium as voice", problems: &problems) }
    calls.media = names.map { $0.lowercased() }
  }

  private func readNames(
    _ value: YAMLValue, of calls: inout CallsFormat, problems: inout ProblemList
  ) {
    guard let found = value.mapping(nil, what: "queues of calls", problems: &problems) else {
      return
    }
    for entry in found.entries {
      guard let queue = entry.value.text("a queue of the site", problems: &problems) else {
        continue
      }
      if let queueNames, !queueNames.contains(queue) {
        entry.value.refuse(
          oneOf(queueNames), maybe: nearest(to: queue, among: queueNames), problems: &problems)
        continue
      }
      calls.queues[entry.key] = queue
    }
  }
}
