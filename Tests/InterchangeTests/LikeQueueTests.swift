import Interchange
import Testing
import Workforce

@Suite("Queues that are like another")
struct LikeQueueTests {
  static func queues(_ keys: String) throws -> [Queue] {
    let text = SmallSite.files["site.yaml"]!.replacing(
      "    skill: sales\n", with: "    skill: sales\n" + keys)
    return try SiteFolder.read(SmallSite.inputs(["site.yaml": text])).queues
  }

  @Test("The sibling and the calls expected arrive; without them both are unknown")
  func values() throws {
    let sales = try Self.queues("    like: support\n    expected_calls_per_week: 350\n")[1]
    #expect(sales.like == "support" && sales.expectedCallsPerWeek == 350)
    #expect(try Self.queues("    like: support\n")[1].expectedCallsPerWeek == nil)
    let plain = try Self.queues("")[1]
    #expect(plain.like == nil && plain.expectedCallsPerWeek == nil)
  }

  @Test(
    "A sibling that is none, and calls without one, are refused in their place",
    arguments: [
      (
        "    like: suport\n", "14:11: found \"suport\", expected another queue: support.", "support"
      ),
      ("    like: sales\n", "14:11: found \"sales\", expected another queue", nil),
      ("    like:\n", "found nothing, expected another queue", nil),
      (
        "    expected_calls_per_week: 350\n",
        "found expected calls without a queue to be like, expected like: QUEUE", nil
      ),
      (
        "    like: support\n    expected_calls_per_week: many\n",
        "found \"many\", expected calls from 0.1", nil
      ),
    ] as [(String, String, String?)])
  func mistakes(keys: String, says: String, maybe: String?) throws {
    let refused = #expect(throws: InputRefused.self) { try Self.queues(keys) }
    let problem = try #require(refused?.problems.first)
    #expect(refused?.problems.count == 1, "\(refused?.description ?? "")")
    // The line depends on where the queue stands in the file.
    let text = problem.description
    #expect(text.contains(says.replacing(#/^14:/#, with: "\(problem.position.line):")), "\(text)")
    #expect(problem.position.file == "site.yaml" && problem.position.line > 10)
    #expect(problem.maybe == maybe)
  }
}
