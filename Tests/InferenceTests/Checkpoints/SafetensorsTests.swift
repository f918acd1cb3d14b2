import Generation
import Testing

@testable import Inference

@Suite("Safetensors")
struct SafetensorsTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static let header = #"""
        {"__metadata__": {"format": "pt"}, "a": {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]},
         "mask": {"dtype": "BOOL", "shape": [2], "data_offsets": [24, 26]},
         "b": {"dtype": "BF16", "shape": [1], "data_offsets": [26, 28]}}
        """#

    private func open(_ bytes: [UInt8]) throws -> MappedCheckpoint {
        try MappedCheckpoint(safetensors: folder.write(bytes, to: "model.safetensors"))
    }

    @Test func `gives every tensor its shape, type and bytes`() throws {
        let checkpoint = try open(FileBuilder.safetensors(Self.header, data: Array(0..<28)))
        #expect(checkpoint.tensorNames == ["a", "b", "mask"])
        let a = try checkpoint.requiredTensor(named: "a")
        #expect(a.shape == [2, 3] && a.type == .f32 && a.withBytes { $0.elementsEqual(0..<24) })
        let b = try checkpoint.requiredTensor(named: "b")
        #expect(b.shape == [1] && b.type == .bf16 && b.withBytes { $0.elementsEqual(26..<28) })
        #expect(checkpoint.tensorBytes == 26)
    }

    @Test func `stays in memory for as long as one of its tensors is held`() throws {
        let bytes = FileBuilder.safetensors(Self.header, data: Array(0..<28))
        let tensors = try (0..<50).map { _ in try open(bytes).requiredTensor(named: "a") }
        for tensor in tensors { #expect(tensor.withBytes { $0.elementsEqual(0..<24) }) }
    }

    @Test func `refuses a type it cannot use only when that tensor is asked for`() throws {
        let checkpoint = try open(FileBuilder.safetensors(Self.header, data: Array(0..<28)))
        let unsupported = #expect(throws: Failure.self) { try checkpoint.requiredTensor(named: "mask") }
        #expect(unsupported?.kind == .unsupported)
        #expect(unsupported?.found == "BOOL")
        let missing = #expect(throws: Failure.self) { try checkpoint.requiredTensor(named: "c") }
        #expect(missing?.kind == .malformed)
    }

    @Test(arguments: [
        #"{"a": {"dtype": "F32", "shape": [2], "data_offsets": [0, 12]}}"#,
        #"{"a": {"dtype": "F32", "shape": [2], "data_offsets": [0, 7]}}"#,
        #"{"a": {"dtype": "F32", "shape": [2], "data_offsets": [8, 0]}}"#,
        #"{"a": {"dtype": "F32", "shape": [2], "data_offsets": [-8, 0]}}"#,
        #"{"a": {"dtype": "F32", "shape": [-2], "data_offsets": [0, 8]}}"#,
        #"{"a": {"dtype": "F32", "shape": [2.5], "data_offsets": [0, 8]}}"#,
        #"{"a": {"dtype": "F32", "shape": [4611686018427387904, 4], "data_offsets": [0, 8]}}"#,
        #"{"a": {"dtype": "F32", "shape": [9223372036854775807], "data_offsets": [0, 8]}}"#,
        #"{"a": {"dtype": "F32", "shape": [9223372036854775807, 9223372036854775807, 0], "data_offsets": [0, 0]}}"#,
        #"{"a": {"dtype": "F31", "shape": [2], "data_offsets": [0, 8]}}"#,
        #"{"a": {"dtype": "F32", "data_offsets": [0, 8]}}"#,
        #"{"a": {"dtype": "F32", "shape": [2], "data_offsets": [0]}}"#,
        #"{"a": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}}"#,
        #"{"a": {"dtype": "F32", "shape": [1], "data_offsets": [4, 8]}}"#,
        #"{"a": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}, "a": {"dtype": "F32", "shape": [0], "data_offsets": [8, 8]}}"#,
        #"{"a": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}, "b": {"dtype": "F32", "shape": [1], "data_offsets": [4, 8]}}"#,
        #"{"a": 3}"#, "[]", "{",
    ])
    func `refuses a header that does not fit the file`(header: String) {
        let failure = #expect(throws: Failure.self) {
            try open(FileBuilder.safetensors(header, data: [UInt8](repeating: 0, count: 8)))
        }
        #expect(failure?.kind == .malformed)
    }

    @Test(arguments: [UInt64(0), 99, 1 << 40, .max])
    func `refuses a wrong header length`(length: UInt64) {
        var builder = FileBuilder()
        builder.number(length)
        let failure = #expect(throws: Failure.self) { try open(builder.bytes + Array("{}".utf8)) }
        #expect(failure?.kind == .malformed)
    }

    @Test func `reads a set of files by its index`() throws {
        try folder.write(
            FileBuilder.safetensors(#"{"a": {"dtype": "F16", "shape": [1], "data_offsets": [0, 2]}}"#, data: [1, 2]),
            to: "1.safetensors")
        try folder.write(
            FileBuilder.safetensors(#"{"b": {"dtype": "F16", "shape": [1], "data_offsets": [0, 2]}}"#, data: [3, 4]),
            to: "2.safetensors")
        let index = try folder.write(#"{"weight_map": {"a": "1.safetensors", "b": "2.safetensors"}}"#, to: "index.json")
        let checkpoint = try MappedCheckpoint(safetensorsIndex: index)
        #expect(checkpoint.tensor(named: "b")?.withBytes { $0.elementsEqual([3, 4]) } == true)
        #expect(checkpoint.tensorBytes == 4)

        let missing = try folder.write(
            #"{"weight_map": {"a": "1.safetensors", "b": "3.safetensors"}}"#, to: "index.json")
        #expect(throws: Failure.self) { try MappedCheckpoint(safetensorsIndex: missing) }
        let wrong = try folder.write(#"{"weight_map": {"b": "1.safetensors"}}"#, to: "index.json")
        #expect(throws: Failure.self) { try MappedCheckpoint(safetensorsIndex: wrong) }
        let outside = try folder.write(#"{"weight_map": {"a": "../1.safetensors"}}"#, to: "index.json")
        #expect(throws: Failure.self) { try MappedCheckpoint(safetensorsIndex: outside) }
    }

    @Test func `survives every damage`() throws {
        var generator = SeededGenerator(state: 1)
        let sound = FileBuilder.safetensors(Self.header, data: Array(0..<28))
        var opened = 0
        for _ in 0..<2000 {
            guard let checkpoint = try? open(sound.damaged(by: &generator)) else { continue }
            opened += 1
            for name in checkpoint.tensorNames {
                _ = checkpoint.tensor(named: name)?.withBytes { $0.reduce(0) { $0 ^ $1 } }
            }
        }
        #expect(opened > 0 && opened < 2000)
    }
}
