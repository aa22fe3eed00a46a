internal import Rules
package import Workforce

/// Why no lawful roster covers the requirement, proven and minimal; or that this is not proven.
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
    /// Agents for whom none is, by the reason that closes all of them; nil where
    /// it takes several.
    package let closed: [(reason: Reason?, agents: [String])]

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

  /// - Returns: nil where no bound proves that anything must stay uncovered.
  /// - Precondition: every agent has a lawful tour.
  package func conflict() -> CoverConflict? {
    var question = CoverQuestion(site, threads: threads)
    var duals: [Double]?
    // Proofs found on the way begin the next ones.
    func isShort(_ parts: [Part], _ question: CoverQuestion) -> Bool {
      let asked = mask(of: parts)
      let answer = question.answer(
        asking: { asked[$0][$1] }, beginningAt: duals, shouldStop: shouldStop)
      if answer.minutes > 0 { duals = answer.duals }
      return answer.minutes > 0
    }
    var parts = days()
    guard isShort(parts, question) else { return nil }
    // Where the proof puts no weight, the requirement does not matter.
    let weighed = parts.filter { isWeighed($0, duals!) }
    if weighed.count < parts.count, isShort(weighed, question) { parts = weighed }
    parts = ConflictFilter { isShort($0, question) }.minimal(of: parts)
    if parts.count <= 3 {
      let hours = parts.flatMap(hours(of:))
      let weighed = hours.filter { isWeighed($0, duals!) }
      parts = weighed.count < hours.count && isShort(weighed, question) ? weighed : hours
      parts = ConflictFilter { isShort($0, question) }.minimal(of: parts)
    }

    let candidates = candidates()
    let reasons = ConflictFilter<Reason> { kept in
      let spared = candidates.filter { !kept.contains($0) }
      guard let relaxed = self.question(leavingOut: spared) else { return false }
      return isShort(parts, relaxed)
    }.minimal(of: candidates)
    if shouldStop() { return nil }
    question = self.question(leavingOut: candidates.filter { !reasons.contains($0) }) ?? question
    let asked = mask(of: parts)
    let answer = question.answer(
      asking: { asked[$0][$1] }, beginningAt: duals, isSharp: true, shouldStop: shouldStop)
    let slot = Double(site.problem.slotMinutes)
    // Whole agents are missing in whole slots.
    let uncovered = Int((answer.minutes / slot - 1e-3).rounded(.up)) * site.problem.slotMinutes
    let joined = join(parts)
    return CoverConflict(
      reasons: reasons + joined.map(requirement(of:)), uncoveredMinutes: uncovered,
      standings: joined.map { standing(of: $0, reasons: reasons) })
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
  private func standing(of part: Part, reasons: [Reason]) -> CoverConflict.Standing {
    let (from, to) = (instant(part.slots.lowerBound), instant(part.slots.upperBound))
    let within = site.shiftOptions.indices.filter {
      site.shiftOptions[$0].work(from: from.minutes, to: to.minutes) > 0
    }
    var open: [String] = []
    var closed: [(reason: Reason?, agents: [String])] = []
    let queue = site.site.queues[part.queue]
    for agent in site.site.agents where agent.skills.contains(queue.skill) {
      let permitted = Set(site.profile(of: agent).permitted)
      if within.contains(where: permitted.contains) {
        open.append(agent.id)
        continue
      }
      let own = site.reasons(of: agent)
      // An absence before the rule that heeds it.
      let ordered = own.filter { if case .absence = $0 { true } else { false } } + own
      let reason = ordered.first { reason in
        let freed = site.profile(of: agent, relaxing: Relaxation(leavingOut: [reason])).permitted
        return !Set(within).isDisjoint(with: freed)
      }
      if let index = closed.firstIndex(where: { $0.reason == reason }) {
        closed[index].agents.append(agent.id)
      } else {
        closed.append((reason, [agent.id]))
      }
    }
    return CoverConflict.Standing(
      queue: queue.name, from: from, to: to,
      required: part.slots.map { site.demand.required[part.queue][$0] }.max() ?? 0, open: open,
      closed: closed)
  }
}

extension CoverConflictSearch.Part {
  /// The part within `slots` that is left when hours without requirement are taken off both ends; nil if
  /// nothing is.
  fileprivate func trimmed(to slots: Range<Int>, _ required: [[Int]]) -> Self? {
    let asked = slots.filter { required[queue][$0] > 0 }
    guard let first = asked.first, let last = asked.last else { return nil }
    return Self(queue: queue, slots: first..<last + 1)
  }
}
