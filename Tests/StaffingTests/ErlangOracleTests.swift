import Foundation
import Testing
import Workforce

@testable import Staffing

/// Every row of the shared table: Erlang B, C, A and numbers of agents required.
@Suite("The shared table of Erlang values")
struct ErlangOracleTests {
  static let table = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../shared/data/erlang-oracles.csv").standardizedFileURL
  static let isPresent = FileManager.default.fileExists(atPath: table.path)

  @Test(
    "Each row is met within its tolerance",
    .enabled(if: isPresent, "the shared data folder is not beside this checkout"))
  func rows() throws {
    let lines = try String(contentsOf: Self.table, encoding: .utf8).split(separator: "\n")
    var checked = 0
    for line in lines.dropFirst() {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      let calls = try #require(Double(cells[1]))
      let period = try #require(Double(cells[2]))
      let handleTime = try #require(Double(cells[3]))
      let agents = try #require(Int(cells[5]))
      let expected = try #require(Double(cells[8]))
      let tolerance = try #require(Double(cells[9]))
      let seconds = Double(cells[6]) ?? 0
      let load = calls * handleTime / period
      let a = Double(cells[4]).map {
        ErlangA.measures(
          agents: agents, load: load, handleTime: handleTime, patience: $0, within: seconds)
      }
      let found: Double? =
        switch (cells[0], cells[7]) {
        case ("erlang_b", "blocking"): ErlangB.blocking(agents: agents, load: load)
        case ("erlang_c", "wait_probability"):
          ErlangC.waitingProbability(agents: agents, load: load)
        case ("erlang_c", "service_level"):
          ErlangC.serviceLevel(
            agents: agents, load: load, handleTime: handleTime, within: seconds)
        case ("erlang_c", "asa_s"):
          ErlangC.asa(agents: agents, load: load, handleTime: handleTime)
        case ("erlang_c", "occupancy"): ErlangC.occupancy(agents: agents, load: load)
        case ("erlang_a", "wait_probability"): a?.waiting
        case ("erlang_a", "abandonment"): a?.abandonment
        case ("erlang_a", "occupancy"): a?.occupancy
        case ("erlang_a", "mean_wait_s"): a?.meanWait
        case ("erlang_a", "served_within_of_all"): a?.answeredWithin
        case ("required_service_level", _):
          Double(
            ErlangC.agents(
              calls: calls, handleTime: handleTime, intervalMinutes: Int(period / 60),
              target: ServiceTarget(share: 0.8, seconds: seconds)))
        case ("required_asa", _):
          (1...100).first { ErlangC.asa(agents: $0, load: load, handleTime: handleTime) <= 120 }
            .map(Double.init)
        case ("required_blocking", _):
          (1...100).first { ErlangB.blocking(agents: $0, load: load) <= 0.02 }.map(Double.init)
        default: nil
        }
      #expect(abs(try #require(found, "\(line)") - expected) <= tolerance, "\(line)")
      checked += 1
    }
    #expect(checked == lines.count - 1 && checked > 40)
  }
}
