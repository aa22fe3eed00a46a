private import Foundation
package import Workforce

/// A complete, invented call centre to plan and to edit: what `releve init` writes.
///
/// Support answers around the clock, sales from Monday to Saturday; the first week to plan is
/// 2026-W48. Volumes are set so that the requirement of that week is about nine tenths of the hours
/// in the contracts. Equal arguments give equal bytes: everything random comes from one seeded
/// generator.
package struct ExampleSite: Sendable {
  /// How many people work in the centre.
  package let agentCount: Int
  /// What all random choices follow from.
  package let seed: UInt64

  /// The week up to which the history reaches, exclusive.
  package static let firstWeek = Week("2026-W48")!
  static let historyWeeks = 26
  /// A machine without time zone data could not read the example either; the reader tells.
  static let zone = Zone(identifier: "Europe/Paris") ?? .utc

  /// How many agents an example may have: fewer cannot cover the nights, more would fill the disk.
  package static let sizes = 10...5000

  /// - Parameter agents: held to ``sizes``.
  package init(agents: Int = 60, seed: UInt64 = 1) {
    agentCount = min(max(agents, ExampleSite.sizes.lowerBound), ExampleSite.sizes.upperBound)
    self.seed = seed
  }

  /// Small centres could not pay for two people at every hour, nor for rounding up a share of one.
  var isSmall: Bool { agentCount < 30 }
  var shrinkagePercent: Int { isSmall ? 0 : 12 }
  var minimumAgents: Int { isSmall ? 1 : 2 }

  /// Every file of the example, by its path in the folder, in the order of writing.
  package func files() -> [InputFile] {
    var random = SplitMix64(seed: seed)
    let agents = staff(&random)
    let demand = demand(for: agents)
    return [
      InputFile(name: "README.md", bytes: Array(readme.utf8)),
      InputFile(name: SiteFile.name, bytes: Array(description.utf8)),
      InputFile(name: AgentsFile.name, bytes: agentsFile(agents)),
      InputFile(name: AbsencesFile.name, bytes: absencesFile(agents, &random)),
      InputFile(name: WishesFile.name, bytes: wishesFile(agents, &random)),
      InputFile(name: EventsFile.name, bytes: eventsFile()),
      InputFile(name: CallsFile.name, bytes: callsFile(demand, &random)),
    ]
  }

  /// Writes the example into the folder at `path`, which is made where it does not exist.
  ///
  /// A folder that holds anything is refused, so that nobody's site is overwritten.
  package func write(to path: String) throws(WriteRefused) {
    let manager = FileManager.default
    do {
      try manager.createDirectory(atPath: path, withIntermediateDirectories: true)
      guard try manager.contentsOfDirectory(atPath: path).isEmpty else {
        throw WriteRefused(path: path, reason: "the folder is not empty")
      }
    } catch let error as WriteRefused {
      throw error
    } catch {
      throw WriteRefused(path: path, reason: "the folder cannot be made or read")
    }
    for file in files() { try WholeFile.write(file.bytes, to: path + "/" + file.name) }
  }
}
