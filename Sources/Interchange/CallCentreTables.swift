internal import Workforce

/// Reads the tables of call-centre weeks and collects what is wrong with them.
struct CallCentreTables {
  let site: CallCentreSiteFile
  var problems: ProblemList
  private(set) var agents: [CallCentreWeeks.Agent] = []
  /// By skill and slot.
  private(set) var required: [[Int]] = []
  /// The index of each agent; -1 where the row could not be used.
  private var places: [String: Int] = [:]

  private static let mostAgents = 100_000
  private static let mostCents = 100_000

  init(site: CallCentreSiteFile, problems: ProblemList) {
    self.site = site
    self.problems = problems
  }

  /// `agent,contract_h,min_week,max_week,skills,wage,last_sundays,profile`.
  mutating func readAgents(_ file: InputFile) {
    guard let table = CSVTable(file, problems: &problems),
      let columns = table.columns(
        required: ["agent", "min_week", "max_week", "skills", "wage", "last_sundays"],
        optional: ["contract_h", "profile"], problems: &problems)
    else { return }
    if table.rowCount == 0 {
      problems.add(
        SourcePosition(file: file.name, line: 1, column: 1), found: "no agents",
        expected: "at least one row below the header")
    }
    var first: [String: Int] = [:]
    for row in 0..<table.rowCount {
      let column = columns["agent"]!
      guard
        let id = table.name(
          row: row, column: column, expected: "the agent's name or number", problems: &problems)
      else { continue }
      if let line = first[id] {
        table.refuse(
          row: row, column: column, expected: "each agent once (first in line \(line))",
          problems: &problems)
        continue
      }
      first[id] = table.position(row: row, column: column).line
      let agent = agent(id, table, row, columns)
      places[id] = agent == nil ? -1 : agents.count
      if let agent { agents.append(agent) }
    }
  }

  private mutating func agent(
    _ id: String, _ table: CSVTable, _ row: Int, _ columns: CSVColumns
  ) -> CallCentreWeeks.Agent? {
    let week = 0...7 * CallCentreWeeks.day
    let low = number(table, row, columns["min_week"]!, week)
    let high = number(table, row, columns["max_week"]!, week)
    let skills = skills(table, row, columns["skills"]!)
    let wage = number(table, row, columns["wage"]!, 0...Self.mostCents)
    let sundays = table.text(row: row, column: columns["last_sundays"]!)
    let isHistory = sundays.count == 3 && sundays.allSatisfy { $0 == "0" || $0 == "1" }
    if !isHistory {
      table.refuse(
        row: row, column: columns["last_sundays"]!,
        expected: "the three Sundays before, 1 for one worked, as 010", problems: &problems)
    }
    if let low, let high, low > high {
      table.refuse(
        row: row, column: columns["max_week"]!, expected: "at least min_week, \(low)",
        problems: &problems)
    }
    guard let low, let high, low <= high, let skills, let wage, isHistory else { return nil }
    return .init(
      id: id, weekMinutes: low...high, skills: skills, wage: wage,
      lastSundays: sundays.map { $0 == "1" },
      windows: [Range<Int>?](repeating: nil, count: site.days ?? 0))
  }

  private mutating func skills(_ table: CSVTable, _ row: Int, _ column: Int) -> UInt32? {
    let names = table.text(row: row, column: column)
      .split(separator: "|", omittingEmptySubsequences: false).map { String($0.trimmed) }
    guard let known = site.skills else { return 1 }
    var mask: UInt32 = 0
    for name in names {
      guard let place = known.firstIndex(of: name) else {
        table.refuse(
          row: row, column: column, expected: "skills joined by |, \(oneOf(known))",
          maybe: nearest(to: name, among: known), problems: &problems)
        return nil
      }
      mask |= 1 << UInt32(place)
    }
    return mask
  }

