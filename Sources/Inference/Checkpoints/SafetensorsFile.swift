import Generation

/// A safetensors file: eight bytes of header length, a JSON header, the tensors.
///
/// The format: https://github.com/huggingface/safetensors#format
struct SafetensorsFile {
    let file: MappedFile
    let entries: [String: MappedCheckpoint.Entry]

    /// The reference implementation's limit.
    private static let headerLimit = 100_000_000

    /// Opens and checks a file.
    init(path: String) throws(Failure) {
        let file = try MappedFile(path: path)
        self.file = file
        entries = try file.withBytes { bytes throws(Failure) in
            try Self.entries(bytes, of: file)
        }
    }

    private static func entries(
        _ bytes: UnsafeRawBufferPointer, of file: MappedFile
    ) throws(Failure) -> [String: MappedCheckpoint.Entry] {
        let path = file.path
        var reader = ByteReader(bytes, location: path)
        let length = try reader.number(UInt64.self, "the header's length")
        guard length <= UInt64(headerLimit) else {
            throw Failure(
                .malformed, "not a safetensors file", at: path,
                expected: "a header of at most \(headerLimit) bytes", found: "\(length)")
        }
        let header = try JSON(parsing: try reader.take(length, "the header"), at: "\(path) (header)")
        guard let members = header.members else {
            throw Failure(
                .malformed, "not a safetensors file", at: path, expected: "an object as header", found: header.typeName)
        }
        let data = try reader.take(UInt64(reader.remaining), "the tensors")

        var entries: [String: MappedCheckpoint.Entry] = [:]
        var ranges: [Range<Int>] = []
        for member in members where !member.key.elementsEqual("__metadata__".utf8) {
            let name = String(decoding: member.key, as: UTF8.self)
            let (entry, range) = try entry(name, member.value, data: data, of: file)
            guard entries.updateValue(entry, forKey: name) == nil else {
                throw Failure(.malformed, "two tensors have the same name", at: path, found: name)
            }
            ranges.append(range)
        }
        // The format knows no holes and no overlaps, so a file with either is not what its writer meant.
        var end = 0
        for range in ranges.sorted(by: { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }) {
            guard range.lowerBound == end else {
                throw Failure(
                    .malformed, "the tensors do not follow one another", at: path,
                    expected: "a tensor at offset \(end)",
                    found: "one at \(range.lowerBound)")
            }
            end = range.upperBound
        }
        guard end == data.count else {
            throw Failure(
                .malformed, "the tensors do not fill the file", at: path, expected: "\(end) bytes",
                found: "\(data.count)")
        }
        return entries
    }

    private static func entry(
        _ name: String, _ value: JSON, data: UnsafeRawBufferPointer, of file: MappedFile
    ) throws(Failure) -> (MappedCheckpoint.Entry, Range<Int>) {
        let location = "\(file.path): \(name)"
        guard let typeName = value["dtype"]?.text, let shape = value["shape"]?.elements?.map(\.integer),
            let offsets = value["data_offsets"]?.elements, offsets.count == 2,
            let start = offsets[0].integer, let end = offsets[1].integer
        else {
            throw Failure(.malformed, "a tensor is not described", at: location, expected: "dtype, shape, data_offsets")
        }
        guard start >= 0, start <= end, end <= data.count else {
            throw Failure(
                .malformed, "a tensor lies outside the file", at: location, expected: "offsets within 0…\(data.count)",
                found: "\(start)…\(end)")
        }
        guard let type = types[typeName] else {
            guard otherTypes.contains(typeName) else {
                throw Failure(.malformed, "a tensor has an unknown dtype", at: location, found: typeName)
            }
            return (.unsupported(type: typeName), start..<end)
        }
        let extents = shape.compactMap { $0 }
        guard extents.count == shape.count, TensorView.byteCount(shape: extents, type: type) == end - start else {
            throw Failure(
                .malformed, "a tensor's size does not fit its shape", at: location,
                expected: "\(typeName) \(extents.map(String.init).joined(separator: "×"))",
                found: "\(end - start) bytes")
        }
        let bytes = UnsafeRawBufferPointer(rebasing: data[start..<end])
        return (.usable(TensorView(name: name, shape: extents, type: type, bytes: bytes, owner: file)), start..<end)
    }

    private static let types: [String: ElementType] = ["F32": .f32, "F16": .f16, "BF16": .bf16]

    /// What the format knows besides; masks and counters of this kind are in many files and are never asked for.
    private static let otherTypes: Set<String> = [
        "BOOL", "U8", "I8", "I16", "U16", "I32", "U32", "I64", "U64", "F64", "C64", "F4", "F6_E2M3", "F6_E3M2",
        "F8_E5M2",
        "F8_E4M3", "F8_E8M0", "F8_E5M2FNUZ", "F8_E4M3FNUZ",
    ]
}

extension MappedCheckpoint {
    /// Opens one safetensors file.
    convenience init(safetensors path: String) throws(Failure) {
        let opened = try SafetensorsFile(path: path)
        self.init(files: [opened.file], entries: opened.entries)
    }

    /// Opens a set of safetensors files by its index (`model.safetensors.index.json`).
    convenience init(safetensorsIndex path: String) throws(Failure) {
        let index = try JSON(contentsOf: path)
        guard let map = index["weight_map"]?.members else {
            throw Failure(.malformed, "not an index of safetensors files", at: path, expected: "an object weight_map")
        }
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
        var opened: [String: SafetensorsFile] = [:]
        var entries: [String: Entry] = [:]
        for member in map {
            let tensor = String(decoding: member.key, as: UTF8.self)
            guard let name = member.value.text, !name.contains("/"), name.hasSuffix(".safetensors") else {
                throw Failure(
                    .malformed, "a tensor is in no file", at: "\(path): \(tensor)",
                    expected: "a file of the same folder",
                    found: member.value.text ?? member.value.typeName)
            }
            if opened[name] == nil { opened[name] = try SafetensorsFile(path: folder + name) }
            guard let entry = opened[name]?.entries[tensor] else {
                throw Failure(.malformed, "a tensor is missing", at: folder + name, expected: tensor)
            }
            entries[tensor] = entry
        }
        self.init(files: opened.sorted { $0.key < $1.key }.map(\.value.file), entries: entries)
    }
}
