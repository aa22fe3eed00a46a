/// On which days an agent is there to carry burdens, and which of them could fall to them at all.
///
/// Burdens fall to those who take them, serve a queue that is open at such times and are available then;
/// Sundays under an order of the prefect to those who have consented, nights to those not spared them. What
/// could not fall to somebody is no arrear of theirs.
struct BurdenReach {
  private let weeklyMinutes: Int
  private let span: ClosedRange<Day>?
  private let away: Set<Day>
  private let awayByNight: Set<Day>
  /// What could fall to the agent in some week; of Sundays the grounds say which.
  private let burdens: Set<Burden>
  private let sundayBases: [SundayBasis]
  private let consents: [SundayConsent]

  /// One for each agent of the site.
  /// - Parameter firsts: the day of each agent's first shift; agents without one are not there,
  ///   others from that week on.
  static func of(_ site: Site, firsts: [String: Day], until: Day) -> [BurdenReach] {
    let absences = Dictionary(grouping: site.absences, by: \.agent)
    let protections = Dictionary(grouping: site.protections, by: \.agent)
    let consents = Dictionary(grouping: site.sundayConsents, by: \.agent)
    let hours = Dictionary(
      site.contracts.map { ($0.name, $0.weeklyMinutes) }, uniquingKeysWith: { first, _ in first })
    return site.agents.map { agent in
      let span = firsts[agent.id].flatMap { $0 <= until ? $0.monday...until : nil }
      let days = { (from: Day, to: Day) -> [Day] in
        guard let span else { return [] }
        let (low, high) = (max(from, span.lowerBound), min(to, span.upperBound))
        return low <= high ? (low.number...high.number).map { Day(number: $0) } : []
      }
      let away = Set((absences[agent.id] ?? []).flatMap { days($0.from, $0.to) })
      let spared = (protections[agent.id] ?? []).flatMap {
        days($0.span.from ?? Day(number: 0), $0.span.until ?? until)
      }
      let queues = site.queues(of: agent)
      return BurdenReach(
        weeklyMinutes: hours[agent.contract] ?? 0, span: span, away: away,
        awayByNight: away.union(spared),
        burdens: Set(Burden.allCases.filter { agent.takes($0, on: queues, pay: site.pay) }),
        sundayBases: queues.filter { agent.minutes(.sunday, 0..<1440, on: [$0]) > 0 }
          .map(\.sundayBasis),
        consents: consents[agent.id] ?? [])
    }
  }

  /// Whether the burden could fall to the agent in a week.
  func takes(_ burden: Burden, weekOf monday: Day) -> Bool {
    guard burdens.contains(burden) else { return false }
    guard burden == .sundays else { return true }
    let sunday = monday + 6
    return sundayBases.contains { basis in
      basis.permits(sunday)
        && (basis.order.map { consents.state(on: sunday, under: $0).isInForce } ?? true)
    }
  }

  /// Contract minutes × days on which the agent is there.
  func weight(_ burden: Burden, from: Day, until: Day) -> Int {
    guard let span else { return 0 }
    let away = burden == .nights ? awayByNight : away
    let days = (from.number...until.number).count {
      span.contains(Day(number: $0)) && !away.contains(Day(number: $0))
    }
    return weeklyMinutes * days
  }
}

extension Agent {
  /// Whether a burden can fall to the agent in an ordinary week, whatever the ground of Sundays.
  fileprivate func takes(_ burden: Burden, on queues: [Queue], pay: Pay) -> Bool {
    switch burden {
    case .sundays: worksSundays
    case .nights:
      worksNights
        && Weekday.allCases.contains { day in
          minutes(day, pay.nightStart..<1440, on: queues)
            + minutes(day.next, 0..<pay.nightEnd, on: queues) >= Burden.nightMinutes
        }
    case .lateFinishes:
      Weekday.allCases.contains { minutes($0, Burden.lateEnd..<1440, on: queues) > 0 }
    case .holidays: queues.contains(where: \.opening.openOnHolidays)
    }
  }

  /// Most minutes of a span of a weekday's clock in which one of these queues is open and the agent free.
  fileprivate func minutes(_ day: Weekday, _ span: Range<Int>, on queues: [Queue]) -> Int {
    var free = [0..<1440]
    if let availability {
      // Windows lie by the weekday on which shifts start, and may reach into the next.
      let before = availability[day.previous].map {
        max(0, $0.lowerBound - 1440)..<max(0, $0.upperBound - 1440)
      }
      free = [availability[day], before].compactMap { $0 }
    }
    return queues.map { queue in
      (queue.opening.ranges[day] ?? []).reduce(0) { sum, open in
        sum + free.reduce(0) { $0 + $1.clamped(to: open).clamped(to: span).count }
      }
    }.max() ?? 0
  }
}

extension Weekday {
  fileprivate var next: Weekday { Weekday.allCases[(index + 1) % 7] }
  fileprivate var previous: Weekday { Weekday.allCases[(index + 6) % 7] }
  private var index: Int { Weekday.allCases.firstIndex(of: self)! }
}
