extension HolidayCalendar {
  /// All calendars, France first.
  ///
  /// Sources: for France ``PublicHoliday``; elsewhere the national holidays as each country's law lists
  /// them, without those of provinces or cantons. Holidays that move with the sighting of the moon are
  /// left out, for they cannot be computed.
  static let all: [HolidayCalendar] = [
    HolidayCalendar(code: "fr", place: "France", holidays: french),
    HolidayCalendar(
      code: "alsace-moselle", place: "Alsace-Moselle",
      holidays: french + [easter(-2, "Vendredi saint"), fixed(12, 26, "Saint-Étienne")]),
    HolidayCalendar(
      code: "be", place: "Belgium",
      holidays: [
        fixed(1, 1, "Nouvel an"), easter(1, "Lundi de Pâques"), fixed(5, 1, "Fête du travail"),
        easter(39, "Ascension"), easter(50, "Lundi de Pentecôte"), fixed(7, 21, "Fête nationale"),
        fixed(8, 15, "Assomption"), fixed(11, 1, "Toussaint"), fixed(11, 11, "Armistice"),
        fixed(12, 25, "Noël"),
      ]),
    HolidayCalendar(
      code: "lu", place: "Luxembourg",
      holidays: [
        fixed(1, 1, "Nouvel an"), easter(1, "Lundi de Pâques"), fixed(5, 1, "Fête du travail"),
        fixed(5, 9, "Journée de l’Europe", since: 2019), easter(39, "Ascension"),
        easter(50, "Lundi de Pentecôte"), fixed(6, 23, "Fête nationale"),
        fixed(8, 15, "Assomption"), fixed(11, 1, "Toussaint"), fixed(12, 25, "Noël"),
        fixed(12, 26, "Saint-Étienne"),
      ]),
    HolidayCalendar(
      code: "ch", place: "Switzerland",
      holidays: [
        fixed(1, 1, "Nouvel an"), easter(-2, "Vendredi saint"), easter(1, "Lundi de Pâques"),
        easter(39, "Ascension"), easter(50, "Lundi de Pentecôte"), fixed(8, 1, "Fête nationale"),
        fixed(12, 25, "Noël"), fixed(12, 26, "Saint-Étienne"),
      ]),
    HolidayCalendar(
      code: "de", place: "Germany",
      holidays: [
        fixed(1, 1, "Neujahr"), easter(-2, "Karfreitag"), easter(1, "Ostermontag"),
        fixed(5, 1, "Tag der Arbeit"), easter(39, "Christi Himmelfahrt"),
        easter(50, "Pfingstmontag"), fixed(10, 3, "Tag der Deutschen Einheit"),
        fixed(12, 25, "1. Weihnachtstag"), fixed(12, 26, "2. Weihnachtstag"),
      ]),
    HolidayCalendar(
      code: "nl", place: "the Netherlands",
      holidays: [
        fixed(1, 1, "Nieuwjaar"), easter(1, "Paasmaandag"), fixed(4, 27, "Koningsdag", since: 2014),
        easter(39, "Hemelvaart"), easter(50, "Pinkstermaandag"), fixed(12, 25, "Eerste kerstdag"),
        fixed(12, 26, "Tweede kerstdag"),
      ]),
    HolidayCalendar(
      code: "es", place: "Spain",
      holidays: [
        fixed(1, 1, "Año Nuevo"), fixed(1, 6, "Epifanía"), easter(-2, "Viernes Santo"),
        fixed(5, 1, "Fiesta del Trabajo"), fixed(8, 15, "Asunción"),
        fixed(10, 12, "Fiesta Nacional"),
        fixed(11, 1, "Todos los Santos"), fixed(12, 6, "Constitución"), fixed(12, 8, "Inmaculada"),
        fixed(12, 25, "Navidad"),
      ]),
    HolidayCalendar(
      code: "pt", place: "Portugal",
      holidays: [
        fixed(1, 1, "Ano Novo"), easter(-2, "Sexta-feira Santa"), fixed(4, 25, "Liberdade"),
        fixed(5, 1, "Trabalhador"), easter(60, "Corpo de Deus"), fixed(6, 10, "Portugal"),
        fixed(8, 15, "Assunção"), fixed(10, 5, "República"), fixed(11, 1, "Todos os Santos"),
        fixed(12, 1, "Independência"), fixed(12, 8, "Imaculada Conceição"), fixed(12, 25, "Natal"),
      ]),
    HolidayCalendar(
      code: "it", place: "Italy",
      holidays: [
        fixed(1, 1, "Capodanno"), fixed(1, 6, "Epifania"), easter(1, "Lunedì dell’Angelo"),
        fixed(4, 25, "Liberazione"), fixed(5, 1, "Festa del Lavoro"), fixed(6, 2, "Repubblica"),
        fixed(8, 15, "Assunzione"), fixed(11, 1, "Ognissanti"), fixed(12, 8, "Immacolata"),
        fixed(12, 25, "Natale"), fixed(12, 26, "Santo Stefano"),
      ]),
    HolidayCalendar(
      code: "gb", place: "England and Wales",
      holidays: [
        fixed(1, 1, "New Year’s Day", .monday), easter(-2, "Good Friday"),
        easter(1, "Easter Monday"), ranked(1, .monday, 5, "Early May holiday"),
        ranked(-1, .monday, 5, "Spring holiday"), ranked(-1, .monday, 8, "Summer holiday"),
        fixed(12, 25, "Christmas Day", .monday), fixed(12, 26, "Boxing Day", .monday),
      ]),
    HolidayCalendar(
      code: "us", place: "the United States",
      holidays: [
        fixed(1, 1, "New Year’s Day", .nearest), ranked(3, .monday, 1, "Martin Luther King Day"),
        ranked(3, .monday, 2, "Washington’s Birthday"), ranked(-1, .monday, 5, "Memorial Day"),
        fixed(6, 19, "Juneteenth", .nearest, since: 2021),
        fixed(7, 4, "Independence Day", .nearest), ranked(1, .monday, 9, "Labor Day"),
        ranked(2, .monday, 10, "Columbus Day"), fixed(11, 11, "Veterans Day", .nearest),
        ranked(4, .thursday, 11, "Thanksgiving"), fixed(12, 25, "Christmas Day", .nearest),
      ]),
    HolidayCalendar(
      code: "ca", place: "Canada",
      holidays: [
        fixed(1, 1, "New Year’s Day", .monday), easter(-2, "Good Friday"),
        Holiday(name: "Victoria Day", date: .before(.monday, month: 5, day: 25)),
        fixed(7, 1, "Canada Day", .monday), ranked(1, .monday, 9, "Labour Day"),
        fixed(9, 30, "Truth and Reconciliation", .monday, since: 2021),
        ranked(2, .monday, 10, "Thanksgiving"), fixed(11, 11, "Remembrance Day", .monday),
        fixed(12, 25, "Christmas Day", .monday), fixed(12, 26, "Boxing Day", .monday),
      ]),
    HolidayCalendar(
      code: "il", place: "Israel",
      holidays: [
        hebrew(1, 1, "Rosh Hashanah"), hebrew(1, 2, "Rosh Hashanah, second day"),
        hebrew(1, 10, "Yom Kippur"), hebrew(1, 15, "Sukkot"), hebrew(1, 22, "Shemini Atzeret"),
        hebrew(8, 15, "Passover"), hebrew(8, 21, "Seventh day of Passover"),
        hebrew(10, 6, "Shavuot"), hebrew(9, 5, "Independence Day"),
      ]),
  ]

