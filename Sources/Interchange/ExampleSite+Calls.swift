private import Foundation
internal import Workforce

/// The calls of the example: a shape for the week, a slow trend, holidays, and noise.
extension ExampleSite {
  /// What to expect in each interval of a period for a queue, before noise.
  struct Demand {
    /// Calls in the busiest half-hour of an ordinary Monday.
    var support: Double
    var sales: Double
  }

  static let handleTimes = (support: 320.0, sales: 270.0)

  /// Calls by the hour, against the busiest; between the hours the shape is a straight line.
  private static let supportShape: [Double] = [
    0.035, 0.022, 0.016, 0.014, 0.016, 0.025, 0.06, 0.18, 0.45, 0.8, 1, 0.98, 0.8, 0.72, 0.84, 0.92,
    0.9, 0.82, 0.68, 0.5, 0.32, 0.15, 0.09, 0.055, 0.035,
  ]
  private static let salesShape: [Double] = [
    0, 0, 0, 0, 0, 0, 0, 0.2, 0.4, 0.7, 0.95, 1, 0.75, 0.7, 0.85, 0.95, 0.95, 0.9, 0.75, 0.5, 0.3,
    0, 0, 0, 0,
  ]
  /// Monday to Sunday.
  private static let supportWeek = [1.0, 0.93, 0.9, 0.9, 0.92, 0.62, 0.5]
  private static let salesWeek = [1.0, 0.95, 0.92, 0.93, 0.98, 0.7, 0]

  /// The day of a campaign in the week to plan, and a like one in the history.
  static let campaigns = (past: Day("2026-09-18")!, coming: Day("2026-11-27")!)
  private static let campaignFactor = 1.25

  /// Calls expected in the interval of `length` minutes that starts at `moment`.
  func expectedCalls(_ queue: String, _ moment: LocalMoment, _ demand: Demand) -> Double {
    let isSales = queue == "sales"
    let shape = isSales ? ExampleSite.salesShape : ExampleSite.supportShape
    let middle = Double(moment.minute + 15) / 60
    let hour = Int(middle)
    let part = middle - Double(hour)
    let ofDay = shape[hour] * (1 - part) + shape[hour + 1] * part
    let weekday = moment.day.weekday.rawValue - 1
    let ofWeek = isSales ? ExampleSite.salesWeek[weekday] : ExampleSite.supportWeek[weekday]
    // A slow growth of six percent in half a year, and a dip in the summer holidays.
    let days = moment.day - ExampleSite.firstWeek.monday
    let trend = 1 + 0.06 * Double(days) / 182
    let (_, month, _) = moment.day.date
    let summer = month == 8 ? 0.9 : month == 7 ? 0.95 : 1
    var calls = (isSales ? demand.sales : demand.support) * ofDay * ofWeek * trend * summer
    if isHoliday(moment.day) { calls *= isSales ? 0 : 0.6 }
    if isSales, [ExampleSite.campaigns.past, ExampleSite.campaigns.coming].contains(moment.day) {
      calls *= ExampleSite.campaignFactor
    }
    return calls
  }

  func isHoliday(_ day: Day) -> Bool {
    !PublicHoliday.byDay(from: day, to: day).isEmpty
  }

  /// Whether sales take calls: Monday to Saturday from 8 to 20, not on holidays.
  func isOpen(_ queue: String, _ moment: LocalMoment) -> Bool {
    queue == "support"
      || (moment.day.weekday != .sunday && (480..<1200).contains(moment.minute)
        && !isHoliday(moment.day))
  }

  /// Volumes for which the first week requires nine tenths of the contracts' hours, two thirds of
  /// them for support.
  func demand(for people: [Person]) -> Demand {
    let contracted = people.reduce(0) { $0 + ExampleSite.contractMinutes[$1.contract]! }
    func volume(of queue: String, minutes: Double) -> Double {
      var low = 0.0
      var high = 4.0 * Double(agentCount)
      for _ in 0..<24 {
        let middle = (low + high) / 2
        let demand = Demand(support: middle, sales: middle)
        if Double(requiredMinutes(queue, demand)) < minutes { low = middle } else { high = middle }
      }
      // Rounded, so that the last digits of a logarithm on another machine change nothing.
      return (low * 100).rounded() / 100
    }
    let support = isSmall ? 0.7 : 0.66
    return Demand(
      support: volume(of: "support", minutes: 0.9 * support * Double(contracted)),
      sales: volume(of: "sales", minutes: 0.9 * (1 - support) * Double(contracted)))
  }

  /// Minutes of rostered work that the first week requires for a queue.
  func requiredMinutes(_ queue: String, _ demand: Demand) -> Int {
    required(queue, demand).reduce(0) { $0 + 30 * $1 }
  }

