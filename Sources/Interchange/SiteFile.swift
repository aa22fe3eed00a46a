internal import Workforce

/// What `site.yaml` says, as far as it could be read.
///
/// Names are kept apart from values: a queue whose target is wrong still is a queue that other
/// files may name. Nil sets mean that the file does not tell, and references are not judged.
struct SiteFile {
  static let name = "site.yaml"

  var siteName: String?
  var zone: Zone?
  var intervalMinutes: Int?
  var region = PublicHoliday.Region.france
  var queues: [Queue] = []
  var contracts: [Contract] = []
  var shiftKinds: [ShiftKind] = []
  var pay: Pay?
  var coverPrice: CoverPrice?
  var fairness = Fairness()
  var commitments: [Commitment] = []
  var rules: [RuleEntry] = []
  /// `france` is in force whether it is named or not.
  var rulePacks = [RulePackFile.france]
  var agreements: [RuleAgreement] = []
  /// How calls are written; nil where the section that tells it is wrong.
  var calls: CallsFormat? = .plain

  var queueNames: Set<String>?
  var skills: Set<String>?
  var contractNames: Set<String>?
  var kindNames: Set<String>?
  var skillPositions: [String: SourcePosition] = [:]
  var queuePositions: [String: SourcePosition] = [:]

  private static let keys = [
    "name", "time_zone", "interval_minutes", "holidays", "queues", "contracts", "shifts", "pay",
    "cover", "fairness", "commitments", "rules", "calls",
  ]

  /// A site of which nothing is known.
  init() {}

  /// The site described in `file`; what is wrong with it becomes problems.
  init(_ file: InputFile, problems: inout ProblemList) {
    guard let document = YAMLValue(file, problems: &problems),
      let root = document.mapping(SiteFile.keys, what: "the site", problems: &problems)
    else { return }
    siteName = root.required("name", in: "the site", problems: &problems)?
      .text("the name of the site", problems: &problems)
    readPlace(root, problems: &problems)
    intervalMinutes = root.required("interval_minutes", in: "the site", problems: &problems)
      .flatMap { value in
        if let minutes = value.scalar.flatMap({ Int($0) }), [15, 30, 60].contains(minutes) {
          return minutes
        }
        value.refuse("15, 30 or 60", problems: &problems)
        return nil
      }
    if let value = root.required("queues", in: "the site", problems: &problems) {
      readQueues(value, problems: &problems)
    }
    if let value = root.required("contracts", in: "the site", problems: &problems) {
      readContracts(value, problems: &problems)
    }
    if let value = root.required("shifts", in: "the site", problems: &problems) {
      readShiftKinds(value, problems: &problems)
    }
    pay = root["pay"].map { SiteFile.pay($0, problems: &problems) } ?? Pay()
    coverPrice = root.required("cover", in: "the site", problems: &problems)
      .flatMap { SiteFile.coverPrice($0, problems: &problems) }
    if let value = root["fairness"] {
      fairness = SiteFile.fairness(value, problems: &problems)
    }
    if let value = root["commitments"] { readCommitments(value, problems: &problems) }
    if let value = root["rules"] { readRules(value, problems: &problems) }
    if let value = root["calls"] { calls = callsFormat(value, problems: &problems) }
  }

  private mutating func readPlace(_ root: YAMLMapping, problems: inout ProblemList) {
    if let value = root.required("time_zone", in: "the site", problems: &problems) {
      zone = SiteFile.zone(value, problems: &problems)
    }
    if let value = root["holidays"] {
      if let found = value.scalar.flatMap({ PublicHoliday.Region(rawValue: $0) }) {
        region = found
      } else {
        let names = PublicHoliday.Region.allCases.map(\.rawValue)
        value.refuse(
          oneOf(names), maybe: nearest(to: value.scalar ?? "", among: names), problems: &problems)
      }
    }
  }

  static func zone(_ value: YAMLValue, problems: inout ProblemList) -> Zone? {
    let expected = "a time zone as Europe/Paris"
    guard let text = value.text(expected, problems: &problems) else { return nil }
    if let zone = Zone(identifier: text) { return zone }
    value.refuse(
      expected, maybe: nearest(to: text, among: SiteFile.frenchZones), problems: &problems)
    return nil
  }

  /// Zones of France and its neighbours, to guess from.
  private static let frenchZones = [
    "Europe/Paris", "Europe/Brussels", "Europe/Luxembourg", "Europe/Zurich", "Europe/Madrid",
    "Europe/Lisbon", "Europe/London", "Europe/Berlin", "Indian/Reunion", "Indian/Mayotte",
    "America/Martinique", "America/Guadeloupe", "America/Cayenne", "Africa/Tunis",
    "Africa/Casablanca", "Pacific/Noumea", "Pacific/Tahiti", "UTC",
  ]
}
