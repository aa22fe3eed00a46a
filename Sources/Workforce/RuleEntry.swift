/// A rule that a site puts in force, with its parameters as they stand in the site's file.
///
/// The rule itself knows which parameters it has and reads them (`Rules`); a file reader only keeps
/// each value with its place, so that a wrong one can be named by line and column.
package struct RuleEntry: Sendable, Equatable {
  /// The rule's key, as `daily-rest`.
  package let key: String
  package let position: SourcePosition
  package let parameters: [Parameter]

  /// One parameter of a rule: its name and value as written.
  package struct Parameter: Sendable, Equatable {
    package let name: String
    package let value: String
    package let position: SourcePosition

    package init(name: String, value: String, position: SourcePosition) {
      self.name = name
      self.value = value
      self.position = position
    }
  }

  package init(key: String, position: SourcePosition, parameters: [Parameter] = []) {
    self.key = key
    self.position = position
    self.parameters = parameters
  }
}
