internal import Workforce

/// `fairness:` of `site.yaml`: what it costs to burden somebody who is above their share.
///
///     fairness: {weeks: 26, sundays: 15.00, nights: 5.00, wishes: 2.00}
extension SiteFile {
  static func fairness(_ value: YAMLValue, problems: inout ProblemList) -> Fairness {
    var fairness = Fairness()
    guard
      let keys = value.mapping(
        ["weeks", "wishes"] + Burden.allCases.map(\.rawValue), what: "fairness",
        problems: &problems)
    else { return fairness }
    if let weeks = keys["weeks"] {
      if let count = weeks.scalar.flatMap({ Int($0) }), (1...104).contains(count) {
        fairness.weeks = count
      } else {
        weeks.refuse("1 to 104 weeks", problems: &problems)
      }
    }
    let expected = "euros for each one above the share, as 15.00"
    for burden in Burden.allCases {
      guard let price = keys[burden.rawValue]?.cents(expected, problems: &problems) else {
        continue
      }
      fairness.prices[burden] = price
    }
    fairness.wishPrice = keys["wishes"]?.cents(expected, problems: &problems) ?? 0
    return fairness
  }
}
