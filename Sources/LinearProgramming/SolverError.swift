/// Why a linear program was not accepted or not solved.
///
/// Infeasible, unbounded and stopped are not errors but statuses of the solution.
package enum SolverError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A number that is not finite, or larger than `LinearProgram.largestNumber`.
  case notFinite(String)
  /// A row or column that does not exist, or is named twice.
  case badIndex(String)
  /// Arrays that should describe the same rows or columns and differ in length.
  case badShape(String)
  /// A lower bound above the upper one, or a bound that no number can keep.
  case badBounds(String)
  /// A starting point for the integer search that breaks a row, a bound or integrality.
  case badStart(String)
  /// No rows or no columns to solve.
  case emptyProblem
  /// The problem belongs to another thread.
  case wrongThread
  /// GLPK gave up and every problem of this thread is lost, or was released on purpose. The text
  /// is GLPK's own where it said something.
  case aborted(String)
  /// GLPK could not finish for numerical reasons, with its return code.
  case numericalTrouble(code: Int, String)

  package var description: String {
    switch self {
    case .notFinite(let what): "\(what), where a finite number is needed"
    case .badIndex(let what): what
    case .badShape(let what): what
    case .badBounds(let what): what
    case .badStart(let what): "the starting point is refused: \(what)"
    case .emptyProblem: "the linear program has no rows or no columns"
    case .wrongThread: "a linear program can only be used on the thread that made it"
    case .aborted(let why): "the solver gave up and lost its problems: \(why)"
    case .numericalTrouble(let code, let message):
      "the solver failed for numerical reasons (code \(code))"
        + (message.isEmpty ? "" : ": \(message)")
    }
  }
}
