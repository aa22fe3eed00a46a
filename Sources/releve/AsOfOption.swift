internal import ArgumentParser
internal import Auditing
private import Foundation
internal import Workforce

/// The day on which changes of a published roster are told.
struct AsOfOption: ParsableArguments {
  @Option(
    help:
      "The day on which changes of weeks in published/ are told (2026-11-16); today if not given.")
  var asOf: Day?

  /// The day given, or what the clocks of the site's zone say.
  func changes(in zone: Zone) -> ChangeDate {
    if let asOf { return ChangeDate(asOf, isStated: true) }
    let now = Instant(minutes: Int((Date().timeIntervalSince1970 / 60).rounded(.down)))
    return ChangeDate(zone.local(now).day, isStated: false)
  }
}
