internal import Workforce

/// A roster of shifts and tasks under change: every member keeps every rule, the cover may be short.
///
/// A change is a series of ``setTask(_:_:_:)`` and ``setShift(_:_:_:_:)``; ``undo()`` takes back all
/// since the last ``begin()``. Storage is raw since the annealing changes it millions of times a second;
/// one instance belongs to one thread at a time.
final class TaskRoster {
  /// No task: the member does not work in the period.
  static let off = UInt8.max

  let model: TaskModel
  /// Begin and end of each member's shift on each calendar day, at `member * days + day`; -1 for none.
  let firsts: UnsafeMutableBufferPointer<Int32>
  let ends: UnsafeMutableBufferPointer<Int32>
  /// Periods of work of each member.
  let totals: UnsafeMutableBufferPointer<Int32>
  /// The task of each member in each period, at `member * periods + period`.
  let tasks: UnsafeMutableBufferPointer<UInt8>
  /// Staff less the most wanted, at `period * tasks + task`.
  let surplus: UnsafeMutableBufferPointer<Int32>
  private let spans: UnsafeMutableBufferPointer<Int32>
  private let counts: UnsafeMutablePointer<Counts>
  private let log: UnsafeMutableBufferPointer<Change>

  /// The objective.
  var over: Int { counts.pointee.over }
  /// Staff missing from the minimum cover.
  var short: Int { counts.pointee.short }

  private struct Counts {
    var over = 0
    var short = 0
    var overBefore = 0
    var shortBefore = 0
    /// Entries of the log.
    var changes = 0
  }

  private enum Change {
    case task(place: Int, period: Int, old: UInt8)
    case shift(place: Int, member: Int, first: Int32, end: Int32)
  }

  /// Nobody works.
  init(_ model: TaskModel) {
    self.model = model
    func buffer<Value>(_ count: Int, _ value: Value) -> UnsafeMutableBufferPointer<Value> {
      let buffer = UnsafeMutableBufferPointer<Value>.allocate(capacity: count)
      buffer.initialize(repeating: value)
      return buffer
    }
    firsts = buffer(model.members * model.days, -1)
    ends = buffer(model.members * model.days, -1)
    totals = buffer(model.members, 0)
    tasks = buffer(model.members * model.periods, TaskRoster.off)
    surplus = buffer(model.high.count, 0)
    spans = buffer(model.high.count, 0)
    counts = .allocate(capacity: 1)
    counts.initialize(to: Counts())
    // A change sets each period of one or two members a few times at most.
    log = buffer(16 * (model.periods + model.days), .shift(place: 0, member: 0, first: -1, end: -1))
    for cell in model.high.indices {
      surplus[cell] = -model.high[cell]
      spans[cell] = model.spans[cell]
      counts.pointee.short += Int(model.high[cell] - model.spans[cell])
    }
    begin()
  }

  deinit {
    firsts.deallocate()
    ends.deallocate()
    totals.deallocate()
    tasks.deallocate()
    surplus.deallocate()
    spans.deallocate()
    counts.deallocate()
    log.deallocate()
  }

  /// Becomes equal to another roster of the same model.
  func copy(_ other: TaskRoster) {
    _ = firsts.update(fromContentsOf: other.firsts)
    _ = ends.update(fromContentsOf: other.ends)
    _ = totals.update(fromContentsOf: other.totals)
    _ = tasks.update(fromContentsOf: other.tasks)
    _ = surplus.update(fromContentsOf: other.surplus)
    counts.pointee = other.counts.pointee
    begin()
  }

  // MARK: Changes

  /// Keeps everything done so far.
  func begin() {
    counts.pointee.changes = 0
    counts.pointee.overBefore = counts.pointee.over
    counts.pointee.shortBefore = counts.pointee.short
  }

  /// Takes back everything since ``begin()``.
  func undo() {
    while counts.pointee.changes > 0 {
      counts.pointee.changes -= 1
      switch log[counts.pointee.changes] {
      case .task(let place, let period, let old):
        let row = period * model.tasks
        if tasks[place] != TaskRoster.off { surplus[row + Int(tasks[place])] -= 1 }
        if old != TaskRoster.off { surplus[row + Int(old)] += 1 }
        tasks[place] = old
      case .shift(let place, let member, let first, let end):
        totals[member] += (end - first) - (ends[place] - firsts[place])
        firsts[place] = first
        ends[place] = end
      }
    }
    counts.pointee.over = counts.pointee.overBefore
    counts.pointee.short = counts.pointee.shortBefore
  }

  private func note(_ change: Change) {
    precondition(counts.pointee.changes < log.count, "a change is begun for every move")
    log[counts.pointee.changes] = change
    counts.pointee.changes += 1
  }

  /// What the change since ``begin()`` adds to the objective and to the staff missing.
  var change: (over: Int, short: Int) {
    (
      counts.pointee.over - counts.pointee.overBefore,
      counts.pointee.short - counts.pointee.shortBefore
    )
  }

  /// Gives a member a task in a period, or none.
  func setTask(_ member: Int, _ period: Int, _ task: UInt8) {
    let place = member * model.periods + period
    let old = tasks[place]
    if old == task { return }
    note(.task(place: place, period: period, old: old))
    tasks[place] = task
    let row = period * model.tasks
    if old != TaskRoster.off {
      let cell = row + Int(old)
      let before = surplus[cell]
      surplus[cell] = before - 1
      if before > 0 {
        counts.pointee.over -= 2 * Int(before) - 1
      } else if before <= -spans[cell] {
        counts.pointee.short += 1
      }
    }
    if task != TaskRoster.off {
      let cell = row + Int(task)
      let before = surplus[cell]
      surplus[cell] = before + 1
      if before >= 0 {
        counts.pointee.over += 2 * Int(before) + 1
      } else if before < -spans[cell] {
        counts.pointee.short -= 1
      }
    }
  }

  /// Moves a member's shift of a day; -1 and -1 for none. Tasks are set apart from it.
  func setShift(_ member: Int, _ day: Int, _ first: Int, _ end: Int) {
    let place = member * model.days + day
    note(.shift(place: place, member: member, first: firsts[place], end: ends[place]))
    totals[member] += Int32(end - first) - (ends[place] - firsts[place])
    firsts[place] = Int32(first)
    ends[place] = Int32(end)
  }

  /// What one more on a task in a period would cost, a member missing costing `weight`.
  func price(_ cell: Int, weight: Double) -> Double {
    let before = surplus[cell]
    if before >= 0 { return Double(2 * before + 1) }
    return before < -spans[cell] ? -weight : 0
  }
}
