import Foundation
import Testing

@Suite("Results of public instances on the command line")
struct InstanceResultTests {
  /// Four people, two weeks, wishes against cover: there is something to search.
  private static let shifts: String = {
    let staff = ["Ann", "Bob", "Cem", "Dot"].map { "\($0),E=14|L=4,3360,1440,4,2,2,1\n" }
    let wishes = (0..<4).map { "\(["Ann", "Bob", "Cem", "Dot"][$0]),\(3 * $0),E,\($0 + 1)\n" }
    let cover = (0..<14).flatMap { day in
      ["E", "L"].map { "\(day),\($0),\((day + ($0 == "E" ? 1 : 0)) % 3),20,3\n" }
    }
    return """
      SECTION_HORIZON
      14
      SECTION_SHIFTS
      E,480,
      L,480,E
      SECTION_STAFF
      \(staff.joined())SECTION_DAYS_OFF
      Ann,1
      SECTION_SHIFT_ON_REQUESTS
      \(wishes.joined())SECTION_SHIFT_OFF_REQUESTS
      Bob,1,L,2
      SECTION_COVER
      \(cover.joined())
      """
  }()

  /// One day, two tasks that are wanted by turns, three people.
  private static func tasks(ann: String = "Ann,360,600") -> String {
    let cover = (1...2).flatMap { task in
      (0..<96).map { period -> String in
        let clocks = [0, 1].map { step -> String in
          let minute = (period + 24 + step) % 96 * 15
          return String(format: "%02d:%02d", minute / 60, minute % 60)
        }
        let wanted = task == 1 ? "0,1" : period / 8 % 2 == 0 ? "0,1" : "0,0"
        return "\(period < 72 ? 1 : 2),\(clocks[0])-\(clocks[1]),\(task),\(wanted)\n"
      }
    }
    return """
      SECTION_HORIZON
      1
      SECTION_TASKS
      2
      SECTION_STAFF
      \(ann)
      Bob,0,480
      Cem,360,480
      SECTION_COVER
      \(cover.joined())
      """
  }

  /// A week of a centre with two skills and agents who cannot all be where they are wanted.
  private static func write(weeksTo workspace: Workspace) throws {
    try FileManager.default.createDirectory(
      at: workspace.url.appendingPathComponent("weeks"), withIntermediateDirectories: true)
    try workspace.write(
      """
      {"name": "small", "seed": 1, "days": 7, "slot": 30, "skills": ["FR", "EN"],
      "first_start": 480, "last_start": 600, "min_span": 240, "max_span": 300,
      "break_earliest": 180, "break_latest": 330, "max_stretch": 360, "max_day": 600,
      "daily_rest": 660, "weekly_rest": 2100, "legal_week": 2880, "max_days_week": 6,
      "max_sundays": 2, "night": [1260, 360], "night_percent": 25, "sunday_percent": 50,
      "under": 900, "over": 100}
      """, to: "weeks/site.json")
    let agents = [
      "Ann,240,1200,FR,1200,000", "Bob,480,1200,FR|EN,1600,000", "Cem,0,900,EN,1300,000",
    ]
    try workspace.write(
      "agent,min_week,max_week,skills,wage,last_sundays\n" + agents.joined(separator: "\n") + "\n",
      to: "weeks/agents.csv")
    let open = ["Ann", "Bob", "Cem"].flatMap { agent in
      (0..<4).map { "\(agent),\($0),480,960\n" }
    }
    try workspace.write("agent,day,from,to\n" + open.joined(), to: "weeks/availability.csv")
    let rows = (0..<7 * 48).flatMap { slot in
      ["FR", "EN"].map { skill in
        let wanted = slot / 48 < 4 && (16..<30).contains(slot % 48)
        return "\(slot / 48),\(slot % 48),\(skill),\(wanted ? (slot / 5) % 3 : 0)\n"
      }
    }
    try workspace.write("day,slot,skill,required\n" + rows.joined(), to: "weeks/requirements.csv")
  }

