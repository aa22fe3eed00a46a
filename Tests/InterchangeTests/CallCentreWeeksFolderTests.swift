import Interchange
import TestSupport
import Testing
import Workforce

@Suite("Call-centre weeks as files")
struct CallCentreWeeksFolderTests {
  static let site = """
    {
     "name": "small", "seed": 1,
     "days": 7,
     "slot": 30,
     "skills": [
      "FR",
      "EN"
     ],
     "first_start": 300,
     "last_start": 1380,
     "min_span": 240,
     "max_span": 600,
     "break_earliest": 180,
     "break_latest": 330,
     "max_stretch": 360,
     "max_day": 600,
     "daily_rest": 660,
     "weekly_rest": 2100,
     "legal_week": 2880,
     "max_days_week": 6,
     "max_sundays": 2,
     "night": [1260, 360],
     "night_percent": 25,
     "sunday_percent": 50,
     "under": 6000,
     "over": 100
    }
    """
  static let agents = """
    agent,contract_h,min_week,max_week,skills,wage,last_sundays,profile
    Ann,35,1680,2520,FR|EN,1336,011,flex
    Bob,24,1200,1680,EN,1304,000,night

    """
  static let availability = """
    agent,day,from,to
    Ann,0,360,1320
    Bob,6,1200,1920

    """
  static let requirements =
    "day,slot,skill,calls,required\n"
    + (0..<7 * 48).flatMap { slot in
      ["FR", "EN"].map { "\(slot / 48),\(slot % 48),\($0),1.5,\(slot % 48 == 20 ? 2 : 0)\n" }
    }.joined()

  static let instance: CallCentreWeeks = {
    let required = (0..<7 * 48).map { $0 % 48 == 20 ? 2 : 0 }
    return CallCentreWeeks(
      name: "small", days: 7, slotMinutes: 30, skills: ["FR", "EN"],
      rules: .init(
        starts: 300...1380, spans: 240...600, breakOffsets: 180...330, maxStretch: 360,
        maxDay: 600, dailyRest: 660, weeklyRest: 2100, legalWeek: 2880, maxDaysWeek: 6,
        maxSundays: 2),
      prices: .init(
        nightStart: 1260, nightEnd: 360, nightPercent: 25, sundayPercent: 50, under: 6000,
        over: 100),
      agents: [
        .init(
          id: "Ann", weekMinutes: 1680...2520, skills: 3, wage: 1336,
          lastSundays: [false, true, true], windows: [360..<1320] + Array(repeating: nil, count: 6)),
        .init(
          id: "Bob", weekMinutes: 1200...1680, skills: 2, wage: 1304,
          windows: Array(repeating: nil, count: 6) + [1200..<1920]),
      ],
      required: [required, required])
  }()

  static let names = ["site.json", "agents.csv", "availability.csv", "requirements.csv"]

  static func files(_ change: (_ name: String, _ text: String) -> String) -> [InputFile] {
    zip(names, [site, agents, availability, requirements]).map { name, text in
      InputFile(name: name, bytes: Array(change(name, text).utf8))
    }
  }

