internal import Workforce

/// Reads one multi-activity instance and collects what is wrong with it.
struct MultiActivityReader {
  var problems = ProblemList()
  private let file: InputFile

  /// A year, and as many tasks as one byte tells apart: beyond any roster, and small enough for memory.
  private static let mostDays = 366
  private static let mostTasks = 200
  private static let mostStaff = 100_000
  private static let mostMinutes = 10_000_000

  init(_ file: InputFile) { self.file = file }

  /// The instance; nil where there are problems.
  mutating func instance() -> MultiActivityInstance? {
    guard file.isText(problems: &problems) else { return nil }
    let sections = SectionedRows<MultiActivitySection>(file, problems: &problems)
    let days = single(.horizon, of: sections, 1...MultiActivityReader.mostDays, "days")
    let tasks = single(.tasks, of: sections, 1...MultiActivityReader.mostTasks, "tasks")
    let staff = staff(sections)
    let cover = cover(sections.rows[.cover] ?? [], days: days, tasks: tasks)
    guard problems.isEmpty, let days, let tasks, let cover else { return nil }
    return MultiActivityInstance(days: days, tasks: tasks, staff: staff, cover: cover)
  }

  /// The one number of a section.
  private mutating func single(
    _ section: MultiActivitySection, of sections: SectionedRows<MultiActivitySection>,
    _ range: ClosedRange<Int>, _ unit: String
  ) -> Int? {
    if let header = sections.emptyHeader(section) {
      problems.add(
        header, found: "no line in \(section.rawValue)", expected: "the \(section.columns)")
    }
    guard let lines = sections.rows[section], let first = lines.first else { return nil }
    for line in lines.dropFirst() {
      problems.add(
        line[0].position, found: "a second line \(shown(line[0].text))",
        expected: "one number of \(unit)")
    }
    return number(first[0], range, unit)
  }

  private mutating func staff(
    _ sections: SectionedRows<MultiActivitySection>
  ) -> [MultiActivityInstance.Member] {
    var places: [String: Int] = [:]
    var staff: [MultiActivityInstance.Member] = []
    for cells in sections.rows[.staff] ?? [] {
      let id = cells[0]
      if id.text.isEmpty {
        problems.add(id.position, found: "an empty cell", expected: "the id of the employee")
      } else if let first = places[id.text] {
        problems.add(
          id.position, found: "employee \(shown(id.text)) twice",
          expected: "each employee once (first in line \(first))")
      }
      places[id.text] = id.position.line
      let least = number(cells[1], 0...MultiActivityReader.mostMinutes, "minutes") ?? 0
      let most = number(cells[2], 0...MultiActivityReader.mostMinutes, "minutes")
      if let most, least > most {
        problems.add(
          cells[1].position, found: "at least \(least) minutes",
          expected: "no more than the most, \(most)")
      }
      staff.append(.init(id: id.text, minutes: least...max(least, most ?? 0)))
    }
    if let header = sections.emptyHeader(.staff) {
      problems.add(
        header, found: "no line in SECTION_STAFF",
        expected: "the cells \(MultiActivitySection.staff.columns)")
    }
    return staff
  }

  private mutating func cover(
    _ rows: [[TextPiece]], days: Int?, tasks: Int?
  ) -> [ClosedRange<Int>?]? {
    let inDay = MultiActivityInstance.periodsInDay
    var cover = [ClosedRange<Int>?](repeating: nil, count: (days ?? 0) * inDay * (tasks ?? 0))
    for cells in rows {
      let day = number(cells[0], 1...(days ?? MultiActivityReader.mostDays) + 1, "as a day")
      let clock = clock(cells[1])
      let task = number(cells[2], 1...(tasks ?? MultiActivityReader.mostTasks), "as a task")
      let low = number(cells[3], 0...MultiActivityReader.mostStaff, "employees")
      let high = number(cells[4], 0...MultiActivityReader.mostStaff, "employees")
      guard let day, let clock, let task, let low, let high, let days, let tasks else { continue }
      if low > high {
        problems.add(
          cells[3].position, found: "at least \(low) employees",
          expected: "no more than the most, \(high)")
      }
      let period = (day - 1) * inDay + clock - MultiActivityInstance.periodsBeforeStart
      guard (0..<days * inDay).contains(period) else {
        problems.add(
          cells[1].position, found: "day \(day), \(shown(cells[1].text))",
          expected: "a time from 06:00 on day 1 to 06:00 on day \(days + 1)")
        continue
      }
      let cell = period * tasks + task - 1
      if cover[cell] != nil {
        problems.add(
          cells[0].position, found: "a second cover of this time and task", expected: "one of each")
      }
      cover[cell] = low...max(low, high)
    }
    guard problems.isEmpty, let days, let tasks else { return nil }
    for task in 0..<tasks {
      let known = (0..<days * inDay).count { cover[$0 * tasks + task] != nil }
      // Some files name tasks that never come up.
      let isIdle = known == 0 && cover.contains { $0 != nil }
      if known < days * inDay, !isIdle {
        problems.add(
          file.position(ofByte: file.bytes.count),
          found: "cover of task \(task + 1) in \(known) of \(days * inDay) periods",
          expected: "a line for each", maybe: "the file is cut off")
      }
    }
    return cover
  }

  /// The period after midnight of `06:00-06:15`.
  private mutating func clock(_ cell: TextPiece) -> Int? {
    func minute(_ text: Substring) -> Int? {
      let parts = text.split(separator: ":", omittingEmptySubsequences: false)
      guard parts.count == 2, parts[1].count == 2,
        let hour = Int(parts[0]), let minute = Int(parts[1]), (0..<24).contains(hour),
        (0..<60).contains(minute)
      else { return nil }
      return hour * 60 + minute
    }
    let sides = cell.text.split(separator: "-", omittingEmptySubsequences: false)
    if sides.count == 2, let start = minute(sides[0]), let end = minute(sides[1]),
      start % 15 == 0, (end - start + 1440) % 1440 == 15
    {
      return start / 15
    }
    problems.add(
      cell.position, found: shown(cell.text), expected: "a quarter of an hour, as 06:00-06:15")
    return nil
  }

  private mutating func number(
    _ cell: TextPiece, _ range: ClosedRange<Int>, _ unit: String
  ) -> Int? {
    if let value = Int(cell.text), range.contains(value) { return value }
    problems.add(
      cell.position, found: shown(cell.text),
      expected: "a whole number from \(range.lowerBound) to \(range.upperBound) \(unit)")
    return nil
  }
}
