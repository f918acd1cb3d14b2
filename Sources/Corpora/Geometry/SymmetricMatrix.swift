/// The eigenvectors of a small symmetric matrix, by Jacobi's rotations.
enum SymmetricMatrix {
    /// Eigenvalues, greatest first, and their vectors, each of length 1.
    static func eigen(_ matrix: [[Double]]) -> (values: [Double], vectors: [[Double]]) {
        let size = matrix.count
        var a = matrix
        // Row i becomes the i-th vector.
        var vectors = (0..<size).map { row in (0..<size).map { $0 == row ? 1.0 : 0 } }
        for _ in 0..<64 {
            var offDiagonal = 0.0
            for row in 0..<size {
                for column in 0..<size where column != row { offDiagonal += a[row][column] * a[row][column] }
            }
            let scale = (0..<size).reduce(0.0) { $0 + a[$1][$1] * a[$1][$1] }
            guard offDiagonal > scale * 1e-30 else { break }
            for p in 0..<size {
                for q in p + 1..<max(p + 1, size) where a[p][q] != 0 {
                    let theta = (a[q][q] - a[p][p]) / (2 * a[p][q])
                    let t = (theta < 0 ? -1 : 1) / (abs(theta) + (theta * theta + 1).squareRoot())
                    let c = 1 / (t * t + 1).squareRoot()
                    let s = t * c
                    for k in 0..<size {
                        (a[k][p], a[k][q]) = (c * a[k][p] - s * a[k][q], s * a[k][p] + c * a[k][q])
                    }
                    for k in 0..<size {
                        (a[p][k], a[q][k]) = (c * a[p][k] - s * a[q][k], s * a[p][k] + c * a[q][k])
                        (vectors[p][k], vectors[q][k]) = (
                            c * vectors[p][k] - s * vectors[q][k], s * vectors[p][k] + c * vectors[q][k]
                        )
                    }
                }
            }
        }
        let order = (0..<size).sorted { a[$0][$0] > a[$1][$1] }
        return (order.map { a[$0][$0] }, order.map { vectors[$0] })
    }
}
