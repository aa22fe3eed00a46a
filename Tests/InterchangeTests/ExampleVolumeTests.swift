import Foundation
import Interchange
import Testing
import Workforce

/// Whether the example can be staffed, worked out again from its own files.
@Suite("The volumes of the example site")
struct ExampleVolumeTests {
  /// Erlang C by its definition, term by term; the writer uses the recurrence of Erlang B.
  static func agents(calls: Double, seconds: Double) -> Int {
    let load = calls * seconds / 1800
    guard load > 0 else { return 0 }
    var agents = max(1, Int(load) + 1)
    while true {
      let n = Double(agents)
      // A^k/k! relative to A^n/n!, from k = n - 1 down to 0.
      var term = 1.0
      var sum = 0.0
      for k in stride(from: agents, to: 0, by: -1) {
        term *= Double(k) / load
        sum += term
      }
      let last = n / (n - load)
      let waiting = last / (sum + last)
      if n > load, 1 - waiting * exp(-(n - load) * 20 / seconds) >= 0.8, load / n <= 0.88 {
        return agents
      }
      agents += 1
    }
  }

  /// Agents required by the calls of the last four weeks, for each queue, by weekday and half-hour.
  static func requirement(_ site: Site) -> [String: [Weekday: [Int: Int]]] {
    var found: [String: [Weekday: [Int: Int]]] = [:]
    for queue in site.queues {
      var calls: [Weekday: [Int: [Double]]] = [:]
      for record in site.calls.records[queue.name] ?? []
      where record.start.day >= Day("2026-10-26")! && record.start.day != Day("2026-11-11")!
        && record.start.day != Day("2026-11-01")!
      {
        calls[record.start.day.weekday, default: [:]][record.start.minute, default: []].append(
          record.offered)
      }
      found[queue.name] = calls.mapValues { day in
        day.mapValues { values in
          let mean = values.reduce(0, +) / Double(values.count)
          let present = agents(calls: mean, seconds: queue.defaultHandleTime)
          return max(
            Int((Double(present) / (1 - queue.shrinkage)).rounded(.up)), queue.minimumAgents)
        }
      }
    }
    return found
  }

  @Test(
    "The requirement is about nine tenths of the contracts, and volunteers can cover it",
    arguments: [10, 12, 30, 60, 200])
  func capacity(agents: Int) throws {
    let site = try SiteFolder.read(ExampleSite(agents: agents).files())
    let requirement = ExampleVolumeTests.requirement(site)
    let contracts = Dictionary(uniqueKeysWithValues: site.contracts.map { ($0.name, $0) })
    let hours = site.agents.reduce(0.0) {
      $0 + Double(contracts[$1.contract]!.weeklyMinutes) / 60
    }
    let cells = requirement.values.flatMap { $0.values.flatMap { $0.values } }
    let required = Double(cells.reduce(0, +)) / 2
    let support = try #require(requirement["support"])
    let night =
      Double(
        support.values.flatMap { day in day.filter { $0.key < 360 || $0.key >= 1260 }.values }
          .reduce(0, +)) / 2
    let sunday = Double(support[.sunday]!.values.reduce(0, +)) / 2
    let volunteers = Double(site.agents.count(where: \.worksNights)) * 35
    let sundayVolunteers = Double(site.agents.count(where: \.worksSundays))
    #expect((0.84...0.96).contains(required / hours))
    #expect(night <= 0.75 * volunteers)
    // Every other Sunday off, and eight hours of work on the others.
    #expect(sunday <= sundayVolunteers / 2 * 8)
  }
}
