internal import Workforce

/// `rules:` of `site.yaml`: packs of law and convention, agreements, and what the house sets.
///
///     rules:
///       packs: [france, idcc-2098]
///       agreements:
///         - {name: Hours 2026, document: hours-2026.pdf, signed: 2025-12-11, from: 2026-01-01,
///            until: 2026-12-31, rules: {daily-hours: {hours: 11}}}
///       shifts-per-week: {max: 5}
///
/// `rules: [france, idcc-2098]` names packs alone; rules alone, without `packs` and `agreements`, are
/// under the pack `france`.
extension SiteFile {
  mutating func readRules(_ value: YAMLValue, problems: inout ProblemList) {
    if case .scalar("") = value.content { return }
    if case .list = value.content { return readPacks(value, problems: &problems) }
    guard let found = value.mapping(nil, what: "the rules", problems: &problems) else { return }
    if let packs = found["packs"] { readPacks(packs, problems: &problems) }
    if let list = found["agreements"] { readAgreements(list, problems: &problems) }
    rules = found.entries.filter { !["packs", "agreements"].contains($0.key) }
      .map { SiteFile.rule($0, problems: &problems) }
  }

  private mutating func readPacks(_ value: YAMLValue, problems: inout ProblemList) {
    let expected = "names of packs as [france, idcc-2098]"
    guard case .list(let parts) = value.content else {
      return value.refuse(expected, problems: &problems)
    }
    let names = RulePackFile.all.map(\.name)
    var seen: Set<String> = []
    for part in parts {
      guard let name = part.text(expected, problems: &problems) else { continue }
      guard let pack = RulePackFile.all.first(where: { $0.name == name }) else {
        problems.add(
          part.position, found: "the unknown pack \(shown(name))", expected: oneOf(names),
          maybe: nearest(to: name, among: names))
        continue
      }
      if !seen.insert(name).inserted {
        problems.add(
          part.position, found: "the pack \(shown(name)) twice", expected: "each pack once")
      } else if pack.name != RulePackFile.france.name {
        rulePacks.append(pack)
      }
    }
    let branches = seen.filter { $0.hasPrefix("idcc-") }.sorted()
    if branches.count > 1 {
      problems.add(
        value.position, found: "the branch conventions \(branches.joined(separator: " and "))",
        expected: "one: that of the employer's main activity (Code du travail, L2261-2)")
    }
  }

  private mutating func readAgreements(_ value: YAMLValue, problems: inout ProblemList) {
    guard case .list(let parts) = value.content else {
      return value.refuse(
        "a list of agreements as - {name: …, document: …, from: …, rules: {…}}",
        problems: &problems)
    }
    for part in parts {
      guard let agreement = SiteFile.agreement(part, problems: &problems) else { continue }
      if agreements.contains(where: { $0.name == agreement.name }) {
        problems.add(
          part.position, found: "the agreement \(shown(agreement.name)) twice",
          expected: "a name for each agreement")
      }
      agreements.append(agreement)
    }
  }

  private static func agreement(
    _ value: YAMLValue, problems: inout ProblemList
  ) -> RuleAgreement? {
    let what = "the agreement"
    guard
      let keys = value.mapping(
        ["name", "document", "signed", "from", "until", "rules"], what: what, problems: &problems)
    else { return nil }
    let name = keys.required("name", in: what, problems: &problems)?
      .text("the agreement's name", problems: &problems)
    let document = keys.required("document", in: what, problems: &problems)?
      .text("where the agreement can be read", problems: &problems)
    let signed = keys["signed"]?.day(problems: &problems)
    if keys["from"] == nil && keys["signed"] == nil {
      problems.add(
        keys.position, found: "no \"from\" in \(what)",
        expected: "the day from which it holds, or the day on which it was signed")
    }
    let from = keys["from"]?.day(problems: &problems) ?? signed
    let until = keys["until"]?.day(problems: &problems)
    if let from, let until, until < from, let place = keys["until"] {
      place.refuse("a day from \(from) on", problems: &problems)
    }
    if let from, let signed, from < signed, let place = keys["from"] {
      place.refuse("a day from \(signed) on, when it was signed", problems: &problems)
    }
    let rules = keys.required("rules", in: what, problems: &problems)?
      .mapping(nil, what: "the rules of \(what)", problems: &problems)?
      .entries.map { rule($0, problems: &problems) }
    guard let name, let document, let from, let rules else { return nil }
    return RuleAgreement(
      name: name, document: document, signed: signed, span: DaySpan(from: from, until: until),
      rules: rules)
  }

  /// A rule with its parameters as written.
  static func rule(_ entry: YAMLValue.Entry, problems: inout ProblemList) -> RuleEntry {
    RuleEntry(
      key: entry.key, position: entry.keyPosition,
      parameters: parameters(entry.value, problems: &problems))
  }

  /// A rule's parameters; a rule with a plain value has one, named `value`, and lists are joined by
  /// `|`.
  static func parameters(
    _ value: YAMLValue, problems: inout ProblemList
  ) -> [RuleEntry.Parameter] {
    func text(_ value: YAMLValue) -> String? {
      switch value.content {
      case .scalar(let text): return text
      case .list(let parts):
        let texts = parts.compactMap(\.scalar)
        return texts.count == parts.count ? texts.joined(separator: "|") : nil
      case .mapping: return nil
      }
    }
    guard case .mapping(let entries) = value.content else {
      guard let found = text(value) else {
        value.refuse("the rule's parameters", problems: &problems)
        return []
      }
      if found.isEmpty { return [] }
      return [RuleEntry.Parameter(name: "value", value: found, position: value.position)]
    }
    return entries.compactMap { entry in
      guard let found = text(entry.value) else {
        entry.value.refuse("a plain value", problems: &problems)
        return nil
      }
      return RuleEntry.Parameter(name: entry.key, value: found, position: entry.value.position)
    }
  }
}
