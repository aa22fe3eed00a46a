private import Foundation
package import Workforce

/// A site folder: `site.yaml`, `agents.csv`, `calls.csv`, and where they exist `absences.csv`,
/// `sunday-consents.csv`, `protections.csv`, `accepted-changes.csv`, `wishes.csv`, `events.csv`,
/// `overrides.csv`, `opening-balances.csv`, `waivers.csv` and `published/*.csv`.
package enum SiteFolder {
  /// The site described by the folder at `path`.
  ///
  /// Every problem of every file is reported in one go, placed by file (relative to the folder),
  /// line and column. References between files are checked as far as the files named could be read.
  /// Calls are read piece by piece, however many they are; `progress` is told how far that has come.
  package static func read(
    at path: String, progress: (ReadingProgress) -> Void = { _ in }
  ) throws(InputRefused) -> Site {
    var problems = ProblemList()
    var isFolder: ObjCBool = false
    let isThere = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    guard isThere, isFolder.boolValue else {
      throw InputRefused([
        InputProblem(
          SourcePosition(file: path), found: isThere ? "a file" : "no such folder",
          expected: "the folder of a site")
      ])
    }
    var files: [InputFile] = []
    func add(_ name: String, isOptional: Bool = false) {
      let full = path + "/" + name
      if isOptional && !FileManager.default.fileExists(atPath: full) { return }
      if let file = InputFile(path: full, name: name, problems: &problems) { files.append(file) }
    }
    for name in [SiteFile.name, AgentsFile.name] { add(name) }
    for name in [
      AbsencesFile.name, SundayConsentsFile.name, ProtectionsFile.name, AcceptedChangesFile.name,
      WishesFile.name, EventsFile.name, OverridesFile.name, BalancesFile.opening,
      WaiversFile.name,
    ] {
      add(name, isOptional: true)
    }
    let published =
      (try? FileManager.default.contentsOfDirectory(atPath: path + "/" + PublishedFolder.name))
      ?? []
    for name in published.sorted() where name.hasSuffix(".csv") && !name.hasPrefix(".") {
      add(PublishedFolder.name + "/" + name)
    }
    return try read(
      files, calls: .file(path: path + "/" + CallsFile.name, name: CallsFile.name),
      progress: progress, problems: problems)
  }

  /// The site described by files already in memory, each called by its path in the folder.
  package static func read(_ files: [InputFile]) throws(InputRefused) -> Site {
    let calls = files.first { $0.name == CallsFile.name }
    return try read(
      files, calls: calls.map { .memory($0) }, progress: { _ in }, problems: ProblemList())
  }

  private static func read(
    _ files: [InputFile], calls source: CallsReader.Source?,
    progress: (ReadingProgress) -> Void, problems earlier: ProblemList
  ) throws(InputRefused) -> Site {
    var problems = earlier
    func file(_ name: String) -> InputFile? { files.first { $0.name == name } }
    let isUntold = earlier.isEmpty
    var absent = [SiteFile.name, AgentsFile.name].filter { file($0) == nil && isUntold }
    if source == nil { absent.append(CallsFile.name) }
    for name in absent {
      problems.add(SourcePosition(file: name), found: "no such file", expected: "a readable file")
    }
    let known = file(SiteFile.name).map { SiteFile($0, problems: &problems) } ?? SiteFile()
    let (agents, names) =
      file(AgentsFile.name).map {
        AgentsFile.read($0, site: known, problems: &problems)
      } ?? ([], nil)
    let absences = file(AbsencesFile.name).map {
      AbsencesFile.read($0, agents: names, problems: &problems)
    }
    let consents = file(SundayConsentsFile.name).map {
      SundayConsentsFile.read(
        $0, agents: names,
        hasAgreement: known.queues.contains {
          $0.sundayBasis.order?.ground.isAgreement ?? false
        }, problems: &problems)
    }
    let protections = file(ProtectionsFile.name).map {
      ProtectionsFile.read($0, agents: names, problems: &problems)
    }
    let changes = file(AcceptedChangesFile.name).map {
      AcceptedChangesFile.read($0, agents: names, problems: &problems)
    }
    let wishes = file(WishesFile.name).map {
      WishesFile.read($0, agents: names, kinds: known.kindNames, problems: &problems)
    }
    let events = file(EventsFile.name).map {
      EventsFile.read($0, queues: known.queueNames, problems: &problems)
    }
    let overrides = file(OverridesFile.name).map {
      OverridesFile.read($0, site: known, events: events ?? [], problems: &problems)
    }
    var balances: [Balance] = []
    if let zone = known.zone, let file = file(BalancesFile.opening) {
      balances = BalancesFile.read(file, zone: zone, agents: names, problems: &problems)
    }
    let waivers = file(WaiversFile.name).map {
      WaiversFile.read($0, agents: names, problems: &problems)
    }
    // Without a zone no time is compared.
    var calls: CallHistory?
    if let source, let format = known.calls {
      calls =
        CallsReader(format: format, zone: known.zone, site: known)
        .read(source, progress: progress, problems: &problems).history
    }
    let rosters = files.filter { $0.name.hasPrefix(PublishedFolder.name + "/") }
    let published =
      known.zone.map { PublishedFolder.read(rosters, zone: $0, problems: &problems) } ?? []
    SiteChecks(site: known, agents: agents).check(problems: &problems)
    try problems.refuse()
    guard let name = known.siteName, let zone = known.zone, let interval = known.intervalMinutes,
      let pay = known.pay, let coverPrice = known.coverPrice, let calls
    else { preconditionFailure("a reader returned nothing without telling why") }
    var site = Site(
      name: name, zone: zone, intervalMinutes: interval, holidayRegion: known.region,
      queues: known.queues, contracts: known.contracts, shiftKinds: known.shiftKinds, pay: pay,
      coverPrice: coverPrice, commitments: known.commitments, rules: known.rules,
      rulePacks: known.rulePacks, agreements: known.agreements,
      agents: agents.map(\.agent),
      absences: absences ?? [], sundayConsents: consents ?? [],
      protections: protections ?? [], acceptedChanges: changes ?? [], wishes: wishes ?? [],
      events: events ?? [],
      overrides: overrides ?? [], calls: calls, published: published, balances: balances,
      waivers: waivers ?? [])
    site.fairness = known.fairness
    return site
  }
}
