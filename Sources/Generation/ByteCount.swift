/// Bytes for people.
public enum ByteCount {
    /// `17 KB`, `1.5 GB`: powers of 1,000, as disks count.
    public static func text(_ bytes: Int) -> String {
        var value = Double(bytes)
        var unit = "bytes"
        for larger in ["KB", "MB", "GB", "TB"] where value >= 1000 {
            value /= 1000
            unit = larger
        }
        if unit == "bytes" || value >= 100 { return "\(Int(value.rounded())) \(unit)" }
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10).\(tenths % 10) \(unit)"
    }
}
