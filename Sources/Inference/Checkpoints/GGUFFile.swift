import Generation

/// A GGUF file, versions 2 and 3: metadata, then tensors.
///
/// The format: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md
struct GGUFFile {
    let file: MappedFile
    /// The file, and the other parts of one that was split.
    private(set) var files: [MappedFile]
    let metadata: [String: GGUFValue]
    private(set) var entries: [String: MappedCheckpoint.Entry]

    /// Opens and checks a file; of one that was split, all parts, whichever was named.
    init(path: String) throws(Failure) {
        let parts = GGUFParts(path: path)
        try self.init(whole: parts?.paths[0] ?? path)
        guard let count = self["split.count"]?.integer, count > 1 else { return }
        guard let parts, parts.paths.count == count else {
            throw Failure(
                .malformed, "cannot tell where the other parts of the file are", at: path,
                expected: "a name that ends in -00001-of-\(GGUFParts.digits(count)).gguf")
        }
        for path in parts.paths.dropFirst() { try add(GGUFFile(whole: path)) }
        guard self["split.tensors.count"]?.integer.map({ $0 == entries.count }) ?? true else {
            throw Failure(
                .malformed, "the parts of the file do not make a whole", at: file.path,
                expected: "\(self["split.tensors.count"]?.integer ?? 0) tensors", found: "\(entries.count)")
        }
    }

    private init(whole path: String) throws(Failure) {
        let file = try MappedFile(path: path)
        self.file = file
        files = [file]
        (metadata, entries) = try file.withBytes { bytes throws(Failure) in
            var reader = GGUFReader(bytes: bytes, of: file)
            let counts = try reader.readHeader()
            let metadata = try reader.readMetadata(count: counts.metadata)
            return (
                metadata, try reader.readTensors(count: counts.tensors, alignment: metadata["general.alignment"])
            )
        }
    }

    /// Takes another part's tensors in.
    private mutating func add(_ part: GGUFFile) throws(Failure) {
        guard part["split.count"]?.integer == self["split.count"]?.integer, part["split.no"]?.integer == files.count
        else {
            throw Failure(
                .malformed, "the parts of the file do not belong together", at: part.file.path,
                expected: "part \(files.count + 1)", found: part["split.no"]?.integer.map { "part \($0 + 1)" })
        }
        for (name, entry) in part.entries {
            guard entries.updateValue(entry, forKey: name) == nil else {
                throw Failure(.malformed, "two tensors have the same name", at: part.file.path, found: name)
            }
        }
        files.append(part.file)
    }

    /// The metadata value of that name.
    subscript(key: String) -> GGUFValue? { metadata[key] }

    /// The tensors.
    var checkpoint: MappedCheckpoint { MappedCheckpoint(files: files, entries: entries) }
}

/// Reads a GGUF file from front to end.
private struct GGUFReader {
    private var reader: ByteReader
    private let file: MappedFile
    private var location: String { file.path }

    private static let arrayDepthLimit = 4
    private static let dimensionLimit = 4
    private static let magic = UInt32(0x4655_4747)

    init(bytes: UnsafeRawBufferPointer, of file: MappedFile) {
        reader = ByteReader(bytes, location: file.path)
        self.file = file
    }

    mutating func readHeader() throws(Failure) -> (tensors: UInt64, metadata: UInt64) {
        guard try reader.number(UInt32.self, "the file's mark") == Self.magic else {
            throw Failure(.malformed, "not a GGUF file", at: location, expected: "GGUF as its first four bytes")
        }
        let version = try reader.number(UInt32.self, "the version")
        guard version == 2 || version == 3 else {
            throw Failure(
                .unsupported, "cannot read this GGUF file", at: location, expected: "version 2 or 3",
                found: version.byteSwapped <= 3 ? "a big-endian file" : "version \(version)")
        }
        let tensors = try reader.number(UInt64.self, "the count of tensors")
        let metadata = try reader.number(UInt64.self, "the count of metadata")
        // What the smallest ones take bounds how many there can be: name, dimensions, type, offset; and name, type, value.
        try check(tensors, takes: 24, "tensors")
        try check(metadata, takes: 13, "metadata values")
        return (tensors, metadata)
    }

