internal import Workforce

/// The best tasks for one shift, exactly: each stretch lasts at least an hour, and the whole costs least
/// against everybody else.
///
/// With `best(p, t)` the least cost of the shift's first `p` periods that end with a lawful stretch of `t`,
///
///     best(p, t) = min( best(p − 1, t) + c(p − 1, t),  min over u of best(p − 4, u) + Σ c(p − 4 … p − 1, t) ).
///
/// - Complexity: O(periods × tasks)
final class TaskSequence {
  private let tasks: Int
  private let sums: UnsafeMutableBufferPointer<Double>
  private let best: UnsafeMutableBufferPointer<Double>
  /// Whether the best way to (period, task) begins its stretch just four periods before.
  private let isNew: UnsafeMutableBufferPointer<Bool>
  private let cheapest: UnsafeMutableBufferPointer<Double>
  private let cheapestTask: UnsafeMutableBufferPointer<Int>

  init(_ model: TaskModel) {
    tasks = model.tasks
    let periods = MultiActivityInstance.shiftPeriods.upperBound + 1
    func buffer<Value>(_ count: Int, _ value: Value) -> UnsafeMutableBufferPointer<Value> {
      let buffer = UnsafeMutableBufferPointer<Value>.allocate(capacity: count)
      buffer.initialize(repeating: value)
      return buffer
    }
    sums = buffer(periods * tasks, 0)
    best = buffer(periods * tasks, 0)
    isNew = buffer(periods * tasks, false)
    cheapest = buffer(periods, 0)
    cheapestTask = buffer(periods, 0)
  }

  deinit {
    sums.deallocate()
    best.deallocate()
    isNew.deallocate()
    cheapest.deallocate()
    cheapestTask.deallocate()
  }

  /// Gives a shift without tasks the best ones, a member missing costing `weight`.
  func fill(
    _ roster: TaskRoster, _ member: Int, _ first: Int, _ end: Int, weight: Double
  ) {
    let least = MultiActivityInstance.stretchPeriods
    let count = end - first
    for task in 0..<tasks { sums[task] = 0 }
    cheapest[0] = 0
    for period in 1...count {
      let row = period * tasks
      let cells = (first + period - 1) * tasks
      var (least0, chosen) = (Double.infinity, 0)
      for task in 0..<tasks {
        let price = roster.price(cells + task, weight: weight)
        sums[row + task] = sums[row - tasks + task] + price
        if period < least {
          best[row + task] = .infinity
          continue
        }
        let going = best[row - tasks + task] + price
        let begun =
          cheapest[period - least] + sums[row + task] - sums[row - least * tasks + task]
        let isBegun = period == least || begun < going
        isNew[row + task] = isBegun
        let value = isBegun ? begun : going
        best[row + task] = value
        if value < least0 { (least0, chosen) = (value, task) }
      }
      cheapest[period] = least0
      cheapestTask[period] = chosen
    }
    var period = count
    var task = cheapestTask[count]
    while period > 0 {
      if isNew[period * tasks + task] {
        for back in 1...least { roster.setTask(member, first + period - back, UInt8(task)) }
        period -= least
        task = cheapestTask[period]
      } else {
        roster.setTask(member, first + period - 1, UInt8(task))
        period -= 1
      }
    }
  }
}
