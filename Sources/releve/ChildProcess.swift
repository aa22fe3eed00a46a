internal import ArgumentParser
private import Foundation

/// Another run of this program, whose output goes where ours does.
enum ChildProcess {
  /// How it ended.
  struct Ended: Error, CustomStringConvertible {
    /// The exit status; that of our own fault where a signal ended it.
    let status: Int32
    /// The signal that ended it, if one did.
    let signal: Int32?

    var isDone: Bool { status == 0 && signal == nil }

    var description: String {
      if let signal { return "ended by signal \(signal)" }
      return switch status {
      case ExitStatus.inputRefused.rawValue: "input refused"
      case ExitStatus.noRoster.rawValue: "no roster"
      default: "ended with status \(status)"
      }
    }
  }

  /// Runs this program with other arguments until it ends.
  static func run(_ arguments: [String]) throws -> Ended {
    let process = Process()
    process.executableURL =
      Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments[0])
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    let status = process.terminationStatus
    return process.terminationReason == .exit
      ? Ended(status: status, signal: nil)
      : Ended(status: ExitStatus.ourFault.rawValue, signal: status)
  }
}
