internal import Workforce

/// `sunday_basis:` of a queue in `site.yaml`: the ground on which its Sundays may be worked.
///
///     sunday_basis: {article: R3132-5, line: "assistance téléphonique ou télématique"}
///     sunday_basis: {article: L3132-20, order: 2026-114, from: 2026-02-01, until: 2029-01-31,
///       mode: rotation, most_agents: 12, agreement: sundays-2026.pdf, withdrawal_days: 30}
///     sunday_basis: {article: L3134-2, order: "statut local", hours: 7h, derogation: arrêté 12}
///     sunday_basis: none
extension SiteFile {
  private static let keysOfListed = ["line"]
  private static let keysOfOrder = [
    "order", "from", "until", "mode", "most_agents", "agreement", "referendum", "withdrawal_days",
    "rest_percent",
  ]
  private static let keysOfLocal = ["order", "hours", "feasts", "derogation"]

  func sundayBasis(_ value: YAMLValue, problems: inout ProblemList) -> SundayBasis? {
    if value.scalar == "none" { return SundayBasis.none }
    let what = "sunday_basis"
    var all = ["article"]
    for key in SiteFile.keysOfListed + SiteFile.keysOfOrder + SiteFile.keysOfLocal
    where !all.contains(key) { all.append(key) }
    guard let keys = value.mapping(all, what: what, problems: &problems),
      let article = keys.required("article", in: what, problems: &problems)
    else { return nil }
    func admit(_ known: [String], _ problems: inout ProblemList) {
      for entry in keys.entries
      where all.contains(entry.key) && !(["article"] + known).contains(entry.key) {
        problems.add(
          entry.keyPosition,
          found: "the key \(shown(entry.key)) in a sunday_basis on \(article.scalar ?? "")",
          expected: oneOf(["article"] + known))
      }
    }
    switch article.scalar?.uppercased().filter({ $0 != "." && $0 != " " }) {
    case "R3132-5", "L3132-12":
      admit(SiteFile.keysOfListed, &problems)
      return keys.required("line", in: what, problems: &problems)?
        .text("the line of the table in R3132-5", problems: &problems).map { .listed(line: $0) }
    case "L3132-20":
      admit(SiteFile.keysOfOrder, &problems)
      return sundayOrder(keys, what, problems: &problems).map { .prefect($0) }
    case "L3134-2":
      admit(SiteFile.keysOfLocal, &problems)
      if region != .alsaceMoselle {
        article.refuse(
          "R3132-5 or L3132-20; L3134-2 holds in Bas-Rhin, Haut-Rhin and Moselle alone "
            + "(holidays: alsace-moselle)", problems: &problems)
      }
      return SiteFile.localSundays(keys, what, problems: &problems).map { .alsaceMoselle($0) }
    default:
      article.refuse("R3132-5, L3132-20 or L3134-2", problems: &problems)
      return nil
    }
  }

