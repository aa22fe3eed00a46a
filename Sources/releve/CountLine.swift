private import Synchronization

/// How much of a long work is done, rewritten in place on a terminal; silent elsewhere.
final class CountLine: Sendable {
  private let isOpen = Mutex(false)

  func show(_ done: Int, of total: Int) {
    guard Terminal.isInteractive else { return }
    isOpen.withLock {
      $0 = true
      Terminal.overwrite("\(done) of \(total)")
    }
  }

  /// Leaves the terminal's line clear for what follows.
  func close() {
    isOpen.withLock {
      if $0 { Terminal.overwrite("") }
      $0 = false
    }
  }
}
