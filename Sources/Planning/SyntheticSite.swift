private import Foundation
internal import Workforce

/// An invented site of 500 agents and five queues with a rostered week, to measure on.
///
/// Everybody has one skill first; half of them have a second, some a third. Each works five days of a
/// shift of eight hours and a quarter with a break of 45 minutes, at starts that follow the day; every
/// tenth agent works nights. Calls are as many as keep those present busy four fifths of their time, so
/// that lines form and empty as on a site that is staffed about right.
struct SyntheticSite {
  static let agents = 500
  private static let names = ["support", "sales", "billing", "delivery", "English"]
  /// Of the agents whose first skill is the queue's.
  private static let sizes = [180, 120, 90, 70, 40]
  private static let handleTimes = [320.0, 270, 240, 200, 380]
  private static let absence = 0.05
  private static let meetings = 0.06
  private static let busyness = 0.8

  let site: Site
  let roster: Roster

  init() {
    let zone = Zone(identifier: "Europe/Paris")!
    let period = Period(
      week: Week("2026-W48")!, intervalMinutes: 15, zone: zone)
    let shares = (1 - (1 - Self.absence) * (1 - Self.meetings))
    let queues = Self.names.indices.map { queue in
      Queue(
        name: Self.names[queue], skill: Self.names[queue],
        target: ServiceTarget(share: 0.8, seconds: 20), maximumOccupancy: 0.9, shrinkage: shares,
        minimumAgents: 1, sundayBasis: .listed(line: "assistance téléphonique"),
        defaultHandleTime: Self.handleTimes[queue], patience: 90 + 30 * Double(queue),
        maximumAbandonment: 0.1, pauseBetweenCalls: 6,
        targetByHour: [
          HourRange(
            0..<360,
            StaffingTarget(
              serviceLevel: ServiceTarget(share: 0.7, seconds: 60), maximumOccupancy: 0.9))
        ], shrinkageByHour: [HourRange(720..<840, shares + 0.04)])
    }
    var agents: [Agent] = []
    var shifts: [Shift] = []
    for queue in Self.names.indices {
      for member in 0..<Self.sizes[queue] {
        let number = agents.count
        let id = "A\(1000 + number)"
        let others = [(queue + 1 + number % 4) % 5, (queue + 2 + number % 3) % 5]
        var skills = [Self.names[queue]]
        if member % 2 == 0 { skills.append(Self.names[others[0]]) }
        if member % 6 == 0 && others[1] != others[0] && others[1] != queue {
          skills.append(Self.names[others[1]])
        }
        agents.append(
          Agent(
            id: id, contract: "full", skills: Set(skills), hourlyWage: 1300, worksSundays: true,
            worksNights: member % 10 == 0, skillOrder: skills))
        shifts += Self.week(of: id, number: number, member: member, in: period)
      }
    }
    site = Site(
      name: "Synthetic", zone: zone, intervalMinutes: 15, queues: queues,
      contracts: [
        Contract(
          name: "full", weeklyMinutes: 2100, rosteredMinutes: 2040...2400, isFullTime: true)
      ],
      shiftKinds: [
        ShiftKind(
          name: "day", start: 0...1380, length: 495...495, step: 15,
          pause: ShiftKind.Pause(minutes: 45, window: 180...300))
      ], pay: Pay(), coverPrice: CoverPrice(understaffing: 6000, overstaffing: 200),
      agents: agents)
    roster = Roster(period: period, shifts: shifts)
  }

  /// Five shifts of one agent, who is off on two days in a row that differ from agent to agent.
  private static func week(
    of id: String, number: Int, member: Int, in period: Period
  ) -> [Shift] {
    // More start in the morning than later.
    let starts = [6.0, 7, 7.5, 8, 8.5, 9, 9, 9.5, 10, 10.5, 11, 12, 13, 14, 15]
    let isNight = member % 10 == 0
    let start = isNight ? 22.0 - Double(member / 10 % 3) / 2 : starts[number % starts.count]
    let off = number * 3 % 7
    return (0..<7).compactMap { day in
      // Fewer work the weekend: most of those off then are off on both days.
      let rests = number % 3 == 0 ? [off, (off + 1) % 7] : [5, 6]
      if rests.contains(day) && !(isNight && member % 20 == 0 && day > 4) { return nil }
      let from = period.midnights[day] + Int(60 * start)
      let pause = from + 180 + 15 * (number % 8)
      return Shift(
        agent: id, day: period.firstDay + day, start: from, end: from + 495,
        breaks: [Break(start: pause, end: pause + 45)])
    }
  }

  /// A forecast with the scatter of a good one, such that those present are busy most of their time.
  func forecast(seed: UInt64) -> Forecast {
    let period = roster.period
    let homes = Dictionary(
      uniqueKeysWithValues: site.agents.map { ($0.id, $0.skillOrder[0]) })
    var present = [String: [Double]]()
    for shift in roster.shifts {
      for stretch in shift.stretches {
        for minute in stride(from: 0, to: stretch.end - stretch.start, by: 15) {
          guard let interval = period.interval(containing: stretch.start + minute) else { continue }
          present[
            homes[shift.agent]!, default: Array(repeating: 0, count: period.intervalCount)
          ][interval] += 1
        }
      }
    }
    return Forecast(
      period: period,
      queues: site.queues.map { queue in
        let calls = (present[queue.name] ?? []).map {
          $0 * (1 - queue.shrinkage) * Self.busyness * 900
            / (queue.defaultHandleTime + queue.pauseBetweenCalls)
        }
        var scatter = CallScatter.poisson(intervals: calls.count)
        scatter.rateSpread = Array(repeating: 0.1, count: calls.count)
        (scatter.periodShare, scatter.dayShare, scatter.smoothShare) = (0.2, 0.3, 0.3)
        return QueueForecast(
          queue: queue.name, mean: calls, low80: calls, high80: calls, low95: calls,
          high95: calls,
          handleTime: Array(repeating: queue.defaultHandleTime, count: calls.count),
          handleTimeVariation: 0.8, scatter: scatter)
      })
  }
}
