package import Workforce

/// Files of the public "shift scheduling" instances, and rosters of them.
///
/// An instance is text in seven sections, each begun by a line as `SECTION_COVER`; lines that start
/// with `#` are comments. Cells are separated by commas, lists inside a cell by `|`.
package enum ShiftSchedulingFile {
  /// Whether a line of the file begins a section.
  /// - Complexity: O(bytes)
  package static func isInstance(_ file: InputFile) -> Bool {
    let mark = Array(SectionedRows<ShiftSchedulingSection>.prefix.utf8)
    return file.bytes[file.textStart...].split(separator: UInt8(ascii: "\n")).contains { line in
      line.drop { $0 == 0x20 || $0 == 0x09 }.starts(with: mark)
    }
  }

  /// The instance in the file.
  ///
  /// Sections may stand in any order, but each stands once; requests and days off may be empty. A
  /// shift that a member's `MaxShifts` leaves out is one they may not work. Everything that cannot be
  /// used is told at once: lines with too few or too many cells, numbers that are none or out of
  /// range, minima above their maxima, unknown and repeated ids, days, requests and sections, and a
  /// cover that stops before the last day and shift.
  package static func read(_ file: InputFile) throws(InputRefused) -> ShiftSchedulingInstance {
    var reader = ShiftSchedulingReader(file)
    let instance = reader.instance()
    try reader.problems.refuse()
    return instance
  }

  /// A roster as `employee,day,shift`, one row for a shift, in the order of staff and day.
  ///
  /// Days count from 0. Tours and shifts beyond those of the instance are left out.
  package static func bytes(tours: [[Int?]], _ instance: ShiftSchedulingInstance) -> [UInt8] {
    var table = CSVWriter(style: .plain, columns: ["employee", "day", "shift"])
    for (member, tour) in zip(instance.staff, tours) {
      for (day, shift) in tour.enumerated() {
        guard let shift, instance.shifts.indices.contains(shift) else { continue }
        table.text(member.id)
        table.integer(day)
        table.text(instance.shifts[shift].id)
        table.endRow()
      }
    }
    return table.bytes
  }
}

/// The sections of an instance, with the cells of their lines.
enum ShiftSchedulingSection: String, InstanceSection {
  case horizon = "SECTION_HORIZON"
  case shifts = "SECTION_SHIFTS"
  case staff = "SECTION_STAFF"
  case daysOff = "SECTION_DAYS_OFF"
  case onRequests = "SECTION_SHIFT_ON_REQUESTS"
  case offRequests = "SECTION_SHIFT_OFF_REQUESTS"
  case cover = "SECTION_COVER"

  /// What a line holds, for messages.
  var columns: String {
    switch self {
    case .horizon: "days"
    case .shifts: "id, minutes, shifts that may not follow"
    case .staff:
      "id, most shifts of each type, most minutes, least minutes, most consecutive shifts, "
        + "least consecutive shifts, least consecutive days off, most weekends"
    case .daysOff: "employee, days"
    case .onRequests, .offRequests: "employee, day, shift, weight"
    case .cover: "day, shift, requirement, weight for under, weight for over"
    }
  }

  /// How many cells a line may have.
  var cells: ClosedRange<Int> {
    switch self {
    case .horizon: 1...1
    case .shifts: 2...3
    case .staff: 8...8
    case .daysOff: 1...Int.max
    case .onRequests, .offRequests: 4...4
    case .cover: 5...5
    }
  }
}
