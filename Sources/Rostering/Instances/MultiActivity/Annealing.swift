private import Foundation
internal import Workforce

/// One chain of simulated annealing over rosters of shifts and tasks.
///
/// A move changes a shift's begin or end, its tasks, its place, or exchanges parts of tours between two
/// members; it keeps every rule but the cover. It is kept where the energy, objective + weight · staff
/// missing, grows by less than −T·ln(u) (N. Metropolis et al., J. Chem. Phys. 21 (1953) 1087,
/// doi:10.1063/1.1699114).
final class Annealing {
  let model: TaskModel
  let roster: TaskRoster
  /// The best roster without staff missing so far, and its objective.
  let best: TaskRoster
  private(set) var bestCost = Int.max
  let sequence: TaskSequence
  /// Tasks and shifts on their way from one member to another.
  let taskDraft = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 1024)
  let shiftDraft = UnsafeMutableBufferPointer<Place>.allocate(capacity: 16)
  /// Moves between two looks for a new best: copying a large roster takes as long as many moves.
  private let keeping: Int
  // Raw, as all that changes with every move.
  private let generator = UnsafeMutablePointer<SplitMix64>.allocate(capacity: 1)
  /// What a member missing costs.
  var weight = 20.0
  var temperature = 1.0

  /// −ln(u) of evenly spread u: acceptance needs no logarithms.
  private static let thresholds: [Double] = (0..<4096).map { -log((Double($0) + 0.5) / 4096) }

  init(_ roster: TaskRoster, seed: UInt64) {
    model = roster.model
    self.roster = roster
    best = TaskRoster(roster.model)
    generator.initialize(to: SplitMix64(seed: seed))
    sequence = TaskSequence(roster.model)
    keeping = max(1024, roster.tasks.count / 32)
  }

  deinit {
    taskDraft.deallocate()
    shiftDraft.deallocate()
    generator.deallocate()
  }

  /// Objective + weight · staff missing.
  var energy: Double { Double(roster.over) + weight * Double(roster.short) }

  /// Makes moves at the present temperature.
  func run(moves: Int, shouldStop: () -> Bool) {
    for move in 0..<moves {
      roster.begin()
      if propose() {
        let change = roster.change
        let delta = Double(change.over) + weight * Double(change.short)
        if delta > 0, delta > temperature * Annealing.thresholds[below(4096)] { roster.undo() }
      } else {
        roster.undo()
      }
      if move % keeping == 0 { keepBest() }
      if move % 1024 == 0, shouldStop() { break }
    }
    roster.begin()
    keepBest()
  }

  private func keepBest() {
    guard roster.short == 0, roster.over < bestCost else { return }
    bestCost = roster.over
    best.copy(roster)
    roster.begin()
  }

  /// Goes on from another roster.
  func restart(from other: TaskRoster) {
    roster.copy(other)
    keepBest()
  }

  /// A number from 0 to `limit` − 1.
  func below(_ limit: Int) -> Int {
    Int(truncatingIfNeeded: ((generator.pointee.next() >> 32) &* UInt64(limit)) >> 32)
  }

  /// Tries one move; false where it cannot be made (what was done until then must be undone).
  private func propose() -> Bool {
    let kind = below(1000)
    if model.tasks == 1 {
      switch kind {
      case 0..<400: return moveEdge()
      case 400..<550: return translate()
      case 550..<720: return transfer()
      case 720..<820: return relocate()
      case 820..<850: return addShift()
      case 850..<880: return dropShift()
      case 880..<940: return exchangeDays()
      default: return exchangeTails()
      }
    }
    switch kind {
    case 0..<420: return moveEdge()
    case 420..<560: return paint()
    case 560..<575: return resolve()
    case 575..<700: return translate()
    case 700..<790: return transfer()
    case 790..<860: return relocate()
    case 860..<875: return addShift()
    case 875..<890: return dropShift()
    case 890..<935: return exchangeDays()
    default: return exchangeTails()
    }
  }
}
