import Foundation
import Testing

@Suite("Public instances on the command line")
struct InstanceCommandTests {
  /// Two people and two shifts; each wish and each post can be met, so that the least cost is 0.
  private static let shifts = """
    SECTION_HORIZON
    7
    SECTION_SHIFTS
    E,480,
    L,480,E
    SECTION_STAFF
    Ann,E=7|L=0,2400,0,5,1,1,1
    Bob,E=0|L=7,2400,0,5,1,1,1
    SECTION_DAYS_OFF
    SECTION_SHIFT_ON_REQUESTS
    Ann,0,E,3
    SECTION_SHIFT_OFF_REQUESTS
    Bob,1,L,2
    SECTION_COVER

    """

  private static let cover = (0..<7).flatMap { day in
    ["E", "L"].map { "\(day),\($0),\(day == 2 ? 1 : 0),100,0\n" }
  }.joined()

  private static let site = """
    {"name": "small", "seed": 1, "days": 7, "slot": 30, "skills": ["FR"], "first_start": 480,
    "last_start": 600, "min_span": 240, "max_span": 300, "break_earliest": 180,
    "break_latest": 330, "max_stretch": 360, "max_day": 600, "daily_rest": 660,
    "weekly_rest": 2100, "legal_week": 2880, "max_days_week": 6, "max_sundays": 2,
    "night": [1260, 360], "night_percent": 25, "sunday_percent": 50, "under": 6000, "over": 100}
    """

  /// One of two agents must work the four hours from Monday 8:00; the other may stay at home.
  private static func write(weeksTo workspace: Workspace, minWeek: Int = 240) throws {
    try FileManager.default.createDirectory(
      at: workspace.url.appendingPathComponent("weeks"), withIntermediateDirectories: true)
    try workspace.write(site, to: "weeks/site.json")
    try workspace.write(
      """
      agent,min_week,max_week,skills,wage,last_sundays
      Ann,\(minWeek),1200,FR,1200,000
      Bob,0,1200,FR,1600,000

      """, to: "weeks/agents.csv")
    try workspace.write(
      "agent,day,from,to\nAnn,0,480,900\nBob,0,480,900\n", to: "weeks/availability.csv")
    let rows = (0..<7 * 48).map { slot in
      "\(slot / 48),\(slot % 48),FR,\((16..<24).contains(slot) ? 1 : 0)\n"
    }
    try workspace.write(
      "day,slot,skill,required\n" + rows.joined(), to: "weeks/requirements.csv")
  }

