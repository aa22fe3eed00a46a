import Foundation
import Testing

/// The built `releve`, run as people run it: a process with arguments, output and an exit status.
struct ReleveCommand {
  /// How a run ended.
  struct Outcome {
    let status: Int32
    let output: String
    let errors: String
    let seconds: Double
  }

  /// The root of the package.
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The executable that was built with these tests: it lies beside them.
  private static let executable: URL? = {
    let beside = [Bundle.main.executableURL, URL(fileURLWithPath: CommandLine.arguments[0])]
      .compactMap { $0?.resolvingSymlinksInPath().deletingLastPathComponent() }
    let folders = beside + [root.appendingPathComponent(".build/debug")]
    return folders.map { $0.appendingPathComponent("releve") }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }()

  /// Runs `releve` with these arguments until it ends.
  ///
  /// - Parameters:
  ///   - signal: sent once the run has lasted `delay` seconds.
  static func run(
    _ arguments: [String], in workspace: Workspace, signal: Int32? = nil, after delay: Double = 0
  ) throws -> Outcome {
    let executable = try #require(
      executable, "no releve beside the tests or in .build/debug: run swift build first")
    let folder = try Workspace()
    let paths = ["output", "errors"].map { folder.url.appendingPathComponent($0) }
    let files = try paths.map { path in
      try Data().write(to: path)
      return try FileHandle(forWritingTo: path)
    }
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = workspace.url
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = files[0]
    process.standardError = files[1]
    try process.run()
    let clock = ContinuousClock()
    var begin = clock.now
    if let signal {
      Thread.sleep(forTimeInterval: delay)
      try #require(process.isRunning, "the run ended before the signal")
      begin = clock.now
      kill(process.processIdentifier, signal)
    }
    process.waitUntilExit()
    let seconds = (clock.now - begin) / .seconds(1)
    let texts = try paths.map { try String(contentsOf: $0, encoding: .utf8) }
    // A crash shows as the negative number of its signal, which no case expects.
    let status = process.terminationStatus
    return Outcome(
      status: process.terminationReason == .exit ? status : -status, output: texts[0],
      errors: texts[1], seconds: seconds)
  }
}

/// A folder for one test, gone when the test is.
final class Workspace {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory
      .appendingPathComponent("releve-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// A workspace that holds a copy of an example, called `site`.
  convenience init(example: String) throws {
    try self.init()
    try FileManager.default.copyItem(
      at: ReleveCommand.root.appendingPathComponent("Examples/\(example)"),
      to: url.appendingPathComponent("site"))
  }

  /// The small example with a few lengths of shift only, so that plans take moments.
  static func quick() throws -> Workspace {
    let workspace = try Workspace(example: "hotline")
    try workspace.edit("site/site.yaml") {
      $0.replacing("length: [\"7:00\", \"9:00\"]", with: "length: [\"7:30\", \"8:00\"]")
        .replacing("step: 30", with: "step: 60")
    }
    return workspace
  }

  func text(_ path: String) throws -> String {
    try String(contentsOf: url.appendingPathComponent(path), encoding: .utf8)
  }

  func bytes(_ path: String) throws -> Data {
    try Data(contentsOf: url.appendingPathComponent(path))
  }

  func write(_ text: String, to path: String) throws {
    try Data(text.utf8).write(to: url.appendingPathComponent(path))
  }

  /// Changes a file; a change that changes nothing is a mistake of the test.
  func edit(_ path: String, _ change: (String) -> String) throws {
    let before = try text(path)
    let after = change(before)
    try #require(after != before, "\(path) was not changed")
    try write(after, to: path)
  }

  func remove(_ path: String) throws {
    try FileManager.default.removeItem(at: url.appendingPathComponent(path))
  }

  func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: url.appendingPathComponent(path).path)
  }

  /// Every file under the workspace with its bytes; folders with none.
  func contents() throws -> [String: Data] {
    let found = FileManager.default.enumerator(atPath: url.path)
    var contents: [String: Data] = [:]
    while let path = found?.nextObject() as? String {
      contents[path] = (try? bytes(path)) ?? Data()
    }
    return contents
  }
}
