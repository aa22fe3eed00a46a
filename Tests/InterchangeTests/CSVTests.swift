import Interchange
import TestSupport
import Testing
import Workforce

@Suite("CSV in and out")
struct CSVTests {
  static func table(_ text: String) -> (table: CSVTable?, problems: [String]) {
    table(bytes: Array(text.utf8))
  }

  static func table(bytes: [UInt8]) -> (table: CSVTable?, problems: [String]) {
    var problems = ProblemList()
    let table = CSVTable(InputFile(name: "t.csv", bytes: bytes), problems: &problems)
    return (table, problems.problems.map(\.description))
  }

  static func cells(_ table: CSVTable?) -> [[String]] {
    guard let table else { return [] }
    return (0..<table.rowCount).map { row in
      table.header.indices.map { table.text(row: row, column: $0) }
    }
  }

  @Test(
    "The same cells come out of every dialect",
    arguments: [
      "agent,note\nA1,\"x, \"\"y\"\"\nz\"\nA2,\n", "agent;note\r\nA1;\"x, \"\"y\"\"\nz\"\r\nA2;",
      "\u{FEFF}Agent,Note\nA1,\"x, \"\"y\"\"\nz\"\n\n,\nA2,\n",
      "agent , note\n A1 ,\"x, \"\"y\"\"\nz\"\nA2,\"\"",
    ])
  func dialects(text: String) {
    let (table, problems) = CSVTests.table(text)
    #expect(problems.isEmpty)
    #expect(table?.header == ["agent", "note"])
    #expect(CSVTests.cells(table) == [["A1", "x, \"y\"\nz"], ["A2", ""]])
  }

  @Test(
    "Cells know their line and column, counted in characters, also after a line break in a cell")
  func positions() throws {
    let (table, _) = CSVTests.table("a,b,c\né😀,\"x\ny\",z\nq,r,s\n")
    let cells = try #require(table)
    #expect("\(cells.position(row: -1, column: 2))" == "t.csv:1:5")
    #expect("\(cells.position(row: 0, column: 1))" == "t.csv:2:4")
    // The second cell ends on line 3 with y and a quotation mark; a comma follows, then z.
    #expect("\(cells.position(row: 0, column: 2))" == "t.csv:3:4")
    #expect("\(cells.position(row: 1, column: 0))" == "t.csv:4:1")
  }

  @Test(
    "What cannot be cut into cells is refused with its place",
    arguments: [
      ("a,b\n1,\"2\n3,4\n", "t.csv:2:3: found a quotation mark that is never closed"),
      ("a,b\n1,2\"\n", "t.csv:2:4: found a quotation mark inside a cell"),
      ("a,b\n\"1\"x,2\n", "t.csv:2:4: found text after a closing quotation mark"),
      ("a,b\n1,2,3\n", "t.csv:2:1: found 3 cells, expected 2 cells. Maybe a comma inside a cell"),
      ("a;b\n1;2\n3\n", "t.csv:3:1: found 1 cell, expected 2 cells."),
      ("a,b\n1,2\u{0}\n", "t.csv:2:4: found a NUL byte"),
      ("a,b\n1\r2,3\n", "t.csv:2:2: found a carriage return inside a cell"),
      ("", "t.csv:1:1: found an empty file"), ("\n\n", "t.csv:1:1: found an empty file"),
    ])
  func refusals(text: String, message: String) {
    let problems = CSVTests.table(text).problems
    #expect(problems.count == 1)
    #expect(problems.first?.hasPrefix(message) == true, "\(problems)")
  }

  @Test("Bytes of other encodings are refused at the first of them")
  func encodings() {
    let latin = CSVTests.table(bytes: Array("agent\nR".utf8) + [0xE9, 0x6D, 0x69])
    #expect(latin.table == nil)
    #expect(latin.problems.first?.hasPrefix("t.csv:2:2: found a byte that is not UTF-8") == true)
    #expect(latin.problems.first?.contains("Windows-1252") == true)
    let utf16 = CSVTests.table(bytes: [0xFF, 0xFE, 0x61, 0x00])
    #expect(utf16.problems.first?.contains("UTF-16") == true)
  }

