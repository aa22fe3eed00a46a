package import Workforce

/// Files of the public multi-activity tour-scheduling instances, and rosters of them.
///
/// An instance is text in four sections, each begun by a line as `SECTION_TASKS`; lines that start with
/// `#` are comments. Cells are separated by commas.
package enum MultiActivityFile {
  /// Whether a line of the file begins the section of tasks, which no other format has.
  /// - Complexity: O(bytes)
  package static func isInstance(_ file: InputFile) -> Bool {
    let mark = Array(MultiActivitySection.tasks.rawValue.utf8)
    return file.bytes[file.textStart...].split(separator: UInt8(ascii: "\n")).contains { line in
      line.drop { $0 == 0x20 || $0 == 0x09 }.starts(with: mark)
    }
  }

  /// The instance in the file.
  ///
  /// Sections may stand in any order, but each stands once. The cover has a line for every period of a
  /// task; a task without any line does not exist. Everything that cannot be used is told at once.
  package static func read(_ file: InputFile) throws(InputRefused) -> MultiActivityInstance {
    var reader = MultiActivityReader(file)
    let instance = reader.instance()
    try reader.problems.refuse()
    // Without a problem there is an instance.
    return instance!
  }

  /// A roster as `employee,day,start,end,task`, one row for a stretch of work on one task.
  ///
  /// In the order of staff and time. The day is the calendar day, from 1, on which the stretch begins;
  /// an end not after its start is on the next day.
  package static func bytes(
    roster: [[MultiActivityInstance.Stretch]], _ instance: MultiActivityInstance
  ) -> [UInt8] {
    var table = CSVWriter(style: .plain, columns: ["employee", "day", "start", "end", "task"])
    for (member, stretches) in zip(instance.staff, roster) {
      for stretch in stretches.sorted(by: { $0.periods.lowerBound < $1.periods.lowerBound }) {
        table.text(member.id)
        table.integer(MultiActivityInstance.day(of: stretch.periods.lowerBound) + 1)
        table.text(clock(stretch.periods.lowerBound))
        table.text(clock(stretch.periods.upperBound))
        table.integer(stretch.task + 1)
        table.endRow()
      }
    }
    return table.bytes
  }

  private static func clock(_ period: Int) -> String {
    let minute = (period + MultiActivityInstance.periodsBeforeStart) * 15 % 1440
    return (minute / 60).padded(2) + ":" + (minute % 60).padded(2)
  }
}

/// The sections of an instance, with the cells of their lines.
enum MultiActivitySection: String, InstanceSection {
  case horizon = "SECTION_HORIZON"
  case tasks = "SECTION_TASKS"
  case staff = "SECTION_STAFF"
  case cover = "SECTION_COVER"

  /// What a line holds, for messages.
  var columns: String {
    switch self {
    case .horizon: "days"
    case .tasks: "number of tasks"
    case .staff: "id, least minutes, most minutes"
    case .cover: "day, time, task, least staff, most staff"
    }
  }

  /// How many cells a line has.
  var cells: ClosedRange<Int> {
    switch self {
    case .horizon, .tasks: 1...1
    case .staff: 3...3
    case .cover: 5...5
    }
  }
}
