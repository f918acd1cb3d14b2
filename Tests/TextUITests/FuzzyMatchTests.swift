import Testing

@testable import TextUI

struct FuzzyMatchTests {
    @Test func `letters are found in order`() {
        #expect(FuzzyMatch("smt", in: "Set max tokens")?.positions == [0, 4, 8])
        #expect(FuzzyMatch("kmx", in: "Set max tokens") == nil)
        #expect(FuzzyMatch("", in: "anything")?.positions == [])
        #expect(FuzzyMatch("longer", in: "long") == nil)
    }

    @Test func `case, accents and spaces do not matter`() {
        #expect(FuzzyMatch("atencion", in: "Atención")?.positions.count == 8)
        #expect(FuzzyMatch("run all", in: "Run All")?.positions == [0, 1, 2, 4, 5, 6])
    }

    @Test(arguments: [
        ("att", "Attention", "Set a tiny thing"), ("sw", "Sweep", "Browse weights"),
        ("cm", "Compare models", "Accumulate"),
        ("run", "Run", "Run all columns"), ("temp", "Temperature", "Test empty"),
    ])
    func `the better candidate scores higher`(search: String, better: String, worse: String) throws {
        let high = try #require(FuzzyMatch(search, in: better)).score
        #expect(high > FuzzyMatch(search, in: worse)?.score ?? Int.min)
    }
}
