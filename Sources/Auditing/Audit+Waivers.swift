internal import Rules
package import Workforce

extension Audit {
  /// Waivers that cannot stand: of rules there are not, and of public order without a document.
  package static func problems(of waivers: [Waiver]) -> [InputProblem] {
    let levels = Dictionary(uniqueKeysWithValues: RuleBook.all.map { ($0.key, $0.citation) })
    return waivers.compactMap { waiver in
      guard let citation = levels[waiver.rule] else {
        let keys = RuleBook.all.map { $0.key }
        return InputProblem(
          waiver.position, found: "a waiver of the unknown rule \"\(waiver.rule)\"",
          expected: "one of \(keys.joined(separator: ", "))",
          maybe: nearest(to: waiver.rule, among: keys))
      }
      guard citation.level == .publicOrder, waiver.document.isEmpty else { return nil }
      return InputProblem(
        waiver.position,
        found: "a waiver of \(waiver.rule) without a document",
        expected: "the document of the authority that \(citation.article) names: public order is "
          + "set aside by no one else")
    }
  }

  /// The first waiver that covers the breach: one of public order only with a document.
  func waiver(of breach: Breach) -> Waiver? {
    site.waivers.first { waiver in
      waiver.rule == breach.rule && waiver.agent == breach.agent
        && waiver.span.contains(breach.day)
        && (breach.citation.level != .publicOrder || !waiver.document.isEmpty)
    }
  }
}