  @Test("solve tells the format by what is there")
  func solve() throws {
    let workspace = try Workspace()
    try workspace.write(Self.shifts + Self.cover, to: "shifts.txt")
    try Self.write(weeksTo: workspace)
    func solve(_ path: String) throws -> [String: Any] {
      let run = try ReleveCommand.run(
        ["solve", path, "--work", "20", "--out", "r.csv", "--json", "r.json"], in: workspace)
      #expect(run.status == 0, "\(run.errors)")
      let object = try JSONSerialization.jsonObject(with: workspace.bytes("r.json"))
      return try #require(object as? [String: Any])
    }
    let first = try solve("shifts.txt")
    #expect(first["objective"] as? Int == 0)
    #expect(first["status"] as? String == "optimal")
    #expect(try workspace.text("r.csv").hasPrefix("employee,day,shift\nAnn,0,E\n"))
    // Four hours of Ann at 12 euros.
    let second = try solve("weeks")
    #expect(second["objective"] as? Int == 4800)
    #expect(second["status"] as? String == "optimal")
    #expect((second["memoryMB"] as? Double ?? 0) > 1)
    #expect(
      try workspace.text("r.csv")
        == "agent,day,start,end,break_start,break_end\nAnn,0,480,720,,\n")
  }

  @Test("What is of no known format is refused with the formats there are")
  func formats() throws {
    let workspace = try Workspace()
    try workspace.write("name,day\n", to: "table.csv")
    for (path, found) in [
      (".", "a folder without site.json"), ("table.csv", "a file without sections"),
      ("nothing", "no such file"),
    ] {
      let run = try ReleveCommand.run(["solve", path], in: workspace)
      #expect(run.status == 2)
      #expect(run.errors.hasPrefix("\(path): found \(found)"), "\(run.errors)")
      guard path != "nothing" else { continue }
      #expect(run.errors.contains("shift scheduling (a file with sections"))
      #expect(run.errors.contains("call-centre weeks (a folder with site.json)"))
    }
  }

  @Test("Whoever cannot keep the rules is named with the rule, and the status is 3")
  func impossible() throws {
    let workspace = try Workspace()
    // Ten hours in the one shift of at most five that her window leaves room for.
    try Self.write(weeksTo: workspace, minWeek: 600)
    let run = try ReleveCommand.run(["solve", "weeks", "--out", "r.csv"], in: workspace)
    #expect(run.status == 3)
    #expect(run.errors.contains("Ann has no lawful tour"), "\(run.errors)")
    #expect(run.errors.contains("min_week 600") && !run.errors.contains("Bob"))
    #expect(!workspace.exists("r.csv"))
    // 1440 minutes are three shifts; two are allowed.
    try workspace.write(
      Self.shifts.replacing("E=7|L=0,2400,0", with: "E=2|L=0,2400,1440") + Self.cover,
      to: "shifts.txt")
    let other = try ReleveCommand.run(["solve", "shifts.txt"], in: workspace)
    #expect(other.status == 3)
    #expect(other.errors.contains("Ann has no lawful tour"), "\(other.errors)")
    #expect(other.errors.contains("least minutes 1440, most shifts of each type"))
  }

  @Test("benchmark has a row for each instance, whatever becomes of the others")
  func benchmark() throws {
    let workspace = try Workspace()
    try workspace.write(Self.shifts + Self.cover, to: "shifts.txt")
    try Self.write(weeksTo: workspace)
    try workspace.write("instance,best\nshifts,0\nweeks,4000\n", to: "best.csv")
    let run = try ReleveCommand.run(
      [
        "benchmark", "--instances", "shifts.txt,nothing.txt,weeks", "--best-known", "best.csv",
        "--time", "5s",
      ], in: workspace)
    #expect(run.status == 2)
    #expect(run.errors.contains("nothing.txt: found no such file"))
    let rows = run.output.split(separator: "\n").map { line in
      line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
    }
    try #require(rows.count == 5, "\(run.output)")
    #expect(rows[0].last == "memory MB")
    #expect(rows[2].prefix(6) == ["shifts", "0", "0", "0.00 %", "0.0", "0.00 %"])
    #expect(rows[3].prefix(3) == ["nothing", "input refused", "–"])
    // 800 above 4000.
    #expect(rows[4].prefix(6) == ["weeks", "4800", "4000", "20.00 %", "4,800.0", "0.00 %"])
    for row in [rows[2], rows[4]] { #expect(Double(row[7]).map { $0 > 1 } ?? false, "\(row)") }
  }

  @Test("benchmark of an example site has its row from a process of its own")
  func sites() throws {
    let workspace = try Workspace()
    let run = try ReleveCommand.run(
      ["benchmark", "--agents", "10", "--time", "2s"], in: workspace)
    #expect(run.status == 0, "\(run.errors)")
    let rows = run.output.split(separator: "\n")
    try #require(rows.count == 3, "\(run.output)")
    #expect(rows[0].hasPrefix("| agents | weeks | seed | ready s | first s | bound s |"))
    #expect(rows[2].hasPrefix("| 10 | 1 | 1 |"))
    #expect(rows[2].split(separator: "|").count == rows[0].split(separator: "|").count)
  }

  @Test(
    "What benchmark does not understand ends with 64",
    arguments: [
      "benchmark --agents 9", "benchmark --agents 60,x", "benchmark --seeds",
      "benchmark --best-known b.csv", "benchmark --instances ,", "benchmark --threads 0",
      "benchmark --weeks 0",
    ])
  func usage(_ line: String) throws {
    let run = try ReleveCommand.run(
      line.split(separator: " ").map(String.init), in: Workspace())
    #expect(run.status == 64, "\(run.errors)")
    #expect(run.output.isEmpty)
  }
}
