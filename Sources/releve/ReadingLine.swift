private import Foundation
internal import Interchange

/// The progress line of reading a long file: rewritten in place on a terminal, one plain line every ten
/// seconds elsewhere; short readings show none.
final class ReadingLine {
  private let file: String
  private let isQuiet: Bool
  private let isInteractive = Terminal.isInteractive
  private let begin = ProcessInfo.processInfo.systemUptime
  private var lastShown = 0.0
  private var isOpen = false

  init(file: String, isQuiet: Bool) {
    self.file = file
    self.isQuiet = isQuiet
  }

  func show(_ progress: ReadingProgress) {
    let seconds = ProcessInfo.processInfo.systemUptime - begin
    let isDone = progress.bytes >= progress.total
    guard !isQuiet, !isDone, seconds - lastShown >= (isInteractive ? 0.5 : 10) else {
      if isDone { close() }
      return
    }
    lastShown = seconds
    let percent = 100 * progress.bytes / max(1, progress.total)
    let text = "\(file): \(percent) % of \(progress.total >> 20) MB read"
    if isInteractive {
      Terminal.overwrite(text)
      isOpen = true
    } else {
      Terminal.complain(text)
    }
  }

  /// Leaves the terminal's line clear for what follows.
  private func close() {
    if isOpen { Terminal.overwrite("") }
    isOpen = false
  }
}
