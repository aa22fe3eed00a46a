internal import Rules
package import Workforce

/// A public multi-activity tour-scheduling instance, and the search for its best roster.
package struct MultiActivityProblem: InstanceProblem {
  package let instance: MultiActivityInstance

  package init(_ instance: MultiActivityInstance) { self.instance = instance }

  /// The best roster found within the limits.
  package func solve(
    limits: SolveLimits, stop: StopSignal = StopSignal(),
    report: @escaping (SolveProgress) -> Void = { _ in }
  ) -> InstanceOutcome<[[MultiActivityInstance.Stretch]]> {
    MultiActivitySearch(
      model: TaskModel(instance), limits: limits, stop: stop, report: report
    ).run()
  }
}
