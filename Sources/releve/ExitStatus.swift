internal import ArgumentParser
internal import Forecasting
internal import Interchange
internal import Rostering
internal import Simulation
internal import Staffing
internal import Workforce

/// What the command line tells the shell.
enum ExitStatus {
  static let ourFault = ExitCode(1)
  static let inputRefused = ExitCode(2)
  static let noRoster = ExitCode(3)
  static let breachesFound = ExitCode(4)
  static let promiseNotKept = ExitCode(5)
  static let notVerified = ExitCode(6)
}

/// Runs a command's work and turns what the input or the machine got wrong into a message on standard
/// error and the right exit status.
///
/// - Parameter calls: the file that a history too short stands in.
func reportingProblems(calls: String = "calls.csv", _ body: () throws -> Void) throws {
  Terminal.outliveReaders()
  do {
    try body()
  } catch let refused as InputRefused {
    complain(of: refused.problems)
    let count = refused.problems.count
    Terminal.complain("\(count) problem\(count == 1 ? "" : "s") in the input; nothing was written.")
    throw ExitStatus.inputRefused
  } catch let error as ForecastError {
    Terminal.complain("\(calls): \(error).")
    throw ExitStatus.inputRefused
  } catch let error as StaffingError {
    Terminal.complain("\(error).")
    throw ExitStatus.inputRefused
  } catch let error as SimulationError {
    Terminal.complain("\(error).")
    throw ExitStatus.inputRefused
  } catch let error as RosteringError {
    Terminal.complain("site.yaml: \(error).")
    throw ExitStatus.inputRefused
  } catch let error as WriteRefused {
    Terminal.complain("\(error)")
    throw ExitStatus.inputRefused
  }
}

/// The problems file by file; of a mistake made in every row the first rows are enough.
private func complain(of problems: [InputProblem]) {
  let most = 20
  var rest = problems[...]
  while let file = rest.first?.position.file {
    let here = rest.prefix { $0.position.file == file }
    for problem in here.prefix(most) { Terminal.complain("\(problem)") }
    if here.count > most { Terminal.complain("\(file): and \(here.count - most) more.") }
    rest = rest.dropFirst(here.count)
  }
}
