internal import Workforce

/// A section of a public instance's file; its raw value is its header.
protocol InstanceSection: RawRepresentable<String>, CaseIterable, Hashable {
  /// What a line holds, for messages.
  var columns: String { get }
  /// How many cells a line may have.
  var cells: ClosedRange<Int> { get }
}

/// The lines of a public instance's file, cut into cells and sorted into sections.
struct SectionedRows<Section: InstanceSection> {
  /// What every header begins with.
  static var prefix: String { "SECTION_" }

  /// Lines with as many cells as they may have.
  private(set) var rows: [Section: [[TextPiece]]] = [:]
  /// Lines with too many or too few, which are told already.
  private(set) var misshapen: [Section: [[TextPiece]]] = [:]
  private(set) var headers: [Section: SourcePosition] = [:]

  /// Lines of a repeated or an unknown section are left out.
  init(_ file: InputFile, problems: inout ProblemList) {
    var section: Section?
    var isOutside = true
    for piece in TextPiece.lines(of: file) where !piece.text.hasPrefix("#") {
      if piece.text.hasPrefix(Self.prefix) {
        section = begin(piece, problems: &problems)
        isOutside = false
      } else if isOutside {
        problems.add(
          piece.position, found: shown(piece.text), expected: "a section first, as SECTION_HORIZON")
        isOutside = false
      } else if let section {
        let cells = piece.split(at: ",")
        if section.cells.contains(cells.count) {
          rows[section, default: []].append(cells)
        } else {
          misshapen[section, default: []].append(cells)
          problems.add(
            cells[0].position, found: "\(cells.count) \(cells.count == 1 ? "cell" : "cells")",
            expected: "the cells \(section.columns)")
        }
      }
    }
    let all = Array(Section.allCases)
    for section in all where headers[section] == nil {
      problems.add(
        file.position(ofByte: file.bytes.count), found: "no section \(section.rawValue)",
        expected: "all of \(all.map(\.rawValue).joined(separator: ", "))",
        maybe: section == all.last ? "the file is cut off" : nil)
    }
  }

  /// The header of a section without any line.
  func emptyHeader(_ section: Section) -> SourcePosition? {
    rows[section] == nil && misshapen[section] == nil ? headers[section] : nil
  }

  private mutating func begin(_ header: TextPiece, problems: inout ProblemList) -> Section? {
    if let section = Section(rawValue: header.text) {
      guard let first = headers[section] else {
        headers[section] = header.position
        return section
      }
      problems.add(
        header.position, found: "a second section \(section.rawValue)",
        expected: "each section once (first in line \(first.line))")
      return nil
    }
    let names = Section.allCases.map(\.rawValue)
    // The prefix that all share would make any two names near.
    let near = nearest(
      to: String(header.text.dropFirst(Self.prefix.count)),
      among: names.map { String($0.dropFirst(Self.prefix.count)) }
    ).map { Self.prefix + $0 }
    problems.add(
      header.position, found: "the unknown section \(shown(header.text))",
      expected: oneOf(names), maybe: near)
    // Its lines are read as what it was likely meant to be.
    guard let guess = near.flatMap(Section.init(rawValue:)), headers[guess] == nil else {
      return nil
    }
    headers[guess] = header.position
    return guess
  }
}
