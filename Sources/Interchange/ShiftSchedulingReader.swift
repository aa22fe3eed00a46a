internal import Workforce

/// Reads one shift scheduling instance and collects what is wrong with it.
struct ShiftSchedulingReader {
  var problems = ProblemList()
  private let file: InputFile
  private(set) var rows: [ShiftSchedulingSection: [[TextPiece]]] = [:]
  private(set) var headers: [ShiftSchedulingSection: SourcePosition] = [:]
  private(set) var days: Int?
  private(set) var shiftPlaces: [String: Int] = [:]
  private(set) var staffPlaces: [String: Int] = [:]

  /// Ten years; keeps days × staff within what fits in memory.
  static let mostDays = 3660
  /// Far beyond any roster, and small enough that no sum of costs overflows.
  private static let mostCount = 100_000
  private static let mostMinutes = 10_000_000
  private static let mostWeight = 1_000_000

  init(_ file: InputFile) { self.file = file }

  /// The instance; meaningless where there are problems.
  mutating func instance() -> ShiftSchedulingInstance {
    var instance = ShiftSchedulingInstance(days: 0, shifts: [], staff: [])
    guard file.isText(problems: &problems) else { return instance }
    let sections = SectionedRows<ShiftSchedulingSection>(file, problems: &problems)
    (rows, headers) = (sections.rows, sections.headers)
    // Lines with a wrong number of cells keep their id, so that other lines may name it.
    for cells in sections.misshapen[.shifts] ?? [] { shiftPlaces[cells[0].text] = -1 }
    for cells in sections.misshapen[.staff] ?? [] { staffPlaces[cells[0].text] = -1 }
    days = horizon()
    instance.days = days ?? 0
    instance.shifts = shifts()
    instance.staff = staff()
    readDaysOff(into: &instance.staff)
    instance.onRequests = requests(.onRequests)
    instance.offRequests = requests(.offRequests)
    instance.cover = cover()
    return instance
  }

  private mutating func horizon() -> Int? {
    guard let header = headers[.horizon] else { return nil }
    let lines = rows[.horizon] ?? []
    guard let first = lines.first else {
      if problems.isEmpty {
        problems.add(header, found: "no line in SECTION_HORIZON", expected: "a number of days")
      }
      return nil
    }
    for line in lines.dropFirst() {
      problems.add(
        line[0].position, found: "a second horizon \(shown(line[0].text))",
        expected: "one number of days")
    }
    return number(first[0], 1...ShiftSchedulingReader.mostDays, "days")
  }

  private mutating func shifts() -> [ShiftSchedulingInstance.ShiftType] {
    let lines = rows[.shifts] ?? []
    shiftPlaces = places(of: .shifts, "shift", known: shiftPlaces)
    return lines.map { cells in
      let minutes = number(cells[1], 1...1440, "minutes") ?? 0
      var banned: Set<Int> = []
      if cells.count > 2, !cells[2].text.isEmpty {
        for piece in cells[2].split(at: "|") {
          guard let shift = place(piece, shiftPlaces, "a shift") else { continue }
          if !banned.insert(shift).inserted { refuseTwice(piece, "shift") }
        }
      }
      return .init(id: cells[0].text, minutes: minutes, forbiddenNext: banned.sorted())
    }
  }

  private mutating func staff() -> [ShiftSchedulingInstance.Member] {
    let lines = rows[.staff] ?? []
    staffPlaces = places(of: .staff, "employee", known: staffPlaces)
    let counts = 0...ShiftSchedulingReader.mostCount
    let minutes = 0...ShiftSchedulingReader.mostMinutes
    return lines.map { cells in
      let maxShifts = maxShifts(cells[1])
      let most = number(cells[2], minutes, "minutes")
      let least = number(cells[3], minutes, "minutes")
      let longest = number(cells[4], 1...ShiftSchedulingReader.mostCount, "consecutive shifts")
      let shortest = number(cells[5], counts, "consecutive shifts")
      let daysOff = number(cells[6], counts, "consecutive days off")
      let weekends = number(cells[7], counts, "weekends")
      refuseAbove(cells[3], least, most, "minutes")
      refuseAbove(cells[5], shortest, longest, "consecutive shifts")
      return .init(
        id: cells[0].text, maxShifts: maxShifts,
        minutes: (least ?? 0)...max(least ?? 0, most ?? 0), maxConsecutiveShifts: longest ?? 1,
        minConsecutiveShifts: shortest ?? 0, minConsecutiveDaysOff: daysOff ?? 0,
        maxWeekends: weekends ?? 0)
    }
  }

