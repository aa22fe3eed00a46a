package import Workforce

extension Language {
  /// What a service level is a share of, in words: `of calls offered`.
  package func words(_ formula: ServiceFormula) -> String {
    let (english, french) =
      switch formula {
      case .ofOffered: ("of calls offered", "des appels reçus")
      case .ofOfferedLessEarlyAbandons:
        ("of calls not abandoned within it", "des appels non abandonnés avant")
      case .earlyAbandonsCount:
        ("of calls offered, early abandons kept", "des appels reçus, abandons précoces inclus")
      case .ofAnswered: ("of calls answered", "des appels traités")
      }
    return self == .english ? english : french
  }
}
