package import Rules
package import Workforce

/// What an audit found.
package struct AuditResult: Sendable, Equatable {
  /// A breach with what is known beside it.
  package struct Finding: Sendable, Equatable {
    package let breach: Breach
    /// The waiver that covers the breach, if one does; the breach is one all the same.
    package let waiver: Waiver?
    /// A change after which the breach is gone; nil where none was looked for, or none is simple.
    package var cure: Cure?

    package init(_ breach: Breach, waiver: Waiver? = nil, cure: Cure? = nil) {
      self.breach = breach
      self.waiver = waiver
      self.cure = cure
    }
  }

  /// In the order of agent, day and rule.
  package internal(set) var findings: [Finding]
  package let agentCount: Int
  package let shiftCount: Int
  package let ruleCount: Int
  /// How many of the findings, from the first on, a cure was looked for.
  package internal(set) var curesSought = 0
  /// What could not be checked, and what must still be verified, in sentences.
  package let notes: [String]

  /// All breaches, waived or not.
  package var breaches: [Breach] { findings.map(\.breach) }
  package var isClean: Bool { findings.isEmpty }
  package var waivedCount: Int { findings.count { $0.waiver != nil } }
  /// Whether every breach there is, if any, is waived.
  package var isAccepted: Bool { waivedCount == findings.count }
}
