internal import Workforce

/// A multi-activity instance in flat tables, for the annealing's inner loops.
struct TaskModel: Sendable {
  let instance: MultiActivityInstance
  let periods: Int
  /// Tasks that come up, and their indices in the instance.
  let tasks: Int
  let taskIndices: [Int]
  let members: Int
  /// Calendar days on which a shift may begin: one more than the horizon's, for 00:00 of the last night.
  let days: Int
  /// Most staff wanted, and how much less is enough, at `period * tasks + task`.
  let high: [Int32]
  let spans: [Int32]
  /// Least and most periods of work of each member.
  let least: [Int32]
  let most: [Int32]
  /// Whether a shift may begin with each period.
  let isStart: [Bool]
  /// The periods with which a shift may begin, by calendar day.
  let starts: [[Int]]

  init(_ instance: MultiActivityInstance) {
    self.instance = instance
    periods = instance.periods
    taskIndices = (0..<instance.tasks).filter { instance.cover[$0] != nil }
    tasks = taskIndices.count
    members = instance.staff.count
    days = instance.days + 1
    let cover = instance.cover.compactMap { $0 }
    high = cover.map { Int32($0.upperBound) }
    spans = cover.map { Int32($0.count - 1) }
    let working = instance.staff.map(MultiActivityInstance.periods(of:))
    // No tour is longer than the horizon.
    least = working.map { Int32(clamping: $0.lowerBound) }
    most = working.map { Int32(clamping: $0.upperBound) }
    let shortest = MultiActivityInstance.shiftPeriods.lowerBound
    let isStart = (0..<instance.periods).map {
      MultiActivityInstance.isStart($0) && $0 + shortest <= instance.periods
    }
    self.isStart = isStart
    var starts = [[Int]](repeating: [], count: instance.days + 1)
    for period in isStart.indices where isStart[period] {
      starts[MultiActivityInstance.day(of: period)].append(period)
    }
    self.starts = starts
  }
}
