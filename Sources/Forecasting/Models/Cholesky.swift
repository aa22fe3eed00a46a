/// Linear equations with a symmetric positive definite matrix.
enum Cholesky {
  /// The solution x of A x = b; only the lower triangle of `matrix`, row after row, is read.
  ///
  /// A pivot that is not positive counts as no equation: its unknown is zero.
  ///
  /// - Complexity: O(n³)
  static func solve(_ matrix: [Double], _ right: [Double]) -> [Double] {
    let size = right.count
    var factor = matrix
    var x = right
    for i in 0..<size {
      for j in 0...i {
        var sum = factor[i * size + j]
        for k in 0..<j { sum -= factor[i * size + k] * factor[j * size + k] }
        if i == j {
          factor[i * size + i] = sum > 0 ? sum.squareRoot() : .infinity
        } else {
          factor[i * size + j] = sum / factor[j * size + j]
        }
      }
      for k in 0..<i { x[i] -= factor[i * size + k] * x[k] }
      x[i] /= factor[i * size + i]
    }
    for i in stride(from: size - 1, through: 0, by: -1) {
      for k in i + 1..<max(i + 1, size) { x[i] -= factor[k * size + i] * x[k] }
      x[i] /= factor[i * size + i]
    }
    return x
  }
}
