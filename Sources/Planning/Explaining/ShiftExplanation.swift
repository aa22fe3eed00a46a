package import Rostering
internal import Rules
package import Workforce

/// Answers why an agent has a shift on a day of a roster.
package struct ShiftExplanation {
  private let site: Site
  private let period: Period
  private let question: ShiftQuestion

  /// - Parameter path: where the roster was read, for messages.
  /// - Throws: `InputRefused` where the roster is of another period, has shifts that the site's kinds do not
  ///   allow, or breaks a rule, so that it cannot be compared with others.
  package init(
    pipeline: Pipeline, requirement: Requirement, roster: Roster, from path: String
  ) throws {
    site = pipeline.site
    period = requirement.period
    let position = SourcePosition(file: path)
    let period = period
    guard roster.shifts.allSatisfy({ period.firstDay <= $0.day && $0.day <= period.lastDay })
    else {
      throw InputRefused([
        InputProblem(
          position, found: "a roster of the weeks from \(roster.period.firstDay)",
          expected: "one of the week from \(period.firstDay)")
      ])
    }
    let problem = try SiteProblem(
      site: site, requirement: requirement, book: pipeline.rules(in: period))
    do throws(RosterMisfit) {
      question = try ShiftQuestion(
        problem, roster: Roster(period: period, shifts: roster.shifts))
    } catch {
      throw InputRefused([
        InputProblem(
          position,
          found: error.isLawful
            ? "a shift of \(error.agent) on \(error.day) that is none of the site's kinds"
            : "shifts of \(error.agent) that break a rule (see releve audit)",
          expected: "a lawful roster of the site's shifts, as releve plan writes it")
      ])
    }
  }

  /// - Throws: `InputRefused` where the site has no such agent or the period no such day.
  package func answer(
    agent: String, day: Day, limits: SolveLimits, stop: StopSignal
  ) throws(InputRefused) -> ShiftAnswer {
    let ids = site.agents.map(\.id)
    var problems: [InputProblem] = []
    if !ids.contains(agent) {
      problems.append(
        InputProblem(
          SourcePosition(file: "--agent"), found: "\"\(agent)\"",
          expected: "an agent of agents.csv", maybe: nearest(to: agent, among: ids)))
    }
    if day < period.firstDay || day > period.lastDay {
      problems.append(
        InputProblem(
          SourcePosition(file: "--day"), found: "\(day)",
          expected: "a day from \(period.firstDay) to \(period.lastDay)"))
    }
    if !problems.isEmpty { throw InputRefused(problems) }
    return question.answer(agent: agent, day: day, limits: limits, stop: stop)
  }
}
