private import Foundation
internal import Interchange
package import Rostering
package import Workforce

/// The formats of public instances that the engine reads.
package enum InstanceFormat: String, CaseIterable, Sendable {
  case shiftScheduling = "shift scheduling"
  case multiActivity = "multi-activity"
  case callCentreWeeks = "call-centre weeks"

  /// How a person tells the format.
  private var sign: String {
    switch self {
    case .shiftScheduling: "a file with sections as SECTION_COVER"
    case .multiActivity: "a file with SECTION_TASKS"
    case .callCentreWeeks: "a folder with site.json"
    }
  }

  /// Columns of the roster that is written.
  package var columns: String {
    switch self {
    case .shiftScheduling: "employee,day,shift"
    case .multiActivity: "employee,day,start,end,task"
    case .callCentreWeeks: "agent,day,start,end,break_start,break_end"
    }
  }

  /// What objectives count, where it is money.
  package var unit: String {
    switch self {
    case .shiftScheduling, .multiActivity: ""
    case .callCentreWeeks: " cents"
    }
  }

  /// The format of what lies at `path`.
  package static func of(_ path: String) throws(InputRefused) -> InstanceFormat {
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
      if CallCentreWeeksFolder.isInstance(at: path) { return .callCentreWeeks }
      let isSite = FileManager.default.fileExists(atPath: path + "/site.yaml")
      throw unknown(
        path, found: "a folder without site.json",
        maybe: isSite ? "a site, which releve plan plans" : nil)
    }
    let file = try InputFile.reading(path)
    if MultiActivityFile.isInstance(file) { return .multiActivity }
    if ShiftSchedulingFile.isInstance(file) { return .shiftScheduling }
    throw unknown(path, found: "a file without sections")
  }

  private static func unknown(
    _ path: String, found: String, maybe: String? = nil
  ) -> InputRefused {
    let known = allCases.map { "\($0.rawValue) (\($0.sign))" }
    return InputRefused([
      InputProblem(
        SourcePosition(file: path), found: found,
        expected: "an instance of \(known.joined(separator: ", or "))", maybe: maybe)
    ])
  }

  /// The instance at `path`, which has this format.
  package func instance(at path: String) throws(InputRefused) -> PublicInstance {
    switch self {
    case .shiftScheduling:
      let problem = ShiftSchedulingProblem(
        try ShiftSchedulingFile.read(InputFile.reading(path)))
      return PublicInstance(problem) { ShiftSchedulingFile.bytes(tours: $0, problem.instance) }
    case .multiActivity:
      let problem = MultiActivityProblem(try MultiActivityFile.read(InputFile.reading(path)))
      return PublicInstance(problem) { MultiActivityFile.bytes(roster: $0, problem.instance) }
    case .callCentreWeeks:
      let problem = CallCentreWeeksProblem(try CallCentreWeeksFolder.read(at: path))
      return PublicInstance(problem) { CallCentreWeeksFolder.bytes(tours: $0, problem.instance) }
    }
  }
}

/// A public instance of any format; its rosters are the bytes of their files.
package struct PublicInstance: InstanceProblem {
  private let solution:
    @Sendable (SolveLimits, StopSignal, @escaping (SolveProgress) -> Void)
      -> InstanceOutcome<[UInt8]>

  init<Problem: InstanceProblem>(
    _ problem: Problem, bytes: @escaping @Sendable (Problem.Roster) -> [UInt8]
  ) {
    solution = { problem.solve(limits: $0, stop: $1, report: $2).map(bytes) }
  }

  package func solve(
    limits: SolveLimits, stop: StopSignal, report: @escaping (SolveProgress) -> Void
  ) -> InstanceOutcome<[UInt8]> { solution(limits, stop, report) }
}
