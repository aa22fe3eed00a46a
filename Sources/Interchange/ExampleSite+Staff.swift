internal import Workforce

/// The people of the example, and their absences and wishes.
extension ExampleSite {
  /// What an agent's life outside work allows.
  enum Profile {
    /// Takes nights and Sundays, in both skills.
    case night
    /// Free at all times.
    case flexible
    /// While the school is open.
    case parent
    /// Evenings and weekends.
    case student

    var availability: String {
      switch self {
      case .night, .flexible: ""
      case .parent: "mon-fri 08:00-17:00|sat 08:00-18:00"
      case .student: "mon-fri 16:00-23:00|sat-sun 08:00-23:00"
      }
    }
  }

  struct Person {
    var id: String
    var profile: Profile
    var contract: String
    var skills: [String]
    var team: String
    var wage: Int
    var takesSundays: Bool
  }

  /// Minutes a week of each contract.
  static let contractMinutes = [
    "full-time-35": 35 * 60, "part-time-30": 30 * 60, "part-time-24": 24 * 60,
  ]

  private static let teams = ["Mistral", "Tramontane", "Sirocco", "Autan", "Galerne", "Noroit"]

  /// Shares are fixed, not drawn, so that every seed gives a centre that can be staffed.
  func staff(_ random: inout SplitMix64) -> [Person] {
    // Two people for 63 night hours a week are 126 hours, three and a half contracts; with weekends off
    // and leave that takes six people.
    let nights = max(isSmall ? 4 : 6, (agentCount * 11 + 99) / 100)
    let students = agentCount / 10
    let parents = agentCount * 15 / 100
    let flexible = agentCount - nights - students - parents
    var profiles =
      Array(repeating: Profile.night, count: nights)
      + Array(repeating: .student, count: students) + Array(repeating: .parent, count: parents)
    profiles += Array(repeating: .flexible, count: flexible)
    // Three in five take Sundays (two in three in a small centre): nights and students, then
    // others.
    let sundays = isSmall ? (agentCount * 2 + 2) / 3 : agentCount * 3 / 5
    var sundaysLeft = max(0, sundays - nights - students)
    var people: [Person] = []
    for (index, profile) in profiles.enumerated() {
      var takesSundays = profile == .night || profile == .student
      if profile == .flexible, sundaysLeft > 0 {
        takesSundays = true
        sundaysLeft -= 1
      }
      let skills = skills(profile, index)
      let wage = 1220 + (skills.count - 1) * 60 + Int.random(in: 0...30, using: &random) * 10
      people.append(
        Person(
          id: "", profile: profile, contract: contract(profile, index), skills: skills, team: "",
          wage: wage, takesSundays: takesSundays))
    }
    people.shuffle(using: &random)
    let width = max(3, String(agentCount).utf8.count)
    let teamCount = max(1, min(ExampleSite.teams.count, (agentCount + 14) / 15))
    for index in people.indices {
      people[index].id = "A" + (index + 1).padded(width)
      people[index].team = ExampleSite.teams[index % teamCount]
    }
    return people
  }

  private func contract(_ profile: Profile, _ index: Int) -> String {
    switch profile {
    case .night: "full-time-35"
    case .student: "part-time-24"
    case .parent: index % 3 == 0 ? "part-time-24" : "part-time-30"
    case .flexible: index % 8 == 0 ? "part-time-30" : "full-time-35"
    }
  }

  /// In ten people by day: four know support alone, two sales alone, four both.
  private func skills(_ profile: Profile, _ index: Int) -> [String] {
    if profile == .night { return ["support", "sales"] }
    switch index % 10 {
    case 0, 3, 5, 8: return ["support"]
    case 2, 6: return ["sales"]
    default: return ["support", "sales"]
    }
  }

  func agentsFile(_ people: [Person]) -> [UInt8] {
    var table = CSVWriter(
      style: .plain,
      columns: [
        "agent", "contract", "skills", "team", "hourly_wage", "sunday", "night", "birth_date",
        "available",
      ])
    for person in people {
      table.text(person.id)
      table.text(person.contract)
      table.text(person.skills.joined(separator: "|"))
      table.text(person.team)
      table.number(Double(person.wage) / 100, decimals: 2)
      table.text(person.takesSundays ? "yes" : "no")
      table.text(person.profile == .night ? "yes" : "no")
      table.empty()
      table.text(person.profile.availability)
      table.endRow()
    }
    return table.bytes
  }

  /// About one agent in twenty is away for a while; never those who take nights, who are few.
  func absencesFile(_ people: [Person], _ random: inout SplitMix64) -> [UInt8] {
    var table = CSVWriter(style: .plain, columns: ["agent", "from", "to", "kind"])
    let monday = ExampleSite.firstWeek.monday
    let candidates = people.filter { $0.profile != .night }.shuffled(using: &random)
    for (index, person) in candidates.prefix(max(2, agentCount / 20)).enumerated() {
      table.text(person.id)
      switch index % 3 {
      case 0:
        table.day(monday + 7)
        table.day(monday + 13)
        table.text("leave")
      case 1:
        let day = monday + Int.random(in: 0...4, using: &random)
        table.day(day)
        table.day(day)
        table.text("training")
      default:
        table.day(monday + 1)
        table.day(monday + 3)
        table.text("sick")
      }
      table.endRow()
    }
    return table.bytes
  }

  func wishesFile(_ people: [Person], _ random: inout SplitMix64) -> [UInt8] {
    var table = CSVWriter(style: .plain, columns: ["agent", "date", "wish", "weight"])
    let wishes = ["off", "early", "off", "late", "off", "day"]
    let candidates = people.filter { $0.profile == .flexible }.shuffled(using: &random)
    for (index, person) in candidates.prefix(max(3, agentCount / 8)).enumerated() {
      table.text(person.id)
      table.day(ExampleSite.firstWeek.monday + Int.random(in: 0...6, using: &random))
      table.text(wishes[index % wishes.count])
      table.integer(index % 4 == 0 ? 10 : 5)
      table.endRow()
    }
    return table.bytes
  }
}