  private static let french = [
    fixed(1, 1, "Jour de l’an"), easter(1, "Lundi de Pâques"), fixed(5, 1, "Fête du travail"),
    fixed(5, 8, "Victoire 1945"), easter(39, "Ascension"), easter(50, "Lundi de Pentecôte"),
    fixed(7, 14, "Fête nationale"), fixed(8, 15, "Assomption"), fixed(11, 1, "Toussaint"),
    fixed(11, 11, "Armistice 1918"), fixed(12, 25, "Noël"),
  ]

  private static func fixed(
    _ month: Int, _ day: Int, _ name: String, _ observed: Observance = .itself, since: Int = 1
  ) -> Holiday {
    Holiday(name: name, date: .fixed(month: month, day: day, observed: observed), since: since)
  }

  private static func easter(_ days: Int, _ name: String) -> Holiday {
    Holiday(name: name, date: .easter(days))
  }

  private static func ranked(
    _ rank: Int, _ weekday: Weekday, _ month: Int, _ name: String
  ) -> Holiday {
    Holiday(name: name, date: .ranked(rank: rank, weekday, month: month))
  }

  private static func hebrew(_ month: Int, _ day: Int, _ name: String) -> Holiday {
    Holiday(name: name, date: .hebrew(month: month, day: day))
  }
}
