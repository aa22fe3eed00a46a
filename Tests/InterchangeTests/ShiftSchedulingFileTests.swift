import Foundation
import Interchange
import Testing
import Workforce

@Suite("Shift scheduling instances as files")
struct ShiftSchedulingFileTests {
  static let small = """
    # two days, two shifts, two people
    SECTION_HORIZON
    2

    SECTION_SHIFTS
    # id, minutes, may not follow
    early,480,
    late,420,early|late

    SECTION_STAFF
    Ann,early=2|late=1,960,0,5,2,2,1
    Bob,late=2,840,420,4,1,1,0

    SECTION_DAYS_OFF
    Ann,1
    SECTION_SHIFT_ON_REQUESTS
    Ann,0,early,3
    SECTION_SHIFT_OFF_REQUESTS
    Bob,1,late,2
    SECTION_COVER
    0,early,1,100,1
    0,late,1,100,1
    1,early,0,100,1
    1,late,1,100,1

    """

  /// The text above, value by value.
  static let instance = ShiftSchedulingInstance(
    days: 2,
    shifts: [
      .init(id: "early", minutes: 480), .init(id: "late", minutes: 420, forbiddenNext: [0, 1]),
    ],
    staff: [
      .init(
        id: "Ann", maxShifts: [2, 1], minutes: 0...960, maxConsecutiveShifts: 5,
        minConsecutiveShifts: 2, minConsecutiveDaysOff: 2, maxWeekends: 1, daysOff: [1]),
      .init(
        id: "Bob", maxShifts: [0, 2], minutes: 420...840, maxConsecutiveShifts: 4,
        minConsecutiveShifts: 1, minConsecutiveDaysOff: 1, maxWeekends: 0),
    ],
    onRequests: [.init(member: 0, day: 0, shift: 0, weight: 3)],
    offRequests: [.init(member: 1, day: 1, shift: 1, weight: 2)],
    cover: [(0, 0, 1), (0, 1, 1), (1, 0, 0), (1, 1, 1)].map {
      .init(day: $0, shift: $1, requirement: $2, underWeight: 100, overWeight: 1)
    })

  static func file(_ text: String) -> InputFile {
    InputFile(name: "small.txt", bytes: Array(text.utf8))
  }

