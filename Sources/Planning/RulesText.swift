internal import Rules
package import Workforce

/// The rules in force as people read them: columns of at most 80 characters.
package struct RulesText {
  private let rules: RulesInForce
  private let language: Language
  private static let width = 80
  private static let columns = [24, 24, 18]

  package init(_ rules: RulesInForce, language: Language = .english) {
    self.rules = rules
    self.language = language
  }

  /// A heading, two or more lines for each figure, then what is not checked or not in force.
  package var lines: [String] {
    var lines = [
      columns(
        words("Rule", "Règle"), words("Figure", "Valeur"),
        words("Source", "Source"), words("Until", "Jusqu'au"))
    ]
    var last = ""
    for row in rules.rows {
      let until = row.source.span.until?.description ?? "–"
      lines.append(
        columns(
          row.rule == last ? "" : row.rule,
          row.figure.map { "\($0.parameter) \($0.text)" } ?? "–", source(row), until))
      lines += wrapped(ground(row))
      last = row.rule
    }
    if !rules.otherAgreements.isEmpty {
      lines += [
        "", words("Agreements not in force in the period:", "Accords hors de la période :"),
      ]
      for agreement in rules.otherAgreements { lines += wrapped(named(agreement)) }
    }
    if !rules.remarks.isEmpty {
      lines += [
        "",
        words(
          "Said by the texts, checked by no rule:",
          "Dans les textes, vérifié par aucune règle :"),
      ]
      for remark in rules.remarks {
        lines += wrapped("\(remark.pack): \(remark.words) (\(article(remark.text)))")
      }
    }
    return lines
  }

  /// The article, with a mark in the reader's language where people must still verify it.
  package func article(_ text: LawText) -> String {
    text.confidence == .a
      ? text.article : "\(text.article) (\(words("to be verified", "à vérifier")))"
  }

  /// Who may set the rule aside, in the reader's language.
  package func level(_ level: LawText.Level) -> String {
    guard language == .french else { return level.rawValue }
    return switch level {
    case .publicOrder: "ordre public"
    case .agreement: "accord collectif"
    case .fallback: "à défaut d'accord"
    case .convention: "convention de branche"
    case .policy: "règle de la maison"
    case .caseLaw: "jurisprudence"
    }
  }

  private func words(_ english: String, _ french: String) -> String {
    language == .french ? french : english
  }

  private func source(_ row: RulesInForce.Row) -> String {
    switch row.source {
    case .rule: words("default", "par défaut")
    case .pack(let name, _, _): name
    case .agreement: words("agreement", "accord")
    case .house: "site.yaml"
    }
  }

  private func ground(_ row: RulesInForce.Row) -> String {
    var parts: [String] = []
    if case .agreement(let agreement) = row.source { parts.append(named(agreement)) }
    if case .pack(_, _, let span) = row.source, let from = span.from {
      parts.append(words("from \(from)", "depuis le \(from)"))
    }
    parts.append(article(row.text))
    parts.append(level(row.text.level))
    if let version = row.text.version {
      parts.append(words("wording of \(version)", "rédaction de \(version)"))
    }
    if let missing = row.missing {
      parts.append(
        words("needs an agreement under ", "suppose un accord selon ") + article(missing)
          + words(", and none is named", " ; aucun n'est nommé"))
    }
    return parts.joined(separator: language == .french ? " ; " : "; ")
  }

  private func named(_ agreement: RuleAgreement) -> String {
    let from = agreement.span.from?.description ?? ""
    let until = agreement.span.until.map { words(" until \($0)", " jusqu'au \($0)") } ?? ""
    return "\(agreement.name) (\(agreement.document)), "
      + words("from \(from)", "à partir du \(from)") + until
  }

  private func columns(_ texts: String...) -> String {
    var line = ""
    for (number, text) in texts.enumerated() {
      let width = number < RulesText.columns.count ? RulesText.columns[number] : 0
      line += text + String(repeating: " ", count: max(number < 3 ? 1 : 0, width - text.count))
    }
    return line
  }

  /// The text in lines of two blanks and words; a word longer than a line stands alone.
  private func wrapped(_ text: String) -> [String] {
    var lines: [String] = []
    var line = " "
    for word in text.split(separator: " ") {
      if line.count > 1, line.count + 1 + word.count > RulesText.width {
        lines.append(line)
        line = "   "
      }
      line += " " + word
    }
    return lines + [line]
  }
}
