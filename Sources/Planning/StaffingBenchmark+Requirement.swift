private import Foundation
private import Staffing
internal import Workforce

extension StaffingBenchmark {
  private static let intervals = 672

  /// Times the fewest agents of a week of quarter-hours in many scenarios, with callers who never hang
  /// up and with callers who do, through the same door as ``Staffing/Requirement(_:for:)``.
  package mutating func measureRequirement(
    scenarios: Int, seed: UInt64 = 1, step: (Int) -> Void
  ) {
    for model in ["Erlang C", "Erlang A"] {
      let work = Self.work(scenarios: scenarios, seed: seed, hangUp: model == "Erlang A")
      let begin = ProcessorTime.ofThread
      var agents = 0
      for (index, interval) in work.enumerated() {
        agents += interval.model.agents(load: interval.load, target: interval.target)
        if index % Self.intervals == Self.intervals - 1 { step(2 * scenarios) }
      }
      let seconds = ProcessorTime.ofThread - begin
      requirements.append(
        RequirementRow(
          model: model, intervals: Self.intervals, scenarios: scenarios,
          microsecondsPerInterval: 1e6 * seconds / Double(work.count), agents: agents))
    }
  }

  /// Times the whole requirement of the synthetic site, the mean of so many repetitions.
  package mutating func measureSite(repetitions: Int, step: (Int) -> Void) throws {
    let synthetic = SyntheticSite()
    let forecast = synthetic.forecast(seed: 1)
    var requirement: Requirement?
    let begin = ProcessorTime.ofThread
    for _ in 0..<repetitions {
      requirement = try Requirement(forecast, for: synthetic.site)
      step(repetitions)
    }
    let seconds = ProcessorTime.ofThread - begin
    guard let requirement else { return }
    let count = requirement.queues.count * requirement.period.intervalCount
    site = SiteRow(
      queues: requirement.queues.count, intervals: requirement.period.intervalCount,
      microsecondsPerInterval: 1e6 * seconds / Double(count * repetitions),
      agents: requirement.queues.reduce(0) { $0 + $1.agents.reduce(0, +) })
  }

  private struct Interval {
    let model: DelayModel
    let load: Double
    let target: StaffingTarget
  }

  /// Loads from one erlang at night to some hundreds at the busiest hour, with handle times, targets and
  /// patience that change by the hour and the scenario.
  private static func work(scenarios: Int, seed: UInt64, hangUp: Bool) -> [Interval] {
    var random = SplitMix64(seed: seed)
    return (0..<scenarios).flatMap { _ in
      let peak = exp(Double.random(in: log(30.0)...log(400.0), using: &random))
      let handleTime = Double.random(in: 180...420, using: &random)
      let patience = Double.random(in: 60...300, using: &random)
      return (0..<intervals).map { interval in
        let hour = Double(interval % 96) / 4
        let weekend = interval >= 480 ? 0.4 : 1.0
        let morning = exp(-pow((hour - 10.5) / 2.5, 2) / 2)
        let evening = 0.8 * exp(-pow((hour - 16.5) / 2.8, 2) / 2)
        let noise = Double.random(in: 0.9...1.1, using: &random)
        let isNight = hour < 6 || hour >= 22
        let target = StaffingTarget(
          serviceLevel: ServiceTarget(share: isNight ? 0.7 : 0.8, seconds: isNight ? 60 : 20),
          maximumASA: isNight ? nil : 60, maximumAbandonment: hangUp ? 0.08 : nil,
          maximumOccupancy: 0.9)
        return Interval(
          model: DelayModel(
            handleTime: handleTime * (isNight ? 1.15 : 1),
            patience: hangUp ? patience : .infinity),
          load: (1 + peak * weekend * max(morning, evening)) * noise, target: target)
      }
    }
  }
}
