import Simulation
import TestSupport
import Testing

@Suite("Commitments and announced waits against cases counted by hand")
struct CommitmentTests {
  /// Nine days from a Monday: a week and two days. Two agents are there from 02:00 to 22:00, the queue
  /// closes at 23:00 and opens at midnight, and nobody hangs up. A call takes `handleTime` seconds, so
  ///
  /// - one between 00:00 and 01:00 waits 3600 to 7200 s ("late"),
  /// - one alone in an hour from 03:00 on waits 0 s ("prompt"),
  /// - one between 22:00 and 23:00 is turned away after 0 to 3600 s ("gone").
  static func site(
    _ commitments: [Commitment], queues: [String] = ["a"], announced: [Double?] = [nil],
    handleTime: Double = 1
  ) -> SimulatedSite {
    let period = Stations.period(days: 9)
    let found = zip(queues, announced).map { name, wait in
      var queue = Stations.queue(
        name, callsPerHour: 1, handleTime: handleTime, in: period)
      queue.handleTimeVariation = 0
      queue.announcedWait = wait
      for day in 0..<9 {
        queue.isOpen[24 * day + 23] = false
        queue.expectedCalls[24 * day + 23] = 0
      }
      return queue
    }
    let crew = queues.flatMap { name in
      (0..<2).map { index in
        let id = "\(name)\(index)"
        return SimulatedAgent(
          id: id, skills: [name],
          shifts: (0..<9).map { day in
            let midnight = period.midnights[day]
            return Shift(
              agent: id, day: period.firstDay + day, start: midnight + 120, end: midnight + 1320)
          })
      }
    }
    return SimulatedSite(period: period, queues: found, agents: crew, commitments: commitments)
  }

  /// Calls of a day.
  struct Calls {
    var late = 0
    var prompt = 0
    var gone = 0
  }

