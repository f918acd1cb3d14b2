import Generation

/// The fields of a protocol buffer message, one after the other.
///
/// The format: https://protobuf.dev/programming-guides/encoding/
struct ProtocolBuffer {
    /// What a field holds.
    enum Value {
        case integer(UInt64)
        case fixed32(UInt32)
        case fixed64(UInt64)
        case bytes(UnsafeRawBufferPointer)
    }

    private var reader: ByteReader

    init(_ bytes: UnsafeRawBufferPointer, location: String) {
        reader = ByteReader(bytes, location: location)
    }

    /// The next field, or nil at the end.
    mutating func next() throws(Failure) -> (number: UInt64, value: Value)? {
        guard reader.remaining > 0 else { return nil }
        let tag = try readInteger()
        let value: Value
        switch tag & 7 {
        case 0: value = .integer(try readInteger())
        case 1: value = .fixed64(try reader.number(UInt64.self, "a field"))
        case 2: value = .bytes(try reader.take(try readInteger(), "a field"))
        case 5: value = .fixed32(try reader.number(UInt32.self, "a field"))
        default:
            throw Failure(
                .malformed, "the file is broken", at: reader.location, expected: "a protocol buffer",
                found: "wire type \(tag & 7) at offset \(reader.offset)")
        }
        return (tag >> 3, value)
    }

    private mutating func readInteger() throws(Failure) -> UInt64 {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 64, by: 7) {
            let byte = try reader.number(UInt8.self, "a number")
            value |= UInt64(byte & 0x7F) << shift
            if byte & 0x80 == 0 { return value }
        }
        throw Failure(
            .malformed, "the file is broken", at: reader.location, expected: "a number of at most ten bytes",
            found: "more at offset \(reader.offset)")
    }
}
