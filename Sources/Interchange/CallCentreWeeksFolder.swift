private import Foundation
package import Workforce

/// Folders of call-centre weeks, and rosters of them.
///
/// `site.json` has horizon, rules and prices; `agents.csv`, `availability.csv` and `requirements.csv`
/// have one row for an agent, for a day on which one may start, and for a slot and skill.
package enum CallCentreWeeksFolder {
  static let site = "site.json"
  static let agents = "agents.csv"
  static let availability = "availability.csv"
  static let requirements = "requirements.csv"

  /// Whether the folder at `path` holds call-centre weeks.
  package static func isInstance(at path: String) -> Bool {
    FileManager.default.fileExists(atPath: path + "/" + site)
  }

  /// The instance in the folder at `path`.
  ///
  /// Everything that cannot be used is told at once, by file, line and column: keys and columns that are
  /// missing, unknown or there twice, numbers that are none, out of range or off the grid of slots,
  /// minima above their maxima, unknown and repeated agents, days, slots and skills, and a requirement
  /// with slots left out.
  package static func read(at path: String) throws(InputRefused) -> CallCentreWeeks {
    var problems = ProblemList()
    let files = [site, agents, availability, requirements].compactMap {
      InputFile(path: path + "/" + $0, name: $0, problems: &problems)
    }
    return try read(files, problems: problems)
  }

  /// The instance in files already in memory, each called by its name in the folder.
  package static func read(
    _ files: [InputFile], problems earlier: ProblemList = ProblemList()
  ) throws(InputRefused) -> CallCentreWeeks {
    var problems = earlier
    func file(_ name: String) -> InputFile? { files.first { $0.name == name } }
    let known = file(site).map { CallCentreSiteFile($0, problems: &problems) }
    var reader = CallCentreTables(site: known ?? CallCentreSiteFile(), problems: problems)
    if let file = file(agents) { reader.readAgents(file) }
    if let file = file(availability) { reader.readAvailability(file) }
    if let file = file(requirements) { reader.readRequirements(file) }
    problems = reader.problems
    for name in [site, agents, availability, requirements]
    where file(name) == nil && earlier.isEmpty {
      problems.add(SourcePosition(file: name), found: "no such file", expected: "a readable file")
    }
    try problems.refuse()
    guard let known, let name = known.name, let days = known.days, let slot = known.slotMinutes,
      let skills = known.skills, let rules = known.rules, let prices = known.prices
    else { preconditionFailure("a reader returned nothing without telling why") }
    return CallCentreWeeks(
      name: name, days: days, slotMinutes: slot, skills: skills, rules: rules, prices: prices,
      agents: reader.agents, required: reader.required)
  }

  /// A roster as `agent,day,start,end,break_start,break_end`, one row for a shift, in the order of agent
  /// and day; times in minutes after midnight of the day, break columns empty where there is none.
  package static func bytes(
    tours: [[CallCentreWeeks.Shift?]], _ instance: CallCentreWeeks
  ) -> [UInt8] {
    var table = CSVWriter(
      style: .plain, columns: ["agent", "day", "start", "end", "break_start", "break_end"])
    for (agent, tour) in zip(instance.agents, tours) {
      for case (let day, let shift?) in tour.enumerated() {
        table.text(agent.id)
        table.integer(day)
        table.integer(shift.start)
        table.integer(shift.end)
        if let pause = shift.pause {
          table.integer(pause.lowerBound)
          table.integer(pause.upperBound)
        } else {
          table.empty()
          table.empty()
        }
        table.endRow()
      }
    }
    return table.bytes
  }
}
