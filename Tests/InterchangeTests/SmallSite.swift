import Interchange

/// A small valid site as text, to be broken one piece at a time.
enum SmallSite {
  static let files: [String: String] = [
    "site.yaml": """
    name: Lille
    time_zone: Europe/Paris
    interval_minutes: 30
    holidays: france
    queues:
      support:
        skill: support
        opening: {mon-sun: 00:00-24:00}
        service_level: {share: 80, within_seconds: 20}
        max_occupancy: 88
        shrinkage: 12
        minimum_agents: 2
        handle_time: 320
        sunday_basis: {article: R3132-5, line: "assistance téléphonique"}
      sales:
        skill: sales
        opening:
          mon-fri: ["08:00-12:00", "13:00-18:00"]
          holidays: closed
        service_level: {share: 80, within_seconds: 20}
    contracts:
      full-time: {weekly_hours: 35h, rostered: [32h, 39h], full_time: true}
      part-time: {weekly_hours: 24h}
    shifts:
      day:
        days: mon-sun
        start: ["06:00", 11h00]
        length: ["7:00", "9:00"]
        step: 30
        break: {minutes: 45, after: ["3:00", "5:30"]}
      night: {start: 21:00, length: 8h30}
    pay: {night: {from: "21:00", to: "06:00", percent: 25}, sunday_percent: 50, overtime: [25, 50]}
    cover: {understaffing: 60.00, overstaffing: 2.00}
    rules:
      daily-rest: {hours: 11}
      six-days:
      weekly-rest: 35

    """,
    "agents.csv": """
    agent,contract,skills,team,hourly_wage,sunday,night,birth_date,available
    A1,full-time,support|sales,North,12.50,yes,oui,1990-02-28,
    A2,part-time,sales,South,13,no,0,,mon-fri 07:00-20:00|sat 08:00-16:00
    A3,full-time,support,North,"12,75",true,1,01/03/1991,mon-sun 20:00-32:00

    """,
    "calls.csv": """
    start,queue,offered,handle_time
    2026-10-24T23:30,support,4,310
    2026-10-24T23:30,sales,2,
    2026-10-25T02:00+02:00,support,1,300
    2026-10-25T02:30+02:00,support,0,0
    2026-10-25T02:00+01:00,support,2,300
    2026-10-25T02:30+01:00,support,1.5,300
    2026-10-25T03:00:00,support,3,305.5

    """,
    "absences.csv": """
    agent,from,to,kind
    A1,2026-11-23,27/11/2026,leave

    """,
    "sunday-consents.csv": """
    agent,signed,withdrawn,refused,told
    A1,2026-02-01,,,
    A1,,,2026-11-29|06/12/2026,2026-10-20
    A2,2026-02-01,2026-06-01,,

    """,
    "protections.csv": """
    agent,from,until,what
    A2,2026-11-01,2026-11-30,no-nights
    A1,2026-12-01,,medical-visit-due

    """,
    "accepted-changes.csv": """
    agent,date,accepted
    A1,2026-11-23,2026-11-20

    """,
    "wishes.csv": """
    agent,date,wish,weight
    A1,2026-11-28,off,
    A2,2026-11-24,day,7.5

    """,
    "events.csv": """
    date,queue,kind,effect
    2026-11-27,sales,campaign,1.25
    2026-12-24,support,closure,

    """,
    "published/2026-W47.csv": """
    agent,date,start,end,breaks,paid_minutes
    A1,2026-11-16,2026-11-16T08:00,2026-11-16T16:00,12:00-12:45,435
    A3,2026-11-16,21:00,05:30,,510

    """,
  ]

  /// The site read from these files, each replaced by `changes` where it has the name.
  static func inputs(_ changes: [String: String?] = [:]) -> [InputFile] {
    files.merging(changes.mapValues { $0 ?? "" }) { $1 }
      .filter { name, _ in changes[name] != .some(nil) }
      .sorted { $0.key < $1.key }
      .map { InputFile(name: $0.key, bytes: Array($0.value.utf8)) }
  }
}
