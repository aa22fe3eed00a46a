package import Workforce

/// A parameter of a rule as it is in force, and what set it.
package struct RuleFigure: Sendable, Equatable {
  package let parameter: String
  package let value: Int
  /// Whether the value is minutes, told as hours.
  package let isDuration: Bool
  package let source: RuleSource
  /// Whether the house goes beyond law, convention and agreements, as only an agreement may.
  package var needsAgreement = false

  /// The value as people read it: `11h00`, `6`.
  package var text: String { isDuration ? value.duration : "\(value)" }
}

/// What sets a figure of a rule.
package enum RuleSource: Sendable, Equatable {
  /// The rule itself, where nothing else does.
  case rule
  /// A pack of law or convention.
  case pack(name: String, text: LawText, span: DaySpan)
  case agreement(RuleAgreement)
  /// The site's own file.
  case house

  /// When the figure is in force.
  package var span: DaySpan {
    switch self {
    case .rule, .house: DaySpan()
    case .pack(_, _, let span): span
    case .agreement(let agreement): agreement.span
    }
  }
}

/// The parameters that one source gives to a rule.
struct RuleLayer: Sendable {
  let entry: RuleEntry
  let source: RuleSource
}
