internal import Interchange
package import Rules
package import Workforce

/// What is in force at a site in a period: every rule and figure with its text and source.
package struct RulesInForce: Sendable {
  /// One figure of a rule, or a rule without figures.
  package struct Row: Sendable {
    package let rule: String
    package let summary: String
    /// The parameter and its value; nil where nothing about the rule can be changed.
    package let figure: RuleFigure?
    package let source: RuleSource
    /// The text that the figure rests on.
    package let text: LawText
    /// The text under which the house's figure would need an agreement, where none is named.
    package let missing: LawText?
  }

  /// What a pack says that no rule checks.
  package struct Remark: Sendable {
    package let pack: String
    package let words: String
    package let text: LawText
  }

  package let rows: [Row]
  package let packs: [RulePack]
  package let remarks: [Remark]
  /// Agreements in force on no day of the period.
  package let otherAgreements: [RuleAgreement]

  /// The rules of the law alone.
  package static let law = RulesInForce(
    book: try! RuleBook(packs: [RulePackFile.france]), packs: [RulePackFile.france], agreements: [],
    period: nil)

  /// - Throws: what the rules in force refuse; see ``RuleBook``.
  package init(site: Site, period: Period) throws(InputRefused) {
    self.init(
      book: try RuleBook(site: site, during: period), packs: site.rulePacks,
      agreements: site.agreements, period: period)
  }

  private init(book: RuleBook, packs: [RulePack], agreements: [RuleAgreement], period: Period?) {
    let span = DaySpan(from: period?.firstDay, until: period?.lastDay)
    let inForce = packs.map { pack in
      (name: pack.name, figures: pack.figures.filter { $0.span.overlaps(span) })
    }
    rows = zip(RuleBook.all, book.figures).flatMap { rule, figures -> [Row] in
      guard figures.isEmpty else { return figures.map { Row(rule, $0) } }
      let set = inForce.lazy.compactMap { pack in
        pack.figures.first { $0.entry.key == rule.key }.map { (pack.name, $0) }
      }.first
      let source = set.map { RuleSource.pack(name: $0.0, text: $0.1.text, span: $0.1.span) }
      return [
        Row(
          rule: rule.key, summary: rule.summary, figure: nil, source: source ?? .rule,
          text: set?.1.text ?? rule.citation.law, missing: nil)
      ]
    }
    let keys = RuleBook.all.map { $0.key }
    self.packs = packs
    remarks = packs.flatMap { pack in
      pack.figures.filter { !keys.contains($0.entry.key) && $0.span.overlaps(span) }.map { figure in
        let figures = figure.entry.parameters.map { "\($0.name) \($0.value)" }
        return Remark(
          pack: pack.name, words: "\(figure.entry.key): \(figures.joined(separator: ", "))",
          text: figure.text)
      }
        + pack.remarks.filter { $0.span.overlaps(span) }
        .map { Remark(pack: pack.name, words: $0.words, text: $0.text) }
    }
    otherAgreements = agreements.filter { !$0.span.overlaps(span) }
  }
}

extension RulesInForce.Row {
  fileprivate init(_ rule: any Rule.Type, _ figure: RuleFigure) {
    let range = rule.citation.range(of: figure.parameter)?.law
    self.init(
      rule: rule.key, summary: rule.summary, figure: figure, source: figure.source,
      text: RulesInForce.Row.text(
        figure.source,
        of: rule.citation.policies.contains(figure.parameter)
          ? LawText(
            "house policy, within \(rule.citation.article)", level: .policy, confidence: .a)
          : rule.citation.law, agreements: range),
      missing: figure.needsAgreement ? range : nil)
  }

  private static func text(
    _ source: RuleSource, of law: LawText, agreements range: LawText?
  ) -> LawText {
    switch source {
    case .rule, .house: law
    case .pack(_, let text, _): text
    case .agreement: range ?? law
    }
  }
}
