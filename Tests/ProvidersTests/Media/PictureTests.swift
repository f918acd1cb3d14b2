import Generation
import Testing

@testable import Providers

@Suite("A picture")
struct PictureTests {
    @Test(arguments: SamplePicture.allCases)
    func `is read from every kind of PNG`(sample: SamplePicture) throws {
        #expect(try Picture(png: sample.bytes).bytes == sample.pixels)
    }

    @Test(arguments: SamplePicture.allCases)
    func `that breaks off anywhere is broken or whole, never half`(sample: SamplePicture) {
        for count in 0..<sample.bytes.count {
            let picture = try? Picture(png: Array(sample.bytes[..<count]))
            #expect(picture == nil || picture?.bytes == sample.pixels, "\(count) bytes")
        }
    }

    @Test func `is read or refused whichever byte of it is wrong`() {
        let bytes = SamplePicture.colors.bytes
        for index in bytes.indices {
            for wrong in [UInt8(0), 0x7F, 0xFF] {
                var broken = bytes
                broken[index] = wrong
                let picture = try? Picture(png: broken)
                #expect((picture?.bytes.count ?? 0) <= 4 * 512 * 512)
            }
        }
    }

    @Test func `that would fill the memory is refused before it does`() {
        let failure = #expect(throws: Failure.self) { try Picture(png: SamplePicture.bomb) }
        #expect(failure?.kind == .tooLarge)
        #expect(failure?.message.contains("100000×100000") == true)
    }

    @Test func `keeps its shape in the room it gets`() throws {
        let picture = try #require(Picture(width: 300, height: 200, bytes: [UInt8](repeating: 9, count: 240_000)))
        #expect(picture.fitted(width: 60, height: 60) == (60, 40))
        #expect(picture.fitted(width: 1000, height: 1000) == (300, 200))
        #expect(picture.fitted(width: 1, height: 1) == (1, 1))
        #expect(picture.fitted(width: 0, height: -3) == (1, 1))
        #expect(picture.scaled(width: 7, height: 3).bytes == [UInt8](repeating: 9, count: 84))
    }

    @Test func `is as bright when it is small as when it is large`() throws {
        let picture = try Picture(png: SamplePicture.colors.bytes)
        #expect(picture.scaled(width: 1, height: 1).bytes == [128, 128, 128, 255])
        #expect(picture.scaled(width: 2, height: 1).bytes == [128, 0, 128, 255, 128, 255, 128, 255])
        #expect(picture.scaled(width: 4, height: 2)[3, 1] == picture[1, 1])
    }

    @Test func `has as many bytes as pixels need`() {
        #expect(Picture(width: 2, height: 2, bytes: [UInt8](repeating: 0, count: 15)) == nil)
        #expect(Picture(width: .max, height: 2, bytes: []) == nil)
        #expect(Picture(width: -1, height: -1, bytes: [0, 0, 0, 0]) == nil)
    }

    @Test(arguments: [
        ("A red fox, in the snow!", "a-red-fox-in-the-snow"), ("¿Qué hace la niña?", "qué-hace-la-niña"),
        ("../../etc/passwd", "etc-passwd"), ("\u{1B}[2J\n", "2j"), ("", "untitled"), ("/", "untitled"),
    ])
    func `is named after its prompt`(prompt: String, name: String) {
        #expect(MediaFile.name(of: prompt) == name)
    }
}
