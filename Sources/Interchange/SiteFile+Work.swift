internal import Workforce

/// Contracts, shifts and prices of `site.yaml`.
extension SiteFile {
  mutating func readContracts(_ value: YAMLValue, problems: inout ProblemList) {
    guard let found = value.mapping(nil, what: "the contracts", problems: &problems) else {
      return
    }
    if found.entries.isEmpty { value.refuse("at least one contract", problems: &problems) }
    contractNames = Set(found.entries.map(\.key))
    for entry in found.entries {
      let what = "contract \(entry.key)"
      guard
        let keys = entry.value.mapping(
          ["weekly_hours", "rostered", "full_time", "exemption"], what: what, problems: &problems)
      else { continue }
      let most = 7 * 24 * 60
      let weekly = keys.required("weekly_hours", in: what, problems: &problems)?
        .duration(in: 60...most, "hours a week as 35h or 30h30", problems: &problems)
      let rostered = keys["rostered"].map { value in
        value.span("hours a week as [32h, 39h]", problems: &problems) { part, problems in
          part.duration(in: 0...most, "hours a week as 32h", problems: &problems)
        }
      }
      let fullTime = keys["full_time"].map { $0.yesNo(problems: &problems) }
      let exemption = keys["exemption"].map { SiteFile.exemption($0, problems: &problems) }
      guard let weekly else { continue }
      let contract = Contract(
        name: entry.key, weeklyMinutes: weekly,
        rosteredMinutes: (rostered ?? weekly...weekly) ?? weekly...weekly,
        isFullTime: (fullTime ?? (weekly >= 35 * 60)) ?? false, exemption: exemption ?? nil)
      if contract.isFullTime, exemption != nil {
        keys["exemption"]?.refuse("no exemption on a full-time contract", problems: &problems)
      }
      // Nothing is said of a contract whose kind could not be read.
      if fullTime != .some(nil) {
        SiteFile.checkPartTime(
          contract, at: (keys["rostered"] ?? entry.value).position, problems: &problems)
      }
      contracts.append(contract)
    }
  }

  /// Why part-time may be for less than 24 h a week.
  private static func exemption(
    _ value: YAMLValue, problems: inout ProblemList
  ) -> Contract.Exemption? {
    if let found = value.scalar.flatMap({ Contract.Exemption(rawValue: $0) }) { return found }
    let names = Contract.Exemption.allCases.map(\.rawValue)
    value.refuse(
      oneOf(names), maybe: nearest(to: value.scalar ?? "", among: names), problems: &problems)
    return nil
  }

  /// Part-time may never reach full time, and exceeds its contract by a third at most.
  private static func checkPartTime(
    _ contract: Contract, at position: SourcePosition, problems: inout ProblemList
  ) {
    guard !contract.isFullTime else { return }
    let most = max(contract.weeklyMinutes, contract.rosteredMinutes.upperBound)
    let expected: String
    if most >= 35 * 60 {
      expected = "less than 35 h (Code du travail, L3123-9)"
    } else if 3 * most > 4 * contract.weeklyMinutes {
      expected = "at most a third more than the contract (Code du travail, L3123-20)"
    } else {
      return
    }
    problems.add(
      position, found: "part-time of up to \(most / 60)h\((most % 60).padded(2)) a week",
      expected: expected)
  }

  mutating func readShiftKinds(_ value: YAMLValue, problems: inout ProblemList) {
    guard let found = value.mapping(nil, what: "the shifts", problems: &problems) else { return }
    if found.entries.isEmpty { value.refuse("at least one kind of shift", problems: &problems) }
    kindNames = Set(found.entries.map(\.key))
    for entry in found.entries {
      if entry.key == "off" {
        problems.add(
          entry.keyPosition, found: "a shift called \"off\"",
          expected: "another name (in wishes, off is a day without a shift)")
      }
      if let kind = shiftKind(entry, problems: &problems) { shiftKinds.append(kind) }
    }
  }

  private func shiftKind(_ entry: YAMLValue.Entry, problems: inout ProblemList) -> ShiftKind? {
    let what = "shift \(entry.key)"
    guard
      let keys = entry.value.mapping(
        ["days", "start", "length", "step", "break"], what: what, problems: &problems)
    else { return nil }
    var weekdays: Set<Weekday>? = Set(Weekday.allCases)
    if let value = keys["days"] {
      weekdays = value.scalar.flatMap { WeekdayText.weekdays($0) }
      if weekdays == nil { value.refuse(WeekdayText.expected, problems: &problems) }
    }
    let start = keys.required("start", in: what, problems: &problems)?
      .span("times as [06:00, 11:00]", problems: &problems) { part, problems in
        part.clock(in: 0...1439, "a time from 00:00 to 23:59", problems: &problems)
      }
    let length = keys.required("length", in: what, problems: &problems)?
      .span("hours as [7:00, 9:00]", problems: &problems) { part, problems in
        part.duration(in: 15...1440, "hours as 7:00, from 0:15 to 24:00", problems: &problems)
      }
    var step = intervalMinutes ?? 30
    if let value = keys["step"] {
      guard
        let minutes = value.integer(in: 5...240, "minutes from 5 to 240", problems: &problems)
      else { return nil }
      step = minutes
    }
    var pause: ShiftKind.Pause?
    if let value = keys["break"], value.scalar != "none" {
      guard let found = SiteFile.pause(value, what, shortest: length, problems: &problems) else {
        return nil
      }
      pause = found
    }
    guard let weekdays, let start, let length else { return nil }
    return ShiftKind(
      name: entry.key, weekdays: weekdays, start: start, length: length, step: step, pause: pause)
  }

