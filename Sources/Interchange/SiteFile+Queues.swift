internal import Workforce

/// The queues of `site.yaml`.
extension SiteFile {
  private static let queueKeys = [
    "skill", "opening", "service_level", "max_occupancy", "shrinkage", "minimum_agents",
    "handle_time", "sunday_basis", "holidays", "patience", "assurance", "max_asa",
    "max_abandonment",
    "targets_by_hour", "announced_wait", "pause_between_calls", "kind", "concurrency", "efficiency",
    "within",
    "prospecting",
    "like", "expected_calls_per_week",
  ]

  mutating func readQueues(_ value: YAMLValue, problems: inout ProblemList) {
    guard let found = value.mapping(nil, what: "the queues", problems: &problems) else { return }
    if found.entries.isEmpty { value.refuse("at least one queue", problems: &problems) }
    queueNames = Set(found.entries.map(\.key))
    var named: Set<String> = []
    var allSkillsKnown = true
    for entry in found.entries {
      queuePositions[entry.key] = entry.keyPosition
      let what = "queue \(entry.key)"
      guard
        let keys = entry.value.mapping(SiteFile.queueKeys, what: what, problems: &problems)
      else {
        allSkillsKnown = false
        continue
      }
      let skillValue = keys.required("skill", in: what, problems: &problems)
      if let skill = skillValue?.text("the name of a skill", problems: &problems) {
        named.insert(skill)
        skillPositions[entry.key] = skillValue?.position
      } else {
        allSkillsKnown = false
      }
      if let queue = queue(entry.key, keys, skillValue?.scalar, problems: &problems) {
        queues.append(queue)
      }
    }
    if allSkillsKnown { skills = named }
  }

  private func queue(
    _ name: String, _ keys: YAMLMapping, _ skill: String?, problems: inout ProblemList
  ) -> Queue? {
    let what = "queue \(name)"
    let work = self.work(keys, what, problems: &problems)
    let targets = work.flatMap { self.targets(keys, what, work: $0, problems: &problems) }
    let opening = keys["opening"].map { self.opening($0, what, problems: &problems) } ?? .always
    let shrinkage = keys["shrinkage"].map { self.shrinkage($0, what, problems: &problems) }
    let minimum = keys["minimum_agents"].map {
      minimumAgents($0, what, problems: &problems)
    }
    let pause = keys["pause_between_calls"].map {
      $0.number(in: 0...600, "seconds from 0 to 600", problems: &problems)
    }
    let announced = keys["announced_wait"].map {
      $0.number(in: 0...86_400, "seconds from 0 to 86400", problems: &problems)
    }
    let handleTime = keys["handle_time"].map {
      $0.number(in: 1...86_400, "seconds from 1 to 86400", problems: &problems)
    }
    let basis = keys["sunday_basis"].map { sundayBasis($0, problems: &problems) }
    let holidays = keys["holidays"].flatMap { SiteFile.holidays($0, problems: &problems) }
    let like = keys["like"].map { sibling(of: name, $0, problems: &problems) } ?? nil
    let expected = keys["expected_calls_per_week"].map {
      $0.number(in: 0.1...1e8, "calls from 0.1 to 100000000", problems: &problems)
    }
    if keys["like"] == nil, let value = keys["expected_calls_per_week"] {
      problems.add(
        value.position, found: "expected calls without a queue to be like",
        expected: "like: QUEUE beside it, for the shape of its days and weeks")
    }
    guard let skill, let targets, let work, let opening, announced != .some(nil) else { return nil }
    let usual = targets.usual
    let queue = Queue(
      name: name, skill: skill, opening: opening,
      target: usual.serviceLevel ?? ServiceTarget(share: 0, seconds: 0),
      maximumOccupancy: usual.maximumOccupancy, shrinkage: shrinkage?.usual ?? 0,
      minimumAgents: minimum?.usual ?? 0, sundayBasis: (basis ?? SundayBasis.none) ?? .none,
      defaultHandleTime: (handleTime ?? 300) ?? 300, holidays: holidays, like: like,
      expectedCallsPerWeek: expected ?? nil, work: work,
      patience: targets.patience, maximumASA: usual.maximumASA,
      maximumAbandonment: usual.maximumAbandonment, announcedWait: announced ?? nil,
      pauseBetweenCalls: (pause ?? 0) ?? 0, assurance: targets.assurance,
      targetByHour: targets.byHour, shrinkageByHour: shrinkage?.byHour ?? [],
      minimumByHour: minimum?.byHour ?? [], shrinkageCauses: shrinkage?.causes ?? [])
    let opensOnSunday = opening.ranges[.sunday].map { !$0.isEmpty } ?? false
    if opensOnSunday, basis == nil || basis == .some(.some(.none)) {
      problems.add(
        keys["sunday_basis"]?.position ?? queuePositions[name] ?? keys.position,
        found: "queue \(name) open on Sunday without a Sunday basis",
        expected: "a sunday_basis with its article (as {article: R3132-5, line: …}), "
          + "or Sunday closed in its opening")
    }
    return queue
  }

