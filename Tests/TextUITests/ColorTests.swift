import Testing

@testable import TextUI

struct ColorTests {
    @Test(arguments: [
        (0x000000, 16), (0xFFFFFF, 231), (0xFF0000, 196), (0x5F87AF, 67), (0x808080, 244), (0x0E1016, 233),
        (0x6CB6FF, 75),
        (0x121212, 233),
    ])
    func `reduces to the nearest of 256`(rgb: UInt32, index: UInt8) {
        #expect(Color(rgb).reduced(to: .palette256) == .palette(index))
    }

    @Test func `every fixed palette colour reduces to one that looks the same`() {
        for index in UInt8(16)...255 {
            let (red, green, blue) = Color.palette(index).components
            let reduced = Color(red: red, green: green, blue: blue).reduced(to: .palette256)
            #expect(reduced.map { $0.components == (red, green, blue) } == true)
        }
    }

    @Test func `reduces to ANSI colours and to none`() {
        #expect(Color(0xFF1010).reduced(to: .ansi16) == .ansi(.brightRed))
        #expect(Color(0xC00000).reduced(to: .ansi8) == .ansi(.red))
        #expect(Color.ansi(.brightBlue).reduced(to: .ansi8) == .ansi(.blue))
        #expect(Color(0xFF1010).reduced(to: .monochrome) == nil)
        #expect(Color(0x123456).reduced(to: .direct) == Color(0x123456))
    }

    @Test func `contrast is WCAG's`() {
        #expect(abs(Color(0xFFFFFF).contrast(with: Color(0x000000)) - 21) < 0.001)
        #expect(abs(Color(0x777777).contrast(with: Color(0xFFFFFF)) - 4.478) < 0.001)
    }

    @Test(arguments: [0x000000, 0xFFFFFF, 0x6CB6FF, 0x123456, 0xFF8C66] as [UInt32])
    func `OKLab and back changes nothing`(rgb: UInt32) {
        #expect(OKLab(Color(rgb)).color == Color(rgb))
    }

    @Test func `mixing stays between`() {
        #expect(Color(0x000000).mixed(with: Color(0xFFFFFF), by: 0) == Color(0x000000))
        #expect(Color(0x000000).mixed(with: Color(0xFFFFFF), by: 2) == Color(0xFFFFFF))
        #expect(Color(0x000000).mixed(with: Color(0xFFFFFF), by: 0.5) == Color(0x636363))
    }

    @Test func `a colour has a name`() {
        #expect(Color(0x00FF0A).description == "#00ff0a")
        #expect(Color.ansi(.brightBlue).description == "bright-blue")
        #expect(ANSIColor(name: "bright-blue") == .brightBlue)
        #expect(Color.palette(100).description == "palette 100")
    }
}
