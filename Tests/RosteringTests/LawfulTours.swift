import Rules
import TestSupport

@testable import Rostering

/// All tours of one agent that the audit finds nothing wrong with, found by trying every one.
struct LawfulTours {
  let agent: Agent
  let tours: [[Shift]]

  init(_ agent: Agent, in problem: SiteProblem) {
    let site = problem.site
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
      return problem.book.rules.allSatisfy { $0.breaches(in: timeline).isEmpty }
    }
  }
}
