internal import Workforce

/// Who of the agents rostered for a queue is there, and what kind of work waits for them.
extension SiteFile {
  /// Shrinkage as one percentage or by cause, and at hours of its own.
  ///
  /// Causes act one after the other on what the others leave: together 1 − Π (1 − s).
  func shrinkage(
    _ value: YAMLValue, _ what: String, problems: inout ProblemList
  ) -> (usual: Double, causes: [ShrinkageCause], byHour: [HourRange<Double>]) {
    guard case .mapping = value.content else {
      return (SiteFile.oneShrinkage(value, problems: &problems) ?? 0, [], [])
    }
    let what = "shrinkage of \(what)"
    guard let keys = value.mapping(nil, what: what, problems: &problems) else {
      return (0, [], [])
    }
    let causes = SiteFile.causes(keys, problems: &problems)
    let hours = keys["by_hour"].map { value in
      byHour(value, "by_hour of \(what)", problems: &problems) { value, text, problems in
        guard case .mapping = value.content else {
          return SiteFile.oneShrinkage(value, problems: &problems)
        }
        let names = causes.map(\.name)
        guard
          let keys = value.mapping(
            names.isEmpty ? nil : names, what: "\(what), \(text)", problems: &problems)
        else { return nil }
        let own = SiteFile.causes(keys, problems: &problems)
        let kept = causes.filter { cause in !own.contains { $0.name == cause.name } }
        return SiteFile.together(kept + own, at: value, problems: &problems)
      }
    }
    return (SiteFile.together(causes, at: value, problems: &problems) ?? 0, causes, hours ?? [])
  }

  private static func oneShrinkage(
    _ value: YAMLValue, problems: inout ProblemList
  ) -> Double? {
    value.share(in: 0...90, "a percentage from 0 to 90", problems: &problems)
  }

  private static func causes(_ keys: YAMLMapping, problems: inout ProblemList) -> [ShrinkageCause] {
    keys.entries.compactMap { entry in
      guard entry.key != "by_hour" else { return nil }
      return oneShrinkage(entry.value, problems: &problems).map {
        ShrinkageCause(name: entry.key, share: $0)
      }
    }
  }

  private static func together(
    _ causes: [ShrinkageCause], at value: YAMLValue, problems: inout ProblemList
  ) -> Double? {
    let share = 1 - causes.reduce(1) { $0 * (1 - $1.share) }
    if share <= 0.9 { return share }
    problems.add(
      value.position, found: "causes that keep \(Int((share * 100).rounded())) % of the time away",
      expected: "90 % together at most")
    return nil
  }

  /// The fewest agents, as a number or as `{usual: 2, by_hour: {"22:00-06:00": 3}}`.
  func minimumAgents(
    _ value: YAMLValue, _ what: String, problems: inout ProblemList
  ) -> (usual: Int, byHour: [HourRange<Int>]) {
    func number(_ value: YAMLValue, _ problems: inout ProblemList) -> Int? {
      value.integer(in: 0...10_000, "a whole number of agents, 0 or more", problems: &problems)
    }
    guard case .mapping = value.content else { return (number(value, &problems) ?? 0, []) }
    let what = "minimum_agents of \(what)"
    guard let keys = value.mapping(["usual", "by_hour"], what: what, problems: &problems) else {
      return (0, [])
    }
    let usual = keys["usual"].flatMap { number($0, &problems) }
    let hours = keys["by_hour"].map {
      byHour($0, "by_hour of \(what)", problems: &problems) { value, _, problems in
        number(value, &problems)
      }
    }
    return (usual ?? 0, hours ?? [])
  }

  /// The kind of a queue with the keys that only this kind has; calls where nothing is said.
  func work(_ keys: YAMLMapping, _ what: String, problems: inout ProblemList) -> QueueWork? {
    let kinds = ["calls", "chat", "back-office", "outbound"]
    let kind = keys["kind"]?.scalar ?? "calls"
    guard kinds.contains(kind), keys["kind"] == nil || keys["kind"]?.scalar != nil else {
      keys["kind"]?.refuse(
        oneOf(kinds), maybe: nearest(to: kind, among: kinds), problems: &problems)
      return nil
    }
    let owners = [
      ("concurrency", ["chat"]), ("efficiency", ["chat"]), ("within", ["back-office", "outbound"]),
      ("prospecting", ["outbound"]),
    ]
    for (key, owners) in owners where !owners.contains(kind) {
      guard let value = keys[key] else { continue }
      problems.add(
        value.position, found: "\(key) of \(what), whose kind is \(kind)",
        expected: "kind: \(owners.joined(separator: " or "))")
    }
    switch kind {
    case "chat":
      let concurrency = keys.required("concurrency", in: what, problems: &problems)?
        .integer(in: 1...20, "chats at once, from 1 to 20", problems: &problems)
      let efficiency = keys["efficiency"].map {
        $0.share(in: 10...100, "a percentage from 10 to 100", problems: &problems)
      }
      guard let concurrency, let efficiency = efficiency ?? 1 else { return nil }
      return .chat(concurrency: concurrency, efficiency: efficiency)
    case "back-office", "outbound":
      let within = keys.required("within", in: what, problems: &problems)?
        .duration(in: 60...31 * 1440, "hours from 1h to 744h, as 24h", problems: &problems)
      let prospecting = keys["prospecting"].map { $0.yesNo(problems: &problems) }
      guard let within, let prospecting = prospecting ?? true else { return nil }
      return kind == "outbound"
        ? .outbound(within: within, isProspecting: prospecting) : .backOffice(within: within)
    default: return .calls
    }
  }
}
