import Rules
import TestSupport

@testable import Rostering

/// All tours of one agent that the audit finds nothing wrong with, found by trying every one.
struct LawfulTours {
  let agent: Agent
  let tours: [[Shift]]

  /// - Parameters:
  ///   - keys: the rules that must be kept; all where nil.
  ///   - site: in place of the problem's, where something is left out of it.
  init(_ agent: Agent, in problem: SiteProblem, keeping keys: [String]? = nil, site: Site? = nil) {
    let site = site ?? problem.site
    let subject = RuleSubject(agent: agent, site: site)
    let past = site.published.filter { $0.agent == agent.id }
    let byDay = Dictionary(grouping: problem.shiftOptions, by: \.day)
    var tours: [[Shift]] = [[]]
    for day in 0..<problem.period.days {
      let shifts = (byDay[day] ?? []).map {
        $0.shift(agent: agent.id, firstDay: problem.period.firstDay)
      }
      tours += tours.flatMap { tour in shifts.map { tour + [$0] } }
    }
    self.agent = agent
    self.tours = tours.filter { tour in
      let timeline = Timeline(
        subject: subject, period: problem.period, shifts: past + tour)
      return problem.book.rules.allSatisfy { rule in
        !(keys?.contains(rule.key) ?? true) || rule.breaches(in: timeline).isEmpty
      }
    }
  }
}
