/// Figures of one body of law or convention, as data: which rules they set, from which text.
package struct RulePack: Sendable, Equatable {
  /// The pack's name in site files, as `idcc-2098`.
  package let name: String
  package let title: String
  /// In the order of the pack's file.
  package let figures: [Figure]
  /// What the texts say besides, in words: no rule checks it.
  package let remarks: [Remark]

  /// What one text sets for one rule.
  package struct Figure: Sendable, Equatable {
    /// The rule and its parameters; none where the text has no figure that may change.
    package let entry: RuleEntry
    package let text: LawText
    /// When the text is in force.
    package let span: DaySpan

    package init(entry: RuleEntry, text: LawText, span: DaySpan = DaySpan()) {
      self.entry = entry
      self.text = text
      self.span = span
    }
  }

  package struct Remark: Sendable, Equatable {
    package let words: String
    package let text: LawText
    package let span: DaySpan

    package init(words: String, text: LawText, span: DaySpan = DaySpan()) {
      self.words = words
      self.text = text
      self.span = span
    }
  }

  package init(name: String, title: String, figures: [Figure], remarks: [Remark] = []) {
    self.name = name
    self.title = title
    self.figures = figures
    self.remarks = remarks
  }
}
