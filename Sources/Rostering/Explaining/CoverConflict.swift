internal import Rules
package import Workforce

/// Things that no lawful roster can keep together, proven and minimal.
package struct CoverConflict: Sendable, Equatable {
  /// Rules, absences, the past and parts of the requirement that cannot all be kept: the proof needs
  /// every one of them. Parts of the requirement come last.
  package let reasons: [Reason]
  /// Agent-minutes of these parts of the requirement that stay uncovered in every lawful roster.
  package let uncoveredMinutes: Int
  /// Who could take the calls in question, and what keeps the others from it, part by part.
  package let standings: [Standing]

  /// What each agent with the skill can do for one part of the requirement.
  package struct Standing: Sendable, Equatable {
    package let queue: String
    package let from: Instant
    package let to: Instant
    /// Most agents required at once.
    package let required: Int
    /// Agents for whom some shift in it is open.
    package let open: [String]
    /// Agents for whom none is, by what closes all of them: a minimal set, the same rules for all;
    /// absences are those of each agent.
    package let closed: [(reasons: [Reason], agents: [String])]

    package static func == (a: Standing, b: Standing) -> Bool {
      a.queue == b.queue && a.from == b.from && a.to == b.to && a.required == b.required
        && a.open == b.open && a.closed.elementsEqual(b.closed, by: ==)
    }
  }
}

