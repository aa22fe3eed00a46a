private import Synchronization

/// Counts parts of a work that are done, from any thread.
final class Counter: Sendable {
  private let done = Mutex(0)
  private let total: Int
  private let report: @Sendable (Int, Int) -> Void

  /// - Parameter report: told how many of how many are done; never twice at a time.
  init(total: Int, _ report: @escaping @Sendable (Int, Int) -> Void) {
    self.total = total
    self.report = report
  }

  func step() {
    done.withLock {
      $0 += 1
      report($0, total)
    }
  }
}
