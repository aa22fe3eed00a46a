import Rules
import TestSupport

@testable import Rostering

/// What the optimiser makes of one rule: its encodings compiled, and nothing else.
struct OptimiserVerdict {
  let calendar: RuleCalendar
  let options: [ShiftOption]
  private var filters: [@Sendable (ShiftOption) -> Bool] = []
  private var spans: [@Sendable (Day) -> ClosedRange<Int>] = []
  private var automata: [(automaton: Automaton, network: TourNetwork)] = []

  /// - Parameter pasts: the histories after which tours will be judged.
  init(
    _ rule: any Rule, subject: RuleSubject, calendar: RuleCalendar, options: [ShiftOption],
    pasts: [[ShiftOption]]
  ) {
    self.calendar = calendar
    self.options = options
    for encoding in rule.encodings(for: subject, in: calendar) {
      switch encoding {
      case .filter(let filter): filters.append(filter)
      case .weeklyMinutes(let span): spans.append(span)
      case .automaton(let automaton):
        let network = TourNetwork(
          days: calendar.period.days, options: options.indices.map { ($0, options[$0]) },
          splits: options.map { ($0.workMinutes, 0) }, levelMinutes: 1,
          costKeys: [Int](repeating: 0, count: options.count), automata: [automaton],
          initialStates: Set(pasts.map { [automaton.state(after: $0, calendar: calendar)] }))
        automata.append((automaton, network))
      }
    }
  }

  /// Whether the tour (indices of options, by day) may follow the past.
  func accepts(_ tour: [Int?], after past: [ShiftOption]) -> Bool {
    let chosen = tour.compactMap { $0.map { options[$0] } }
    guard filters.allSatisfy({ chosen.allSatisfy($0) }) else { return false }
    for week in stride(from: 0, to: calendar.period.days, by: 7) {
      let from = calendar.midnight(week)
      let to = calendar.midnight(week + 7)
      let minutes = (past + chosen).reduce(0) { $0 + $1.work(within: from..<to) }
      guard spans.allSatisfy({ $0(calendar.date(week)).contains(minutes) }) else { return false }
    }
    return automata.allSatisfy { automaton, network in
      network.accepts(tour, from: [automaton.state(after: past, calendar: calendar)])
    }
  }
}

extension ShiftOption {
  /// Minutes of work inside a span that may not touch the option at all.
  fileprivate func work(within span: Range<Int>) -> Int {
    end <= span.lowerBound || start >= span.upperBound
      ? 0 : work(from: span.lowerBound, to: span.upperBound)
  }
}