  /// Each sample's queues with the calls of their first days.
  static func run(_ site: SimulatedSite, _ samples: [[[Calls]]]) throws -> SimulationResult {
    let counts = samples.map { queues in
      queues.map { days in
        var counts = Array(repeating: 0, count: site.period.intervalCount)
        for (day, calls) in days.enumerated() {
          counts[24 * day] = calls.late
          for hour in 0..<calls.prompt { counts[24 * day + 3 + hour] = 1 }
          counts[24 * day + 22] = calls.gone
        }
        return counts
      }
    }
    return try #require(
      try Simulation(site).run(samples: samples.count, seed: 1, threads: 2) { counts[$0] })
  }

  /// Three samples: the second breaks the second day, and in the third nobody calls.
  static let samples: [[[Calls]]] = [
    [[Calls(late: 1, prompt: 3), Calls(prompt: 4)]],
    [[Calls(prompt: 2), Calls(late: 2, prompt: 2)]],
    [[]],
  ]

  struct Case: Sendable, CustomTestStringConvertible {
    let commitment: Commitment
    /// Share of spans, and of samples, that keep it, and the value where the hand can tell it.
    let kept: Double
    let all: Double
    let value: Double?
    var testDescription: String {
      "\(commitment.measure) \(commitment.limit) by \(commitment.over)"
    }

    init(
      _ measure: Commitment.Measure, _ limit: Double, _ over: Commitment.Span, kept: Double,
      all: Double, value: Double? = nil
    ) {
      commitment = Commitment(queue: "a", measure: measure, limit: limit, over: over)
      (self.kept, self.all, self.value) = (kept, all, value)
    }
  }

  static let level = Commitment.Measure.serviceLevel(seconds: 30, formula: .ofOffered)

  static let cases: [Case] = [
    // Days: 3/4, 4/4; 2/2, 2/4. All together 11 of 14. A limit that is just reached is kept.
    Case(level, 0.75, .day, kept: 3 / 4, all: 1 / 2, value: 11 / 14),
    Case(level, 0.76, .day, kept: 2 / 4, all: 0, value: 11 / 14),
    // Weeks: 7/8; 4/6.
    Case(level, 0.75, .week, kept: 1 / 2, all: 1 / 2, value: 11 / 14),
    // Hours with calls: 4 + 4; 2 + 3, of which the two of the late ones fail.
    Case(level, 0.5, .interval, kept: 11 / 13, all: 0, value: 11 / 14),
    // Late calls wait up to 7200 s, and all wait less than that.
    Case(
      .serviceLevel(seconds: 7200, formula: .ofAnswered), 0.999, .day, kept: 1, all: 1, value: 1),
    Case(.longestWait, 1800, .day, kept: 2 / 4, all: 0),
    Case(.longestWait, 7200, .day, kept: 1, all: 1),
    // One late call of four: 900 to 1800 s; two of four: 1800 to 3600 s.
    Case(.asa, 900, .day, kept: 2 / 4, all: 0),
    Case(.asa, 1800, .day, kept: 3 / 4, all: 1 / 2),
    Case(.asa, 3600, .day, kept: 1, all: 1),
    Case(.answered, 1, .day, kept: 1, all: 1, value: 1),
    Case(.abandonment, 0, .week, kept: 1, all: 1, value: 0),
  ]

  @Test("Kept by spans and by samples, and its value", arguments: cases)
  func counted(_ expected: Case) throws {
    let result = try Self.run(Self.site([expected.commitment]), Self.samples)
    let found = try #require(result.commitments.first)
    #expect(found.commitment == expected.commitment)
    let kept = try #require(found.kept)
    let all = try #require(found.allKept)
    #expect(abs(kept.value - expected.kept) < 1e-12, "\(kept)")
    #expect(abs(all.value - expected.all) < 1e-12, "\(all)")
    let value = try #require(found.value)
    if let expected = expected.value { #expect(abs(value.value - expected) < 1e-12, "\(value)") }
    for estimate in [kept, all, value] {
      #expect(estimate.low <= estimate.value && estimate.value <= estimate.high)
    }
    // Always or never in so few samples is not surely so.
    if expected.kept == 1 { #expect(kept.low < 0.5) }
  }

  @Test("Each day has its own share, and the worst is told")
  func spans() throws {
    let result = try Self.run(
      Self.site([Commitment(queue: "a", measure: Self.level, limit: 0.75, over: .day)]),
      Self.samples)
    let found = result.commitments[0]
    // The other seven days have no calls.
    #expect(found.spans.map(\.kept.value) == [1, 0.5])
    #expect(found.spans.map(\.value) == [5 / 6, 6 / 8])
    let period = result.period
    #expect(found.spans.map(\.from) == Array(period.midnights[..<2]))
    #expect(found.spans.map(\.to) == Array(period.midnights[1..<3]))
    #expect(found.worst == found.spans[1])
  }

  @Test("Of days kept alike, the one with the worst value is the worst")
  func worstOfEquals() throws {
    let calls = [[[Calls(prompt: 4), Calls(late: 1, prompt: 7), Calls(late: 1, prompt: 3)]]]
    for (measure, limit) in [(Self.level, 0.5), (Commitment.Measure.longestWait, 9000.0)] {
      let found = try Self.run(
        Self.site([Commitment(measure: measure, limit: limit, over: .day)]), calls
      ).commitments[0]
      #expect(found.spans.allSatisfy { $0.kept.value == 1 })
      let values = found.spans.compactMap(\.value)
      let worst = measure.isAtLeast ? values.min() : values.max()
      #expect(values.count == 3 && found.worst?.value == worst)
    }
  }

  /// Seconds announced, and the share of callers for whom that is so.
  static let waits: [(Double, Double)] = [
    // Answered within it: the 3 prompt; the caller who is gone and the late one waited longer.
    (0, 3.0 / 5),
    // Who is gone is left out.
    (3600, 3.0 / 4),
    (7200, 1),
  ]

  @Test(
    "An announced wait is respected for callers answered within it, of those for whom it can be told",
    arguments: waits)
  func announced(_ wait: Double, _ share: Double) throws {
    let commitment = Commitment(measure: .announcedWaitRespected, limit: 0.7, over: .day)
    let result = try Self.run(
      Self.site([commitment], announced: [wait]), [[[Calls(late: 1, prompt: 3, gone: 1)]]])
    let queue = result.queues[0]
    #expect(queue.days[0].abandonment?.value == 0.2)
    #expect(queue.days[0].announcedWaitRespected?.value == share)
    #expect(queue.whole.announcedWaitRespected?.value == share)
    #expect(queue.days[1].announcedWaitRespected == nil)
    #expect(result.commitments[0].value?.value == share)
    #expect(result.commitments[0].kept?.value == (share >= 0.7 ? 1 : 0))
  }

  @Test("Callers of whom nobody is answered are let down, however the formula counts them")
  func nobodyAnswered() throws {
    let measures: [Commitment.Measure] = [
      .asa, .serviceLevel(seconds: 3600, formula: .ofAnswered), .announcedWaitRespected,
      .serviceLevel(seconds: 3600, formula: .ofOfferedLessEarlyAbandons),
    ]
    let result = try Self.run(
      Self.site(
        measures.map { Commitment(measure: $0, limit: $0.isAtLeast ? 0.01 : 9999, over: .day) },
        announced: [3600]), [[[Calls(gone: 2)]]])
    #expect(result.commitments.count == 4)
    for found in result.commitments {
      #expect(found.kept?.value == 0 && found.value == nil && found.spans.count == 1)
    }
  }

  // Four calls of an hour, two agents for twenty hours: 4 of 40.
  @Test("Occupancy of a day", arguments: [(0.09, 0.0), (0.11, 1.0)])
  func occupancy(_ limit: Double, _ kept: Double) throws {
    let found = try Self.run(
      Self.site([Commitment(measure: .occupancy, limit: limit, over: .day)], handleTime: 3600),
      [[[Calls(prompt: 4)]]]
    ).commitments[0]
    #expect(abs(try #require(found.value).value - 0.1) < 1e-9)
    #expect(found.kept?.value == kept && found.spans.count == 1)
  }

  @Test("A queue alone or all together; of announced waits, the queues that announce one")
  func queues() throws {
    let measures: [Commitment.Measure] = [Self.level, .announcedWaitRespected]
    let commitments = measures.flatMap { measure in
      ["a", "b", nil, "gone"].map { Commitment(queue: $0, measure: measure, limit: 0.5) }
    }
    let result = try Self.run(
      Self.site(commitments, queues: ["a", "b"], announced: [30, nil]),
      [[[Calls(late: 1, prompt: 1)], [Calls(prompt: 6)]]])
    // a 1/2, b 6/6, together 7/8; a queue that is not there has nothing to commit to.
    #expect(
      result.commitments.map(\.commitment)
        == [commitments[0], commitments[1], commitments[2], commitments[4], commitments[6]])
    #expect(result.commitments.map(\.value?.value) == [0.5, 1, 7 / 8, 0.5, 0.5])
    #expect(result.queues.map(\.whole.announcedWaitRespected?.value) == [0.5, nil])
    #expect(result.together?.whole.announcedWaitRespected?.value == 0.5)
  }

  @Test(
    "With a queue's own target it says what the queue says; nothing else changes, nor with threads")
  func ownTarget() throws {
    var site = ResultTests.busySite()
    let plain = try Simulation(site).run(samples: 5, threads: 1)
    site.queues[0].announcedWait = 45
    site.commitments = Commitment.Span.allCases.flatMap { over in
      ["a", nil].map {
        Commitment(
          queue: $0, measure: .serviceLevel(seconds: 20, formula: .ofOffered), limit: 0.8,
          over: over)
      } + [Commitment(measure: .announcedWaitRespected, limit: 0.9, over: over)]
    }
    let result = try Simulation(site).run(samples: 5, threads: 1)
    #expect(try Simulation(site).run(samples: 5, threads: 3) == result)
    let days = result.commitments[3].spans
    #expect(days.count == 8)
    for (day, own) in zip(days, plain.queues[0].days) {
      #expect(abs(1 - day.kept.value - own.chanceToMiss.value) < 1e-12)
      #expect(
        abs(try #require(day.value) - (try #require(own.serviceLevels[.ofOffered]).value)) < 1e-12)
    }
    #expect(
      zip(result.queues, plain.queues).allSatisfy {
        $0.days.map(\.serviceLevels) == $1.days.map(\.serviceLevels)
          && $0.whole.occupancy == $1.whole.occupancy
      })
    // 45 s lie beyond 20 s, and who hangs up before counts for nothing.
    let whole = result.queues[0].whole
    #expect(
      try #require(whole.announcedWaitRespected).value
        > #require(whole.serviceLevels[.ofOfferedLessEarlyAbandons]).value)
  }
}
