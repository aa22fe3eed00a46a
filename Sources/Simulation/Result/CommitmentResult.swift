package import Workforce

/// How well the samples keep one of the centre's own commitments.
///
/// A span counts in the samples in which somebody called the queues that are meant. Where callers came
/// and the measure has none of them to count, since nobody was answered, the span does not keep it.
package struct CommitmentResult: Sendable, Equatable {
  package let commitment: Commitment
  /// The measure over all samples and spans together, busy ones weighing more; the mean of a span for
  /// the longest wait. Nil where there is nothing to take it of.
  package let value: Estimate?
  /// Share of spans, of all samples together, that keep it; nil where nobody called.
  package let kept: Estimate?
  /// Share of samples of which every span keeps it; nil where nobody called.
  package let allKept: Estimate?
  /// Those that count in some sample, in the order of time.
  package let spans: [Span]

  /// One interval, day or week.
  package struct Span: Sendable, Equatable {
    package let from: Instant
    package let to: Instant
    /// The measure over all samples; nil where there is nothing to take it of.
    package let value: Double?
    /// Share of samples that keep it.
    package let kept: Estimate
  }

  /// The span kept in the smallest share of samples; of equals the one whose value is worst, and the
  /// first of those.
  package var worst: Span? {
    let isAtLeast = commitment.measure.isAtLeast
    func badness(_ span: Span) -> (Double, Double) {
      (-span.kept.value, span.value.map { isAtLeast ? -$0 : $0 } ?? .infinity)
    }
    return spans.dropFirst().reduce(spans.first) { worst, span in
      badness(span) > badness(worst!) ? span : worst
    }
  }
}
