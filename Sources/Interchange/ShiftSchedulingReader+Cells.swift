internal import Workforce

/// Single cells, and what is wrong with them.
extension ShiftSchedulingReader {
  mutating func number(
    _ cell: TextPiece, _ range: ClosedRange<Int>, _ unit: String
  ) -> Int? {
    if let value = Int(cell.text), range.contains(value) { return value }
    let digits = String(cell.text.prefix { $0.isASCII && $0.isNumber })
    let isGuess = digits != cell.text && Int(digits).map(range.contains) ?? false
    problems.add(
      cell.position, found: shown(cell.text),
      expected: "a whole number from \(range.lowerBound) to \(range.upperBound) \(unit)",
      maybe: isGuess ? digits : nil)
    return nil
  }

  /// A day of the horizon, or any where the horizon is not known.
  mutating func day(_ cell: TextPiece) -> Int? {
    number(cell, 0...(days ?? ShiftSchedulingReader.mostDays) - 1, "as a day")
  }

  /// The index of an id; nothing is told where no id at all is known.
  mutating func place(
    _ cell: TextPiece, _ places: [String: Int], _ what: String
  ) -> Int? {
    if let place = places[cell.text] { return place >= 0 ? place : nil }
    guard !places.isEmpty else { return nil }
    problems.add(
      cell.position, found: shown(cell.text), expected: "\(what): \(oneOf(places.keys))",
      maybe: nearest(to: cell.text, among: places.keys))
    return nil
  }

  /// The index of each id in a section; `known` has the ids of lines that were refused, at -1.
  mutating func places(
    of section: ShiftSchedulingSection, _ what: String, known: [String: Int]
  ) -> [String: Int] {
    var places = known
    let lines = rows[section] ?? []
    for (index, cells) in lines.enumerated() {
      let id = cells[0]
      if id.text.isEmpty {
        problems.add(id.position, found: "an empty cell", expected: "the id of the \(what)")
      } else if let first = places[id.text], first >= 0 {
        problems.add(
          id.position, found: "\(what) \(shown(id.text)) twice",
          expected: "each \(what) once (first in line \(lines[first][0].position.line))")
      } else {
        places[id.text] = index
      }
    }
    if let header = headers[section], places.isEmpty, lines.isEmpty {
      problems.add(
        header, found: "no line in \(section.rawValue)", expected: "the cells \(section.columns)")
    }
    return places
  }

  mutating func refuseAbove(
    _ cell: TextPiece, _ least: Int?, _ most: Int?, _ unit: String
  ) {
    guard let least, let most, least > most else { return }
    problems.add(
      cell.position, found: "at least \(least) \(unit)", expected: "no more than the most, \(most)")
  }

  mutating func refuseTwice(_ cell: TextPiece, _ what: String) {
    problems.add(
      cell.position, found: "\(what) \(shown(cell.text)) twice", expected: "each \(what) once")
  }
}
