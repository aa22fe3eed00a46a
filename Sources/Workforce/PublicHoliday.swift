/// A public holiday of French labour law: day and name.
///
/// Source: Code du travail, article L3133-1 (eleven days); for Alsace-Moselle article L3134-13 adds
/// 26 December and, in communes with a Protestant or mixed church, Good Friday.
package struct PublicHoliday: Hashable, Sendable {
  package let day: Day
  /// The name in French, as planners write it.
  package let name: String

  /// Where the list of holidays differs.
  package enum Region: String, Sendable, CaseIterable {
    case france
    case alsaceMoselle = "alsace-moselle"
  }

  /// The holidays of `year`, in order.
  package static func all(year: Int, region: Region = .france) -> [PublicHoliday] {
    func fixed(_ month: Int, _ day: Int, _ name: String) -> PublicHoliday {
      PublicHoliday(day: Day(year: year, month: month, day: day)!, name: name)
    }
    let easter = easterSunday(year: year)
    func movable(_ days: Int, _ name: String) -> PublicHoliday {
      PublicHoliday(day: easter + days, name: name)
    }
    var holidays = [
      fixed(1, 1, "Jour de l’an"), movable(1, "Lundi de Pâques"), fixed(5, 1, "Fête du travail"),
      fixed(5, 8, "Victoire 1945"), movable(39, "Ascension"), movable(50, "Lundi de Pentecôte"),
      fixed(7, 14, "Fête nationale"), fixed(8, 15, "Assomption"), fixed(11, 1, "Toussaint"),
      fixed(11, 11, "Armistice 1918"), fixed(12, 25, "Noël"),
    ]
    if region == .alsaceMoselle {
      holidays += [movable(-2, "Vendredi saint"), fixed(12, 26, "Saint-Étienne")]
    }
    return holidays.sorted { $0.day < $1.day }
  }

  /// Every day off by law from `first` to `last`, by day.
  package static func byDay(
    from first: Day, to last: Day, region: Region = .france
  ) -> [Day: PublicHoliday] {
    var found: [Day: PublicHoliday] = [:]
    for year in first.date.year...max(first.date.year, last.date.year) {
      for holiday in all(year: year, region: region)
      where holiday.day >= first && holiday.day <= last {
        found[holiday.day] = holiday
      }
    }
    return found
  }

  /// Easter Sunday of a year of the Gregorian calendar.
  ///
  /// The anonymous algorithm (Nature 13 (1876) 487; J. Meeus, *Astronomical Algorithms*, ch. 8).
  ///
  ///     PublicHoliday.easterSunday(year: 2026)    // 2026-04-05
  package static func easterSunday(year: Int) -> Day {
    let a = year % 19
    let (b, c) = year.quotientAndRemainder(dividingBy: 100)
    let (d, e) = b.quotientAndRemainder(dividingBy: 4)
    let g = (b - (b + 8) / 25 + 1) / 3
    let h = (19 * a + b - d - g + 15) % 30
    let (i, k) = c.quotientAndRemainder(dividingBy: 4)
    let l = (32 + 2 * e + 2 * i - h - k) % 7
    let m = (a + 11 * h + 22 * l) / 451
    let month = (h + l - 7 * m + 114) / 31
    return Day(year: year, month: month, day: (h + l - 7 * m + 114) % 31 + 1)!
  }
}
