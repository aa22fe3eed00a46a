private import Foundation
internal import Workforce

/// What a queue promises, at any hour and at hours of its own.
extension SiteFile {
  struct QueueTargets {
    var usual = StaffingTarget()
    var byHour: [HourRange<StaffingTarget>] = []
    var patience: Double?
    var assurance: Double?
  }

  private static let targetKeys = [
    "service_level", "max_asa", "max_abandonment", "max_occupancy",
  ]

  /// The targets among a queue's keys, or nil where it has none that can be used.
  func targets(
    _ keys: YAMLMapping, _ what: String, work: QueueWork, problems: inout ProblemList
  ) -> QueueTargets? {
    let before = problems.problems.count
    var found = QueueTargets()
    found.patience = keys["patience"].flatMap {
      $0.number(
        in: 1...86_400, "mean seconds from 1 to 86400, or no patience if nobody hangs up",
        problems: &problems)
    }
    found.assurance = keys["assurance"].flatMap {
      $0.share(in: 50...99, "a percentage of weeks from 50 to 99", problems: &problems)
    }
    guard work.deferrableMinutes == nil else {
      for key in [
        "service_level", "max_asa", "max_abandonment", "patience", "assurance", "targets_by_hour",
        "announced_wait",
      ] {
        guard let value = keys[key] else { continue }
        problems.add(
          value.position, found: "\(key) of \(what), work for which nobody waits",
          expected: "only its window (within) and max_occupancy")
      }
      found.usual = target(keys, over: found.usual, what, problems: &problems)
      return problems.problems.count == before ? found : nil
    }
    guard
      keys["service_level"] != nil || keys["max_asa"] != nil || keys["max_abandonment"] != nil
    else {
      _ = keys.required("service_level", in: what, problems: &problems)
      return nil
    }
    found.usual = target(keys, over: found.usual, what, problems: &problems)
    if problems.problems.count == before {
      check(found.usual, patience: found.patience, keys, what, problems: &problems)
    }
    if let value = keys["targets_by_hour"] {
      found.byHour = byHour(value, "targets_by_hour of \(what)", problems: &problems) {
        value, text, problems in
        let what = "\(what), \(text)"
        guard let keys = value.mapping(SiteFile.targetKeys, what: what, problems: &problems)
        else { return nil }
        let before = problems.problems.count
        let target = target(keys, over: found.usual, what, problems: &problems)
        guard problems.problems.count == before else { return nil }
        check(target, patience: found.patience, keys, what, problems: &problems)
        return target
      }
    }
    return problems.problems.count == before ? found : nil
  }

  /// `base` with the parts that `keys` name.
  private func target(
    _ keys: YAMLMapping, over base: StaffingTarget, _ what: String,
    problems: inout ProblemList
  ) -> StaffingTarget {
    var target = base
    if let value = keys["service_level"] {
      target.serviceLevel = SiteFile.serviceLevel(
        value, over: base.serviceLevel, what, problems: &problems)
    }
    if let value = keys["max_asa"] {
      target.maximumASA = value.number(
        in: 0.1...3600, "seconds from 0.1 to 3600", problems: &problems)
    }
    if let value = keys["max_abandonment"] {
      target.maximumAbandonment = value.share(
        in: 0...99.9, "a percentage above 0 and up to 99.9", problems: &problems)
    }
    if let value = keys["max_occupancy"],
      let share = value.share(in: 1...100, "a percentage from 1 to 100", problems: &problems)
    {
      target.maximumOccupancy = share
    }
    return target
  }

