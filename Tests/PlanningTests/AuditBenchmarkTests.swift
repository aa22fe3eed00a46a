import Foundation
import Testing

@Suite("releve benchmark --audit")
struct AuditBenchmarkTests {
  @Test("The roster measured on is lawful, and as large as asked")
  func lawful() throws {
    let workspace = try Workspace()
    let run = try ReleveCommand.run(
      ["benchmark", "--audit", "--agents", "12", "--weeks", "26"], in: workspace)
    #expect(run.status == 0, "\(run.errors)")
    let row = try #require(run.output.split(separator: "\n").last)
    let cells = row.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
    #expect(cells.count == 7 && cells[0] == "12" && cells[1] == "26" && cells[3] == "0")
    // Four or five shifts a week each.
    #expect((12 * 26 * 4...12 * 26 * 5).contains(Int(cells[2]) ?? 0))
    let wrong = try ReleveCommand.run(
      ["benchmark", "--audit", "--staffing"], in: workspace)
    #expect(wrong.status == 64)
  }
}