  @Test("A cell above one megabyte is refused, one of a megabyte is not")
  func largeCells() {
    let megabyte = String(repeating: "x", count: 1 << 20)
    #expect(CSVTests.table("a\n\(megabyte)\n").problems.isEmpty)
    let refused = CSVTests.table("a\n\(megabyte)x\n").problems
    #expect(refused.first?.hasPrefix("t.csv:2:1: found a cell of 1048577 bytes") == true)
  }

  @Test("Missing, unknown and doubled columns are named, with a guess")
  func columns() throws {
    let (table, _) = CSVTests.table("agent,contrat,team,team\nA,b,c,d\n")
    var problems = ProblemList()
    let found = try #require(table).columns(
      required: ["agent", "contract"], optional: ["team"], problems: &problems)
    #expect(found == nil)
    #expect(
      problems.problems.map { "\($0)" } == [
        "t.csv:1:7: found the unknown column \"contrat\", expected one of agent, contract, team."
          + " Maybe contract?",
        "t.csv:1:20: found a second column \"team\", expected each column once.",
        "t.csv:1:1: found no column \"contract\", expected the columns agent, contract."
          + " Maybe contrat?",
      ])
  }

  @Test("Any text survives writing and reading, in both styles", arguments: CSVStyle.allCases)
  func roundTrip(style: CSVStyle) {
    var random = SplitMix64(seed: 11)
    let alphabet = Array("ab;,\"\n\r\t '=+-@é😀|.0")
    var texts: [[String]] = []
    for _ in 0..<500 {
      texts.append(
        (0..<3).map { _ in
          String(
            (0..<Int.random(in: 0...5, using: &random)).map { _ in
              alphabet.randomElement(using: &random)!
            })
        })
    }
    var writer = CSVWriter(style: style, columns: ["x", "y", "z"])
    // A first cell that is never empty keeps the row from being passed over as blank.
    for row in texts {
      writer.text("k" + row[0])
      writer.text(row[1])
      writer.text(row[2])
      writer.endRow()
    }
    let (table, problems) = CSVTests.table(bytes: writer.bytes)
    #expect(problems.isEmpty)
    #expect(CSVTests.cells(table) == texts.map { ["k" + $0[0], $0[1], $0[2]] }, "seed 11")
  }

  @Test("Formulas are neutralised, numbers are not, and decimals are rounded half away from zero")
  func formulas() {
    var writer = CSVWriter(style: .excelFrench, columns: ["t", "n", "d"])
    writer.text("=HYPERLINK(1)")
    writer.number(-2.0005, decimals: 3)
    writer.day(Day("2026-11-23")!)
    writer.endRow()
    writer.text("+33;1")
    writer.number(.nan, decimals: 1)
    writer.integer(-4)
    writer.endRow()
    // -2.0005 × 1000 is 2000.5 in doubles, which rounds away from zero to 2001.
    let expected =
      "\u{FEFF}t;n;d\r\n'=HYPERLINK(1);-2,001;23/11/2026\r\n\"'+33;1\";;-4\r\n"
    #expect(String(decoding: writer.bytes, as: UTF8.self) == expected)
  }

  @Test("A thousand problems of a file are told one by one, the others counted")
  func manyProblems() {
    let rows = String(repeating: "1,2,3\n", count: 1500)
    var problems = ProblemList()
    _ = CSVTable(InputFile(name: "t.csv", bytes: Array(("a,b\n" + rows).utf8)), problems: &problems)
    let refused = #expect(throws: InputRefused.self) { try problems.refuse() }
    #expect(refused?.problems.count == 1001)
    #expect(refused?.problems.first?.found == "500 further problems")
  }
}
