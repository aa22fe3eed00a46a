package import Workforce

/// The packs of law and convention, and the YAML they are written in.
///
/// Their files lie in `Packs/` and are part of the executable.
package enum RulePackFile {
  /// Every pack there is, `france` first. A new pack is one file and one line here.
  package static let all: [RulePack] = [
    ("france.yaml", PackageResources.france_yaml),
    ("idcc-2098.yaml", PackageResources.idcc_2098_yaml),
    ("idcc-2148.yaml", PackageResources.idcc_2148_yaml),
    ("alsace-moselle.yaml", PackageResources.alsace_moselle_yaml),
  ].map { name, bytes in try! read(InputFile(name: name, bytes: bytes)) }

  /// The Code du travail, which is in force at every site.
  package static var france: RulePack { all[0] }

  /// The pack in `file`.
  /// - Throws: everything that is wrong with it, by line and column.
  package static func read(_ file: InputFile) throws(InputRefused) -> RulePack {
    var problems = ProblemList()
    let pack = pack(file, problems: &problems)
    try problems.refuse()
    guard let pack else { preconditionFailure("\(file.name) was refused without a reason") }
    return pack
  }

  private static func pack(_ file: InputFile, problems: inout ProblemList) -> RulePack? {
    let what = "the pack"
    guard let document = YAMLValue(file, problems: &problems),
      let root = document.mapping(
        ["name", "title", "figures", "remarks"], what: what, problems: &problems)
    else { return nil }
    let name = root.required("name", in: what, problems: &problems)?
      .text("the pack's name", problems: &problems)
    let title = root.required("title", in: what, problems: &problems)?
      .text("the pack's title", problems: &problems)
    let figures = root.required("figures", in: what, problems: &problems)
      .map { list($0, problems: &problems, each: figure) }
    let remarks = root["remarks"].map { list($0, problems: &problems, each: remark) }
    guard let name, let title, let figures else { return nil }
    return RulePack(name: name, title: title, figures: figures, remarks: remarks ?? [])
  }

  private static func list<Part>(
    _ value: YAMLValue, problems: inout ProblemList,
    each read: (YAMLValue, inout ProblemList) -> Part?
  ) -> [Part] {
    guard case .list(let parts) = value.content else {
      value.refuse("a list", problems: &problems)
      return []
    }
    return parts.compactMap { read($0, &problems) }
  }

  private static let textKeys = ["article", "level", "version", "confidence", "from", "until"]

  private static func figure(
    _ value: YAMLValue, problems: inout ProblemList
  ) -> RulePack.Figure? {
    let what = "the figure"
    guard let keys = value.mapping(["rule", "set"] + textKeys, what: what, problems: &problems)
    else { return nil }
    let place = keys.required("rule", in: what, problems: &problems)
    let rule = place?.text("a rule's key", problems: &problems)
    let parameters = keys["set"].map { SiteFile.parameters($0, problems: &problems) }
    guard let place, let rule, let (text, span) = text(keys, of: what, problems: &problems) else {
      return nil
    }
    return RulePack.Figure(
      entry: RuleEntry(key: rule, position: place.position, parameters: parameters ?? []),
      text: text, span: span)
  }

  private static func remark(
    _ value: YAMLValue, problems: inout ProblemList
  ) -> RulePack.Remark? {
    let what = "the remark"
    guard let keys = value.mapping(["words"] + textKeys, what: what, problems: &problems) else {
      return nil
    }
    let words = keys.required("words", in: what, problems: &problems)?
      .text("what the text says", problems: &problems)
    guard let words, let (text, span) = text(keys, of: what, problems: &problems) else {
      return nil
    }
    return RulePack.Remark(words: words, text: text, span: span)
  }

  private static func text(
    _ keys: YAMLMapping, of what: String, problems: inout ProblemList
  ) -> (LawText, DaySpan)? {
    let article = keys.required("article", in: what, problems: &problems)?
      .text("the article", problems: &problems)
    let level: LawText.Level? = choice(keys, "level", of: what, problems: &problems)
    let confidence: LawText.Confidence? = choice(keys, "confidence", of: what, problems: &problems)
    let version = keys["version"]
    if let version, Day(version.scalar ?? "") ?? Day("\(version.scalar ?? "")-01-01") == nil {
      version.refuse("a date as 2016-08-08, or a year", problems: &problems)
    }
    let from = keys["from"]?.day(problems: &problems)
    let until = keys["until"]?.day(problems: &problems)
    guard let article, let level, let confidence else { return nil }
    return (
      LawText(article, level: level, version: version?.scalar, confidence: confidence),
      DaySpan(from: from, until: until)
    )
  }

  private static func choice<Choice: CaseIterable & RawRepresentable<String>>(
    _ keys: YAMLMapping, _ key: String, of what: String, problems: inout ProblemList
  ) -> Choice? {
    guard let value = keys.required(key, in: what, problems: &problems) else { return nil }
    if let choice = value.scalar.flatMap({ Choice(rawValue: $0) }) { return choice }
    let names = Choice.allCases.map(\.rawValue)
    value.refuse(
      oneOf(names), maybe: nearest(to: value.scalar ?? "", among: names), problems: &problems)
    return nil
  }
}
