package import Workforce

/// Where a rule comes from and how sure that is.
package struct Citation: Sendable, Equatable {
  /// The article or text, as "Code du travail, L3131-1".
  package let article: String
  package let level: Level
  package let confidence: Confidence

  /// Who may set the rule aside.
  package enum Level: String, Sendable {
    case publicOrder = "public order"
    case agreement = "collective agreement"
    case fallback = "default without agreement"
    case convention = "branch convention"
    case policy = "house policy"
  }

  /// How well the wording was verified: A is the text itself, in force; the others must be checked.
  package enum Confidence: String, Sendable {
    case a = "A"
    case b = "B"
    case c = "C"
  }

  package init(_ article: String, level: Level, confidence: Confidence) {
    self.article = article
    self.level = level
    self.confidence = confidence
  }

  /// The article, marked where people must still verify it.
  package var text: String {
    confidence == .a ? article : "\(article) (to be verified)"
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

extension Int {
  /// Minutes as people read a duration: `10h30`.
  package var duration: String {
    "\(self < 0 ? "-" : "")\(magnitude / 60)h\(abs(self % 60).padded(2))"
  }
}
