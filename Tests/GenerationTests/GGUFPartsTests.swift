import Generation
import Testing

@Suite("Parts of a GGUF file")
struct GGUFPartsTests {
    @Test func `are known by their names`() throws {
        let parts = try #require(GGUFParts(path: "/models/a-Q4_K-00002-of-00003.gguf"))
        #expect(parts.index == 1)
        #expect(
            parts.paths == [1, 2, 3].map { "/models/a-Q4_K-0000\($0)-of-00003.gguf" })
    }

    @Test(arguments: [
        "a.gguf", "", "-1-of-2.gguf", "a-00000-of-00002.gguf", "a-00003-of-00002.gguf", "a-00001-of-00002.safetensors",
        "a-0001-of-00002.gguf", "a-+0001-of-00002.gguf", "a-00001-of-00002.gguf.part", "a00001-of-00002.gguf",
    ])
    func `are nothing else`(path: String) { #expect(GGUFParts(path: path) == nil) }
}
