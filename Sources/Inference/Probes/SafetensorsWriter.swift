import Generation

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif
#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Writes a safetensors file front to back, so that a tensor larger than the memory can be written piece by piece.
///
/// All tensors are declared first; their values follow in the same order. The format:
/// https://github.com/huggingface/safetensors#format
final class SafetensorsWriter {
    /// A tensor that will be written.
    struct Declaration {
        let name: String
        let type: String
        let shape: [Int]
        /// Four for both types that are written here, F32 and I32.
        var byteCount: Int { shape.reduce(4, *) }
    }

    private let path: String
    private let file: UnsafeMutablePointer<FILE>
    private var remaining: Int
    private var isOpen = true

    /// Creates the file, or replaces it, and writes the header.
    init(path: String, tensors: [Declaration], metadata: [String: String]) throws(Failure) {
        guard let file = fopen(path, "wb") else { throw Self.failure("cannot create the file", path) }
        self.path = path
        self.file = file
        remaining = tensors.reduce(0) { $0 + $1.byteCount }
        var header = Self.header(tensors, metadata)
        // The tensors begin at a multiple of eight.
        while !header.count.isMultiple(of: 8) { header.append(UInt8(ascii: " ")) }
        remaining += 8 + header.count
        let length = (0..<8).map { UInt8(truncatingIfNeeded: header.count >> (8 * $0)) }
        try write(elements: length + header)
    }

    deinit {
        if isOpen { fclose(file) }
    }

    /// Writes the next values, in the order of the declarations.
    func write(_ values: UnsafeBufferPointer<Float>) throws(Failure) {
        try write(UnsafeRawBufferPointer(values))
    }

    /// Writes the next values, in the order of the declarations.
    func write(_ values: [Float]) throws(Failure) {
        try write(elements: values)
    }

    /// Writes the next values, in the order of the declarations.
    func write(_ values: [Int32]) throws(Failure) {
        try write(elements: values)
    }

    /// Ends the file.
    func close() throws(Failure) {
        precondition(remaining == 0, "every declared tensor is written")
        isOpen = false
        guard fclose(file) == 0 else { throw Self.failure("cannot write the file", path) }
    }

    private func write<Element>(elements: [Element]) throws(Failure) {
        try elements.withUnsafeBufferPointer { buffer throws(Failure) in try write(UnsafeRawBufferPointer(buffer)) }
    }

    private func write(_ bytes: UnsafeRawBufferPointer) throws(Failure) {
        remaining -= bytes.count
        guard fwrite(bytes.baseAddress, 1, bytes.count, file) == bytes.count else {
            throw Self.failure("cannot write the file", path)
        }
    }

    private static func header(_ tensors: [Declaration], _ metadata: [String: String]) -> [UInt8] {
        var offset = 0
        var members = ["\"__metadata__\":" + json(metadata)]
        for tensor in tensors {
            let end = offset + tensor.byteCount
            members.append(
                "\(json(tensor.name)):{\"dtype\":\"\(tensor.type)\",\"shape\":\(json(tensor.shape)),"
                    + "\"data_offsets\":[\(offset),\(end)]}")
            offset = end
        }
        return Array("{\(members.joined(separator: ","))}".utf8)
    }

    /// Strings, numbers and maps of them always have a JSON form.
    private static func json(_ value: some Encodable) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? "null"
    }

    private static func failure(_ what: String, _ path: String) -> Failure {
        Failure(.system, what, at: path, found: String(cString: strerror(errno)))
    }
}
