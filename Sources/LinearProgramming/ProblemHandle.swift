private import CGLPK

/// The ownership of one GLPK problem, which is freed with the handle.
///
/// GLPK keeps one environment a thread. A problem freed on another thread, or after its environment
/// was lost, would end the process; in those cases the handle lets go of it instead. On another
/// thread that leaks the memory until the owning thread releases its environment.
@safe
struct ProblemHandle: ~Copyable {
  private let problem: OpaquePointer?
  private let thread: UInt64
  private let generation: UInt64

  /// An empty problem; should GLPK fail even at that, every later call throws `aborted`.
  init() {
    var problem: OpaquePointer?
    let code = unsafe cglpk_create(&problem)
    unsafe self.problem = code == 0 ? problem : nil
    thread = cglpk_thread()
    generation = cglpk_generation()
  }

  deinit {
    guard let problem = unsafe problem, thread == cglpk_thread(),
      generation == cglpk_generation()
    else { return }
    _ = unsafe cglpk_delete(problem)
  }

  /// The code `call` returns, once it is certain that the problem may be touched here and now.
  @discardableResult
  func run(_ call: (OpaquePointer) -> Int32) throws(SolverError) -> Int {
    guard thread == cglpk_thread() else { throw .wrongThread }
    guard generation == cglpk_generation(), let problem = unsafe problem else {
      throw .aborted("the memory of this thread was released after an error or on request")
    }
    let code = Int(unsafe call(problem))
    guard code != CGLPK_ABORTED else { throw .aborted(Self.lastMessage) }
    return code
  }

  /// What GLPK said during the last call, on one line.
  static var lastMessage: String {
    let text = unsafe String(cString: cglpk_message())
    return text.split(separator: "\n").filter { !$0.hasPrefix("Error detected in file") }
      .joined(separator: "; ")
  }
}
