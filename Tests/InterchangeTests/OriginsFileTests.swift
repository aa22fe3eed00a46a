import Interchange
import Testing
import Workforce

@Suite("Files of periods to forecast")
struct OriginsFileTests {
  static let header = "task,file,series_id,origin,train_from,end_exclusive,slot_minutes\n"
  static let row = "t,a.csv,line,2003-08-18T00:00:00,2003-03-03T07:00:00,2003-08-25T00:00:00,60\n"

  static func read(_ text: String) throws -> [OriginsFile.Row] {
    try OriginsFile.read(InputFile(name: "o.csv", bytes: Array(text.utf8)))
  }

  @Test("Rows keep their order; columns that are not needed are ignored")
  func rows() throws {
    let other = Self.row.replacing("2003-08-18", with: "2003-08-19").replacing("t,", with: "u,")
    let rows = try Self.read(Self.header + Self.row + other)
    #expect(rows.map(\.task) == ["t", "u"])
    #expect(rows[0].file == "a.csv" && rows[0].series == "line")
    #expect(rows[0].origin == LocalMoment(day: Day("2003-08-18")!, minute: 0))
    #expect(rows[0].from == LocalMoment(day: Day("2003-03-03")!, minute: 420))
    #expect(rows[0].end == LocalMoment(day: Day("2003-08-25")!, minute: 0))
  }

  // The series begins at column 9 of the row; times of 19 characters at 14, 34 and 54.
  @Test(
    "What cannot be used is told with its place",
    arguments: [
      ("2003-03-03T07:00:00", "2003-08-18T00:00:00", "o.csv:2:34: found \"2003-08-18T00:00:00\""),
      ("2003-08-25", "2003-08-17", "o.csv:2:54: found \"2003-08-17T00:00:00\""),
      ("2003-08-25", "2005-08-25", "expected a time after the origin, within 366 days"),
      ("2003-08-18T00", "2003-08-32T00", "o.csv:2:14: found \"2003-08-32T00:00:00\""),
      ("line", "", "o.csv:2:9: found an empty cell"),
    ])
  func refused(_ old: String, _ new: String, _ message: String) {
    let text = Self.header + Self.row.replacing(old, with: new)
    let refusal = #expect(throws: InputRefused.self) { try Self.read(text) }
    #expect(refusal?.description.contains(message) == true, "\(refusal as Any)")
  }

  @Test("A file without rows, or without a column, is refused")
  func empty() {
    for text in [Self.header, Self.header.replacing("origin", with: "orgin") + Self.row] {
      #expect(throws: InputRefused.self) { try Self.read(text) }
    }
  }
}
