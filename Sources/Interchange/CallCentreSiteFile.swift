internal import Workforce

/// What `site.json` of call-centre weeks says, as far as it could be read. JSON is read as the YAML that
/// it is, so that every value knows its place.
struct CallCentreSiteFile {
  var name: String?
  var days: Int?
  var slotMinutes: Int?
  var skills: [String]?
  var rules: CallCentreWeeks.Rules?
  var prices: CallCentreWeeks.Prices?

  private static let keys = [
    "name", "seed", "days", "slot", "skills", "first_start", "last_start", "min_span", "max_span",
    "break_earliest", "break_latest", "max_stretch", "max_day", "daily_rest", "weekly_rest",
    "legal_week", "max_days_week", "max_sundays", "night", "night_percent", "sunday_percent",
    "under", "over",
  ]
  /// As many as the sets of skills leave tractable.
  private static let mostSkills = 6
  private static let mostCents = 1_000_000

  /// A site of which nothing is known.
  init() {}

  /// The site described in `file`; what is wrong with it becomes problems.
  init(_ file: InputFile, problems: inout ProblemList) {
    guard let document = YAMLValue(file, problems: &problems),
      let root = document.mapping(Self.keys, what: "the site", problems: &problems)
    else { return }
    name = root.required("name", in: "the site", problems: &problems)?
      .text("the name of the site", problems: &problems)
    days = root.required("days", in: "the site", problems: &problems).flatMap { value in
      if let days = value.scalar.flatMap({ Int($0) }), (7...364).contains(days), days % 7 == 0 {
        return days
      }
      value.refuse("whole weeks of days: 7, 14, … 364", problems: &problems)
      return nil
    }
    slotMinutes = root.required("slot", in: "the site", problems: &problems).flatMap { value in
      if let minutes = value.scalar.flatMap({ Int($0) }), [15, 30].contains(minutes) {
        return minutes
      }
      value.refuse("15 or 30", problems: &problems)
      return nil
    }
    skills = root.required("skills", in: "the site", problems: &problems).flatMap {
      Self.names($0, problems: &problems)
    }
    var reader = Reader(root: root, slotMinutes: slotMinutes, problems: problems)
    rules = reader.rules()
    prices = reader.prices(mostCents: Self.mostCents)
    problems = reader.problems
  }

  private static func names(_ value: YAMLValue, problems: inout ProblemList) -> [String]? {
    guard case .list(let parts) = value.content, (1...mostSkills).contains(parts.count) else {
      value.refuse("a list of 1 to \(mostSkills) skills", problems: &problems)
      return nil
    }
    var names: [String] = []
    for part in parts {
      guard let name = part.text("the name of a skill", problems: &problems) else { return nil }
      if names.contains(name) || name.contains("|") {
        part.refuse("the names of skills, each once and without |", problems: &problems)
        return nil
      }
      names.append(name)
    }
    return names
  }

  /// Numbers of the site, with what they must keep.
  private struct Reader {
    let root: YAMLMapping
    let slotMinutes: Int?
    var problems: ProblemList

    mutating func number(_ key: String, _ limits: ClosedRange<Int>) -> Int? {
      root.required(key, in: "the site", problems: &problems)?.integer(
        in: limits, "a whole number from \(limits.lowerBound) to \(limits.upperBound)",
        problems: &problems)
    }

    /// Two numbers of which the first is not above the second.
    mutating func span(
      _ low: String, _ high: String, _ limits: ClosedRange<Int>, onGrid: Bool
    ) -> ClosedRange<Int>? {
      let ends = [low, high].map { key -> Int? in
        guard let value = number(key, limits) else { return nil }
        if onGrid, let slotMinutes, value % slotMinutes != 0 {
          root[key]?.refuse("a multiple of the slot, \(slotMinutes)", problems: &problems)
          return nil
        }
        return value
      }
      guard let first = ends[0], let last = ends[1] else { return nil }
      guard first <= last else {
        root[high]?.refuse("at least \(low), \(first)", problems: &problems)
        return nil
      }
      return first...last
    }

    mutating func rules() -> CallCentreWeeks.Rules? {
      let day = CallCentreWeeks.day
      let starts = span("first_start", "last_start", 0...day - 1, onGrid: true)
      let spans = span("min_span", "max_span", 1...day, onGrid: true)
      let breaks = span("break_earliest", "break_latest", 0...day, onGrid: false)
      let stretch = number("max_stretch", 0...day)
      let paid = number("max_day", 1...day)
      let daily = number("daily_rest", 0...day)
      let weekly = number("weekly_rest", 0...7 * day)
      let legal = number("legal_week", 0...7 * day)
      let shifts = number("max_days_week", 0...7)
      let sundays = number("max_sundays", 0...4)
      guard let starts, let spans, let breaks, let stretch, let paid, let daily, let weekly,
        let legal, let shifts, let sundays
      else { return nil }
      return .init(
        starts: starts, spans: spans, breakOffsets: breaks, maxStretch: stretch, maxDay: paid,
        dailyRest: daily, weeklyRest: weekly, legalWeek: legal, maxDaysWeek: shifts,
        maxSundays: sundays)
    }

    mutating func prices(mostCents: Int) -> CallCentreWeeks.Prices? {
      let night = root.required("night", in: "the site", problems: &problems).flatMap { hours($0) }
      let percents = ["night_percent", "sunday_percent"].map { number($0, 0...1000) }
      let cents = ["under", "over"].map { number($0, 0...mostCents) }
      guard let night, let nightPercent = percents[0], let sunday = percents[1],
        let under = cents[0], let over = cents[1]
      else { return nil }
      return .init(
        nightStart: night.start, nightEnd: night.end, nightPercent: nightPercent,
        sundayPercent: sunday, under: under, over: over)
    }

    /// `[1260, 360]`: from the evening to the morning, on the grid of slots.
    private mutating func hours(_ value: YAMLValue) -> (start: Int, end: Int)? {
      if case .list(let parts) = value.content, parts.count == 2,
        let start = parts[0].scalar.flatMap({ Int($0) }),
        let end = parts[1].scalar.flatMap({ Int($0) }), 0 <= end, end <= start,
        start <= CallCentreWeeks.day,
        slotMinutes.map({ start % $0 == 0 && end % $0 == 0 }) ?? true
      {
        return (start, end)
      }
      value.refuse(
        "two minutes of the day on the grid of slots, evening and morning, as [1260, 360]",
        problems: &problems)
      return nil
    }
  }
}