  @Test("A small instance is read value by value, whatever ends its lines")
  func reads() throws {
    #expect(try CallCentreWeeksFolder.read(Self.files { $1 }) == Self.instance)
    #expect(
      try CallCentreWeeksFolder.read(Self.files { $1.replacing("\n", with: "\r\n") })
        == Self.instance)
    // Columns that inform only may be missing; rows may stand in any order.
    let other = Self.files { name, text in
      switch name {
      case "requirements.csv":
        let lines = text.replacing(",1.5,", with: ",").replacing("calls,", with: "")
          .split(separator: "\n")
        return ([lines[0]] + lines.dropFirst().reversed()).joined(separator: "\n")
      default: return text
      }
    }
    #expect(try CallCentreWeeksFolder.read(other) == Self.instance)
  }

  @Test("Rosters are written shift by shift, break columns empty where there is none")
  func writes() {
    typealias Shift = CallCentreWeeks.Shift
    let ann: [Shift?] = [Shift(start: 480, end: 960, pause: 720..<780)]
    let bob: [Shift?] = [Shift?](repeating: nil, count: 6) + [Shift(start: 1320, end: 1680)]
    #expect(
      String(
        decoding: CallCentreWeeksFolder.bytes(tours: [ann, bob], Self.instance), as: UTF8.self)
          == """
          agent,day,start,end,break_start,break_end
          Ann,0,480,960,720,780
          Bob,6,1320,1680,,

          """)
  }

  typealias Malformed = (file: String, piece: String, wrong: String, says: String)

  /// One piece replaced by a wrong one; `⌖` stands where the problem must be placed.
  @Test("Each mistake is told once, in its place", arguments: mistakes)
  func mistake(_ mistake: Malformed) throws {
    var place = SourcePosition(file: mistake.file)
    let files = Self.files { name, text in
      guard name == mistake.file else { return text }
      #expect(text.contains(mistake.piece), "the piece is in the file")
      let marked = text.replacing(mistake.piece, with: mistake.wrong, maxReplacements: 1)
      let before = marked.prefix { $0 != "⌖" }
      place = SourcePosition(
        file: name, line: before.count { $0 == "\n" } + 1,
        column: before.reversed().prefix { $0 != "\n" }.count + 1)
      return marked.replacing("⌖", with: "")
    }
    let refused = #expect(throws: InputRefused.self) { try CallCentreWeeksFolder.read(files) }
    let problems = refused?.problems ?? []
    #expect(problems.count == 1, "\(problems.map(\.description))")
    #expect(problems.first?.position == place)
    #expect(problems.first?.description.contains(mistake.says) == true, "\(problems)")
  }

  static let mistakes: [Malformed] = [
    ("site.json", "\"days\": 7", "\"days\": ⌖10", "whole weeks"),
    ("site.json", "\"days\": 7", "\"days\": ⌖0", "whole weeks"),
    ("site.json", "\"slot\": 30", "\"slot\": ⌖20", "15 or 30"),
    ("site.json", "\"over\": 100", "⌖\"ovr\": 100, \"over\": 100", "Maybe over?"),
    ("site.json", "{\n \"name\": \"small\",", "⌖{", "no \"name\" in the site"),
    ("site.json", "\"EN\"\n", "⌖\"FR\"\n", "each once"),
    ("site.json", "300", "⌖310", "a multiple of the slot, 30"),
    ("site.json", "\"last_start\": 1380", "\"last_start\": ⌖240", "at least first_start, 300"),
    ("site.json", "\"max_sundays\": 2", "\"max_sundays\": ⌖two", "from 0 to 4"),
    ("site.json", "[1260, 360]", "⌖[360, 1260]", "evening and morning"),
    ("site.json", "[1260, 360]", "⌖1260", "evening and morning"),
    ("site.json", "\"under\": 6000", "\"under\": ⌖-1", "from 0 to 1000000"),
    ("agents.csv", "profile", "⌖profil", "Maybe profile?"),
    ("agents.csv", "Bob,24", "⌖Ann,24,1200,1680,EN,1304,000,\nBob,24", "first in line 2"),
    ("agents.csv", "1200,1680", "1200,⌖1100", "at least min_week, 1200"),
    ("agents.csv", "1336", "⌖13.36", "a whole number"),
    ("agents.csv", "FR|EN", "⌖FR|DE", "skills joined by |, one of EN, FR"),
    ("agents.csv", ",EN,", ",⌖,", "skills joined by |"),
    ("agents.csv", "011", "⌖11", "as 010"),
    ("availability.csv", "Bob", "⌖Bobb", "Maybe Bob?"),
    ("availability.csv", "0,360,1320", "⌖7,360,1320", "from 0 to 6"),
    ("availability.csv", "1200,1920", "1200,⌖480", "Maybe 1920?"),
    ("availability.csv", "Bob,6,1200", "Ann,⌖0,1200", "each agent and day once"),
    ("requirements.csv", "0,2,FR", "0,⌖48,FR", "from 0 to 47"),
    ("requirements.csv", "0,2,FR", "0,2,⌖FRA", "Maybe FR?"),
    ("requirements.csv", "0,2,FR,1.5,0", "0,2,FR,1.5,⌖-1", "from 0 to"),
    ("requirements.csv", "0,2,FR", "⌖0,1,FR", "each day, slot and skill once"),
    ("requirements.csv", "6,47,EN,1.5,0\n", "⌖", "the first of them 6,47,EN"),
  ]

  @Test("Mistakes of all files are told together, and missing files by name")
  func together() {
    let files = Self.files { name, text in
      name == "site.json"
        ? text.replacing("6000", with: "many") : text.replacing("Ann", with: "", maxReplacements: 1)
    }
    let refused = #expect(throws: InputRefused.self) { try CallCentreWeeksFolder.read(files) }
    #expect(
      refused?.problems.map { "\($0.position)" }
        == ["agents.csv:2:1", "availability.csv:2:1", "site.json:25:11"])
    let missing = #expect(throws: InputRefused.self) {
      try CallCentreWeeksFolder.read(Array(Self.files { $1 }.dropLast()))
    }
    #expect(missing?.problems.map { "\($0.position)" } == ["requirements.csv"])
  }

  @Test(
    "Whatever is damaged, the reader answers with an instance or with problems", arguments: 0..<2)
  func mutations(part: Int) {
    var random = SplitMix64(seed: UInt64(part))
    let tokens =
      ["\"", ",", "\n", "{", "}", "[", ":", "-", "|", "0", "99999999999999999999", "é", "\0"]
      .map { Array($0.utf8) } + [[0xFF]]
    var refusals = 0
    for _ in 0..<300 {
      var files = Self.files { $1 }
      let index = Int.random(in: files.indices, using: &random)
      var bytes = files[index].bytes
      for _ in 0...Int.random(in: 0...2, using: &random) where !bytes.isEmpty {
        let place = Int.random(in: bytes.indices, using: &random)
        switch Int.random(in: 0...3, using: &random) {
        case 0: bytes.removeSubrange(place..<min(bytes.count, place + 20))
        case 1: bytes.insert(contentsOf: tokens.randomElement(using: &random)!, at: place)
        case 2: bytes[place] = UInt8.random(in: 0...255, using: &random)
        default: bytes.removeSubrange(place...)
        }
      }
      files[index] = InputFile(name: files[index].name, bytes: bytes)
      do throws(InputRefused) {
        _ = try CallCentreWeeksFolder.read(files)
      } catch {
        refusals += 1
        #expect(!error.description.isEmpty)
      }
    }
    // Some damage only changes names or numbers.
    #expect((150..<300).contains(refusals), "seed \(part): \(refusals) refused")
  }
}
