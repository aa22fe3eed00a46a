/// A place in a text of law, convention or agreement, and how sure its wording is.
package struct LawText: Sendable, Equatable {
  /// The article or text, as "Code du travail, L3131-1".
  package let article: String
  package let level: Level
  /// The date of the wording that was read, as `2016-08-08` or `2015`; nil where none is known.
  package let version: String?
  package let confidence: Confidence

  /// Who may set a figure aside.
  package enum Level: String, Sendable, CaseIterable {
    case publicOrder = "public order"
    case agreement = "collective agreement"
    case fallback = "default without agreement"
    case convention = "branch convention"
    case policy = "house policy"
    case caseLaw = "case law"
  }

  /// How well the wording was verified: A is the text itself, in force; the others must be checked.
  package enum Confidence: String, Sendable, CaseIterable {
    case a = "A"
    case b = "B"
    case c = "C"
  }

  package init(_ article: String, level: Level, version: String? = nil, confidence: Confidence) {
    self.article = article
    self.level = level
    self.version = version
    self.confidence = confidence
  }

  /// The article, marked where people must still verify it.
  package var text: String {
    confidence == .a ? article : "\(article) (to be verified)"
  }
}