  private func sundayOrder(
    _ keys: YAMLMapping, _ what: String, problems: inout ProblemList
  ) -> SundayOrder? {
    let number = keys.required("order", in: what, problems: &problems)?
      .text("the number of the prefect's order", problems: &problems)
    let from = keys.required("from", in: what, problems: &problems)?.day(problems: &problems)
    let until = keys.required("until", in: what, problems: &problems)?.day(problems: &problems)
    let mode = keys["mode"].map { SiteFile.mode($0, problems: &problems) } ?? .rotation
    let most = keys["most_agents"].map {
      $0.integer(in: 1...100_000, "agents from 1 to 100000", problems: &problems)
    }
    let ground = SiteFile.orderGround(keys, what, problems: &problems)
    let withdrawal = keys["withdrawal_days"].map {
      $0.integer(in: 0...92, "days from 0 to 92", problems: &problems)
    }
    if let place = keys["withdrawal_days"], case .referendum = ground {
      place.refuse(
        "an agreement for another term than three months (L3132-25-4)", problems: &problems)
    }
    let isAgreement = ground?.isAgreement ?? true
    let rest = keys["rest_percent"].map {
      $0.integer(
        in: (isAgreement ? 0 : 100)...300,
        isAgreement
          ? "percent from 0 to 300"
          : "percent from 100 to 300: without an agreement the rest is as long as the work "
            + "(L3132-25-3)", problems: &problems)
    }
    guard let number, let from, let until, let mode, let ground, most != .some(nil),
      withdrawal != .some(nil), rest != .some(nil)
    else { return nil }
    let last = from.adding(months: 36) - 1
    if until < from {
      keys["until"]?.refuse("a day on or after \(from)", problems: &problems)
      return nil
    }
    guard until <= last else {
      keys["until"]?.refuse(
        "a day from \(from) to \(last): an order holds for three years at most (L3132-21)",
        problems: &problems)
      return nil
    }
    let order = SundayOrder(
      number: number, from: from, until: until, mode: mode, maximumAgents: most ?? nil,
      ground: ground, withdrawalDays: withdrawal ?? nil, restPercent: rest ?? nil)
    if let other = queues.first(where: {
      $0.sundayBasis.order.map { $0.number == number && $0 != order } ?? false
    }) {
      keys["order"]?.refuse(
        "what the queue \(other.name) says of the same order, or another number",
        problems: &problems)
    }
    return order
  }

  private static func mode(
    _ value: YAMLValue, problems: inout ProblemList
  ) -> SundayOrder.Mode? {
    if let mode = value.scalar.flatMap({ SundayOrder.Mode(rawValue: $0) }) { return mode }
    let names = SundayOrder.Mode.allCases.map(\.rawValue)
    value.refuse(
      oneOf(names), maybe: nearest(to: value.scalar ?? "", among: names), problems: &problems)
    return nil
  }

  /// `agreement:` or `referendum:`, with the document, or `true` where it is not named.
  private static func orderGround(
    _ keys: YAMLMapping, _ what: String, problems: inout ProblemList
  ) -> SundayOrder.Ground? {
    func document(_ value: YAMLValue, _ problems: inout ProblemList) -> String? {
      let expected = "the document, or true"
      guard let text = value.text(expected, problems: &problems) else { return nil }
      guard let isThere = yesOrNo(text) else { return text }
      if !isThere { value.refuse(expected, problems: &problems) }
      return isThere ? "" : nil
    }
    switch (keys["agreement"], keys["referendum"]) {
    case (let agreement?, nil):
      return document(agreement, &problems).map { .agreement(document: $0) }
    case (nil, let referendum?):
      return document(referendum, &problems).map { .referendum(document: $0) }
    case (_, let referendum?):
      referendum.refuse("agreement or referendum, not both (L3132-25-3)", problems: &problems)
      return nil
    case (nil, nil):
      problems.add(
        keys.position, found: "an order without agreement or referendum in \(what)",
        expected: "agreement: DOCUMENT, or referendum: DOCUMENT (L3132-25-3)")
      return nil
    }
  }

  private static func localSundays(
    _ keys: YAMLMapping, _ what: String, problems: inout ProblemList
  ) -> LocalSundays? {
    let order = keys.required("order", in: what, problems: &problems)?
      .text("the local statute or order", problems: &problems)
    let derogation = keys["derogation"].map {
      $0.text("the derogation's number or document", problems: &problems)
    }
    let hours = keys["hours"].map {
      $0.duration(in: 60...10 * 60, "hours a day from 1h to 10h", problems: &problems)
    }
    var opensFeasts = false
    if let feasts = keys["feasts"] {
      switch feasts.scalar {
      case "open": opensFeasts = true
      case "closed": break
      default: feasts.refuse("open or closed", problems: &problems)
      }
    }
    if derogation == nil {
      for key in ["hours", "feasts"] where key == "hours" || opensFeasts {
        keys[key]?.refuse(
          "a derogation: besides, for more than law allows (L3134-5 to L3134-7)",
          problems: &problems)
      }
    }
    guard let order, hours != .some(nil) else { return nil }
    return LocalSundays(order: order, derogationMinutes: hours ?? nil, opensFeasts: opensFeasts)
  }
}
