internal import Workforce

/// Reads one multi-activity instance and collects what is wrong with it.
struct MultiActivityReader {
  var problems = ProblemList()
  private let file: InputFile
  private var rows: [MultiActivitySection: [[TextPiece]]] = [:]
  private var headers: [MultiActivitySection: SourcePosition] = [:]

  /// A year, and as many tasks as one byte tells apart: beyond any roster, and small enough for memory.
  private static let mostDays = 366
  private static let mostTasks = 200
  private static let mostStaff = 100_000
  private static let mostMinutes = 10_000_000

  init(_ file: InputFile) { self.file = file }

  /// The instance; nil where there are problems.
  mutating func instance() -> MultiActivityInstance? {
    guard file.isText(problems: &problems) else { return nil }
    cut()
    let days = single(.horizon, 1...MultiActivityReader.mostDays, "days")
    let tasks = single(.tasks, 1...MultiActivityReader.mostTasks, "tasks")
    let staff = staff()
    let cover = cover(days: days, tasks: tasks)
    guard problems.isEmpty, let days, let tasks, let cover else { return nil }
    return MultiActivityInstance(days: days, tasks: tasks, staff: staff, cover: cover)
  }

  /// Sorts the lines into sections; lines of a repeated or an unknown section are left out.
  private mutating func cut() {
    var section: MultiActivitySection?
    var isOutside = true
    for piece in TextPiece.lines(of: file) where !piece.text.hasPrefix("#") {
      if piece.text.hasPrefix(MultiActivitySection.prefix) {
        section = begin(piece)
        isOutside = false
      } else if isOutside {
        problems.add(
          piece.position, found: shown(piece.text), expected: "a section first, as SECTION_HORIZON")
        isOutside = false
      } else if let section {
        let cells = piece.split(at: ",")
        rows[section, default: []].append(cells)
        if cells.count != section.cells {
          problems.add(
            cells[0].position, found: "\(cells.count) \(cells.count == 1 ? "cell" : "cells")",
            expected: "the cells \(section.columns)")
        }
      }
    }
    for section in MultiActivitySection.allCases where headers[section] == nil {
      problems.add(
        file.position(ofByte: file.bytes.count), found: "no section \(section.rawValue)",
        expected: "all of \(MultiActivitySection.allCases.map(\.rawValue).joined(separator: ", "))",
        maybe: section == .cover ? "the file is cut off" : nil)
    }
  }

  private mutating func begin(_ header: TextPiece) -> MultiActivitySection? {
    guard let section = MultiActivitySection(rawValue: header.text) else {
      let names = MultiActivitySection.allCases.map(\.rawValue)
      // The prefix that all share would make any two names near.
      let prefix = MultiActivitySection.prefix
      let near = nearest(
        to: String(header.text.dropFirst(prefix.count)),
        among: names.map { String($0.dropFirst(prefix.count)) }
      ).map { prefix + $0 }
      problems.add(
        header.position, found: "the unknown section \(shown(header.text))",
        expected: oneOf(names), maybe: near)
      let guess = near.flatMap(MultiActivitySection.init)
      if let guess, headers[guess] == nil {
        headers[guess] = header.position
        return guess
      }
      return nil
    }
    guard let first = headers[section] else {
      headers[section] = header.position
      return section
    }
    problems.add(
      header.position, found: "a second section \(section.rawValue)",
      expected: "each section once (first in line \(first.line))")
    return nil
  }

  /// The one number of a section.
  private mutating func single(
    _ section: MultiActivitySection, _ range: ClosedRange<Int>, _ unit: String
  ) -> Int? {
    guard let header = headers[section] else { return nil }
    let lines = rows[section] ?? []
    guard let first = lines.first else {
      problems.add(
        header, found: "no line in \(section.rawValue)", expected: "the \(section.columns)")
      return nil
    }
    for line in lines.dropFirst() {
      problems.add(
        line[0].position, found: "a second line \(shown(line[0].text))",
        expected: "one number of \(unit)")
    }
    return number(first[0], range, unit)
  }

  private mutating func staff() -> [MultiActivityInstance.Member] {
    var places: [String: Int] = [:]
    var staff: [MultiActivityInstance.Member] = []
    for cells in rows[.staff] ?? [] where cells.count == MultiActivitySection.staff.cells {
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
    if let header = headers[.staff], (rows[.staff] ?? []).isEmpty {
      problems.add(
        header, found: "no line in SECTION_STAFF",
        expected: "the cells \(MultiActivitySection.staff.columns)")
    }
    return staff
  }

  private mutating func cover(days: Int?, tasks: Int?) -> [ClosedRange<Int>?]? {
    let inDay = MultiActivityInstance.periodsInDay
    var cover = [ClosedRange<Int>?](repeating: nil, count: (days ?? 0) * inDay * (tasks ?? 0))
    for cells in rows[.cover] ?? [] where cells.count == MultiActivitySection.cover.cells {
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
