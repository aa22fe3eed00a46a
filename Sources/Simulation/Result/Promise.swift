internal import Workforce

/// What a queue's targets promise over a span in which they may change from hour to hour.
///
/// Each interval promises for its own calls, so that over a span
///
///     answered in time ≥ Σ share · whole,   waited ≤ Σ ASA · answered,   abandoned ≤ Σ share · offered
///
/// where whole is what the formula takes a share of. With one target for all hours these are its own.
/// Of work that may wait, all is to be done within its window; no margin is told of it.
struct Promise: Sendable {
  private let targets: [StaffingTarget]
  private let formula: ServiceFormula
  private let mayWait: Bool

  init(_ queue: SimulatedQueue) {
    targets = queue.targets
    formula = queue.formula
    mayWait = queue.window != nil
  }

  /// What has come in, and what was promised of it.
  struct Sums: Sendable {
    private var isLevelPromised = false
    fileprivate var isAllDone = true
    private var level = (part: 0.0, whole: 0.0, promised: 0.0)
    private var waited = (seconds: 0.0, allowed: 0.0, answered: 0.0)
    private var abandoned = (calls: 0.0, allowed: 0.0, offered: 0.0)

    fileprivate mutating func add(
      _ calls: CallTally, _ target: StaffingTarget, _ formula: ServiceFormula
    ) {
      if let share = target.serviceLevel?.share {
        let (part, whole) = calls.parts(formula)
        isLevelPromised = isLevelPromised || calls.offered > 0
        level.part += part
        level.promised += share * whole
        level.whole += whole
      }
      if let most = target.maximumASA {
        waited.seconds += calls.answeredWait
        waited.allowed += most * Double(calls.answered)
        waited.answered += Double(calls.answered)
      }
      if let most = target.maximumAbandonment {
        abandoned.calls += Double(calls.abandoned)
        abandoned.allowed += most * Double(calls.offered)
        abandoned.offered += Double(calls.offered)
      }
    }

    /// What came in against what was promised; nil where nothing was.
    var levelMargin: (part: Double, whole: Double)? {
      isLevelPromised ? (level.part - level.promised, level.whole) : nil
    }
    var asaMargin: (part: Double, whole: Double)? {
      waited.answered > 0 ? (waited.allowed - waited.seconds, waited.answered) : nil
    }
    var abandonmentMargin: (part: Double, whole: Double)? {
      abandoned.offered > 0 ? (abandoned.allowed - abandoned.calls, abandoned.offered) : nil
    }

    /// Whether all that was promised was kept; a span without calls keeps it. Sums of products may miss
    /// in their last digits.
    var isKept: Bool {
      if !isAllDone { return false }
      let slack = 1 + 1e-12
      // Calls of which the formula counts none were all let down.
      if isLevelPromised && level.whole == 0 { return false }
      return level.part * slack >= level.promised && waited.seconds <= waited.allowed * slack
        && abandoned.calls <= abandoned.allowed * slack
    }
  }

  /// Adds what became of the calls of an interval.
  func add(_ calls: CallTally, ofInterval interval: Int, to sums: inout Sums) {
    if mayWait {
      if calls.answeredInTime < calls.offered { sums.isAllDone = false }
    } else {
      sums.add(calls, targets[interval], formula)
    }
  }
}
