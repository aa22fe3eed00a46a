package import Workforce

/// Where a rule comes from, how sure that is, and what an agreement may change.
package struct Citation: Sendable, Equatable {
  /// The rule's own text.
  package let law: LawText
  /// What agreements may change, parameter by parameter; nothing else may become less strict.
  package let ranges: [AgreementRange]
  /// Parameters that no law sets: the house is free.
  package let policies: [String]

  /// Who may set the rule aside.
  package typealias Level = LawText.Level
  /// How well the wording was verified: A is the text itself, in force; the others must be checked.
  package typealias Confidence = LawText.Confidence

  /// The figures between that of the law and the farthest one that an agreement may set.
  package struct AgreementRange: Sendable, Equatable {
    package let parameter: String
    package let figures: ClosedRange<Int>
    /// The text that allows the agreement.
    package let law: LawText

    package init(
      _ parameter: String, _ figures: ClosedRange<Int>, _ article: String, confidence: Confidence
    ) {
      self.parameter = parameter
      self.figures = figures
      law = LawText(article, level: .agreement, confidence: confidence)
    }
  }

  package init(
    _ article: String, level: Level, confidence: Confidence, version: String? = nil,
    ranges: [AgreementRange] = [], policies: [String] = []
  ) {
    law = LawText(article, level: level, version: version, confidence: confidence)
    self.ranges = ranges
    self.policies = policies
  }

  /// The article or text, as "Code du travail, L3131-1".
  package var article: String { law.article }
  package var level: Level { law.level }
  package var confidence: Confidence { law.confidence }
  /// The date of the wording that was read.
  package var version: String? { law.version }

  /// The article, marked where people must still verify it.
  package var text: String { law.text }

  /// What an agreement may change `parameter` to.
  package func range(of parameter: String) -> AgreementRange? {
    ranges.first { $0.parameter == parameter }
  }
}

/// A rule not kept: who, when, by how much.
package struct Breach: Sendable, Equatable {
  /// The rule's key.
  package let rule: String
  package let agent: String
  /// The day to look at in the roster.
  package let day: Day
  /// What was found and what the rule allows, in one unit.
  package let found: Int
  package let limit: Int
  package let unit: Unit
  /// The article that applies; a rule with several grounds names the one that was not kept.
  package let citation: Citation
  /// What is wrong, in words.
  package let message: String

  package enum Unit: String, Sendable {
    case minutes
    case days
    case sundays
    case shifts
    case agents
    /// Working days of notice.
    case workingDays = "working days"
  }

  package init(
    rule: String, agent: String, day: Day, found: Int, limit: Int, unit: Unit, citation: Citation,
    message: String
  ) {
    self.rule = rule
    self.agent = agent
    self.day = day
    self.found = found
    self.limit = limit
    self.unit = unit
    self.citation = citation
    self.message = message
  }
}