  /// `D=14|N=3`; by shift, 0 for those left out.
  private mutating func maxShifts(_ cell: TextPiece) -> [Int] {
    var most = [Int](repeating: 0, count: rows[.shifts]?.count ?? 0)
    var named: Set<Int> = []
    if cell.text.isEmpty { return most }
    for piece in cell.split(at: "|") {
      let sides = piece.split(at: "=")
      guard sides.count == 2 else {
        problems.add(
          piece.position, found: shown(piece.text), expected: "a shift and its most, as D=14")
        continue
      }
      let count = number(sides[1], 0...ShiftSchedulingReader.mostCount, "shifts")
      guard let shift = place(sides[0], shiftPlaces, "a shift") else { continue }
      if !named.insert(shift).inserted { refuseTwice(piece, "shift") }
      most[shift] = count ?? 0
    }
    return most
  }

  private mutating func readDaysOff(into staff: inout [ShiftSchedulingInstance.Member]) {
    var off = [Set<Int>](repeating: [], count: staff.count)
    for cells in rows[.daysOff] ?? [] {
      let member = place(cells[0], staffPlaces, "an employee")
      for (index, cell) in cells.enumerated().dropFirst() {
        // A comma may end the line, as it does for shifts.
        if cell.text.isEmpty, index == cells.count - 1 { continue }
        guard let day = day(cell), let member else { continue }
        if !off[member].insert(day).inserted { refuseTwice(cell, "day off") }
      }
    }
    for member in staff.indices { staff[member].daysOff = off[member].sorted() }
  }

  private mutating func requests(
    _ section: ShiftSchedulingSection
  ) -> [ShiftSchedulingInstance.Request] {
    var seen: Set<[Int]> = []
    return (rows[section] ?? []).compactMap { cells in
      let member = place(cells[0], staffPlaces, "an employee")
      let day = day(cells[1])
      let shift = place(cells[2], shiftPlaces, "a shift")
      let weight = number(cells[3], 0...ShiftSchedulingReader.mostWeight, "as a weight")
      guard let member, let day, let shift, let weight else { return nil }
      if !seen.insert([member, day, shift]).inserted { refuseTwice(cells[0], "request") }
      return .init(member: member, day: day, shift: shift, weight: weight)
    }
  }

  private mutating func cover() -> [ShiftSchedulingInstance.Cover] {
    var seen: Set<[Int]> = []
    let weights = 0...ShiftSchedulingReader.mostWeight
    let cover = (rows[.cover] ?? []).compactMap { cells -> ShiftSchedulingInstance.Cover? in
      let day = day(cells[0])
      let shift = place(cells[1], shiftPlaces, "a shift")
      let requirement = number(cells[2], 0...ShiftSchedulingReader.mostCount, "employees")
      let under = number(cells[3], weights, "as a weight")
      let over = number(cells[4], weights, "as a weight")
      guard let day, let shift, let requirement, let under, let over else { return nil }
      if !seen.insert([day, shift]).inserted { refuseTwice(cells[0], "day and shift") }
      return .init(
        day: day, shift: shift, requirement: requirement, underWeight: under, overWeight: over)
    }
    if problems.isEmpty, let days { refuseCutOff(cover, of: days * shiftPlaces.count) }
    return cover
  }

  /// A cover with days or shifts left out here and there is one; one that is whole up to a line and
  /// ends there comes from a file that was cut off.
  private mutating func refuseCutOff(_ cover: [ShiftSchedulingInstance.Cover], of whole: Int) {
    let isBeginning = cover.enumerated().allSatisfy { index, row in
      row.day * shiftPlaces.count + row.shift == index
    }
    guard isBeginning, cover.count < whole else { return }
    problems.add(
      file.position(ofByte: file.bytes.count),
      found: "cover of the first \(cover.count) of \(whole) days and shifts",
      expected: "a line for each", maybe: "the file is cut off")
  }
}