  @Test("A small instance is read value by value, whatever ends its lines")
  func reads() throws {
    let text = ShiftSchedulingFileTests.small
    for variant in [
      text, text.replacing("\n", with: "\r\n"), "\u{FEFF}" + text, text.replacing(",", with: " , "),
      String(text.dropLast()),
    ] {
      #expect(
        try ShiftSchedulingFile.read(ShiftSchedulingFileTests.file(variant))
          == ShiftSchedulingFileTests.instance)
    }
  }

  @Test("Sections may stand in any order; days off end with a comma or not; cover may have holes")
  func reordered() throws {
    let parts = ShiftSchedulingFileTests.small.components(separatedBy: "SECTION_")
    let backwards = parts.dropFirst().reversed().map { "SECTION_" + $0 }.joined()
    let text =
      backwards
      .replacing("Ann,1\n", with: "Ann,1,\n").replacing("0,early,1,100,1\n", with: "")
    var expected = ShiftSchedulingFileTests.instance
    expected.cover.removeFirst()
    #expect(try ShiftSchedulingFile.read(ShiftSchedulingFileTests.file(text)) == expected)
  }

  @Test(
    "The format is known by its sections",
    arguments: [
      (small, true), ("# c\r\n  SECTION_HORIZON\r\n", true), ("SECTION_COVER", true), ("", false),
      ("name: Lille\n# SECTION_STAFF\n", false), ("a,SECTION_B\n", false),
    ])
  func detected(text: String, isInstance: Bool) {
    #expect(ShiftSchedulingFile.isInstance(ShiftSchedulingFileTests.file(text)) == isInstance)
  }

  /// One piece replaced by a wrong one; `⌖` stands where the problem must be placed.
  @Test("Each mistake is told once, in its place", arguments: mistakes)
  func mistake(_ mistake: Malformed) throws {
    let whole = ShiftSchedulingFileTests.small
    #expect(whole.contains(mistake.piece), "the piece is in the file")
    let marked = whole.replacing(mistake.piece, with: mistake.wrong, maxReplacements: 1)
    let before = marked.prefix { $0 != "⌖" }
    let line = before.count { $0 == "\n" } + 1
    let column = before.reversed().prefix { $0 != "\n" }.count + 1
    let refused = #expect(throws: InputRefused.self) {
      try ShiftSchedulingFile.read(
        ShiftSchedulingFileTests.file(marked.replacing("⌖", with: "")))
    }
    let problems = refused?.problems ?? []
    #expect(problems.count == 1, "\(problems.map(\.description))")
    let problem = try #require(problems.first)
    #expect(problem.position == SourcePosition(file: "small.txt", line: line, column: column))
    #expect(problem.description.contains(mistake.says), "\(problem)")
    #expect(problem.maybe == mistake.maybe)
  }

  static let mistakes: [Malformed] = [
    ("SECTION_HORIZON\n2", "SECTION_HORIZON\n⌖0", "from 1 to 3660 days", nil),
    ("SECTION_HORIZON\n2", "SECTION_HORIZON\n⌖2 days", "found \"2 days\"", "2"),
    ("SECTION_HORIZON\n2", "⌖SECTION_HORIZON\n", "no line in SECTION_HORIZON", nil),
    ("SECTION_HORIZON\n2", "SECTION_HORIZON\n2\n⌖3", "a second horizon", nil),
    ("# two days", "⌖two days", "a section first", nil),
    ("SECTION_DAYS_OFF", "⌖SECTION_DAY_OFF", "unknown section", "SECTION_DAYS_OFF"),
    ("SECTION_DAYS_OFF", "⌖SECTION_COLOURS\nred\nSECTION_DAYS_OFF", "unknown section", nil),
    (
      "SECTION_COVER", "⌖SECTION_STAFF\nCy,,0,0,1,1,1,1\nSECTION_COVER",
      "each section once (first in line 10)", nil
    ),
    ("early,480,", "⌖early", "found 1 cell, expected the cells id, minutes", nil),
    ("early,480,", "early,⌖480m,", "from 1 to 1440 minutes", "480"),
    ("early,480,", "early,⌖-1,", "from 1 to 1440 minutes", nil),
    ("late,420,early|late", "late,420,early|⌖lat", "a shift: one of early, late", "late"),
    ("late,420,early|late", "late,420,early|⌖early", "each shift once", nil),
    ("late,420,early|late", "late,420,early|late\n⌖early,60,", "first in line 7", nil),
    ("late,420,early|late", "late,420,early|late\n⌖,60,", "an empty cell", nil),
    ("early=2|late=1", "early=2|⌖late", "as D=14", nil),
    ("early=2|late=1", "early=2|late=⌖x", "0 to 100000 shifts", nil),
    ("early=2|late=1", "early=2|⌖night=1", "a shift", nil),
    ("early=2|late=1", "early=2|⌖early=1", "each shift once", nil),
    ("Bob,late=2,840", "Bob,late=2,⌖99999999999999999999", "to 10000000 minutes", nil),
    ("840,420,4,1,1,0", "840,⌖841,4,1,1,0", "no more than the most, 840", nil),
    ("840,420,4,1,1,0", "840,420,4,⌖5,1,0", "no more than the most, 4", nil),
    ("840,420,4,1,1,0", "840,420,⌖0,1,1,0", "from 1 to", nil),
    ("Bob,late=2,840,420,4,1,1,0", "⌖Bob,late=2,840,420,4,1,1", "found 7 cells", nil),
    ("Bob,late=2", "⌖Ann,late=2,840,420,4,1,1,0\nBob,late=2", "employee \"Ann\" twice", nil),
    ("Ann,1", "⌖Anne,1", "an employee: one of Ann, Bob", "Ann"),
    ("Ann,1", "Ann,⌖2", "from 0 to 1 as a day", nil),
    ("Ann,1", "Ann,1,⌖1", "each day off once", nil),
    ("Ann,1", "Ann,⌖,1", "found \"\"", nil),
    ("Ann,0,early,3", "Ann,0,early,⌖1.5", "a whole number from 0 to 1000000", "1"),
    ("Ann,0,early,3", "Ann,0,⌖erly,3", "a shift: one of early, late", "early"),
    ("Ann,0,early,3", "Ann,0,early,3\n⌖Ann,0,early,3", "each request once", nil),
    ("Bob,1,late,2", "⌖Bob,1,late", "expected the cells employee, day, shift, weight", nil),
    ("1,late,1,100,1", "1,late,⌖-1,100,1", "from 0 to 100000 employees", nil),
    ("1,late,1,100,1", "⌖1,early,1,100,1", "each day and shift once", nil),
    ("1,late,1,100,1\n", "⌖", "cover of the first 3 of 4", "the file is cut off"),
    ("1,late,1,100,1\n", "⌖1,late,1", "found 3 cells", nil),
  ].map { Malformed("small.txt", $0, $1, $2, maybe: $3) }

  @Test("All mistakes are told together, in the order of the lines")
  func together() {
    let text = ShiftSchedulingFileTests.small
      .replacing("early,480,", with: "early,x,").replacing("Ann,1\n", with: "Any,7\n")
      .replacing("1,late,1,100,1", with: "1,lite,1,100")
    let refused = #expect(throws: InputRefused.self) {
      try ShiftSchedulingFile.read(ShiftSchedulingFileTests.file(text))
    }
    #expect(refused?.problems.map(\.position.line) == [7, 15, 15, 24])
  }

  @Test("A file cut off at any byte is refused, but for the end of its last line")
  func cutOff() throws {
    let bytes = Array(ShiftSchedulingFileTests.small.utf8)
    for count in 0..<(bytes.count - 1) {
      #expect(throws: InputRefused.self, "cut off after \(count) bytes") {
        try ShiftSchedulingFile.read(
          InputFile(name: "small.txt", bytes: Array(bytes[..<count])))
      }
    }
  }

  @Test("Bytes that are no text are refused")
  func noText() {
    let refused = #expect(throws: InputRefused.self) {
      try ShiftSchedulingFile.read(
        InputFile(name: "small.txt", bytes: Array("SECTION_HORIZON\n".utf8) + [0xFF]))
    }
    #expect(
      refused?.problems.map(\.position)
        == [SourcePosition(file: "small.txt", line: 2, column: 1)])
  }

  @Test("A roster is written as one row for a shift")
  func writes() {
    let bytes = ShiftSchedulingFile.bytes(
      tours: [[0, nil], [1, 1]], ShiftSchedulingFileTests.instance)
    #expect(
      String(decoding: bytes, as: UTF8.self)
        == "employee,day,shift\nAnn,0,early\nBob,0,late\nBob,1,late\n")
  }

  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "shared/data/shift-scheduling")

  /// A public instance with its sizes, and what a given roster of it costs and breaks.
  struct Published: CustomTestStringConvertible, Sendable {
    var number, days, staff, shifts, onRequests, offRequests, objective, breaches: Int
    var testDescription: String { "Instance\(number)" }
  }

  /// Sizes as published; cost and number of breaches of the roster in which member e works shift
  /// v = (7e + 5d + d²) mod (shifts + 3) on day d where v is a shift, as the scorer that comes with
  /// the instances tells them.
  static let published: [Published] = [
    [1, 14, 8, 1, 21, 5, 4334, 8],
    [2, 14, 14, 2, 50, 12, 2660, 53],
    [3, 14, 20, 3, 39, 25, 2396, 114],
    [4, 28, 10, 2, 52, 19, 7187, 95],
    [6, 28, 18, 3, 87, 48, 6567, 193],
    [7, 28, 20, 3, 104, 64, 6486, 214],
    [9, 28, 36, 4, 144, 88, 34153, 651],
    [10, 28, 40, 5, 210, 74, 10175, 507],
    [12, 28, 60, 10, 294, 128, 3957, 996],
    [13, 28, 120, 18, 589, 252, 150399, 2361],
    [15, 42, 45, 6, 350, 140, 12584, 1081],
    [16, 56, 20, 3, 177, 103, 12160, 419],
    [18, 84, 22, 3, 322, 92, 24873, 629],
    [20, 182, 50, 6, 1665, 653, 74116, 4442],
    [21, 182, 100, 8, 3210, 1492, 10617, 9795],
    [23, 364, 100, 16, 6549, 2861, 27193, 21184],
  ].map {
    Published(
      number: $0[0], days: $0[1], staff: $0[2], shifts: $0[3], onRequests: $0[4],
      offRequests: $0[5], objective: $0[6], breaches: $0[7])
  }

  @Test(
    "Public instances are read whole, and a roster of each costs what the public scorer says",
    .enabled(
      if: FileManager.default.fileExists(atPath: folder.path),
      "the public instances are not beside the package"),
    arguments: published)
  func shared(_ expected: Published) throws {
    let url = ShiftSchedulingFileTests.folder.appending(path: "Instance\(expected.number).txt")
    let file = InputFile(name: url.lastPathComponent, bytes: Array(try Data(contentsOf: url)))
    #expect(ShiftSchedulingFile.isInstance(file))
    let instance = try ShiftSchedulingFile.read(file)
    #expect(instance.days == expected.days)
    #expect(instance.staff.count == expected.staff)
    #expect(instance.shifts.count == expected.shifts)
    #expect(instance.onRequests.count == expected.onRequests)
    #expect(instance.offRequests.count == expected.offRequests)
    #expect(instance.cover.count == expected.days * expected.shifts)
    let tours = (0..<expected.staff).map { member in
      (0..<expected.days).map { day -> Int? in
        let shift = (7 * member + 5 * day + day * day) % (expected.shifts + 3)
        return shift < expected.shifts ? shift : nil
      }
    }
    #expect(instance.objective(of: tours) == expected.objective)
    #expect(instance.breaches(of: tours).count == expected.breaches)
  }

  @Test(
    "An optimal roster of Instance1 breaks nothing and costs the published 607",
    .enabled(
      if: FileManager.default.fileExists(atPath: folder.path),
      "the public instances are not beside the package"))
  func optimal() throws {
    let url = ShiftSchedulingFileTests.folder.appending(path: "Instance1.txt")
    let instance = try ShiftSchedulingFile.read(
      InputFile(name: "Instance1.txt", bytes: Array(try Data(contentsOf: url))))
    // A and E have one day off at the start, B at the end: fewer than two, which the edge spares.
    let tours = [
      "-DDDD--DD--DDD", "DDDDD--DD--DD-", "DDD--DDD--DD--", "DD---DDDDD----", "-DDDD--DD--DDD",
      "DDD----DDD--DD", "--DDD---DD--DD", "DD--DDD--DDD--",
    ].map { tour in tour.map { $0 == "D" ? 0 : nil as Int? } }
    #expect(instance.breaches(of: tours) == [])
    #expect(instance.objective(of: tours) == 607)
  }
}