/// Looks for the reasons why a requirement cannot be covered.
package struct CoverConflictSearch {
  private let site: SiteProblem
  private let requirement: Requirement
  private let threads: Int
  private let shouldStop: () -> Bool

  /// - Parameter shouldStop: asked often; a search that is stopped finds nothing.
  package init(
    _ site: SiteProblem, requirement: Requirement, threads: Int,
    shouldStop: @escaping () -> Bool = { false }
  ) {
    self.site = site
    self.requirement = requirement
    self.threads = threads
    self.shouldStop = shouldStop
  }

  /// A part of the requirement: some hours of a day on a queue.
  fileprivate struct Part: Equatable {
    let queue: Int
    let slots: Range<Int>
  }

  /// What is proven about a whole requirement.
  package struct Finding: Sendable, Equatable {
    /// Agent-minutes that stay uncovered in every lawful roster; zero where nothing is proven.
    package let uncoveredMinutes: Int
    /// Conflicts without a common part of the requirement; there can be more.
    package let conflicts: [CoverConflict]
  }

  /// Up to `most` conflicts and the uncovered minutes proven for all of the requirement.
  /// - Precondition: every agent has a lawful tour.
  package func find(most: Int = 3) -> Finding {
    let question = CoverQuestion(site, threads: threads)
    var left = days()
    let all = mask(of: left)
    let answer = question.answer(
      asking: { all[$0][$1] }, isSharp: true, shouldStop: shouldStop)
    var conflicts: [CoverConflict] = []
    var duals = answer.duals
    while conflicts.count < most, !left.isEmpty, !shouldStop(),
      conflicts.isEmpty ? answer.minutes > 0 : isShort(left, question, &duals)
    {
      guard let (conflict, parts) = conflict(in: left, question, &duals) else { break }
      conflicts.append(conflict)
      left = left.flatMap { $0.without(parts, site.demand.required) }
    }
    return Finding(uncoveredMinutes: wholeSlots(answer.minutes), conflicts: conflicts)
  }

  /// Whole agents are missing in whole slots.
  private func wholeSlots(_ minutes: Double) -> Int {
    let slots = minutes / Double(site.problem.slotMinutes)
    return max(0, Int((slots - 1e-3).rounded(.up))) * site.problem.slotMinutes
  }

  /// Whether some of these parts must stay uncovered. Proofs found on the way begin the next ones.
  private func isShort(
    _ parts: [Part], _ question: CoverQuestion, _ duals: inout [Double]
  ) -> Bool {
    let asked = mask(of: parts)
    let answer = question.answer(
      asking: { asked[$0][$1] }, beginningAt: duals, shouldStop: shouldStop)
    if answer.minutes > 0 { duals = answer.duals }
    return answer.minutes > 0
  }

  /// A minimal conflict about some of these parts, which are known to be short, and which of them.
  private func conflict(
    in all: [Part], _ question: CoverQuestion, _ duals: inout [Double]
  ) -> (conflict: CoverConflict, parts: [Part])? {
    var parts = all
    var known = duals
    // Where the proof puts no weight, the requirement does not matter.
    let weighed = parts.filter { isWeighed($0, known) }
    if weighed.count < parts.count, isShort(weighed, question, &known) { parts = weighed }
    parts = ConflictFilter { isShort($0, question, &known) }.minimal(of: parts)
    if parts.count <= 3 {
      let hours = parts.flatMap(hours(of:))
      let weighed = hours.filter { isWeighed($0, known) }
      parts =
        weighed.count < hours.count && isShort(weighed, question, &known) ? weighed : hours
      parts = ConflictFilter { isShort($0, question, &known) }.minimal(of: parts)
    }
    let candidates = candidates()
    let reasons = ConflictFilter<Reason> { kept in
      let spared = candidates.filter { !kept.contains($0) }
      guard let relaxed = self.question(leavingOut: spared) else { return false }
      return isShort(parts, relaxed, &known)
    }.minimal(of: candidates)
    if shouldStop() { return nil }
    let core = self.question(leavingOut: candidates.filter { !reasons.contains($0) }) ?? question
    let asked = mask(of: parts)
    let answer = core.answer(
      asking: { asked[$0][$1] }, beginningAt: known, isSharp: true, shouldStop: shouldStop)
    duals = known
    let joined = join(parts)
    return (
      CoverConflict(
        reasons: reasons + joined.map(requirement(of:)),
        uncoveredMinutes: wholeSlots(answer.minutes),
        standings: joined.map(standing(of:))),
      parts
    )
  }

  // MARK: The requirement in parts

  /// Every queue's requirement of each civil day.
  private func days() -> [Part] {
    site.site.queues.indices.flatMap { queue in
      (0..<site.period.days).compactMap { day in
        part(queue, from: site.calendar.midnight(day), to: site.calendar.midnight(day + 1))
      }
    }
  }

  /// A day's part in stretches of two hours.
  private func hours(of part: Part) -> [Part] {
    let step = max(1, 120 / site.problem.slotMinutes)
    return stride(from: part.slots.lowerBound, to: part.slots.upperBound, by: step).compactMap {
      part.trimmed(to: $0..<min($0 + step, part.slots.upperBound), site.demand.required)
    }
  }

  private func part(_ queue: Int, from: Int, to: Int) -> Part? {
    let start = site.period.start.minutes
    let length = site.problem.slotMinutes
    let slots = (from - start) / length..<min((to - start) / length, site.demand.periodSlots)
    return Part(queue: queue, slots: slots).trimmed(to: slots, site.demand.required)
  }

  /// Parts that touch, as one.
  private func join(_ parts: [Part]) -> [Part] {
    var joined: [Part] = []
    for part in parts.sorted(by: {
      ($0.queue, $0.slots.lowerBound) < ($1.queue, $1.slots.lowerBound)
    }) {
      if let last = joined.last, last.queue == part.queue,
        last.slots.upperBound == part.slots.lowerBound
      {
        joined[joined.count - 1] = Part(
          queue: part.queue, slots: last.slots.lowerBound..<part.slots.upperBound)
      } else {
        joined.append(part)
      }
    }
    return joined
  }

  private func mask(of parts: [Part]) -> [[Bool]] {
    var asked = site.demand.required.map { [Bool](repeating: false, count: $0.count) }
    for part in parts { for slot in part.slots { asked[part.queue][slot] = true } }
    return asked
  }

  private func isWeighed(_ part: Part, _ duals: [Double]) -> Bool {
    let cover = site.problem.cover
    return cover.components.joined().contains { subset in
      cover.subsets[subset] & (1 << UInt32(part.queue)) != 0
        && part.slots.contains { duals[subset * cover.slotCount + $0] > 0 }
    }
  }

  private func instant(_ slot: Int) -> Instant {
    Instant(minutes: site.period.start.minutes + slot * site.problem.slotMinutes)
  }

  private func requirement(of part: Part) -> Reason {
    .requirement(
      queue: site.site.queues[part.queue].name, from: instant(part.slots.lowerBound),
      to: instant(part.slots.upperBound))
  }

  // MARK: The other reasons

  /// House policies first, as these are the first to be spared; absences of the period one by one.
  private func candidates() -> [Reason] {
    let absences = site.site.absences.filter {
      $0.from <= site.period.lastDay + 1 && $0.to >= site.period.firstDay
    }
    return site.ruleReasons + absences.map { .absence($0) } + [.past]
  }

  private func question(leavingOut spared: [Reason]) -> CoverQuestion? {
    let relaxed = try? SiteProblem(
      site: site.site, requirement: requirement, book: site.book,
      relaxing: Relaxation(leavingOut: spared))
    guard let relaxed, relaxed.problem.agents.allSatisfy({ $0.initialNode != nil }) else {
      return nil
    }
    return CoverQuestion(relaxed, threads: threads)
  }

  /// What each agent who can serve the part's queue could do in it.
  private func standing(of part: Part) -> CoverConflict.Standing {
    let (from, to) = (instant(part.slots.lowerBound), instant(part.slots.upperBound))
    let within = Set(
      site.shiftOptions.indices.filter {
        site.shiftOptions[$0].work(from: from.minutes, to: to.minutes) > 0
      })
    var open: [String] = []
    var closed: [(reasons: [Reason], agents: [String])] = []
    let queue = site.site.queues[part.queue]
    for agent in site.site.agents where agent.skills.contains(queue.skill) && !within.isEmpty {
      let own = site.reasons(of: agent)
      let filter = ConflictFilter<Reason> { kept in
        let spared = Relaxation(leavingOut: own.filter { !kept.contains($0) })
        return within.isDisjoint(with: site.profile(of: agent, relaxing: spared).permitted)
      }
      guard filter.isConflict(own) else {
        open.append(agent.id)
        continue
      }
      let reasons = filter.minimal(of: own)
      let rules = reasons.filter(\.isRule)
      let isAway = rules.count < reasons.count
      if let index = closed.firstIndex(where: { known in
        known.reasons.filter(\.isRule) == rules
          && known.reasons.contains { !$0.isRule } == isAway
      }) {
        closed[index].agents.append(agent.id)
        closed[index].reasons += reasons.filter { !$0.isRule }
      } else {
        closed.append((reasons, [agent.id]))
      }
    }
    return CoverConflict.Standing(
      queue: queue.name, from: from, to: to,
      required: part.slots.map { site.demand.required[part.queue][$0] }.max() ?? 0, open: open,
      closed: closed)
  }
}

extension Reason {
  fileprivate var isRule: Bool { if case .rule = self { true } else { false } }
}

extension CoverConflictSearch.Part {
  /// The part within `slots` that is left when hours without requirement are taken off both ends; nil if
  /// nothing is.
  fileprivate func trimmed(to slots: Range<Int>, _ required: [[Int]]) -> Self? {
    let asked = slots.filter { required[queue][$0] > 0 }
    guard let first = asked.first, let last = asked.last else { return nil }
    return Self(queue: queue, slots: first..<last + 1)
  }

  /// What is left of the part outside others of its queue.
  fileprivate func without(_ others: [Self], _ required: [[Int]]) -> [Self] {
    var pieces: [Range<Int>] = [slots]
    for other in others where other.queue == queue {
      pieces = pieces.flatMap { piece in
        let cut = piece.clamped(to: other.slots)
        return cut.isEmpty
          ? [piece] : [piece.lowerBound..<cut.lowerBound, cut.upperBound..<piece.upperBound]
      }
    }
    return pieces.compactMap { trimmed(to: $0, required) }
  }
}
