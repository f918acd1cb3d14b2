import Generation

/// Reads numbers and texts from the bytes of a file, one after the other, never beyond the end.
struct ByteReader {
    /// Everything that can be read.
    let bytes: UnsafeRawBufferPointer
    /// What is read, for messages: a path.
    let location: String
    /// Where the next read begins.
    private(set) var offset = 0

    init(_ bytes: UnsafeRawBufferPointer, location: String) {
        self.bytes = bytes
        self.location = location
    }

    /// How many bytes are left.
    var remaining: Int { bytes.count - offset }

    /// The next bytes, where they are.
    ///
    /// - Parameters:
    ///   - count: how many, as the file says it.
    ///   - what: what they are, for messages.
    mutating func take(_ count: UInt64, _ what: @autoclosure () -> String) throws(Failure) -> UnsafeRawBufferPointer {
        guard count <= UInt64(remaining) else {
            throw Failure(
                .malformed, "the file is cut short or broken", at: location,
                expected: "\(count) bytes of \(what()) at offset \(offset)", found: "\(remaining)")
        }
        defer { offset += Int(count) }
        return UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + Int(count)])
    }

    /// The next number, little-endian.
    mutating func number<Value: FixedWidthInteger>(
        _ type: Value.Type, _ what: @autoclosure () -> String
    ) throws(Failure) -> Value {
        let bytes = try take(UInt64(MemoryLayout<Value>.size), what())
        return Value(littleEndian: bytes.loadUnaligned(as: Value.self))
    }

    /// The next text: its length in 64 bits, then UTF-8.
    mutating func text(_ what: @autoclosure () -> String) throws(Failure) -> String {
        let start = offset
        let length = try number(UInt64.self, "the length of \(what())")
        guard let text = String(validating: try take(length, what()), as: UTF8.self) else {
            throw Failure(
                .malformed, "the file is broken", at: location, expected: "UTF-8 in \(what()) at offset \(start)")
        }
        return text
    }
}
