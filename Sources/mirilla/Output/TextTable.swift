/// Rows of aligned columns for the command line.
struct TextTable {
    private let rows: [[String]]
    private let rightAligned: Set<Int>

    /// Makes a table of a header and rows; columns of numbers stand at the right.
    init(_ header: [String], _ rows: [[String]], rightAligned: Set<Int> = []) {
        self.rows = [header] + rows
        self.rightAligned = rightAligned
    }

    /// The lines.
    var text: String {
        let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            let cells = row.enumerated().map { column, text in
                let padding = String(repeating: " ", count: widths[column] - text.count)
                if rightAligned.contains(column) { return padding + text }
                return column == row.count - 1 ? text : text + padding
            }
            return cells.joined(separator: "  ") + "\n"
        }.joined()
    }
}