  /// Agents required in each half-hour of the first week: Erlang C, 80 % in 20 s, at most 88 %
  /// busy.
  func required(_ queue: String, _ demand: Demand) -> [Int] {
    let period = Period(
      week: ExampleSite.firstWeek, intervalMinutes: 30, zone: ExampleSite.zone)
    let seconds =
      queue == "sales" ? ExampleSite.handleTimes.sales : ExampleSite.handleTimes.support
    return (0..<period.intervalCount).map { interval in
      let moment = period.local(ofInterval: interval)
      guard isOpen(queue, moment) else { return 0 }
      let load = expectedCalls(queue, moment, demand) * seconds / 1800
      let present = Double(ExampleSite.agents(load: load, seconds: seconds))
      let rostered = (present / (1 - Double(shrinkagePercent) / 100)).rounded(.up)
      return max(Int(rostered), queue == "sales" ? 1 : minimumAgents)
    }
  }

  /// Fewest agents for `load` erlangs, by the recurrence of Erlang B (see Staffing for the theory;
  /// an example's volumes need no more than this).
  private static func agents(load: Double, seconds: Double) -> Int {
    guard load > 0 else { return 0 }
    var blocking = 1.0
    var agents = 0
    while true {
      agents += 1
      blocking = load * blocking / (Double(agents) + load * blocking)
      let spare = Double(agents) - load
      guard spare > 0 else { continue }
      let waiting = Double(agents) * blocking / (Double(agents) - load * (1 - blocking))
      if 1 - waiting * exp(-spare * 20 / seconds) >= 0.8, load <= 0.88 * Double(agents) {
        return agents
      }
    }
  }

  func callsFile(_ demand: Demand, _ random: inout SplitMix64) -> [UInt8] {
    var table = CSVWriter(
      style: .plain, columns: ["start", "queue", "offered", "handle_time"])
    let weeks = ExampleSite.historyWeeks
    let period = Period(
      firstDay: ExampleSite.firstWeek.monday - 7 * weeks, days: 7 * weeks, intervalMinutes: 30,
      zone: ExampleSite.zone)
    var day: Day?
    // Good and bad days of a queue: all of its intervals move together by some five percent.
    var ofDay = (support: 1.0, sales: 1.0)
    for interval in 0..<period.intervalCount {
      let moment = period.local(ofInterval: interval)
      if moment.day != day {
        day = moment.day
        ofDay = (1 + 0.05 * normal(&random), 1 + 0.05 * normal(&random))
      }
      for queue in ["support", "sales"] where isOpen(queue, moment) {
        let isSales = queue == "sales"
        let mean = expectedCalls(queue, moment, demand) * (isSales ? ofDay.sales : ofDay.support)
        let calls = poisson(max(0, mean), &random)
        table.moment(period.start(ofInterval: interval), zone: ExampleSite.zone)
        table.text(queue)
        table.integer(calls)
        if calls > 0 {
          // The mean of n calls, each as spread as it is long, by the law of large numbers.
          let seconds = isSales ? ExampleSite.handleTimes.sales : ExampleSite.handleTimes.support
          let spread = 0.6 / Double(calls).squareRoot()
          table.integer(Int(max(20, seconds * (1 + spread * normal(&random))).rounded()))
        } else {
          table.empty()
        }
        table.endRow()
      }
    }
    return table.bytes
  }

  func eventsFile() -> [UInt8] {
    var table = CSVWriter(style: .plain, columns: ["date", "queue", "kind", "effect"])
    for day in [ExampleSite.campaigns.past, ExampleSite.campaigns.coming] {
      table.day(day)
      table.text("sales")
      table.text(Event.Kind.campaign.rawValue)
      table.number(ExampleSite.campaignFactor, decimals: 2)
      table.endRow()
    }
    return table.bytes
  }

  /// Nearly normal with mean 0 and deviation 1: twelve uniform numbers less six (variance 12/12).
  private func normal(_ random: inout SplitMix64) -> Double {
    (0..<12).reduce(-6.0) { sum, _ in sum + Double.random(in: 0..<1, using: &random) }
  }

  /// A Poisson number: uniform factors until their product falls below e^-mean (D. E. Knuth, TAOCP
  /// 2, 3.4.1); a large mean is a sum of smaller ones.
  private func poisson(_ mean: Double, _ random: inout SplitMix64) -> Int {
    var left = mean
    var count = 0
    while left > 0 {
      let limit = exp(-min(left, 20))
      left -= 20
      var product = Double.random(in: 0..<1, using: &random)
      while product > limit {
        count += 1
        product *= Double.random(in: 0..<1, using: &random)
      }
    }
    return count
  }
}
