internal import Rules
internal import Workforce

extension Audit {
  /// What the house or an agreement sets that a reader must know to trust the verdict: figures that only an
  /// agreement may set where none is named, rates of pay below those that hold without one, and texts
  /// that begin or end within the period.
  func grounds(_ period: Period) -> [String] {
    withoutAgreement + payBelowDefault + turns(period)
  }

  private var withoutAgreement: [String] {
    let found = zip(RuleBook.all, book.figures).flatMap { rule, figures in
      figures.filter(\.needsAgreement).map { figure in
        let law = rule.citation.range(of: figure.parameter)?.law.text ?? rule.citation.text
        return "\(rule.key) \(figure.parameter) \(figure.text) (\(law))"
      }
    }
    return found.isEmpty
      ? []
      : ["Lawful only by an agreement, and none is named: " + found.joined(separator: "; ") + "."]
  }

  private var payBelowDefault: [String] {
    let pay = site.pay
    let rates = [
      ("overtime", pay.overtimePercent, 25, "L3121-33, L3121-36"),
      ("overtime beyond eight hours", pay.furtherOvertimePercent, 50, "L3121-33, L3121-36"),
      (
        "complementary hours beyond a tenth", pay.furtherComplementaryPercent, 25,
        "L3123-21, L3123-29"
      ),
    ]
    let low = rates.filter { $0.1 < $0.2 }.map { name, percent, law, article in
      "\(name) +\(percent) % (+\(law) % without an agreement; Code du travail, \(article))"
    }
    return low.isEmpty
      ? [] : ["Paid less than without an agreement: " + low.joined(separator: "; ") + "."]
  }

  private func turns(_ period: Period) -> [String] {
    site.agreements.compactMap { agreement in
      let span = agreement.span
      let begins = span.from.map { period.firstDay < $0 && $0 <= period.lastDay } ?? false
      let ends = span.until.map { period.firstDay <= $0 && $0 < period.lastDay } ?? false
      guard begins || ends else { return nil }
      let when = begins ? "begins on \(span.from!)" : "ends on \(span.until!)"
      return
        "The agreement \(agreement.name) \(when): for a period that it does not cover whole, the "
        + "stricter of its figures and those without it hold on all days."
    }
  }
}
