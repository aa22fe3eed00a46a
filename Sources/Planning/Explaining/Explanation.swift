package import Rostering
package import Rules
package import Workforce

/// Why a site cannot be rostered, or not covered, in a period, and what would help.
package struct Explanation: Sendable {
  package let site: Site
  package let period: Period
  package let book: RuleBook
  /// Agents for whom no lawful tour exists; empty where there is a roster.
  package let conflicts: [AgentConflict]
  /// The best roster found; nil where there is none.
  package let roster: RosterResult?
  /// Agent-minutes required.
  package let requiredMinutes: Int
  /// Why cover falls short, as far as that is proven.
  package let cover: CoverConflictSearch.Finding?
  /// The best first; doing nothing is the first of all.
  package let repairs: [Repair]
  /// Whether time was up before all was known.
  package let isCutShort: Bool

  /// Agent-minutes uncovered in the best roster; nil where there is none.
  package var uncoveredMinutes: Int? { roster?.cost.understaffedMinutes }
}
