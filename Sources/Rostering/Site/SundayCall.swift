internal import Rules
internal import Workforce

/// Whose turn a Sunday is, where an order of the prefect caps how many may work it.
///
/// A cap joins all agents, while tours are chosen one by one. So those who may work the Sunday are called
/// before the search, no more than the order allows: first those who have worked the fewest Sundays
/// lately (published ones of thirteen weeks, and those called before in the period), then, in turn from
/// Sunday to Sunday, in the order of the file. The others have that Sunday off. Rosters keep the
/// order, and the bound is one on rosters of those who were called.
struct SundayCall {
  /// The rule whose cap it keeps.
  static let rule = "sunday-work"

  private(set) var profiles: [AgentProfile]
  private(set) var notes: [String] = []

  init(
    _ profiles: [AgentProfile], site: Site, calendar: RuleCalendar, options: [ShiftOption],
    isCapped: Bool = true
  ) {
    self.profiles = profiles
    let period = calendar.period
    let isLimited = site.queues.contains { $0.sundayBasis.order?.maximumAgents != nil }
    guard isCapped, isLimited else {
      return
    }
    let worked = Dictionary(
      grouping: site.published.filter {
        $0.day >= period.firstDay - 13 * 7 && $0.start < period.start
      }, by: \.agent)
    var turns = profiles.map { profile in
      Set(
        (worked[profile.subject.agent.id] ?? []).flatMap {
          [$0.day, period.zone.local($0.end - 1).day]
        }.filter { $0.weekday == .sunday }
      ).count
    }
    for day in 0..<period.days where calendar.weekday(day) == .sunday {
      let sunday = calendar.date(day)
      let span = calendar.midnight(day)..<calendar.midnight(day + 1)
      let touching = Set(
        options.indices.filter {
          options[$0].start < span.upperBound && options[$0].end > span.lowerBound
            && options[$0].work(from: span.lowerBound, to: span.upperBound) > 0
        })
      var candidates: [String: [Int]] = [:]
      var orders: [String: SundayOrder] = [:]
      for (index, profile) in profiles.enumerated()
      where profile.permitted.contains(where: touching.contains) {
        guard let order = profile.subject.queues.sundayBasis(on: sunday).order else { continue }
        candidates[order.number, default: []].append(index)
        orders[order.number] = order
      }
      for number in candidates.keys.sorted() {
        guard let most = orders[number]?.maximumAgents else { continue }
        let found = candidates[number]!
        guard found.count > most else { continue }
        let start = (sunday.monday.number / 7 * most) % found.count
        let inTurn = Array(found[start...] + found[..<start])
        let rank = Dictionary(uniqueKeysWithValues: inTurn.enumerated().map { ($1, $0) })
        let called = found.sorted { (turns[$0], rank[$0]!) < (turns[$1], rank[$1]!) }
        for index in called.prefix(most) { turns[index] += 1 }
        for index in called.dropFirst(most) { self.profiles[index].withdraw(touching) }
        notes.append(
          "\(sunday): the prefect's order \(number) allows \(most) agents at work; of "
            + "\(found.count) who may work, those with the fewest Sundays are called "
            + "(the bound is for rosters of these).")
      }
    }
  }
}
