internal import ArgumentParser
private import Foundation
internal import Interchange
internal import Planning
internal import Workforce

/// The table of public instances.
extension BenchmarkCommand {
  /// Prints a row for each instance as soon as it is solved; one that cannot be does not stop the others.
  func measure(instances paths: [String]) throws {
    let best = try bestKnown.map { try BestKnownFile.read(.reading($0)) } ?? [:]
    Self.say(row: [
      "instance", "objective", "best known", "distance", "bound", "gap", "seconds", "memory MB",
    ])
    Terminal.say("|--|--|--|--|--|--|--|--|")
    var failure: Int32?
    for path in paths {
      let name = Self.name(of: path)
      let known = best[name]
      switch try solve(path) {
      case .success(let result):
        let number = Self.number
        Self.say(row: [
          name, "\(result.objective)", known.map { "\($0)" } ?? "–",
          known.flatMap { Self.distance(result.objective, from: $0) } ?? "–",
          result.bound.map { number($0, 1) } ?? "–",
          result.gap.map { number(100 * $0, 2) + " %" } ?? "–", number(result.seconds, 1),
          number(result.memoryMB, 0),
        ])
      case .failure(let ended):
        failure = failure ?? ended.status
        let known = known.map { "\($0)" } ?? "–"
        Self.say(row: [name, ended.description, known, "–", "–", "–", "–", "–"])
      }
    }
    if let failure { throw ExitCode(failure) }
  }

  /// The last part of the path, without the file's extension.
  private static func name(of path: String) -> String {
    let url = URL(fileURLWithPath: path).standardizedFileURL
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    return exists && isFolder.boolValue
      ? url.lastPathComponent : url.deletingPathExtension().lastPathComponent
  }

  /// How far above the best known objective, in percent; nil where that is not defined.
  private static func distance(_ objective: Int, from best: Int) -> String? {
    if objective == best { return number(0, 2) + " %" }
    guard best > 0 else { return nil }
    return number(100 * Double(objective - best) / Double(best), 2) + " %"
  }

  private func solve(_ path: String) throws -> Result<InstanceFile.Result, ChildProcess.Ended> {
    let json = FileManager.default.temporaryDirectory
      .appendingPathComponent("releve-\(UUID().uuidString).json")
    defer { try? FileManager.default.removeItem(at: json) }
    let ended = try ChildProcess.run([
      "solve", "--time", "\(time.value)s", "--threads", "\(threads)", "--gap", "0", "--quiet",
      "--json", json.path, "--", path,
    ])
    guard ended.isDone, let data = try? Data(contentsOf: json),
      let result = InstanceFile.result([UInt8](data))
    else { return .failure(ended) }
    return .success(result)
  }
}
