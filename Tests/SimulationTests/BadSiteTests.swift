import Simulation
import TestSupport
import Testing

@Suite("What cannot be simulated, and what is too much work")
struct BadSiteTests {
  private let period = Stations.period(days: 1)

  private func refusal(_ change: (inout SimulatedSite) -> Void) -> String? {
    var site = SimulatedSite(
      period: period, queues: [Stations.queue(callsPerHour: 6, handleTime: 300, in: period)],
      agents: Stations.crew(2, in: period))
    change(&site)
    do throws(SimulationError) {
      _ = try Simulation(site)
      return nil
    } catch {
      return error.description
    }
  }

  @Test("Refusals name the queue and the hour")
  func refusals() {
    #expect(refusal { _ in } == nil)
    #expect(
      refusal { $0.queues[0].skill = "sales" }
        == "the queue calls has calls from 2026-11-23T00:00 on, but nobody in the roster has its "
        + "skill, sales")
    #expect(refusal { $0.agents = [] }?.contains("nobody in the roster") == true)
    for patience in [0, -1, .infinity, .nan] {
      #expect(
        refusal { $0.queues[0].patience = patience }
          == "the queue calls: patience must be more than 0 seconds; leave it out if nobody hangs up"
      )
    }
    #expect(refusal { $0.queues[0].handleTimeVariation = -0.5 }?.contains("variation") == true)
    #expect(refusal { $0.queues[0].pause = -1 }?.contains("pause") == true)
    for (calls, time) in [(-1.0, 300.0), (.nan, 300), (6, 0), (6, .infinity)] {
      let text = refusal {
        $0.queues[0].expectedCalls[8] = calls
        $0.queues[0].handleTime[8] = time
      }
      #expect(text?.hasPrefix("the queue calls at 2026-11-23T08:00: ") == true)
    }
  }

  @Test("A queue without calls needs nobody")
  func noCalls() {
    #expect(
      refusal {
        $0.queues[0].expectedCalls = Array(repeating: 0, count: 24)
        $0.agents = []
      } == nil)
  }

  @Test("Hours of more work than agents are named with both figures, for queues alone and together")
  func overloads() throws {
    var queues = ["a", "b"].map {
      Stations.queue($0, callsPerHour: 8, handleTime: 300, in: period)
    }
    // From 10:00 to 13:00: 30 calls of 300 s + 60 s = 3 h of work in an hour for two agents at 3 / 4.
    queues[0].pause = 60
    for hour in 10..<13 { queues[0].expectedCalls[hour] = 30 }
    queues[1].expectedCalls[15] = 16
    var crew = Stations.crew(2, skills: ["a", "b"], in: period)
    for index in crew.indices {
      crew[index].shrinkage = Array(repeating: 0.25, count: period.intervalCount)
    }
    let site = SimulatedSite(period: period, queues: queues, agents: crew)
    let found = site.overloads
    // Otherwise 8 calls are 0.8 h and 0.67 h for 1.5, together 1.47 h; with 16 of b from 15:00 to 16:00,
    // 1.33 h alone and 2.13 h together.
    #expect(found.map(\.queues) == [["a"], ["a", "b"]])
    #expect(
      found.flatMap { [$0.from, $0.to] } == [10, 13, 15, 16].map { period.start(ofInterval: $0) })
    #expect(abs(found[0].needed - 9) < 1e-9 && abs(found[0].present - 4.5) < 1e-9)
    #expect(abs(found[1].needed - 32.0 / 15) < 1e-9)
    #expect(try Simulation(site).run(samples: 2).overloads == found)
  }
}
