import Foundation
import Interchange
import Testing
import Workforce

@Suite("The example site")
struct ExampleSiteTests {
  @Test(
    "Reads back without a problem, and holds what it promises",
    arguments: [10, 12, 30, 60, 200])
  func readsBack(agents: Int) throws {
    let site = try SiteFolder.read(ExampleSite(agents: agents).files())
    #expect(site.agents.count == agents)
    #expect(site.queues.map(\.name) == ["support", "sales"])
    #expect(site.queues[0].sundayBasis == .listed(line: "assistance téléphonique ou télématique"))
    #expect(site.queues[1].sundayBasis == .none)
    #expect(site.contracts.count == 3 && site.shiftKinds.count == 6)
    #expect(!site.absences.isEmpty && !site.wishes.isEmpty && site.events.count == 2)
    // 26 weeks of 336 half-hours, and two more in the hour of 25 October 2026 that comes twice.
    let support = try #require(site.calls.records["support"])
    #expect(support.count == 26 * 336 + 2)
    #expect(support.first?.start == LocalMoment(day: Day("2026-05-25")!, minute: 0))
    #expect(support.last?.start == LocalMoment(day: Day("2026-11-22")!, minute: 1410))
    // 26 × 6 days of 24 half-hours, less Whit Monday (25 May), 14 July, 15 August and 11 November
    // (1 November is a Sunday).
    #expect(site.calls.records["sales"]?.count == (26 * 6 - 4) * 24)
  }

  @Test("Night volunteers know every skill and take Sundays", arguments: [12, 60, 200])
  func nights(agents: Int) throws {
    let site = try SiteFolder.read(ExampleSite(agents: agents).files())
    let volunteers = site.agents.filter(\.worksNights)
    #expect(volunteers.allSatisfy { $0.worksSundays && $0.skills == ["support", "sales"] })
    #expect(agents < 60 || (9...12).contains(100 * volunteers.count / agents))
    #expect((58...67).contains(100 * site.agents.count(where: \.worksSundays) / agents))
  }

  @Test("Equal arguments give equal bytes, another seed other calls")
  func determinism() {
    let files = ExampleSite(agents: 20, seed: 5).files()
    #expect(files.map(\.bytes) == ExampleSite(agents: 20, seed: 5).files().map(\.bytes))
    #expect(files.map(\.bytes) != ExampleSite(agents: 20, seed: 6).files().map(\.bytes))
  }

  @Test("Is written to a new folder and read from it, and spares a folder that holds anything")
  func writes() throws {
    try WholeFileTests.inFolder { folder in
      let path = folder + "/lille"
      try ExampleSite(agents: 12).write(to: path)
      #expect(try SiteFolder.read(at: path).name == "Lille")
      let names = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
      #expect(names.count == 7 && names.contains("README.md"))
      let refused = #expect(throws: WriteRefused.self) { try ExampleSite().write(to: path) }
      #expect(refused?.reason == "the folder is not empty")
    }
  }
}
