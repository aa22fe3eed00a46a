package import Workforce

/// A queue as its callers meet it, or as what comes into it is worked on; every array has one value for each interval of the period.
package struct SimulatedQueue: Sendable, Equatable {
  package var name: String
  /// The skill an agent must have to take this queue's calls.
  package var skill: String
  /// What comes in: calls, chats, or work that may wait, a piece of which is what a call is to calls.
  package var work: QueueWork
  /// What is promised in each interval; all by the same formula.
  package var targets: [StaffingTarget]
  /// Mean seconds of a call that arrives in the interval; of a chat, if it had all attention.
  package var handleTime: [Double]
  /// Standard deviation of handle times over their mean: log-normal with it, exponential if nil.
  package var handleTimeVariation: Double?
  /// Mean seconds, exponential, after which a waiting caller hangs up; nil if none ever does. Nobody waits
  /// for work that may wait.
  package var patience: Double?
  /// Seconds of waiting that callers are told of; nil where nothing is said.
  package var announcedWait: Double?
  /// Seconds an agent has after each call before the next; they add to its handle time.
  package var pause: Double
  /// Whether the queue is open. Callers still waiting when it closes are served by the agents there. Work
  /// that may wait comes in at any hour, and is begun where this says so.
  package var isOpen: [Bool]
  /// Calls expected, for what is said of the load; what is simulated are the calls of each sample.
  package var expectedCalls: [Double]

  package init(
    name: String, skill: String, work: QueueWork = .calls, targets: [StaffingTarget],
    handleTime: [Double], handleTimeVariation: Double? = nil, patience: Double? = nil,
    announcedWait: Double? = nil, pause: Double = 0, isOpen: [Bool], expectedCalls: [Double]
  ) {
    self.name = name
    self.skill = skill
    self.work = work
    self.targets = targets
    self.handleTime = handleTime
    self.handleTimeVariation = handleTimeVariation
    self.patience = patience
    self.announcedWait = announcedWait
    self.pause = pause
    self.isOpen = isOpen
    self.expectedCalls = expectedCalls
  }

  /// Seconds within which work that may wait must be done; nil where somebody waits for an agent.
  var window: Double? { work.deferrableMinutes.map { 60 * Double($0) } }

  /// How many at once an agent attends to.
  var slots: Int { if case .chat(let concurrency, _) = work { concurrency } else { 1 } }

  /// What the handle time grows by where attention is divided.
  var slowness: Double { if case .chat(_, let efficiency) = work { 1 / efficiency } else { 1 } }

  /// Patience as far as somebody waits.
  var callersPatience: Double? { window == nil ? patience : nil }

  /// Seconds in each interval by which what came in then counts as in time: waits until an agent answers,
  /// or, of work that may wait, until it is done.
  func thresholds(intervalMinutes: Int) -> [Double] {
    guard let minutes = work.deferrableMinutes else { return targets.map(\.threshold) }
    let window = minutes / intervalMinutes
    let due = QueueWork.due(window: window, workable: isOpen)
    // As many intervals later as nothing may be done.
    return due.indices.map {
      Double(60 * (minutes + (due[$0] - $0 - max(1, window)) * intervalMinutes))
    }
  }

  /// How the promised levels count callers who hang up; of calls offered where no level is promised.
  package var formula: ServiceFormula {
    targets.lazy.compactMap(\.serviceLevel).first?.formula ?? .ofOffered
  }

  /// The target of most intervals, of equals the first.
  package var usualTarget: StaffingTarget {
    var best = (target: targets.first ?? StaffingTarget(), count: 0)
    var seen: [StaffingTarget] = []
    for target in targets where !seen.contains(target) {
      seen.append(target)
      let count = targets.count { $0 == target }
      if count > best.count { best = (target, count) }
    }
    return best.target
  }
}

extension StaffingTarget {
  /// Seconds by which levels are counted where none is promised, as is the custom.
  private static let customaryThreshold = 20.0

  /// Seconds within which calls count as answered in time.
  var threshold: Double { serviceLevel?.seconds ?? Self.customaryThreshold }
}
