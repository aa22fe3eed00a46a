private import Workforce

/// When agents come and go, and queues close, in the order of time.
///
/// An agent is there by shift minus breaks. An absence takes a whole shift, drawn for each agent and day;
/// the rest of shrinkage takes the part of a shift that lies in an interval, drawn for each agent and
/// interval. Draws depend on the agent's name, so another roster meets the same absences.
struct Presence: Sendable {
  /// What happens, in the order in which it does at the same minute.
  enum Kind: UInt64 {
    /// Work that may wait is begun no more: before agents come, who would begin some.
    case halt
    /// Away for a while.
    case pause
    /// The shift is over.
    case leave
    case come
    case close
    case open
  }

  /// A change packed so that numbers sort as changes do: minute, kind, agent or queue.
  struct Change: Comparable {
    let code: UInt64
    init(minute: Int, _ kind: Kind, _ index: Int) {
      code = UInt64(minute) << 35 | kind.rawValue << 32 | UInt64(index)
    }
    var seconds: Double { Double(code >> 35) * 60 }
    var kind: Kind { Kind(rawValue: code >> 32 & 7)! }
    var index: Int { Int(code & 0xffff_ffff) }
    static func < (a: Change, b: Change) -> Bool { a.code < b.code }
  }

  private struct Stretch {
    var agent: Int
    /// Minutes since the period's start.
    var from: Int
    var to: Int
    var endsShift: Bool
    /// The shift's civil day, to which absences belong.
    var day: Int
  }

  private let stretches: [Stretch]
  private let closings: [Change]
  private let absence: [Double]
  private let shrinkage: [[Double]?]
  private let keys: [UInt64]
  private let intervalMinutes: Int

  init(_ site: SimulatedSite) {
    let period = site.period
    intervalMinutes = period.intervalMinutes
    absence = site.agents.map(\.absence)
    shrinkage = site.agents.map(\.shrinkage)
    keys = site.agents.map { RandomStream.key($0.id) }
    var stretches: [Stretch] = []
    for (index, agent) in site.agents.enumerated() {
      var last = 0
      for shift in agent.shifts.sorted(by: { $0.start < $1.start }) {
        for (start, end) in shift.stretches {
          let from = max(last, start - period.start)
          let to = end - period.start
          guard from < to else { continue }
          stretches.append(
            Stretch(
              agent: index, from: from, to: to, endsShift: end == shift.end, day: shift.day.number))
          last = to
        }
      }
    }
    self.stretches = stretches
    var closings: [Change] = []
    for (index, queue) in site.queues.enumerated() {
      for interval in 0...period.intervalCount {
        let before = interval > 0 && queue.isOpen[interval - 1]
        let after = interval < period.intervalCount && queue.isOpen[interval]
        if before != after {
          let end: Kind = queue.window == nil ? .close : .halt
          closings.append(Change(minute: interval * intervalMinutes, after ? .open : end, index))
        }
      }
    }
    self.closings = closings
  }

  /// The changes of one sample, in order.
  func changes(sample: Int, seed: UInt64) -> [Change] {
    var changes = closings
    changes.reserveCapacity(closings.count + 2 * stretches.count)
    var shift = (agent: -1, day: 0)
    var isAbsent = false
    for stretch in stretches {
      let agent = stretch.agent
      if shift != (agent, stretch.day) {
        shift = (agent, stretch.day)
        isAbsent =
          absence[agent] > 0
          && draw(.absence, agent, part: stretch.day, sample, seed) < absence[agent]
      }
      if isAbsent { continue }
      if let shrinkage = shrinkage[agent] {
        addThinned(stretch, by: shrinkage, sample, seed, to: &changes)
      } else {
        changes.append(Change(minute: stretch.from, .come, agent))
        changes.append(Change(minute: stretch.to, stretch.endsShift ? .leave : .pause, agent))
      }
    }
    changes.sort()
    return changes
  }

  private func addThinned(
    _ stretch: Stretch, by shrinkage: [Double], _ sample: Int, _ seed: UInt64,
    to changes: inout [Change]
  ) {
    let agent = stretch.agent
    var isThere = false
    var minute = stretch.from
    while minute < stretch.to {
      let interval = minute / intervalMinutes
      // A shift may end after the period does.
      let rate = shrinkage[min(interval, shrinkage.count - 1)]
      let comes = draw(.shrinkage, agent, part: interval, sample, seed) >= rate
      if comes != isThere {
        changes.append(Change(minute: minute, comes ? .come : .pause, agent))
        isThere = comes
      }
      minute = (interval + 1) * intervalMinutes
    }
    if isThere {
      changes.append(Change(minute: stretch.to, stretch.endsShift ? .leave : .pause, agent))
    }
  }

  private func draw(
    _ purpose: RandomStream.Purpose, _ agent: Int, part: Int, _ sample: Int, _ seed: UInt64
  ) -> Double {
    var stream = RandomStream(
      seed: seed, sample: sample, key: keys[agent], purpose: purpose, part: part)
    // The draw lies in (0, 1], and none may be absent at a rate of 0.
    return stream.uniform()
  }
}
