/// What an audit found, of which files and by which rules, so that anybody can check it again.
///
/// It names every input by its SHA-256, the figures of the rules in force with their texts, the period, the
/// breaches with their waivers, the pay, and where the roster came from a plan the multipliers that prove
/// how far from the least cost it is at most. It says nothing of when and where it was made: the same
/// audit gives the same bytes.
package struct Certificate: Codable, Sendable {
  /// Of this program's certificates the first kind.
  static let kind = "releve-audit-1"

  /// A file as it was.
  package struct File: Codable, Sendable, Equatable {
    /// As the path in the site's folder, or as it was given.
    let file: String
    let bytes: Int
    let sha256: String

    /// - Returns: nil where the file cannot be read.
    init?(_ name: String, at path: String) {
      guard let (hash, count) = SHA256.hash(ofFile: path) else { return nil }
      file = name
      bytes = count
      sha256 = hash
    }
  }

  struct Findings: Codable, Sendable {
    let agents: Int
    let shifts: Int
    let rules: Int
    let waived: Int
    let breaches: [FindingsFile.Finding]
    let notes: [String]
  }

  /// Cents, in all and by agent.
  struct Pay: Codable, Sendable, Equatable {
    let cents: Int
    let agents: [String: Int]
  }

  /// How the plan's roster stands to the least cost.
  struct Bound: Codable, Sendable {
    let requirement: File
    let proof: BoundFile
  }

  let certificate: String
  let site: String
  /// The site's folder and the roster as the command line had them, to find them again.
  let folder: String
  let from: String
  let to: String
  let inputs: [File]
  let roster: File
  let rules: [RulesFile.Figure]
  let audit: Findings
  let pay: Pay
  let bound: Bound?

  /// The site's folder as the command line had it.
  package var siteFolder: String { folder }
  /// The roster as the command line had it.
  package var rosterFile: String { roster.file }
}
