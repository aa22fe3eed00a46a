private import Foundation

extension SearchOptions {
  /// Processors of this machine.
  static let processors = max(1, ProcessInfo.processInfo.activeProcessorCount)
}
