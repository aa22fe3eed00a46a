/// A named person's leave not to keep a rule for one agent on some days.
///
/// A waiver takes nothing from an audit: the breach is found and shown, with the waiver beside it. Public
/// order can be set aside only by the authority that the law names (as the labour inspector, L3121-18,
/// D3131-7), so that for such a rule the authority's document is asked for.
package struct Waiver: Sendable, Equatable {
  /// The rule's key.
  package let rule: String
  package let agent: String
  /// The days of the breaches that are covered.
  package let span: DaySpan
  /// Who waives.
  package let by: String
  /// When they did.
  package let when: Day
  package let why: String
  /// Where the decision can be read; empty where there is no document.
  package let document: String
  /// Where the waiver stands, for messages.
  package let position: SourcePosition

  package init(
    rule: String, agent: String, span: DaySpan, by: String, when: Day, why: String,
    document: String = "", position: SourcePosition
  ) {
    self.rule = rule
    self.agent = agent
    self.span = span
    self.by = by
    self.when = when
    self.why = why
    self.document = document
    self.position = position
  }
}
