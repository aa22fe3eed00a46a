private import Foundation
internal import Rostering

/// `bound.json`: what proves a plan's lower bound, for `audit --certificate` and `verify`.
///
/// Money in cents. The multipliers stand row by row, each a set of queues over the slots of the period and
/// the night after it.
package struct BoundFile: Codable, Sendable {
  package static let name = "bound.json"

  struct Row: Codable, Sendable {
    let queues: [String]
    let minimum: Bool
    let duals: [Double]
  }

  /// What the plan costs by its own objective.
  let objective: Int
  /// What no lawful roster costs less than; null where nothing was proven.
  let bound: Double?
  /// SHA-256 of the plan's `roster.csv` and `requirement.csv`.
  let roster: String
  let requirement: String
  /// Null where the bound has no proof of this kind.
  let rows: [Row]?

  var boundProof: BoundProof? {
    rows.map { rows in
      BoundProof(
        rows: rows.map {
          BoundProof.Row(queues: $0.queues, isMinimum: $0.minimum, duals: $0.duals)
        })
    }
  }

  init(_ result: RosterResult, roster: [UInt8], requirement: [UInt8]) {
    objective = result.cost.total
    bound = result.bound
    self.roster = SHA256.hash(of: roster)
    self.requirement = SHA256.hash(of: requirement)
    rows = result.proof?.rows.map {
      Row(queues: $0.queues, minimum: $0.isMinimum, duals: $0.duals)
    }
  }

  var bytes: [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Finite numbers and strings only: encoding cannot fail.
    return Array(try! encoder.encode(self)) + [UInt8(ascii: "\n")]
  }

  /// The file beside a roster, where there is one that can be read.
  static func beside(_ roster: String) -> BoundFile? {
    guard
      let data = FileManager.default.contents(atPath: FilePlace.folder(of: roster) + name)
    else { return nil }
    return try? JSONDecoder().decode(BoundFile.self, from: data)
  }
}

/// Where files stand beside others.
enum FilePlace {
  /// The folder of a path with its last slash, or nothing.
  static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  }
}