  /// `agent,day,from,to`.
  mutating func readAvailability(_ file: InputFile) {
    guard let table = CSVTable(file, problems: &problems),
      let columns = table.columns(required: ["agent", "day", "from", "to"], problems: &problems)
    else { return }
    for row in 0..<table.rowCount {
      let agent = place(table, row, columns["agent"]!)
      let day = number(table, row, columns["day"]!, 0...(site.days ?? 364) - 1)
      let from = number(table, row, columns["from"]!, 0...2 * CallCentreWeeks.day)
      let to = number(table, row, columns["to"]!, 0...2 * CallCentreWeeks.day)
      guard let from, let to else { continue }
      guard from < to else {
        table.refuse(
          row: row, column: columns["to"]!, expected: "a time after from, \(from)",
          maybe: to + CallCentreWeeks.day > from ? "\(to + CallCentreWeeks.day)" : nil,
          problems: &problems)
        continue
      }
      guard let agent, let day, site.days != nil else { continue }
      if agents[agent].windows[day] != nil {
        table.refuse(
          row: row, column: columns["day"]!, expected: "each agent and day once",
          problems: &problems)
      }
      agents[agent].windows[day] = from..<to
    }
  }

  /// The index of the agent named in a cell; nothing is told where no agent at all is known.
  private mutating func place(_ table: CSVTable, _ row: Int, _ column: Int) -> Int? {
    let id = table.text(row: row, column: column)
    if let place = places[id] { return place >= 0 ? place : nil }
    guard !places.isEmpty else { return nil }
    table.refuse(
      row: row, column: column, expected: "an agent of agents.csv",
      maybe: nearest(to: id, among: places.keys), problems: &problems)
    return nil
  }

  /// `day,slot,skill,calls,required`; `calls` is not used.
  mutating func readRequirements(_ file: InputFile) {
    guard let table = CSVTable(file, problems: &problems),
      let columns = table.columns(
        required: ["day", "slot", "skill", "required"], optional: ["calls"], problems: &problems)
    else { return }
    let slotsOfDay = CallCentreWeeks.day / (site.slotMinutes ?? 15)
    let isKnown = site.days != nil && site.slotMinutes != nil && site.skills != nil
    let slots = (site.days ?? 0) * slotsOfDay
    required = [[Int]](
      repeating: [Int](repeating: -1, count: slots), count: site.skills?.count ?? 0)
    let before = problems.problems.count
    for row in 0..<table.rowCount {
      let day = number(table, row, columns["day"]!, 0...(site.days ?? 364) - 1)
      let slot = number(table, row, columns["slot"]!, 0...slotsOfDay - 1)
      let count = number(table, row, columns["required"]!, 0...Self.mostAgents)
      let name = table.text(row: row, column: columns["skill"]!)
      let skill = site.skills?.firstIndex(of: name)
      if skill == nil, let known = site.skills {
        table.refuse(
          row: row, column: columns["skill"]!, expected: oneOf(known),
          maybe: nearest(to: name, among: known), problems: &problems)
      }
      guard isKnown, let day, let slot, let count, let skill else { continue }
      if required[skill][day * slotsOfDay + slot] >= 0 {
        table.refuse(
          row: row, column: columns["day"]!, expected: "each day, slot and skill once",
          problems: &problems)
      }
      required[skill][day * slotsOfDay + slot] = count
    }
    guard isKnown, problems.problems.count == before else { return }
    refuseGaps(in: file, slotsOfDay: slotsOfDay)
  }

  private mutating func refuseGaps(in file: InputFile, slotsOfDay: Int) {
    let missing = required.reduce(0) { $0 + $1.count { $0 < 0 } }
    guard missing > 0 else { return }
    let slot = required[0].indices.first { slot in required.contains { $0[slot] < 0 } }!
    let skill = required.firstIndex { $0[slot] < 0 }!
    problems.add(
      file.position(ofByte: file.bytes.count),
      found: "no row for \(missing) of the days, slots and skills, the first of them "
        + "\(slot / slotsOfDay),\(slot % slotsOfDay),\(site.skills?[skill] ?? "")",
      expected: "a row for each")
  }

  private mutating func number(
    _ table: CSVTable, _ row: Int, _ column: Int, _ limits: ClosedRange<Int>
  ) -> Int? {
    if let value = Int(table.text(row: row, column: column)), limits.contains(value) {
      return value
    }
    table.refuse(
      row: row, column: column,
      expected: "a whole number from \(limits.lowerBound) to \(limits.upperBound)",
      problems: &problems)
    return nil
  }
}
