/// The texts of the example: `site.yaml` and the page that explains the folder.
extension ExampleSite {
  var description: String {
    """
    # An invented call centre. Times are local; hours as 7:00, 10h30 or 35h; percentages as numbers.
    name: Lille
    time_zone: Europe/Paris
    interval_minutes: 30            # calls and requirement are counted by 15, 30 or 60 minutes
    holidays: france                # or alsace-moselle

    queues:
      support:
        skill: support
        opening: {mon-sun: "00:00-24:00", holidays: open}
        service_level: {share: 80, within_seconds: 20}    # 80 % answered within 20 s
        max_occupancy: 88           # percent of their presence that agents may spend on calls
        shrinkage: \(shrinkagePercent)               # percent of rostered time not on calls
        minimum_agents: \(minimumAgents)           # rostered at any open hour, whatever the calls
        handle_time: 320            # seconds, where the history has none
        announced_wait: 60          # seconds of waiting that callers are told of
        # Why people may be at work on a Sunday: the article, and the line of its table.
        sunday_basis: {article: R3132-5, line: "assistance téléphonique ou télématique"}
      sales:
        skill: sales
        opening: {mon-sat: "08:00-20:00", sun: closed, holidays: closed}
        service_level: {share: 80, within_seconds: 20}
        max_occupancy: 88
        shrinkage: \(shrinkagePercent)
        minimum_agents: 1
        handle_time: 270
        sunday_basis: none

    contracts:                      # rostered: fewest and most hours that a week may hold
      full-time-35: {weekly_hours: 35h, rostered: [34h, 37h], full_time: true}
      part-time-30: {weekly_hours: 30h, rostered: [29h, 32h], full_time: false}
      part-time-24: {weekly_hours: 24h, rostered: [23h, 26h], full_time: false}

    shifts:                         # start: earliest and latest; length: presence, breaks included
      early:   {start: ["06:00", "08:30"], length: ["7:00", "9:00"], step: 30, break: {minutes: 45, after: ["3:00", "5:00"]}}
      day:     {start: ["08:00", "12:00"], length: ["5:00", "9:00"], step: 30, break: {minutes: 45, after: ["2:30", "5:00"]}}
      late:    {start: ["12:00", "14:00"], length: ["7:00", "9:00"], step: 30, break: {minutes: 45, after: ["3:00", "5:00"]}}
      evening: {start: ["14:00", "16:30"], length: ["6:00", "8:00"], step: 30, break: {minutes: 45, after: ["2:30", "5:00"]}}
      night:   {start: ["21:00", "23:00"], length: ["7:00", "8:30"], step: 30, break: {minutes: 30, after: ["3:00", "5:00"]}}
      short:   {start: ["08:00", "19:00"], length: ["4:00", "5:30"], step: 30, break: none}

    pay:
      night: {from: "21:00", to: "06:00", percent: 25}
      sunday_percent: 50
      holiday_percent: 100
      cumulation: night-on-top      # of the higher of Sunday and holiday; or sum, or highest
      overtime: [25, 50]            # first eight hours over 35, and beyond
      complementary: [10, 25]       # part-time: up to a tenth over the contract, and beyond

    cover:                          # euros for an agent-hour missing, and for one too many
      understaffing: 60.00
      overstaffing: 2.00

    commitments:                    # the centre's own: they are simulated, and change nothing that is planned
      - {name: "Hotline by day", queue: support, measure: service-level, formula: of-offered, within_seconds: 30, at_least: 85, over: day}
      - {name: "Waiting", measure: asa, at_most: 45, over: week}     # of all queues together

    rules:                          # the law is always in force; `releve rules` lists it. House policy:
      shifts-per-week: {max: 5}
      shift-length: {full_time_min: 6h, part_time_min: 4h}
      start-stability: {hours: 3}   # on consecutive days
      sunday-work: {max: 2, weeks: 4}

    """
  }

  var readme: String {
    """
    # An example site

    An invented call centre of \(agentCount) agents: `support` answers around the clock, `sales` from Monday
    to Saturday. The first week to plan is 2026-W48; the history ends on the Sunday before. Edit
    anything; `releve check` tells every mistake with its file, line and column.

    All files are UTF-8. CSV may use commas or semicolons, decimal dots or commas, dates as
    2026-11-23 or 23/11/2026; so what French Excel saves as "CSV UTF-8" can be read.

    | file | what it says |
    |---|---|
    | `site.yaml` | where and when the centre is open, its service levels, contracts, shifts and prices |
    | `agents.csv` | who works here, under which contract, with which skills, and when |
    | `calls.csv` | the calls of the past \(ExampleSite.historyWeeks) weeks, by half-hour |
    | `absences.csv` | who is away, from the first to the last day |
    | `wishes.csv` | days off and shifts that people would like |
    | `events.csv` | known influences on the calls of a day |
    | `published/` | rosters in force, one file a week: copy a plan's `roster.csv` to `published/2026-W48.csv` |

    ## agents.csv
    - `contract`: a contract of site.yaml. `skills`: joined by `|`; a queue needs its skill.
    - `hourly_wage`: euros before premiums. `team`: free text.
    - `sunday`, `night`: yes for those who take Sundays and nights.
    - `birth_date`: may stay empty; people under 18 are planned within L3162-1 to L3164-6.
    - `available`: when shifts may lie, one window a weekday, as `mon-fri 08:00-17:00|sat 08:00-14:00`; a
      window may pass midnight (`20:00-32:00`). Empty means always; a weekday not named is free.

    ## calls.csv
    One row for a queue and interval: local `start`, calls `offered` (answered and abandoned), and the
    mean `handle_time` in seconds (talk, hold and work after the call), empty where there was no call. The
    hour that the autumn clock repeats stands twice, with its UTC offset. Closed hours have no rows.

    ## absences.csv, wishes.csv, events.csv
    - An absence counts from `from` to `to`, both included; `kind` is for people only.
    - A wish is `off` or a shift of site.yaml; `weight` is what keeping it is worth, in euros.
    - An event is a `campaign`, a `closure`, a `holiday` or `other`; `effect` 1.25 means a quarter more calls, and an
      empty effect is to be estimated from the past. Two more columns may follow: the event's `name` (days of
      one name are expected to be alike) and its last day `to`.

    ## site.yaml
    Its comments explain each key. A queue that is open on Sundays needs a `sunday_basis`: the law allows
    Sunday work only on listed grounds. Under `rules:` the rules of law and of the house are put in force
    and adjusted; without that section the law's usual rules hold.

    """
  }
}