  private static func pause(
    _ value: YAMLValue, _ what: String, shortest length: ClosedRange<Int>?,
    problems: inout ProblemList
  ) -> ShiftKind.Pause? {
    let what = "break of \(what)"
    guard let keys = value.mapping(["minutes", "after", "paid"], what: what, problems: &problems)
    else { return nil }
    let minutes = keys.required("minutes", in: what, problems: &problems)?
      .integer(in: 1...480, "minutes from 1 to 480", problems: &problems)
    let after = keys.required("after", in: what, problems: &problems)
    let window = after?.span("hours as [3:00, 5:30]", problems: &problems) { part, problems in
      part.duration(in: 1...1439, "hours after the start as 3:00", problems: &problems)
    }
    let isPaid = keys["paid"].map { $0.yesNo(problems: &problems) } ?? false
    guard let minutes, let window, let isPaid else { return nil }
    if let length, window.lowerBound + minutes >= length.lowerBound {
      after?.refuse(
        "a break that ends within the shortest shift (\(length.lowerBound.clock))",
        problems: &problems)
      return nil
    }
    return ShiftKind.Pause(minutes: minutes, window: window, isPaid: isPaid)
  }

  static func pay(_ value: YAMLValue, problems: inout ProblemList) -> Pay {
    var pay = Pay()
    guard
      let keys = value.mapping(
        [
          "night", "sunday_percent", "holiday_percent", "cumulation", "overtime", "complementary",
        ], what: "pay", problems: &problems)
    else { return pay }
    func percent(_ value: YAMLValue?, _ problems: inout ProblemList) -> Int? {
      value?.integer(in: 0...1000, "a whole percentage from 0 to 1000", problems: &problems)
    }
    if let night = keys["night"]?.mapping(
      ["from", "to", "percent"], what: "night pay", problems: &problems)
    {
      pay.nightStart =
        night["from"]?.clock(
          in: 0...1439, "a time from 00:00 to 23:59", problems: &problems) ?? pay.nightStart
      pay.nightEnd =
        night["to"]?.clock(
          in: 0...1439, "a time from 00:00 to 23:59", problems: &problems) ?? pay.nightEnd
      pay.nightPercent = percent(night["percent"], &problems) ?? pay.nightPercent
      if pay.nightEnd >= pay.nightStart, let to = night["to"] ?? night["from"] {
        to.refuse(
          "a night that passes midnight, as from 21:00 to 06:00", problems: &problems)
      }
    }
    pay.sundayPercent = percent(keys["sunday_percent"], &problems) ?? pay.sundayPercent
    pay.holidayPercent = percent(keys["holiday_percent"], &problems) ?? pay.holidayPercent
    if let value = keys["cumulation"] {
      let names = Pay.Cumulation.allCases.map(\.rawValue)
      if let cumulation = value.scalar.flatMap(Pay.Cumulation.init(rawValue:)) {
        pay.cumulation = cumulation
      } else {
        value.refuse(
          oneOf(names), maybe: value.scalar.flatMap { nearest(to: $0, among: names) },
          problems: &problems)
      }
    }
    // No agreement may go below a tenth (L3121-33, L3123-21).
    func premium(_ value: YAMLValue, _ problems: inout ProblemList) -> Int? {
      value.integer(
        in: 10...1000, "a whole percentage from 10 (the law's least) to 1000", problems: &problems)
    }
    func pair(_ key: String) -> (Int, Int)? {
      guard let value = keys[key] else { return nil }
      guard case .list(let parts) = value.content, parts.count == 2 else {
        value.refuse("two percentages as [25, 50]", problems: &problems)
        return nil
      }
      guard let first = premium(parts[0], &problems), let second = premium(parts[1], &problems)
      else { return nil }
      return (first, second)
    }
    if let (first, further) = pair("overtime") {
      pay.overtimePercent = first
      pay.furtherOvertimePercent = further
    }
    if let (first, further) = pair("complementary") {
      pay.complementaryPercent = first
      pay.furtherComplementaryPercent = further
    }
    return pay
  }

  static func coverPrice(_ value: YAMLValue, problems: inout ProblemList) -> CoverPrice? {
    guard
      let keys = value.mapping(
        ["understaffing", "overstaffing", "below_minimum"], what: "cover", problems: &problems)
    else { return nil }
    let expected = "euros for an agent-hour, as 60.00"
    let under = keys.required("understaffing", in: "cover", problems: &problems)?
      .cents(expected, problems: &problems)
    let over = keys.required("overstaffing", in: "cover", problems: &problems)?
      .cents(expected, problems: &problems)
    let below = keys["below_minimum"]
    let belowPrice = below?.cents(expected, problems: &problems)
    guard let under, let over, (below == nil) == (belowPrice == nil) else { return nil }
    if let below, let belowPrice, belowPrice < under {
      below.refuse(
        "no less than the understaffing, whose place it takes below a queue's minimum",
        problems: &problems)
      return nil
    }
    return CoverPrice(understaffing: under, overstaffing: over, belowMinimum: belowPrice)
  }
}
