internal import Workforce

/// Which of an export's queues and media are taken, and how many rows are not.
struct CallsNames {
  enum Verdict {
    /// The row belongs to this queue.
    case taken(queue: String)
    /// The row is left out, for this reason, and counted.
    case leftOut(String)
    /// The row names a queue that cannot be; told once.
    case refused(expected: String, maybe: String?)
  }

  let format: CallsFormat
  /// The site's queues; nil where any name is a queue.
  let queues: Set<String>?
  private(set) var leftOut: [String: Int] = [:]

  init(format: CallsFormat, queues: Set<String>?) {
    self.format = format
    self.queues = queues
  }

  func verdict(queue name: String) -> Verdict {
    if name.isEmpty { return .refused(expected: queues.map { oneOf($0) } ?? "a name", maybe: nil) }
    let queue = format.queues[name] ?? name
    guard let queues, !queues.contains(queue) else { return .taken(queue: queue) }
    // Who names some of an export's queues leaves the others out.
    if !format.queues.isEmpty { return .leftOut("the queue \(shown(name))") }
    return .refused(
      expected: oneOf(queues) + (format.isExport ? ", or a place under queues: in calls:" : ""),
      maybe: nearest(to: name, among: queues))
  }

  /// The reason to leave a medium out, or nil to take it.
  func reasonAgainst(medium: String) -> String? {
    medium.isEmpty || format.media.contains(medium.lowercased()) ? nil : medium.uppercased()
  }

  mutating func count(_ reason: String) { leftOut[reason, default: 0] += 1 }

  /// What was left out, most rows first.
  var notes: [String] {
    let most = 10
    let sorted = leftOut.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    let rest = sorted.dropFirst(most).reduce(0) { $0 + $1.value }
    return sorted.prefix(most).map { "\(counted($0.value, "row")) of \($0.key) left out." }
      + (rest > 0 ? ["\(counted(rest, "row")) of further queues and media left out."] : [])
  }
}