  private static func serviceLevel(
    _ value: YAMLValue, over usual: ServiceTarget?, _ what: String,
    problems: inout ProblemList
  ) -> ServiceTarget? {
    let what = "service_level of \(what)"
    guard
      let keys = value.mapping(
        ["share", "within_seconds", "formula"], what: what, problems: &problems)
    else { return nil }
    let share = keys.required("share", in: what, problems: &problems)?
      .share(in: 1...99.9, "a percentage from 1 to 99.9", problems: &problems)
    let seconds = keys.required("within_seconds", in: what, problems: &problems)?
      .number(in: 0...3600, "seconds from 0 to 3600", problems: &problems)
    var formula = usual?.formula ?? .ofOffered
    if let value = keys["formula"] {
      let names = ServiceFormula.allCases.map(\.rawValue)
      guard let found = value.scalar.flatMap({ ServiceFormula(rawValue: $0) }) else {
        value.refuse(
          oneOf(names), maybe: nearest(to: value.scalar ?? "", among: names), problems: &problems)
        return nil
      }
      if let usual, found != usual.formula {
        value.refuse(
          "\(usual.formula.rawValue), the queue's formula at other hours", problems: &problems)
        return nil
      }
      formula = found
    }
    guard let share, let seconds else { return nil }
    return ServiceTarget(share: share, seconds: seconds, formula: formula)
  }

  /// Targets that no number of agents reaches, and targets that ask for nothing.
  private func check(
    _ target: StaffingTarget, patience: Double?, _ keys: YAMLMapping, _ what: String,
    problems: inout ProblemList
  ) {
    func refuse(_ key: String, _ found: String, _ expected: String) {
      problems.add(
        keys[key]?.position ?? keys.position, found: "\(found) (\(what))", expected: expected)
    }
    if let most = target.maximumAbandonment {
      if patience == nil {
        refuse(
          "max_abandonment", "max_abandonment of callers who never hang up",
          "the queue's patience: mean seconds before a waiting caller hangs up")
      } else if most == 0 {
        refuse(
          "max_abandonment", "max_abandonment 0, which no number of agents reaches",
          "a percentage above 0")
      }
      return
    }
    guard let patience, let level = target.serviceLevel else { return }
    // Then hardly anybody who waits longer is left to be counted, by any formula but that of all offered.
    if level.formula != .ofOffered,
      level.share <= -expm1(-level.seconds / patience)
    {
      refuse(
        "service_level",
        "a service level that is kept when hardly anybody answers, as callers are impatient",
        "another formula, a max_abandonment, or a longer patience")
    }
  }

  /// Values at hours of the day, as `{"22:00-06:00": …}`; ranges may pass midnight, and do not overlap.
  func byHour<Value>(
    _ value: YAMLValue, _ what: String, problems: inout ProblemList,
    read: (YAMLValue, String, inout ProblemList) -> Value?
  ) -> [HourRange<Value>] {
    guard let keys = value.mapping(nil, what: what, problems: &problems) else { return [] }
    let grid = intervalMinutes ?? 15
    var found: [HourRange<Value>] = []
    var taken = Array(repeating: false, count: 1440)
    for entry in keys.entries {
      guard let ranges = SiteFile.hours(entry.key),
        ranges.allSatisfy({ $0.lowerBound % grid == 0 && $0.upperBound % grid == 0 }),
        !ranges.contains(where: { taken[$0].contains(true) })
      else {
        problems.add(
          entry.keyPosition, found: "\(shown(entry.key)) in \(what)",
          expected: "hours as 22:00-06:00 by \(grid) minutes, each hour once")
        continue
      }
      for range in ranges { for minute in range { taken[minute] = true } }
      guard let value = read(entry.value, entry.key, &problems) else { continue }
      found += ranges.map { HourRange($0, value) }
    }
    return found.sorted { $0.minutes.lowerBound < $1.minutes.lowerBound }
  }

  private static func hours(_ text: String) -> [Range<Int>]? {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false).map {
      clockMinutes($0.filter { $0 != " " })
    }
    guard ends.count == 2, let from = ends[0], let to = ends[1], from != to, from < 1440,
      to <= 1440
    else { return nil }
    if from < to { return [from..<to] }
    return to == 0 ? [from..<1440] : [0..<to, from..<1440]
  }
}
