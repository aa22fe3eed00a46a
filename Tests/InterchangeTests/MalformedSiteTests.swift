import Interchange
import Testing
import Workforce

/// One piece of the small site replaced by a wrong one; `⌖` stands where the problem must be
/// placed.
struct Malformed: CustomTestStringConvertible, Sendable {
  var file: String
  var piece: String
  var wrong: String
  /// A part of the problem's text.
  var says: String
  var maybe: String?

  init(_ file: String, _ piece: String, _ wrong: String, _ says: String, maybe: String? = nil) {
    self.file = file
    self.piece = piece
    self.wrong = wrong
    self.says = says
    self.maybe = maybe
  }

  var testDescription: String { "\(file): \(wrong)" }
}

@Suite("Malformed sites are refused with place, reason and guess")
struct MalformedSiteTests {
  @Test("Each mistake is told once, in its place", arguments: all)
  func mistake(_ mistake: Malformed) throws {
    let whole = try #require(SmallSite.files[mistake.file])
    #expect(whole.contains(mistake.piece), "the piece is in the file")
    let marked = whole.replacing(mistake.piece, with: mistake.wrong, maxReplacements: 1)
    let before = marked.prefix { $0 != "⌖" }
    let line = before.count { $0 == "\n" } + 1
    let column = before.reversed().prefix { $0 != "\n" }.count + 1
    let text = marked.replacing("⌖", with: "")
    let refused = #expect(throws: InputRefused.self) {
      try SiteFolder.read(SmallSite.inputs([mistake.file: text]))
    }
    let problems = refused?.problems ?? []
    #expect(problems.count == 1, "\(problems.map(\.description))")
    let problem = try #require(problems.first)
    #expect(problem.position == SourcePosition(file: mistake.file, line: line, column: column))
    #expect(problem.description.contains(mistake.says), "\(problem)")
    #expect(problem.maybe == mistake.maybe)
  }

  static let all: [Malformed] = yaml + agents + calls + callsSection + others

  static let yaml: [Malformed] = [
    Malformed(
      "site.yaml", "name: Lille", "⌖nam: Lille\nname: Lille", "unknown key \"nam\"",
      maybe: "name"),
    Malformed("site.yaml", "name: Lille\n", "⌖", "no \"name\" in the site"),
    Malformed(
      "site.yaml", "Europe/Paris", "⌖Europe/Pariss", "found \"Europe/Pariss\"",
      maybe: "Europe/Paris"),
    Malformed(
      "site.yaml", "france", "⌖alsace-mosel", "expected one of",
      maybe: "alsace-moselle"),
    Malformed(
      "site.yaml", "    minimum_agents: 2\n",
      "    minimum_agents: 2\n    ⌖minimun_agents: 3\n", "unknown key", maybe: "minimum_agents"),
    Malformed(
      "site.yaml", "    shrinkage: 12\n", "    shrinkage: 12\n    ⌖shrinkage: 13\n",
      "the key \"shrinkage\" twice"),
    Malformed("site.yaml", "{share: 80, within", "{⌖share: 80, \"share\": 90, within", "twice"),
    Malformed("site.yaml", "shrinkage: 12", "shrinkage: ⌖12%", "percentage", maybe: "12"),
    Malformed("site.yaml", "shrinkage: 12", "shrinkage: ⌖.nan", "found \".nan\""),
    Malformed("site.yaml", "shrinkage: 12", "shrinkage: ⌖-3", "from 0 to 90"),
    Malformed("site.yaml", "handle_time: 320", "handle_time: ⌖.inf", "seconds from 1"),
    Malformed("site.yaml", "handle_time: 320", "handle_time: ⌖[320]", "found a list"),
    Malformed("site.yaml", "max_occupancy: 88", "max_occupancy: ⌖0.88", "from 1 to 100"),
    Malformed("site.yaml", "minimum_agents: 2", "minimum_agents: ⌖2.5", "whole number"),
    Malformed(
      "site.yaml", "overstaffing: 2.00}", "overstaffing: 2.00, below_minimum: ⌖59.99}",
      "no less than the understaffing"),
    Malformed(
      "site.yaml", "overstaffing: 2.00}", "overstaffing: 2.00, below_minimum: ⌖much}",
      "euros for an agent-hour"),
    Malformed("site.yaml", "{share: 80, within_seconds: 20}", "⌖80/20", "share, within_seconds"),
    Malformed("site.yaml", "{share: 80, within", "{share: ⌖100, within", "from 1 to 99.9"),
    Malformed("site.yaml", "{mon-sun: 00:00-24:00}", "{mon-sun: ⌖00:00-25:00}", "within the day"),
    Malformed(
      "site.yaml", "{mon-sun: 00:00-24:00}", "{⌖mon-son: 00:00-24:00}", "weekdays",
      maybe: "mon-sun"),
    Malformed(
      "site.yaml", "{mon-sun: 00:00-24:00}",
      "{mon-sun: 00:00-24:00, ⌖sat: 08:00-12:00}", "each weekday once"),
    Malformed("site.yaml", "\"13:00-18:00\"", "⌖\"11:00-18:00\"", "in order"),
    Malformed("site.yaml", "\"13:00-18:00\"", "⌖\"13:10-18:00\"", "by 30 minutes"),
    Malformed("site.yaml", "holidays: closed", "holidays: ⌖shut", "open or closed"),
    Malformed(
      "site.yaml", "    sunday_basis: {article: R3132-5, line: \"assistance téléphonique\"}\n",
      "    sunday_basis: ⌖none\n", "queue support open on Sunday without a Sunday basis"),
    Malformed(
      "site.yaml", "  sales:\n    skill: sales\n    opening:\n      mon-fri:",
      "  ⌖sales:\n    skill: sales\n    opening:\n      mon-sun:", "queue sales open on Sunday"),
    Malformed("site.yaml", "R3132-5", "⌖R3132-55", "R3132-5, L3132-20 or L3134-2"),
    Malformed(
      "site.yaml", "{article: R3132-5, line: \"assistance téléphonique\"}",
      "{article: L. 3132-20, order: 12, from: 2026-06-01, until: ⌖2026-05-31, agreement: a}",
      "on or after 2026-06-01"),
    Malformed(
      "site.yaml", "{article: R3132-5, line: \"assistance téléphonique\"}",
      "{article: L3132-20, order: 12, from: ⌖2026-02-29, until: 2026-05-31, agreement: a}", "a date"
    ),
    Malformed(
      "site.yaml", "contracts:",
      "  chat: {skill: ⌖sale, opening: {mon: 8h-9h}, service_level: {share: 80, within_seconds: 20}}\ncontracts:",
      "which no agent has", maybe: "sales"),
    Malformed(
      "site.yaml", "{weekly_hours: 24h}", "{weekly_hours: ⌖24 hours}", "hours a week",
      maybe: nil),
    Malformed("site.yaml", "[32h, 39h]", "[32h, ⌖30h]", "at least 32h"),
    Malformed("site.yaml", "[32h, 39h]", "⌖[32h, 35h, 39h]", "a list of 3"),
    Malformed("site.yaml", "full_time: true", "full_time: ⌖maybe", "true or false"),
    Malformed("site.yaml", "days: mon-sun", "days: ⌖mon-sunday", "weekdays"),
    Malformed("site.yaml", "[\"06:00\", 11h00]", "[⌖\"25:00\", 11h00]", "00:00 to 23:59"),
    Malformed("site.yaml", "[\"06:00\", 11h00]", "[\"06:00\", ⌖\"5:60\"]", "00:00 to 23:59"),
    Malformed("site.yaml", "step: 30", "step: ⌖0", "5 to 240"),
    Malformed(
      "site.yaml", "[\"3:00\", \"5:30\"]", "⌖[\"6:30\", \"6:40\"]",
      "within the shortest shift (07:00)"),
    Malformed("site.yaml", "  night: {start", "  ⌖off: {start", "off is a day without a shift"),
    Malformed("site.yaml", "overtime: [25, 50]", "overtime: ⌖[25]", "two percentages"),
    Malformed("site.yaml", "overtime: [25, 50]", "overtime: [⌖9, 50]", "10 (the law's least)"),
    Malformed("site.yaml", "to: \"06:00\"", "to: ⌖\"23:00\"", "passes midnight"),
    Malformed("site.yaml", "60.00", "⌖-60", "euros for an agent-hour"),
    Malformed("site.yaml", "{hours: 11}", "{hours: ⌖{min: 11}}", "a plain value"),
    Malformed("site.yaml", "name: Lille", "name: ⌖&x Lille", "an anchor"),
    Malformed("site.yaml", "step: 30", "step: ⌖*x", "an alias"),
    Malformed("site.yaml", "step: 30", "step: ⌖!!int 30", "a tag"),
    Malformed("site.yaml", "{hours: 11}", String(repeating: "[", count: 16) + "⌖[", "too deeply"),
    Malformed("site.yaml", "name: Lille", "name: \"a\"\n⌖: :b", "not YAML"),
    Malformed("site.yaml", "name: Lille", "name: Lille\n⌖\tx: 1", "not YAML"),
  ]

  static let agents: [Malformed] = [
    Malformed(
      "agents.csv", "full-time,support|", "⌖full time,support|", "found \"full time\"",
      maybe: "full-time"),
    Malformed("agents.csv", "support|sales", "⌖support|sale", "skills joined by |", maybe: "sales"),
    Malformed("agents.csv", "A3,", "⌖A1,", "each agent once (first in line 2)"),
    Malformed("agents.csv", "A3,", "⌖,", "an empty cell"),
    Malformed("agents.csv", "12.50", "⌖-12.50", "euros an hour"),
    Malformed("agents.csv", "12.50", "⌖nan", "euros an hour"),
    Malformed("agents.csv", "12.50", "⌖1e999", "euros an hour"),
    Malformed("agents.csv", ",13,", ",⌖\"1,300\",", "a decimal dot"),
    Malformed("agents.csv", "yes", "⌖perhaps", "yes or no"),
    Malformed("agents.csv", "1990-02-28", "⌖1990-02-30", "a date of the calendar"),
    Malformed(
      "agents.csv", "mon-sun 20:00-32:00", "⌖mon-sun 20:00-08:00", "one window a weekday",
      maybe: "20:00-32:00"),
    Malformed(
      "agents.csv", "mon-fri 07:00-20:00|sat 08", "⌖mon-fri 07:00-20:00|fri 08",
      "one window a weekday"),
    Malformed(
      "agents.csv", "mon-fri 07:00-20:00|sat 08:00-16:00", "⌖mon-fri 07:00-11:00",
      "agent A2, whom no shift fits"),
    Malformed(
      "agents.csv", "mon-fri 07:00-20:00|sat 08:00-16:00", "⌖mon 07:00-20:00",
      "agent A2, whose shifts make at most 8h15 a week, expected at least 24h00"),
    Malformed(
      "agents.csv", "team,", "⌖teem,", "unknown column", maybe: "team"),
    Malformed("agents.csv", "\"12,75\"", "⌖\"12,75", "never closed"),
  ]

  static let calls: [Malformed] = [
    Malformed("calls.csv", "support,4", "⌖suport,4", "one of sales, support", maybe: "support"),
    Malformed("calls.csv", ",4,", ",⌖-4,", "0 or more"),
    Malformed("calls.csv", ",4,", ",⌖inf,", "0 or more"),
    Malformed("calls.csv", ",4,310", ",4,⌖x", "seconds from 0"),
    Malformed(
      "calls.csv", "2026-10-24T23:30,sales", "⌖2026-10-24T23:41,sales",
      "start of an interval of 5, 10, 15, 20, 30 or 60 minutes"),
    Malformed("calls.csv", "2026-10-24T23:30,sales", "⌖2026-10-24T25:00,sales", "00:00 to 23:59"),
    Malformed("calls.csv", "2026-10-24T23:30,sales", "⌖2026-10-24T23:30:15,sales", "whole minutes"),
    Malformed("calls.csv", "2026-10-24T23:30,sales", "⌖2026-02-30T23:30,sales", "a date and time"),
    Malformed(
      "calls.csv", "2026-10-24T23:30,sales", "⌖2026-03-29T02:30,sales",
      "spring skips this hour"),
    Malformed(
      "calls.csv", "2026-10-24T23:30,sales", "⌖2026-10-24T23:30+01:00,sales",
      "the UTC offset +02:00 (two time zones are mixed: 2 rows have none)"),
    Malformed(
      "calls.csv", "2026-10-25T02:00+02:00", "⌖2026-10-25T02:00+03:00",
      "the UTC offset +02:00 or +01:00"),
    Malformed(
      "calls.csv", "2026-10-25T02:30+02:00", "⌖2026-10-25T02:00+02:00",
      "each time once for a queue (first in line 4)"),
    Malformed(
      "calls.csv", "2026-10-25T03:00:00", "⌖2026-10-24T03:00",
      "in the order of time (the row before it is 2026-10-25T02:30)",
      maybe: "the file is to be sorted by start"),
    Malformed("calls.csv", "2026-10-24T23:30,sales,2,", "⌖2026-10-24T23:30,sales,2", "3 cells"),
  ]

  /// Mistakes in `calls:`, each behind a section that says nothing else.
  static let callsSection: [Malformed] = [
    ("format: ⌖genesis-cloud", "one of amazon-connect, asterisk-queue-log", "genesys-cloud"),
    ("⌖formt: plain", "unknown key", "format"),
    ("columns: {⌖ofered: x}", "unknown key", "offered"),
    ("columns: {offered: ⌖[x]}", "the name of a column", nil),
    ("times: ⌖utcc", "one of local, utc", "utc"),
    ("zone: ⌖Europe/Lisboa", "a time zone", "Europe/Lisbon"),
    ("handle_time: ⌖median", "one of mean, total", "mean"),
    ("missing: ⌖nil", "one of unknown, zero", nil),
    ("duplicates: ⌖first", "one of last, refused", nil),
    ("media: ⌖[]", "at least one medium", nil),
    ("queues: {Hotline: ⌖suport}", "one of sales, support", "support"),
    ("{format: asterisk-queue-log, columns: ⌖{start: x}}", "no columns", nil),
  ].map { piece, says, maybe in
    let section = piece.hasPrefix("{") ? piece : "{\(piece)}"
    return Malformed(
      "site.yaml", "name: Lille\n", "calls: \(section)\nname: Lille\n", says, maybe: maybe)
  }

  static let others: [Malformed] = [
    Malformed("absences.csv", "27/11/2026", "⌖22/11/2026", "on or after 2026-11-23"),
    Malformed("absences.csv", "A1", "⌖B1", "an agent of agents.csv"),
    Malformed("wishes.csv", "day,7.5", "⌖dau,7.5", "one of day, night, off", maybe: "day"),
    Malformed("wishes.csv", "7.5", "⌖-1", "euros from 0"),
    Malformed(
      "events.csv", "campaign", "⌖campain", "one of campaign, closure, holiday, other",
      maybe: "campaign"),
    Malformed("events.csv", "sales", "⌖saless", "one of sales, support", maybe: "sales"),
    Malformed("events.csv", "1.25", "⌖25 %", "a factor from 0"),
    Malformed("events.csv", "campaign,1.25", "closure,⌖0.5", "use other with effect 0.5"),
    Malformed(
      "events.csv", "kind,effect\n2026-11-27,sales,campaign,1.25",
      "kind,to\n2026-11-27,sales,campaign,⌖2026-11-26",
      "a day from 2026-11-27 to a year later"),
    Malformed("published/2026-W47.csv", "12:00-12:45", "⌖12:45-12:00", "in order"),
    Malformed("published/2026-W47.csv", ",435", ",⌖480", "435 minutes"),
  ]
}
