import Foundation
import Interchange
import Testing
import Workforce

@Suite("Multi-activity instances as files")
struct MultiActivityFileTests {
  static let clocks: [String] = (0..<96).map { period in
    func text(_ period: Int) -> String {
      let minute = period % 96 * 15
      return String(format: "%02d:%02d", minute / 60, minute % 60)
    }
    return text(period) + "-" + text(period + 1)
  }

  /// One day, two tasks, two people; task 2 has no cover but in the last night.
  static let small: String = {
    var text = """
      # one day
      SECTION_HORIZON
      1

      SECTION_TASKS
      2

      SECTION_STAFF
      # id, least, most
      Ann,360,600
      Bob,0,480

      SECTION_COVER
      # day, time, task, least, most

      """
    for task in 1...2 {
      for period in 0..<96 {
        let clock = clocks[(period + 24) % 96]
        let wanted = task == 1 ? "1,2" : period < 72 ? "0,0" : "0,1"
        text += "\(period < 72 ? 1 : 2),\(clock),\(task),\(wanted)\n"
      }
    }
    return text
  }()

  /// The text above, value by value.
  static let instance = MultiActivityInstance(
    days: 1, tasks: 2,
    staff: [.init(id: "Ann", minutes: 360...600), .init(id: "Bob", minutes: 0...480)],
    cover: (0..<192).map { $0 % 2 == 0 ? 1...2 : $0 < 144 ? 0...0 : 0...1 })

  static func file(_ text: String) -> InputFile {
    InputFile(name: "small.txt", bytes: Array(text.utf8))
  }

  @Test("A small instance is read value by value, whatever ends its lines")
  func reads() throws {
    let text = Self.small
    for variant in [
      text, text.replacing("\n", with: "\r\n"), "\u{FEFF}" + text, text.replacing(",", with: " , "),
      String(text.dropLast()),
    ] {
      #expect(try MultiActivityFile.read(Self.file(variant)) == Self.instance)
    }
  }

  @Test("Sections may stand in any order")
  func reordered() throws {
    let parts = Self.small.components(separatedBy: "SECTION_")
    let backwards = parts.dropFirst().reversed().map { "SECTION_" + $0 }.joined()
    #expect(try MultiActivityFile.read(Self.file(backwards)) == Self.instance)
  }

  @Test("A task without any line of cover is nobody's")
  func idleTask() throws {
    let lines = Self.small.split(separator: "\n", omittingEmptySubsequences: false)
    let text = lines.filter { !$0.contains(",2,0,0") && !$0.contains(",2,0,1") }.joined(
      separator: "\n")
    let instance = try MultiActivityFile.read(Self.file(text))
    #expect(instance.cover.indices.allSatisfy { (instance.cover[$0] == nil) == ($0 % 2 == 1) })
  }

  @Test(
    "The format is known by its section of tasks",
    arguments: [
      ("SECTION_HORIZON\n1\nSECTION_TASKS\n2\n", true), ("# c\r\n  SECTION_TASKS\r\n", true),
      ("SECTION_COVER", false), ("", false),
      ("# SECTION_TASKS\n", false),
    ])
  func detected(text: String, isInstance: Bool) {
    #expect(MultiActivityFile.isInstance(Self.file(text)) == isInstance)
  }