    mutating func readMetadata(count: UInt64) throws(Failure) -> [String: GGUFValue] {
        var metadata: [String: GGUFValue] = [:]
        for _ in 0..<count {
            let key = try reader.text("a metadata name")
            let type = try readType(of: key)
            guard metadata.updateValue(try readValue(type, of: key, depth: 0), forKey: key) == nil else {
                throw Failure(.malformed, "two metadata values have the same name", at: location, found: key)
            }
        }
        return metadata
    }

    mutating func readTensors(
        count: UInt64, alignment: GGUFValue?
    ) throws(Failure) -> [String: MappedCheckpoint.Entry] {
        let alignment = alignment.map { $0.integer ?? 0 } ?? 32
        guard alignment > 0, alignment <= 1 << 20, alignment.isMultiple(of: 8) else {
            throw Failure(
                .malformed, "the file is broken", at: "\(location): general.alignment", expected: "a multiple of 8",
                found: "\(alignment)")
        }
        var descriptions: [Description] = []
        for _ in 0..<count { descriptions.append(try readDescription()) }
        // The tensors begin at the next aligned offset; a file with a vocabulary alone may end before it.
        let start = (reader.offset + alignment - 1) / alignment * alignment
        let data = UnsafeRawBufferPointer(rebasing: reader.bytes[min(start, reader.bytes.count)...])
        var entries: [String: MappedCheckpoint.Entry] = [:]
        for description in descriptions {
            let entry = try description.entry(in: data, alignment: alignment, of: file)
            guard entries.updateValue(entry, forKey: description.name) == nil else {
                throw Failure(.malformed, "two tensors have the same name", at: location, found: description.name)
            }
        }
        return entries
    }

    private mutating func readDescription() throws(Failure) -> Description {
        let name = try reader.text("a tensor's name")
        let count = try reader.number(UInt32.self, "the dimensions of \(name)")
        guard count <= Self.dimensionLimit else {
            throw Failure(
                .malformed, "a tensor has too many dimensions", at: "\(location): \(name)",
                expected: "at most \(Self.dimensionLimit)", found: "\(count)")
        }
        var dimensions: [UInt64] = []
        for _ in 0..<count { dimensions.append(try reader.number(UInt64.self, "a dimension of \(name)")) }
        return Description(
            name: name, dimensions: dimensions, type: try reader.number(UInt32.self, "the type of \(name)"),
            offset: try reader.number(UInt64.self, "the offset of \(name)"))
    }

    private mutating func readType(of key: String) throws(Failure) -> GGUFValueType {
        let code = try reader.number(UInt32.self, "the type of \(key)")
        guard let type = GGUFValueType(rawValue: code) else {
            throw Failure(
                .malformed, "a metadata value has an unknown type", at: "\(location): \(key)", expected: "0…12",
                found: "\(code)")
        }
        return type
    }

    private mutating func readValue(
        _ type: GGUFValueType, of key: String, depth: Int
    ) throws(Failure) -> GGUFValue {
        switch type {
        case .uint8: return .integer(Int(try reader.number(UInt8.self, key)))
        case .int8: return .integer(Int(try reader.number(Int8.self, key)))
        case .uint16: return .integer(Int(try reader.number(UInt16.self, key)))
        case .int16: return .integer(Int(try reader.number(Int16.self, key)))
        case .uint32: return .integer(Int(try reader.number(UInt32.self, key)))
        case .int32: return .integer(Int(try reader.number(Int32.self, key)))
        case .int64: return .integer(Int(try reader.number(Int64.self, key)))
        case .uint64:
            let value = try reader.number(UInt64.self, key)
            return Int(exactly: value).map { .integer($0) } ?? .huge(value)
        case .float32: return .number(Double(Float(bitPattern: try reader.number(UInt32.self, key))))
        case .float64: return .number(Double(bitPattern: try reader.number(UInt64.self, key)))
        case .bool: return .bool(try reader.number(UInt8.self, key) != 0)
        case .string: return .string(Array(try reader.take(try reader.number(UInt64.self, key), key)))
        case .array: return try readArray(of: key, depth: depth)
        }
    }

