/// A collective agreement of the company or the site that sets figures of rules, within the law.
package struct RuleAgreement: Sendable, Equatable {
  package let name: String
  /// Where the agreement can be read: a file, a reference, a deposit number.
  package let document: String
  package let signed: Day?
  package let span: DaySpan
  package let rules: [RuleEntry]

  package init(
    name: String, document: String, signed: Day? = nil, span: DaySpan, rules: [RuleEntry]
  ) {
    self.name = name
    self.document = document
    self.signed = signed
    self.span = span
    self.rules = rules
  }
}