  /// One piece replaced by a wrong one; `⌖` stands where the problem must be placed.
  @Test(
    "Each mistake is told once, in its place",
    arguments: [
      ("SECTION_HORIZON\n1", "SECTION_HORIZON\n⌖0", "from 1 to 366 days"),
      ("SECTION_HORIZON\n1", "⌖SECTION_HORIZON\n", "no line in SECTION_HORIZON"),
      ("SECTION_TASKS\n2", "SECTION_TASKS\n⌖two", "found \"two\""),
      ("SECTION_TASKS\n2", "SECTION_TASKS\n2\n⌖3", "a second line"),
      ("SECTION_STAFF", "⌖SECTION_STAF", "Maybe SECTION_STAFF"),
      ("SECTION_COVER", "⌖SECTION_TASKS", "a second section SECTION_TASKS"),
      ("# one day", "⌖days", "a section first"),
      ("Ann,360,600", "⌖Ann,360", "2 cells"),
      ("Ann,360,600", "Ann,⌖660,600", "at least 660 minutes"),
      ("Ann,360,600", "Ann,⌖-1,600", "found \"-1\""),
      ("Bob,0", "⌖Ann,0", "employee \"Ann\" twice"),
      ("Bob,0", "⌖,0", "an empty cell"),
      ("1,06:00-06:15,1,1,2", "⌖3,06:00-06:15,1,1,2", "from 1 to 2"),
      ("1,06:00-06:15,1,1,2", "1,⌖05:45-06:00,1,1,2", "a time from 06:00 on day 1"),
      ("1,06:00-06:15,1,1,2", "1,⌖06:00-06:30,1,1,2", "a quarter of an hour"),
      ("1,06:00-06:15,1,1,2", "1,⌖6,1,1,2", "a quarter of an hour"),
      ("1,06:00-06:15,1,1,2", "1,06:00-06:15,⌖3,1,2", "from 1 to 2"),
      ("1,06:00-06:15,1,1,2", "1,06:00-06:15,1,⌖3,2", "at least 3 employees"),
      ("1,06:15-06:30,1,1,2", "⌖1,06:00-06:15,1,1,2", "a second cover"),
      ("2,05:45-06:00,2,0,1\n", "⌖", "Maybe the file is cut off"),
    ])
  func mistake(piece: String, wrong: String, says: String) throws {
    #expect(Self.small.contains(piece), "the piece is in the file")
    let marked = Self.small.replacing(piece, with: wrong, maxReplacements: 1)
    let before = marked.prefix { $0 != "⌖" }
    let line = before.count { $0 == "\n" } + 1
    let column = before.reversed().prefix { $0 != "\n" }.count + 1
    let refused = #expect(throws: InputRefused.self) {
      try MultiActivityFile.read(Self.file(marked.replacing("⌖", with: "")))
    }
    let problem = try #require(refused?.problems.first)
    #expect(
      problem.position == SourcePosition(file: "small.txt", line: line, column: column),
      "\(problem)")
    #expect(problem.description.contains(says), "\(problem)")
  }

  @Test("A roster is written stretch by stretch, past midnight on the day of its begin")
  func writes() {
    let bytes = MultiActivityFile.bytes(
      roster: [
        [.init(12..<28, task: 1), .init(0..<12, task: 0)],
        [.init(64..<76, task: 0), .init(76..<96, task: 1)],
      ], Self.instance)
    #expect(
      String(decoding: bytes, as: UTF8.self) == """
        employee,day,start,end,task
        Ann,1,06:00,09:00,1
        Ann,1,09:00,13:00,2
        Bob,1,22:00,01:00,1
        Bob,2,01:00,06:00,2

        """)
  }

  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "shared/data/multi-activity")

  /// Days, staff, tasks that come up, objective and breaches of the roster below as the scorer that comes
  /// with the instances tells them, and the free bound.
  @Test(
    "Public instances are read whole, and a roster of each costs what the public scorer says",
    .enabled(
      if: FileManager.default.fileExists(atPath: folder.path),
      "the public instances are not beside the package"),
    arguments: [
      ("0", 2, 3, 1, 0, 3, 0),
      ("1_7_10_1", 7, 10, 1, 1969, 145, 383),
      ("10_7_20_3", 7, 20, 3, 8765, 1288, 59),
      ("24_7_50_5", 7, 50, 5, 11271, 652, 1347),
      ("84_14_20_2", 14, 20, 2, 11456, 479, 894),
      ("156_28_20_1", 28, 20, 1, 32196, 688, 2473),
      ("72_7_150_8", 7, 150, 8, 100832, 2453, 4803),
    ])
  func shared(
    name: String, days: Int, staff: Int, tasks: Int, objective: Int, breaches: Int, bound: Int
  ) throws {
    let url = Self.folder.appending(path: name + ".txt")
    let file = InputFile(name: url.lastPathComponent, bytes: Array(try Data(contentsOf: url)))
    #expect(MultiActivityFile.isInstance(file))
    let instance = try MultiActivityFile.read(file)
    #expect(instance.days == days)
    #expect(instance.staff.count == staff)
    #expect(instance.cover.compactMap { $0 }.count == days * 96 * tasks)
    #expect(instance.freeBound == bound)
    // Most shifts lawful, some too short or too long, at forbidden hours or without rest; two tasks in
    // each, the first of which may be too short.
    let starts = [24, 30, 40, 56, 66, 80, 95, 0, 41]
    let roster = (0..<staff).map { member in
      (0..<days).flatMap { day -> [MultiActivityInstance.Stretch] in
        let first = 96 * day + starts[(3 * member + 5 * day) % 9] - 24
        let end = first + 22 + (member + 2 * day) % 20
        let cut = first + 3 + (member + day) % 8
        guard (7 * member + 5 * day) % 4 != 0, first >= 0, end <= 96 * days else { return [] }
        return [
          .init(first..<cut, task: member % tasks), .init(cut..<end, task: (member + day) % tasks),
        ]
      }
    }
    #expect(instance.objective(of: roster) == objective)
    #expect(instance.breaches(of: roster).count == breaches)
  }
}
