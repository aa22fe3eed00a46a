private import Foundation
internal import Planning
internal import Rostering
private import Synchronization
internal import Workforce

/// Lines to people: results on standard output, the rest on standard error.
enum Terminal {
  static func say(_ line: String) { write(line + "\n", to: .standardOutput) }

  static func complain(_ line: String) { write(line + "\n", to: .standardError) }

  /// Lets the work end in peace when whoever reads the output has gone away.
  static func outliveReaders() { signal(SIGPIPE, SIG_IGN) }

  private static func write(_ text: String, to file: FileHandle) {
    try? file.write(contentsOf: Data(text.utf8))
  }

  /// Shows text on the last line of a terminal, over what it showed before.
  static func overwrite(_ text: String) { write("\r\u{1B}[K" + text, to: .standardError) }

  static var isInteractive: Bool { isatty(STDERR_FILENO) == 1 }
}

/// The progress line of a solve: rewritten in place on a terminal, one plain line every ten seconds
/// elsewhere.
final class ProgressLine {
  private let language: Language
  private let isQuiet: Bool
  /// How costs are told.
  private let amount: (Double) -> String
  private let isInteractive = Terminal.isInteractive
  private var lastShown = -Double.infinity
  private var isOpen = false

  init(language: Language, isQuiet: Bool, amount: @escaping (Double) -> String) {
    self.language = language
    self.isQuiet = isQuiet
    self.amount = amount
  }

  func show(_ progress: SolveProgress) {
    guard !isQuiet, progress.seconds - lastShown >= (isInteractive ? 0.1 : 10) else { return }
    // Piped output stays silent until there is something to wait for.
    if !isInteractive && progress.seconds < 10 { return }
    lastShown = progress.seconds
    let text = line(progress)
    if isInteractive {
      Terminal.overwrite(text)
      isOpen = true
    } else {
      Terminal.complain(text)
    }
  }

  /// Leaves the terminal's line clear for what follows.
  func close() {
    if isOpen { Terminal.overwrite("") }
    isOpen = false
  }

  private func line(_ progress: SolveProgress) -> String {
    let french = language == .french
    let best = progress.best.map { amount(Double($0)) } ?? "–"
    let bound = progress.bound.map { amount($0) } ?? "–"
    let gap = progress.gap.map { language.percent($0) } ?? "–"
    return language.number(progress.seconds, decimals: 1) + " s  "
      + (french
        ? "meilleur \(best)  borne \(bound)  écart \(gap)"
        : "best \(best)  bound \(bound)  gap \(gap)")
  }
}

/// Ctrl-C and SIGTERM as a request to stop with the best result so far; a second one ends at once.
struct Interruption {
  let signal = StopSignal()

  /// A second request within this time belongs to the first, as where a shell signals a whole group.
  private static let echo = Duration.seconds(1)

  init() {
    let first = FirstRequest()
    for number in [SIGINT, SIGTERM] {
      Foundation.signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(
        signal: number, queue: DispatchQueue.global(qos: .userInteractive))
      let signal = signal
      source.setEventHandler {
        if first.isLongAgo(Self.echo) { Self.end() }
        signal.set()
      }
      source.resume()
      // Nobody owns it: it listens until the process ends.
      _ = Unmanaged.passRetained(source as AnyObject)
    }
  }

  /// Ends the program as one that was interrupted.
  static func end() -> Never { exit(130) }
}

/// When somebody first asked to stop.
private final class FirstRequest: Sendable {
  private let instant = Mutex<ContinuousClock.Instant?>(nil)

  /// Whether somebody asked longer ago than this; asking now is noted if it is the first time.
  func isLongAgo(_ length: Duration) -> Bool {
    instant.withLock { instant in
      guard let known = instant else {
        instant = .now
        return false
      }
      return .now - known > length
    }
  }
}