  /// The name of another queue of the site.
  private func sibling(
    of name: String, _ value: YAMLValue, problems: inout ProblemList
  ) -> String? {
    let others = (queueNames ?? []).subtracting([name])
    if let text = value.scalar, others.contains(text) { return text }
    if others.isEmpty {
      value.refuse("no like, since the site has one queue alone", problems: &problems)
    } else {
      value.refuse(
        "another queue: \(oneOf(others))",
        maybe: value.scalar.flatMap { nearest(to: $0, among: others) }, problems: &problems)
    }
    return nil
  }

  /// The public holidays of the country from which a queue is called.
  private static func holidays(
    _ value: YAMLValue, problems: inout ProblemList
  ) -> HolidayCalendar? {
    if let found = value.scalar.flatMap({ HolidayCalendar(code: $0) }) { return found }
    let codes = HolidayCalendar.codes
    value.refuse(
      oneOf(codes), maybe: nearest(to: value.scalar ?? "", among: codes), problems: &problems)
    return nil
  }

  private func opening(
    _ value: YAMLValue, _ what: String, problems: inout ProblemList
  ) -> Opening? {
    guard let keys = value.mapping(nil, what: "opening of \(what)", problems: &problems) else {
      return nil
    }
    var opening = Opening(ranges: [:])
    var complete = true
    var seen: Set<Weekday> = []
    for entry in keys.entries {
      if entry.key == "holidays" {
        switch entry.value.scalar {
        case "open": opening.openOnHolidays = true
        case "closed": opening.openOnHolidays = false
        default:
          entry.value.refuse("open or closed", problems: &problems)
          complete = false
        }
        continue
      }
      let weekdays = WeekdayText.weekdays(entry.key)
      guard let weekdays, seen.isDisjoint(with: weekdays) else {
        let names = ["holidays", "mon-fri", "mon-sun", "sat", "sun"]
        problems.add(
          entry.keyPosition, found: shown(entry.key),
          expected: "\(WeekdayText.expected) (each weekday once), or holidays",
          maybe: weekdays == nil ? nearest(to: entry.key, among: names) : nil)
        complete = false
        continue
      }
      seen.formUnion(weekdays)
      guard let ranges = ranges(entry.value, problems: &problems) else {
        complete = false
        continue
      }
      for weekday in weekdays { opening.ranges[weekday] = ranges }
    }
    return complete ? opening : nil
  }

  /// The hours of a weekday: `closed`, one window or a list of windows that do not overlap.
  private func ranges(_ value: YAMLValue, problems: inout ProblemList) -> [Range<Int>]? {
    if value.scalar == "closed" { return [] }
    let parts = if case .list(let parts) = value.content { parts } else { [value] }
    var found: [Range<Int>] = []
    let grid = intervalMinutes ?? 15
    for part in parts {
      guard let window = part.scalar.flatMap({ WeekdayText.window($0) }),
        window.upperBound <= 1440, window.lowerBound >= found.last?.upperBound ?? 0,
        window.lowerBound % grid == 0, window.upperBound % grid == 0
      else {
        part.refuse(
          "hours as 08:00-20:00 within the day, in order, by \(grid) minutes, or closed",
          problems: &problems)
        return nil
      }
      found.append(window)
    }
    return found
  }
}
