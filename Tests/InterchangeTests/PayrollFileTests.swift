import Interchange
import TestSupport
import Testing

@Suite("payroll.csv, and what site.yaml says about pay")
struct PayrollFileTests {
  private static let payroll = Payroll(lines: [
    PayLine(
      agent: "A;1, \"x\"", week: Week("2026-W53")!, code: .overtimeFurther, minutes: 75,
      percent: 150,
      cents: 2226),
    PayLine(
      agent: "=A2", week: Week("2026-W01")!, code: .base, minutes: 2100, percent: 100, cents: 42_000
    ),
    PayLine(
      agent: "=A2", week: Week("2026-W01")!, code: .paidBreak, minutes: 20, percent: 100, cents: 0),
  ])

  private static func read(_ bytes: [UInt8]) throws -> Payroll {
    var payroll: Payroll?
    try WholeFileTests.inFolder { folder in
      try WholeFile.write(bytes, to: folder + "/p.csv")
      payroll = try PayrollFile.read(at: folder + "/p.csv")
    }
    return try #require(payroll)
  }

  @Test("A payroll reads back as it was written", arguments: CSVStyle.allCases)
  func roundTrip(style: CSVStyle) throws {
    #expect(try Self.read(PayrollFile.bytes(Self.payroll, style: style)) == Self.payroll)
  }

  @Test("The columns, and nothing but whole numbers")
  func columns() {
    let text = String(decoding: PayrollFile.bytes(Self.payroll), as: UTF8.self)
    #expect(
      text == """
        agent,week,code,minutes,rate_percent,cents
        '=A2,2026-W01,base,2100,100,42000
        '=A2,2026-W01,paid-break,20,100,0
        "A;1, ""x""\",2026-W53,overtime-further,75,150,2226

        """)
  }

  @Test(
    "A row that is no line of a payroll is refused where it stands",
    arguments: [
      ("a,2026-W54,base,1,100,1", "p.csv:2:3: found \"2026-W54\""),
      ("a,2026-W48,bas,1,100,1", "p.csv:2:12: found \"bas\""),
      ("a,2026-W48,base,-1,100,1", "p.csv:2:17: found \"-1\""),
      ("a,2026-W48,base,1,100,1.5", "p.csv:2:23: found \"1.5\""),
      (",2026-W48,base,1,100,1", "p.csv:2:1: found an empty cell"),
      ("a,2026-W48,base,1,100,1\na,2026-W48,base,2,100,2", "p.csv:3:12: found \"base\""),
    ])
  func refusals(row: String, message: String) {
    let text = "agent,week,code,minutes,rate_percent,cents\n\(row)\n"
    let refused = #expect(throws: InputRefused.self) { try Self.read(Array(text.utf8)) }
    #expect(refused?.description.contains(message) == true, "\(refused?.description ?? "")")
    #expect(refused?.problems.count == 1)
  }

  // MARK: site.yaml

  private static func site(_ old: String, _ new: String) throws -> Site {
    let text = try #require(SmallSite.files["site.yaml"])
    try #require(text.contains(old))
    return try SiteFolder.read(
      SmallSite.inputs(["site.yaml": text.replacing(old, with: new)]))
  }

  @Test("Cumulation and paid breaks are as the file says, and as ever where it is silent")
  func terms() throws {
    for cumulation in Pay.Cumulation.allCases {
      let site = try Self.site(
        "sunday_percent: 50", "sunday_percent: 50, cumulation: \(cumulation.rawValue)")
      #expect(site.pay.cumulation == cumulation)
    }
    let silent = try SiteFolder.read(SmallSite.inputs())
    #expect(silent.pay.cumulation == .nightOnTop)
    #expect(silent.shiftKinds[0].pause?.isPaid == false)
    #expect(
      try Self.site("{minutes: 45,", "{paid: yes, minutes: 45,").shiftKinds[0].pause?.isPaid == true
    )
    #expect(
      try Self.site("{minutes: 45,", "{paid: no, minutes: 45,").shiftKinds[0].pause?.isPaid == false
    )
  }

  @Test(
    "Terms of pay that are none are refused, with what may stand there",
    arguments: [
      ("sunday_percent: 50", "sunday_percent: 50, cumulation: hihgest", "\"hihgest\"", "highest"),
      ("sunday_percent: 50", "sunday_percent: 50, cumulation: [sum]", "a list", "night-on-top"),
      ("{minutes: 45,", "{paid: half, minutes: 45,", "\"half\"", "true or false"),
    ])
  func badTerms(old: String, new: String, found: String, expected: String) {
    let refused = #expect(throws: InputRefused.self) { try Self.site(old, new) }
    #expect(refused?.problems.count == 1)
    #expect(
      refused?.description.contains("found \(found)") == true, "\(refused?.description ?? "")")
    #expect(refused?.description.contains(expected) == true)
  }
}
