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
    func price(_ key: String, _ expected: String, _ problems: inout ProblemList) -> Int? {
      keys[key]?.number(in: 0...1000, expected, problems: &problems)
        .map { Int(($0 * 100).rounded()) }
    }
    for burden in Burden.allCases {
      fairness.prices[burden] = price(
        burden.rawValue, "0 to 1000 euros for each one above the share, as 15.00", &problems)
    }
    fairness.wishPrice =
      price("wishes", "0 to 1000 euros for each wish behind the average, as 2.00", &problems) ?? 0
    return fairness
  }
}
