package import Workforce

/// How calls are waited for and answered: Erlang A where callers hang up, Erlang C where they never do.
package struct DelayModel: Sendable, Equatable {
  /// Mean seconds of an agent's time for a call.
  package var handleTime: Double
  /// Mean seconds until a waiting caller hangs up; infinite where none does.
  package var patience: Double

  package init(handleTime: Double, patience: Double = .infinity) {
    self.handleTime = handleTime
    self.patience = patience
  }

  /// See ``ErlangA/measures(agents:load:handleTime:patience:within:)``.
  package func measures(agents: Int, load: Double, within seconds: Double) -> ServiceMeasures {
    ErlangA.measures(
      agents: agents, load: load, handleTime: handleTime, patience: patience, within: seconds)
  }

  /// The fewest agents who keep every part of `target` at a steady load.
  ///
  /// - Complexity: O(√load · log load)
  package func agents(load: Double, target: StaffingTarget) -> Int {
    if patience == .infinity {
      return ErlangC.agents(load: load, handleTime: handleTime, target: target)
    }
    guard load > 0 else { return 0 }
    let seconds = target.serviceLevel?.seconds ?? 0
    return fewest(near: Int(load)) {
      measures(agents: $0, load: load, within: seconds).keep(target)
    }
  }

  /// The fewest agents who keep every part of `target` on the whole over a time in which the load moves
  /// through `loads`, each with its share of the calls.
  package func agents(
    loads: [(share: Double, load: Double)], target: StaffingTarget
  ) -> Int {
    let greatest = loads.reduce(0) { max($0, $1.load) }
    guard greatest > 0 else { return 0 }
    let seconds = target.serviceLevel?.seconds ?? 0
    return fewest(near: Int(greatest)) { agents in
      ServiceMeasures.mean(
        loads.lazy.map {
          ($0.share, measures(agents: agents, load: $0.load, within: seconds))
        }
      ).keep(target)
    }
  }

  /// The least number that `holds`, of a condition that holds of every number above one of which it does.
  ///
  /// Steps that double away from `guess` find a number that fails and one that holds; halving brings
  /// them together. The answer was seen to hold, and the number below it to fail.
  func fewest(near guess: Int, where holds: (Int) -> Bool) -> Int {
    var step = 1
    var (fails, high) = (-1, guess)
    if holds(guess) {
      while high > 0 {
        let lower = max(0, high - step)
        guard holds(lower) else {
          fails = lower
          break
        }
        high = lower
        step *= 2
      }
    } else {
      fails = guess
      high = guess + step
      while !holds(high) {
        fails = high
        step *= 2
        high += step
      }
    }
    while high - fails > 1 {
      let middle = (high + fails) / 2
      if holds(middle) { high = middle } else { fails = middle }
    }
    return high
  }
}
