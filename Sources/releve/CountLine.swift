private import Synchronization

/// How many parts of a long work are done, from any thread: rewritten in place on a terminal, one
/// plain line every ten seconds elsewhere.
final class CountLine: Sendable {
  private let isQuiet: Bool
  private let isInteractive = Terminal.isInteractive
  private let state = Mutex((done: 0, isOpen: false, told: ContinuousClock.now))

  init(isQuiet: Bool = false) { self.isQuiet = isQuiet }

  /// One more part of `total` is done.
  func step(of total: Int) { show(nil, of: total) }

  /// `done` parts of `total` are done; one more than before if nil.
  func show(_ done: Int?, of total: Int) {
    state.withLock {
      $0.done = done ?? $0.done + 1
      if isQuiet { return }
      if isInteractive {
        $0.isOpen = true
        Terminal.overwrite("\($0.done) / \(total)")
      } else if ContinuousClock.now - $0.told >= .seconds(10) {
        $0.told = .now
        Terminal.complain("\($0.done) / \(total)")
      }
    }
  }

  /// Leaves the terminal's line clear for what follows.
  func clear() {
    state.withLock {
      if $0.isOpen { Terminal.overwrite("") }
      $0.isOpen = false
    }
  }
}
