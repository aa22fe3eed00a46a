internal import Workforce

/// The best tasks for one shift, exactly: each stretch lasts at least an hour, and the whole costs least
/// against everybody else.
///
/// With `best(p, t)` the least cost of the shift's first `p` periods that end with a lawful stretch of `t`,
///
///     best(p, t) = min( best(p − 1, t) + c(p − 1, t),  min over u of best(p − 4, u) + Σ c(p − 4 … p − 1, t) ).
///
/// - Complexity: O(periods × tasks)
struct TaskSequence {
  private let tasks: Int
  private var sums: [Double]
  private var best: [Double]
  /// Whether the best way to (period, task) begins its stretch just four periods before.
  private var isNew: [Bool]
  private var cheapest: [Double]
  private var cheapestTask: [Int]

  init(_ model: TaskModel) {
    tasks = model.tasks
    let periods = MultiActivityInstance.shiftPeriods.upperBound + 1
    sums = [Double](repeating: 0, count: periods * tasks)
    best = sums
    isNew = [Bool](repeating: false, count: periods * tasks)
    cheapest = [Double](repeating: 0, count: periods)
    cheapestTask = [Int](repeating: 0, count: periods)
  }

  /// Gives a shift without tasks the best ones, a member missing costing `weight`.
  mutating func fill(
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
