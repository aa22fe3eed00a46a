internal import Workforce

/// What giving each shift to each agent costs for fairness' sake, from the ledger of the weeks before.
///
/// An agent above their share of a burden pays the site's price for each that they are above; an agent
/// below pays nothing. The ledger is that of the morning on which the period begins.
struct FairnessPrices: Sendable {
  /// The burdens of each option, one bit for each.
  let burdens: [UInt8]
  /// Cents by agent and set of burdens.
  private let cents: [[Int32]]
  /// Cents added to each wish of each agent.
  let wishCents: [Int]

  /// A million euros: whatever is set, costs stay within what the optimiser counts with.
  private static let most = 1e8

  /// Nothing is asked for fairness' sake.
  static func none(options: Int, agents: Int) -> FairnessPrices {
    FairnessPrices(
      burdens: [UInt8](repeating: 0, count: options),
      cents: [[Int32]](repeating: [0], count: agents),
      wishCents: [Int](repeating: 0, count: agents))
  }

  private init(burdens: [UInt8], cents: [[Int32]], wishCents: [Int]) {
    self.burdens = burdens
    self.cents = cents
    self.wishCents = wishCents
  }

  /// - Parameter published: all that is known of past shifts.
  init(site: Site, published: [Shift], period: Period, options: [ShiftOption]) {
    let fairness = site.fairness
    guard fairness.isInForce else {
      self = .none(options: options.count, agents: site.agents.count)
      return
    }
    let first = period.firstDay
    let ledger = FairnessLedger(
      published.filter { $0.day < first }, site: site,
      from: first - 7 * fairness.weeks, until: first - 1)
    let holidays = PublicHoliday.byDay(
      from: first, to: period.lastDay + 1, region: site.holidayRegion)
    let priced = Burden.allCases.filter { (fairness.prices[$0] ?? 0) > 0 }
    burdens = options.map { option in
      let shift = option.shift(on: first + option.day)
      let found = shift.burdens(in: site.zone, pay: site.pay, holidays: holidays)
      return priced.enumerated().reduce(0) { $1.element.isIn(found) ? $0 | 1 << $1.offset : $0 }
    }
    cents = ledger.entries.map { entry in
      let prices = priced.map { burden in
        Double(fairness.prices[burden]!) * max(0, entry.excess(of: burden))
      }
      return (0..<1 << priced.count).map { set in
        let sum = prices.enumerated().reduce(0.0) {
          set >> $1.offset & 1 == 1 ? $0 + $1.element : $0
        }
        return Int32(min(sum, FairnessPrices.most).rounded())
      }
    }
    wishCents = ledger.entries.map { entry in
      let sum = Double(fairness.wishPrice) * max(0, ledger.wishesBehind(entry))
      return Int(min(sum, FairnessPrices.most).rounded())
    }
  }

  /// Cents for giving an option to an agent.
  func cents(agent: Int, option: Int) -> Int { Int(cents[agent][Int(burdens[option])]) }
}

extension Burden {
  fileprivate func isIn(_ set: Set<Burden>) -> Bool { set.contains(self) }
}

extension ShiftOption {
  /// The option as a shift of nobody.
  fileprivate func shift(on date: Day) -> Shift {
    let pause = Break(start: Instant(minutes: breakStart), end: Instant(minutes: breakEnd))
    return Shift(
      agent: "", day: date, start: Instant(minutes: start), end: Instant(minutes: end),
      breaks: breakStart < breakEnd ? [pause] : [])
  }
}