  private struct Course: Decodable {
    struct Point: Decodable {
      let seconds: Double
      let stage: String
      let best: Int?
      let bound: Double?
    }
    let objective: Int
    let bound: Double
    let gap: Double
    let seconds: Double
    let iterations: Int
    let columns: Int
    let work: Int
    let seed: UInt64
    let status: String
    let course: [Point]
  }

  @Test(
    "The same work and seed give the same bytes on one thread and two, and a result for machines",
    arguments: ["shifts.txt", "tasks.txt", "weeks"])
  func repeats(_ instance: String) throws {
    let workspace = try Workspace()
    try workspace.write(Self.shifts, to: "shifts.txt")
    try workspace.write(Self.tasks(), to: "tasks.txt")
    try Self.write(weeksTo: workspace)
    func solve(_ name: String, threads: Int, seed: Int) throws -> Course {
      let run = try ReleveCommand.run(
        [
          "solve", instance, "--work", "12", "--seed", "\(seed)", "--threads", "\(threads)",
          "--out", "\(name).csv", "--json", "\(name).json", "--quiet",
        ], in: workspace)
      #expect(run.status == 0, "\(run.errors)")
      #expect(run.output.isEmpty, "\(run.output)")
      return try JSONDecoder().decode(Course.self, from: workspace.bytes("\(name).json"))
    }
    for seed in [1, 7] {
      let one = try solve("one", threads: 1, seed: seed)
      let two = try solve("two", threads: 2, seed: seed)
      #expect(try workspace.bytes("one.csv") == workspace.bytes("two.csv"), "seed \(seed)")
      #expect(one.objective == two.objective && one.bound == two.bound, "seed \(seed)")
      #expect(one.iterations == two.iterations && one.columns == two.columns, "seed \(seed)")
      for result in [one, two] {
        #expect(result.seed == UInt64(seed))
        #expect(result.bound <= Double(result.objective) && result.bound >= 0)
        let gap =
          result.objective == 0
          ? 0 : (Double(result.objective) - result.bound) / Double(result.objective)
        #expect(abs(result.gap - gap) < 1e-9)
        #expect(
          result.status == (Double(result.objective) - result.bound < 1 ? "optimal" : "feasible"))
        #expect(result.seconds > 0 && result.work == one.work)
        // The course begins with a roster or a bound and ends with the result; nothing gets worse.
        let course = result.course
        #expect(!course.isEmpty)
        #expect(course.last?.best == result.objective)
        for (before, after) in zip(course, course.dropFirst()) {
          #expect(before.seconds <= after.seconds)
          #expect(after.best ?? .max <= before.best ?? .max)
          #expect(after.bound ?? -.infinity >= before.bound ?? -.infinity)
        }
      }
    }
  }

  @Test("What is of no known format is refused with the names of all three")
  func formats() throws {
    let workspace = try Workspace()
    try workspace.write("SECTON_COVER\n", to: "table.txt")
    try workspace.write("", to: "empty.txt")
    for path in ["table.txt", "empty.txt", "."] {
      let run = try ReleveCommand.run(["solve", path], in: workspace)
      #expect(run.status == 2, "\(path): \(run.errors)")
      for format in ["shift scheduling", "multi-activity", "call-centre weeks"] {
        #expect(run.errors.contains(format), "\(path): \(run.errors)")
      }
    }
  }

  @Test("Whoever cannot work their hours on tasks is named, and the status is 3")
  func impossible() throws {
    let workspace = try Workspace()
    // Twenty hours in a day of which nobody may work as many.
    try workspace.write(Self.tasks(ann: "Ann,1200,1300"), to: "tasks.txt")
    let run = try ReleveCommand.run(
      ["solve", "tasks.txt", "--work", "5", "--out", "r.csv", "--json", "r.json"], in: workspace)
    #expect(run.status == 3, "\(run.output) \(run.errors)")
    #expect(run.errors.contains("Ann has no lawful tour"), "\(run.errors)")
    #expect(!run.errors.contains("Bob") && !run.errors.contains("Cem"), "\(run.errors)")
    #expect(!workspace.exists("r.csv") && !workspace.exists("r.json"))
  }
}
