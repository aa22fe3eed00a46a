import Foundation
import TestSupport
import Workforce

/// Call histories with known properties.
enum Histories {
  static let paris = Zone(identifier: "Europe/Paris")!

  /// Rows of every open half hour (or other interval) of some days, with the calls that `calls` says.
  static func rows(
    from first: Day, days: Int, minutes: Int = 60, open: Range<Int> = 0..<1440,
    weekdays: Set<Weekday> = Set(Weekday.allCases), calls: (LocalMoment) -> Double?
  ) -> [CallHistory.Record] {
    (0..<days).flatMap { index in
      let day = first + index
      guard weekdays.contains(day.weekday) else { return [CallHistory.Record]() }
      return stride(from: open.lowerBound, to: open.upperBound, by: minutes).compactMap { minute in
        let moment = LocalMoment(day: day, minute: minute)
        return calls(moment).map { CallHistory.Record(start: moment, offered: $0) }
      }
    }
  }

  /// Calls that depend on weekday and hour only: quiet nights, busy mornings, weekends at half.
  static func weekly(_ moment: LocalMoment) -> Double {
    let hour = Double(moment.minute) / 60
    let shape = 2 + 18 * exp(-(hour - 10) * (hour - 10) / 18)
    let weekday = moment.day.weekday.rawValue
    return 5 * shape * [1.2, 1.05, 1, 0.95, 0.9, 0.5, 0.45][weekday - 1]
  }

  static func site(
    _ records: [CallHistory.Record], opening: Opening = .always, intervalMinutes: Int = 60,
    events: [Event] = []
  ) -> Site {
    let queue = Queue(
      name: "support", skill: "support", opening: opening,
      target: ServiceTarget(share: 0.8, seconds: 20), sundayBasis: .listed(line: "téléphonique"))
    return Site(
      name: "Lille", zone: paris, intervalMinutes: intervalMinutes, queues: [queue], contracts: [],
      shiftKinds: [], pay: Pay(), coverPrice: CoverPrice(understaffing: 0, overstaffing: 0),
      agents: [], events: events, calls: CallHistory(records: ["support": records]))
  }

  /// A Poisson count: as many exponential waits as fit into the mean, in pieces that do not underflow.
  static func poisson(_ mean: Double, using random: inout SplitMix64) -> Double {
    var count = 0.0
    var rest = mean
    while rest > 0 {
      let piece = min(rest, 200)
      rest -= piece
      var product = Double.random(in: 0..<1, using: &random)
      let limit = exp(-piece)
      while product > limit {
        count += 1
        product *= Double.random(in: 0..<1, using: &random)
      }
    }
    return count
  }
}
