private import Foundation

extension SiteFolder {
  /// The files of the site at `path`, there or not, that no result may take the place of.
  package static func inputs(at path: String) -> [String] {
    let folder = path + "/" + PublishedFolder.name
    let published = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return [
      SiteFile.name, AgentsFile.name, CallsFile.name, AbsencesFile.name, WishesFile.name,
      EventsFile.name, OverridesFile.name, SundayConsentsFile.name,
      ProtectionsFile.name, AcceptedChangesFile.name, BalancesFile.opening, WaiversFile.name,
    ].map { path + "/" + $0 }
      + published.sorted().map { folder + "/" + $0 }
  }
}
