private import CGLPK

/// A flag that any thread may raise to end an integer search early.
@safe
package final class StopFlag: Sendable {
  // An atomic in C memory: the search reads it while no Swift code can run.
  private nonisolated(unsafe) let flag: OpaquePointer?

  package init() { unsafe flag = cglpk_flag_create() }

  deinit { unsafe cglpk_flag_delete(flag) }

  /// Asks the search to end; it keeps the best point found so far.
  package func raise() {
    if let flag = unsafe flag { unsafe cglpk_flag_raise(flag) }
  }

  package var isRaised: Bool {
    guard let flag = unsafe flag else { return false }
    return unsafe cglpk_flag_is_raised(flag)
  }

  /// The flag for C, which must not outlive this object.
  var pointer: OpaquePointer? { unsafe flag }
}
