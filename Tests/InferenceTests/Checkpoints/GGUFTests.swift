import Generation
import Testing

@testable import Inference

@Suite("GGUF")
struct GGUFTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func open(_ bytes: [UInt8]) throws -> GGUFFile { try GGUFFile(path: folder.write(bytes, to: "model.gguf")) }

    private static let metadata: [(String, @Sendable (inout FileBuilder) -> Void)] = [
        (
            "u8",
            {
                $0.number(UInt32(0)); $0.number(UInt8(200))
            }
        ),
        (
            "i8",
            {
                $0.number(UInt32(1)); $0.number(Int8(-3))
            }
        ),
        (
            "u16",
            {
                $0.number(UInt32(2)); $0.number(UInt16(60_000))
            }
        ),
        (
            "i16",
            {
                $0.number(UInt32(3)); $0.number(Int16(-300))
            }
        ),
        (
            "u32",
            {
                $0.number(UInt32(4)); $0.number(UInt32.max)
            }
        ),
        (
            "i32",
            {
                $0.number(UInt32(5)); $0.number(Int32(-70_000))
            }
        ),
        (
            "f32",
            {
                $0.number(UInt32(6)); $0.number(Float(0.5).bitPattern)
            }
        ),
        (
            "bool",
            {
                $0.number(UInt32(7)); $0.number(UInt8(1))
            }
        ),
        (
            "text",
            {
                $0.number(UInt32(8)); $0.text("olé")
            }
        ),
        (
            "list",
            {
                $0.number(UInt32(9)); $0.number(UInt32(8)); $0.number(UInt64(2)); $0.text("a"); $0.text("b")
            }
        ),
        (
            "u64",
            {
                $0.number(UInt32(10)); $0.number(UInt64.max)
            }
        ),
        (
            "i64",
            {
                $0.number(UInt32(11)); $0.number(Int64(-1))
            }
        ),
        (
            "f64",
            {
                $0.number(UInt32(12)); $0.number(Double(0.25).bitPattern)
            }
        ),
    ]

    private static let tensors = [
        FileBuilder.Tensor(name: "a", dimensions: [3, 2], type: 0, offset: 0),
        FileBuilder.Tensor(name: "q", dimensions: [32, 1], type: 8, offset: 32),
        FileBuilder.Tensor(name: "k", dimensions: [256], type: 16, offset: 96),
    ]

    private static func sound(version: UInt32 = 3) -> [UInt8] {
        FileBuilder.gguf(metadata: metadata, tensors: tensors, data: Array(0..<240), version: version)
    }

    @Test(arguments: [UInt32(2), 3]) func `reads every type of value`(version: UInt32) throws {
        let file = try open(Self.sound(version: version))
        #expect(
            ["u8", "i8", "u16", "i16", "u32", "i32", "i64"].map { file[$0]?.integer } == [
                200, -3, 60_000, -300, 4_294_967_295, -70_000, -1,
            ])
        #expect(["f32", "f64"].map { file[$0]?.number } == [0.5, 0.25])
        #expect(file["bool"]?.bool == true)
        #expect(file["text"]?.text == "olé")
        #expect(file["list"]?.elements?.map(\.text) == ["a", "b"])
        #expect(file["u64"]?.integer == nil)
    }

    @Test func `gives tensors their shape outermost first`() throws {
        let checkpoint = try open(Self.sound()).checkpoint
        let a = try checkpoint.requiredTensor(named: "a")
        #expect(a.shape == [2, 3] && a.type == .f32 && a.withBytes { $0.elementsEqual(0..<24) })
        let q = try checkpoint.requiredTensor(named: "q")
        #expect(q.shape == [1, 32] && q.type == .q8_0 && q.withBytes { $0.elementsEqual(32..<66) })
        let failure = #expect(throws: Failure.self) { try checkpoint.requiredTensor(named: "k") }
        #expect(failure?.kind == .unsupported)
        #expect(failure?.found == "IQ2_XXS")
    }

    @Test func `needs no tensors`() throws {
        #expect(try open(FileBuilder.gguf(metadata: Self.metadata)).checkpoint.tensorNames.isEmpty)
    }

    @Test(arguments: [
        FileBuilder.Tensor(name: "x", dimensions: [8], type: 0, offset: 224),
        FileBuilder.Tensor(name: "x", dimensions: [8], type: 0, offset: 4),
        FileBuilder.Tensor(name: "x", dimensions: [8], type: 0, offset: .max),
        FileBuilder.Tensor(name: "x", dimensions: [.max, 2], type: 0, offset: 0),
        FileBuilder.Tensor(name: "x", dimensions: [1 << 62, 4], type: 0, offset: 0),
        FileBuilder.Tensor(name: "x", dimensions: [31], type: 8, offset: 0),
        FileBuilder.Tensor(name: "x", dimensions: [1, 1, 1, 1, 1], type: 0, offset: 0),
        FileBuilder.Tensor(name: "a", dimensions: [1], type: 0, offset: 0),
    ])
    func `refuses a tensor that does not fit`(tensor: FileBuilder.Tensor) {
        let bytes = FileBuilder.gguf(tensors: Self.tensors + [tensor], data: Array(0..<240))
        let failure = #expect(throws: Failure.self) { try open(bytes) }
        #expect(failure?.kind == .malformed)
    }

    @Test func `refuses counts that the file cannot hold`() throws {
        for place in [8, 16] {
            for count in [UInt64(1000), 1 << 40, .max] {
                var bytes = Self.sound()
                withUnsafeBytes(of: count.littleEndian) { bytes.replaceSubrange(place..<place + 8, with: $0) }
                #expect(throws: Failure.self) { try open(bytes) }
            }
        }
        let list = FileBuilder.gguf(metadata: [
            (
                "l",
                {
                    $0.number(UInt32(9)); $0.number(UInt32(0)); $0.number(UInt64.max)
                }
            )
        ])
        #expect(throws: Failure.self) { try open(list) }
    }

    @Test func `refuses other versions and byte orders`() {
        for version in [UInt32(1), 4, UInt32(3).byteSwapped] {
            let failure = #expect(throws: Failure.self) { try open(Self.sound(version: version)) }
            #expect(failure?.kind == .unsupported)
        }
    }

    @Test func `refuses two values of one name`() {
        let twice = FileBuilder.gguf(metadata: [Self.metadata[0], Self.metadata[0]])
        #expect(throws: Failure.self) { try open(twice) }
    }

    @Test func `survives every damage`() throws {
        var generator = SeededGenerator(state: 2)
        let sound = Self.sound()
        var opened = 0
        for _ in 0..<2000 {
            guard let file = try? open(sound.damaged(by: &generator)) else { continue }
            opened += 1
            let checkpoint = file.checkpoint
            for name in checkpoint.tensorNames {
                _ = checkpoint.tensor(named: name)?.withBytes { $0.reduce(0) { $0 ^ $1 } }
            }
        }
        #expect(opened > 0 && opened < 2000)
    }

    /// A part of a file that was split, with one tensor of two numbers.
    private func part(_ number: Int, of count: Int, tensor: String, numbers: [Float], tensorCount: Int = 2) -> [UInt8] {
        let values = [("split.no", number), ("split.count", count), ("split.tensors.count", tensorCount)]
        let metadata = values.map { name, value -> (String, @Sendable (inout FileBuilder) -> Void) in
            (
                name,
                {
                    $0.number(UInt32(4)); $0.number(UInt32(value))
                }
            )
        }
        var data = FileBuilder()
        for number in numbers { data.number(number.bitPattern) }
        return FileBuilder.gguf(
            metadata: metadata, tensors: [.init(name: tensor, dimensions: [2], type: 0, offset: 0)], data: data.bytes)
    }

    @Test(arguments: [1, 2]) func `in several files is one model, whichever of them is named`(named: Int) throws {
        _ = try folder.write(part(0, of: 2, tensor: "a", numbers: [1, 2]), to: "m-00001-of-00002.gguf")
        _ = try folder.write(part(1, of: 2, tensor: "b", numbers: [3, 4]), to: "m-00002-of-00002.gguf")
        let checkpoint = try GGUFFile(path: folder.path + "/m-0000\(named)-of-00002.gguf").checkpoint
        #expect(checkpoint.tensorNames == ["a", "b"] && checkpoint.paths.count == 2)
        #expect(try checkpoint.floats("b") == [3, 4])
    }

    @Test func `in several files is refused where they do not make a whole`() throws {
        let first = try folder.write(part(0, of: 2, tensor: "a", numbers: [1, 2]), to: "m-00001-of-00002.gguf")
        let missing = #expect(throws: Failure.self) { try GGUFFile(path: first) }
        #expect(missing?.kind == .notFound && missing?.location?.hasSuffix("m-00002-of-00002.gguf") == true)
        for (number, count, tensor, tensorCount) in [(0, 2, "b", 2), (1, 3, "b", 2), (1, 2, "a", 2)] {
            _ = try folder.write(
                part(number, of: count, tensor: tensor, numbers: [3, 4], tensorCount: tensorCount),
                to: "m-00002-of-00002.gguf")
            #expect(throws: Failure.self) { try GGUFFile(path: first) }
        }
        _ = try folder.write(part(1, of: 2, tensor: "b", numbers: [3, 4]), to: "m-00002-of-00002.gguf")
        _ = try folder.write(
            part(0, of: 2, tensor: "a", numbers: [1, 2], tensorCount: 3), to: "m-00001-of-00002.gguf")
        let lacking = #expect(throws: Failure.self) { try GGUFFile(path: first) }
        #expect(lacking?.expected == "3 tensors" && lacking?.found == "2")
        let renamed = try folder.write(part(0, of: 2, tensor: "a", numbers: [1, 2]), to: "m.gguf")
        #expect(throws: Failure.self) { try GGUFFile(path: renamed) }
    }
}
