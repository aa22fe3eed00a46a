private import Foundation

/// Rules that integrate polynomials over −1…1 exactly from few points.
enum GaussLegendre {
  typealias Point = (node: Double, weight: Double)

  /// Exact to degree 31.
  static let sixteen = points(16)
  /// Exact to degree 15.
  static let eight = points(8)

  /// The roots of the Legendre polynomial of degree `count`, by Newton's method, in rising order.
  private static func points(_ count: Int) -> [Point] {
    (1...count).map { k in
      var node = -cos(.pi * (Double(k) - 0.25) / (Double(count) + 0.5))
      var slope = 1.0
      for _ in 0..<8 {
        var (before, value) = (1.0, node)
        for degree in 2...count {
          let d = Double(degree)
          (before, value) = (value, ((2 * d - 1) * node * value - (d - 1) * before) / d)
        }
        slope = Double(count) * (node * value - before) / (node * node - 1)
        node -= value / slope
      }
      return (node, 2 / ((1 - node * node) * slope * slope))
    }
  }
}