    private mutating func readArray(of key: String, depth: Int) throws(Failure) -> GGUFValue {
        guard depth < Self.arrayDepthLimit else {
            throw Failure(.malformed, "a metadata array is nested too deep", at: "\(location): \(key)")
        }
        let type = try readType(of: key)
        let count = try reader.number(UInt64.self, "the length of \(key)")
        try check(count, takes: type.minimumBytes, "elements of \(key)")
        var elements: [GGUFValue] = []
        elements.reserveCapacity(Int(count))
        for _ in 0..<count { elements.append(try readValue(type, of: key, depth: depth + 1)) }
        return .array(elements)
    }

    /// Refuses a count of things that the rest of the file cannot hold.
    private func check(_ count: UInt64, takes bytes: Int, _ what: String) throws(Failure) {
        guard count <= UInt64(reader.remaining / bytes) else {
            throw Failure(
                .malformed, "the file is cut short or broken", at: location, expected: "\(count) \(what)",
                found: "\(reader.remaining) bytes")
        }
    }
}

/// What a GGUF file says about a tensor.
private struct Description {
    let name: String
    let dimensions: [UInt64]
    let type: UInt32
    let offset: UInt64

    func entry(
        in data: UnsafeRawBufferPointer, alignment: Int, of file: MappedFile
    ) throws(Failure) -> MappedCheckpoint.Entry {
        let location = "\(file.path): \(name)"
        guard offset <= UInt64(data.count), offset.isMultiple(of: UInt64(alignment)) else {
            throw Failure(
                .malformed, "a tensor lies outside the file", at: location,
                expected: "a multiple of \(alignment) up to \(data.count)", found: "offset \(offset)")
        }
        guard let type = ElementType(ggml: type) else {
            return .unsupported(type: ElementType.otherNames[self.type] ?? "ggml type \(self.type)")
        }
        // The file counts dimensions from the innermost one.
        let shape = dimensions.reversed().compactMap { Int(exactly: $0) }
        guard shape.count == dimensions.count, let count = TensorView.byteCount(shape: shape, type: type) else {
            throw Failure(
                .malformed, "a tensor has an impossible shape", at: location,
                found: "\(type.rawValue) " + dimensions.reversed().map(String.init).joined(separator: "×"))
        }
        guard count <= data.count - Int(offset) else {
            throw Failure(
                .malformed, "a tensor lies outside the file", at: location,
                expected: "\(count) bytes at offset \(offset)",
                found: "\(data.count - Int(offset))")
        }
        let bytes = UnsafeRawBufferPointer(rebasing: data[Int(offset)..<Int(offset) + count])
        return .usable(TensorView(name: name, shape: shape, type: type, bytes: bytes, owner: file))
    }
}

extension ElementType {
    /// The type that ggml numbers so.
    init?(ggml code: UInt32) {
        guard let type = Self.allCases.first(where: { $0.ggmlCode == code }) else { return nil }
        self = type
    }

    /// ggml's number for it.
    var ggmlCode: UInt32 {
        switch self {
        case .f32: 0
        case .f16: 1
        case .q4_0: 2
        case .q4_1: 3
        case .q5_0: 6
        case .q5_1: 7
        case .q8_0: 8
        case .q2_k: 10
        case .q3_k: 11
        case .q4_k: 12
        case .q5_k: 13
        case .q6_k: 14
        case .iq4_nl: 20
        case .iq4_xs: 23
        case .bf16: 30
        }
    }

    /// The names of ggml's other types.
    fileprivate static let otherNames: [UInt32: String] = [
        9: "Q8_1", 15: "Q8_K", 16: "IQ2_XXS", 17: "IQ2_XS", 18: "IQ3_XXS", 19: "IQ1_S", 21: "IQ3_S", 22: "IQ2_S",
        24: "I8", 25: "I16", 26: "I32", 27: "I64", 28: "F64", 29: "IQ1_M", 34: "TQ1_0", 35: "TQ2_0", 39: "MXFP4",
    ]
}
