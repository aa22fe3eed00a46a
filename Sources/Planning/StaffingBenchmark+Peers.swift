private import Foundation
internal import Interchange
internal import Staffing
internal import Workforce

extension StaffingBenchmark {
  /// The cases that the peers answer: half-hours, five minutes a call, 80 % answered within 20 s.
  private static let peerModel = DelayModel(handleTime: 300)
  private static let peerTarget = StaffingTarget(
    serviceLevel: ServiceTarget(share: 0.8, seconds: 20))

  /// Answers the very cases that other programs answered, and compares numbers and times.
  ///
  /// - Parameters:
  ///   - answers: a file `interval,scenario,calls,required`, the answers of the first method.
  ///   - times: a file `method,intervals,wall_s,cpu_s,us_per_interval_cpu,sum_required`.
  /// - Throws: `InputRefused` where they cannot be read.
  package mutating func measure(
    peerAnswers answers: String, times: String, step: (Int) -> Void
  ) throws {
    let asked = try PeerAnswersFile.answers(.reading(answers))
    let methods = try PeerAnswersFile.methods(.reading(times))
    if let other = methods.first(where: { $0.intervals != asked.count }) {
      throw InputRefused([
        InputProblem(
          SourcePosition(file: times), found: "\(other.intervals) intervals of \(other.name)",
          expected: "the \(asked.count) of \(answers)")
      ])
    }
    let loads = asked.map { $0.calls * Self.peerModel.handleTime / 1800 }
    // The same work several times, so that the clock's grain does not show.
    let rounds = 5
    var own: [Int] = []
    let begin = ProcessorTime.ofThread
    for _ in 0..<rounds {
      own = loads.map { Self.peerModel.agents(load: $0, target: Self.peerTarget) }
      step(rounds)
    }
    let seconds = ProcessorTime.ofThread - begin
    let time = 1e6 * seconds / Double(rounds * loads.count)
    let different = own.indices.filter { own[$0] != asked[$0].agents }
    peers = methods.enumerated().map { index, method in
      PeerRow(
        method: method.name, intervals: asked.count, microsecondsPerInterval: method.microseconds,
        ownMicrosecondsPerInterval: time, ratio: method.microseconds / time,
        agents: method.agents, ownAgents: own.reduce(0, +),
        differences: index == 0 ? different.count : nil,
        differencesWhereOursIsLeast: index == 0
          ? different.count { Self.isLeast(own[$0], load: loads[$0]) } : nil)
    }
  }

  /// Whether `agents` keep the target and one fewer does not, by the terms of Erlang's C one by one.
  private static func isLeast(_ agents: Int, load: Double) -> Bool {
    func level(_ agents: Int) -> Double {
      guard Double(agents) > load else { return 0 }
      // A^k / k! over A^n / n!, from k = n down to 0.
      var (term, sum) = (1.0, 0.0)
      for k in stride(from: agents, to: 0, by: -1) {
        term *= Double(k) / load
        sum += term
      }
      let spare = 1 - load / Double(agents)
      let waiting = 1 / (1 + spare * sum)
      return 1 - waiting
        * exp(-(Double(agents) - load) * 20 / peerModel.handleTime)
    }
    return level(agents) >= 0.8 && level(agents - 1) < 0.8
  }
}
