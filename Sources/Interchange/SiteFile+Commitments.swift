internal import Workforce

/// The centre's own promises in `site.yaml`, with their limits.
extension SiteFile {
  /// A measure with what its limit may be.
  private struct Kind {
    let measure: Commitment.Measure
    let range: ClosedRange<Double>
    let unit: String

    var key: String { measure.isAtLeast ? "at_least" : "at_most" }
    var otherKey: String { measure.isAtLeast ? "at_most" : "at_least" }

    init(_ measure: Commitment.Measure) {
      self.measure = measure
      if measure.isSeconds {
        (range, unit) = (0.1...86_400, "seconds from 0.1 to 86400")
      } else if measure.isAtLeast {
        // Whoever writes 0.85 means 85.
        (range, unit) = (1...100, "a percentage from 1 to 100")
      } else {
        (range, unit) = (0...99.9, "a percentage from 0 to 99.9")
      }
    }

    /// The service level stands here with a threshold and formula that are read later.
    static let all = [
      Commitment.Measure.serviceLevel(seconds: 0, formula: .ofOffered), .answered,
      .announcedWaitRespected, .asa, .longestWait, .abandonment, .occupancy,
    ].map(Kind.init)
  }

  private static let commitmentKeys = [
    "name", "queue", "measure", "formula", "within_seconds", "at_least", "at_most", "over",
  ]

  mutating func readCommitments(_ value: YAMLValue, problems: inout ProblemList) {
    if case .scalar("") = value.content { return }
    guard case .list(let parts) = value.content else {
      value.refuse("a list, as - {measure: asa, at_most: 45, over: day}", problems: &problems)
      return
    }
    var names: Set<String> = []
    for (index, part) in parts.enumerated() {
      let what = "commitment \(index + 1)"
      guard let keys = part.mapping(SiteFile.commitmentKeys, what: what, problems: &problems)
      else { continue }
      let name = keys["name"]?.text("what the commitment is called", problems: &problems)
      if let name, !names.insert(name).inserted {
        keys["name"]?.refuse("each name once", problems: &problems)
      }
      if let found = commitment(keys, name, what, problems: &problems) {
        commitments.append(found)
      }
    }
  }

  private func commitment(
    _ keys: YAMLMapping, _ name: String?, _ what: String, problems: inout ProblemList
  ) -> Commitment? {
    let before = problems.problems.count
    let queue = keys["queue"].flatMap { committedQueue($0, problems: &problems) }
    var over = Commitment.Span.week
    if let value = keys["over"] {
      let names = Commitment.Span.allCases.map(\.rawValue)
      if let found = value.scalar.flatMap({ Commitment.Span(rawValue: $0) }) {
        over = found
      } else {
        value.refuse(
          oneOf(names), maybe: nearest(to: value.scalar ?? "", among: names), problems: &problems)
      }
    }
    guard let kind = SiteFile.kind(keys, what, problems: &problems) else { return nil }
    let measure = SiteFile.measure(kind, keys, what, problems: &problems)
    let limit = SiteFile.limit(kind, keys, what, problems: &problems)
    check(kind.measure, of: queue, at: keys["measure"]!.position, problems: &problems)
    guard let measure, let limit, problems.problems.count == before else { return nil }
    return Commitment(name: name, queue: queue, measure: measure, limit: limit, over: over)
  }

  /// The name of a queue of the site; not judged where the queues could not be read.
  private func committedQueue(_ value: YAMLValue, problems: inout ProblemList) -> String? {
    guard let queueNames else { return value.scalar }
    if let text = value.scalar, queueNames.contains(text) { return text }
    value.refuse(
      "a queue: \(oneOf(queueNames)); or no queue, for all together",
      maybe: value.scalar.flatMap { nearest(to: $0, among: queueNames) }, problems: &problems)
    return nil
  }

  private static func kind(
    _ keys: YAMLMapping, _ what: String, problems: inout ProblemList
  ) -> Kind? {
    guard let value = keys.required("measure", in: what, problems: &problems) else { return nil }
    if let kind = Kind.all.first(where: { $0.measure.name == value.scalar }) { return kind }
    let names = Kind.all.map(\.measure.name)
    value.refuse(
      oneOf(names), maybe: nearest(to: value.scalar ?? "", among: names), problems: &problems)
    return nil
  }

  /// The measure, a service level with its threshold and its formula: no formula goes without saying.
  private static func measure(
    _ kind: Kind, _ keys: YAMLMapping, _ what: String, problems: inout ProblemList
  ) -> Commitment.Measure? {
    guard case .serviceLevel = kind.measure else {
      for key in ["within_seconds", "formula"] {
        guard let value = keys[key] else { continue }
        problems.add(
          value.position, found: "\(key) of \(what), on \(kind.measure.name)",
          expected: "measure: service-level, or no \(key)")
      }
      return kind.measure
    }
    let seconds = keys.required("within_seconds", in: what, problems: &problems)?
      .number(in: 0...3600, "seconds from 0 to 3600", problems: &problems)
    guard let value = keys.required("formula", in: what, problems: &problems) else { return nil }
    let names = ServiceFormula.allCases.map(\.rawValue)
    guard let formula = value.scalar.flatMap({ ServiceFormula(rawValue: $0) }) else {
      value.refuse(
        oneOf(names), maybe: nearest(to: value.scalar ?? "", among: names), problems: &problems)
      return nil
    }
    return seconds.map { .serviceLevel(seconds: $0, formula: formula) }
  }

  private static func limit(
    _ kind: Kind, _ keys: YAMLMapping, _ what: String, problems: inout ProblemList
  ) -> Double? {
    if let entry = keys.entries.first(where: { $0.key == kind.otherKey }) {
      problems.add(
        entry.keyPosition, found: "\(kind.otherKey) of \(what), on \(kind.measure.name)",
        expected: "\(kind.key) with \(kind.unit)")
      return nil
    }
    guard let value = keys.required(kind.key, in: what, problems: &problems) else { return nil }
    if kind.measure.isAtLeast, let text = value.scalar,
      let share = ArraySlice(text.utf8).decimalNumber(), share > 0, share < 1
    {
      let percent = (share * 10_000).rounded() / 100
      let whole = Int(exactly: percent)
      value.refuse(kind.unit, maybe: whole.map(String.init) ?? "\(percent)", problems: &problems)
      return nil
    }
    let number = value.number(in: kind.range, kind.unit, problems: &problems)
    return kind.measure.isSeconds ? number : number.map { $0 / 100 }
  }

  /// Measures that the queue, or every queue, has nothing for; judged where the queues are read.
  private func check(
    _ measure: Commitment.Measure, of name: String?, at position: SourcePosition,
    problems: inout ProblemList
  ) {
    guard queues.count == queueNames?.count else { return }
    let meant = queues.filter { name == nil || $0.name == name }
    guard !meant.isEmpty else { return }
    let whose = name.map { "the queue \($0)" } ?? "any queue"
    if measure != .occupancy, meant.allSatisfy({ $0.work.deferrableMinutes != nil }) {
      problems.add(
        position, found: "\(measure.name) of work for which nobody waits",
        expected: "occupancy, or a queue that callers wait in")
    } else if measure == .announcedWaitRespected, meant.allSatisfy({ $0.announcedWait == nil }) {
      problems.add(
        position, found: "announced-wait-respected where no wait is announced",
        expected: "announced_wait, in seconds, of \(whose)")
    }
  }
}
