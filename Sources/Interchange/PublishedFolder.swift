internal import Workforce

/// `published/`: the rosters already published, one file for a week.
///
/// A file is called `2026-W48.csv`, later versions of the same week `2026-W48-2.csv`,
/// `2026-W48-3.csv` …; of several versions the one with the highest number counts. Agents who have
/// left since may stand in these files.
enum PublishedFolder {
  static let name = "published"

  /// The shifts of the versions that count, oldest first.
  static func read(
    _ files: [InputFile], zone: Zone, problems: inout ProblemList
  ) -> [Shift] {
    var newest: [Week: (version: Int, file: InputFile)] = [:]
    for file in files.sorted(by: { $0.name < $1.name }) {
      guard let (week, version) = weekAndVersion(file.name) else {
        problems.add(
          SourcePosition(file: file.name), found: "a file of this name",
          expected: "published/2026-W48.csv, or published/2026-W48-2.csv for a second version")
        continue
      }
      if version > newest[week]?.version ?? 0 { newest[week] = (version, file) }
    }
    let shifts = newest.sorted { $0.key < $1.key }.flatMap { entry in
      RosterFile.read(entry.value.file, zone: zone, agents: nil, problems: &problems)
    }
    RosterFile.refuseOverlaps(shifts, problems: &problems)
    return shifts.map(\.value).sorted { ($0.start, $0.agent) < ($1.start, $1.agent) }
  }

  private static func weekAndVersion(_ path: String) -> (Week, Int)? {
    let parts = path.dropFirst(name.count + 1).dropLast(".csv".count)
      .split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2 || parts.count == 3,
      let week = Week(parts.prefix(2).joined(separator: "-"))
    else { return nil }
    guard parts.count == 3 else { return (week, 1) }
    guard let version = Int(parts[2]), version >= 2 else { return nil }
    return (week, version)
  }
}
