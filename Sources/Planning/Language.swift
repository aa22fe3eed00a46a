package import Workforce

/// The languages in which people are addressed.
package enum Language: String, Sendable, CaseIterable {
  case english = "en"
  case french = "fr"

  /// An amount of cents as people of this language write it: `1,234.50 €` or `1 234,50 €`.
  package func euros(_ cents: Int) -> String {
    let whole = grouped(abs(cents) / 100)
    return (cents < 0 ? "-" : "") + whole + decimal + (abs(cents) % 100).padded(2) + " €"
  }

  /// A share as a percentage with two decimals.
  package func percent(_ share: Double) -> String {
    number(100 * share, decimals: 2) + " %"
  }

  /// A number with a fixed number of decimals (at most 6).
  package func number(_ value: Double, decimals: Int) -> String {
    var scale = 1
    for _ in 0..<decimals { scale *= 10 }
    let scaled = Int((abs(value) * Double(scale)).rounded())
    let text = grouped(scaled / scale)
    let sign = value < 0 && scaled > 0 ? "-" : ""
    return sign + text + (decimals > 0 ? decimal + (scaled % scale).padded(decimals) : "")
  }

  private var decimal: String { self == .english ? "." : "," }

  private func grouped(_ whole: Int) -> String {
    let separator = self == .english ? "," : " "
    var digits = String(whole)
    var groups: [String] = []
    while digits.count > 3 {
      groups.insert(String(digits.suffix(3)), at: 0)
      digits.removeLast(3)
    }
    return ([digits] + groups).joined(separator: separator)
  }

  /// The day as people say it: `Mon 23 Nov`, `lun. 23 nov.`
  package func day(_ day: Day) -> String {
    let weekdays: [String]
    let months: [String]
    switch self {
    case .english:
      weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
      months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
      ]
    case .french:
      weekdays = ["lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."]
      months = [
        "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.",
        "déc.",
      ]
    }
    let date = day.date
    return "\(weekdays[day.weekday.rawValue - 1]) \(date.day) \(months[date.month - 1])"
  }
}
