import Foundation
import Generation
import Playground
import Testing

/// Compare and sweep with nano: what the course says about temperature and context, and what another program computes.
@Suite(.timeLimit(.minutes(5)), .serialized)
struct RealColumnsTests {
    /// What `Tools/sweep_figures.py` computed.
    private struct Reference: Decodable {
        struct Row: Decodable {
            let temperature: Double
            let tokens: [[Int]]
            let distinct: Int
            let mean_entropy_bits: Double
            let perplexity: Double
        }

        let prompt: String
        let prompt_tokens: Int
        let new_tokens: Int
        let seed: UInt64
        let rows: [Row]

        static func read() throws -> Reference {
            let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/sweep.json")
            return try JSONDecoder().decode(Reference.self, from: Data(contentsOf: file))
        }
    }

    @Test func `a sweep costs one prefill, draws the tokens and has the figures that Hugging Face's arithmetic gives`()
        async throws
    {
        let reference = try Reference.read()
        let settings = Settings(
            sampling: SamplingParameters(seed: reference.seed), maxNewTokens: reference.new_tokens)
        let session = await RealSession(user: reference.prompt, settings: settings)
        session.perform(.show(.sweep))
        #expect(session.state.sweepValues == reference.rows.map(\.temperature))
        session.perform(.run)
        await session.wait { $0.sweep.sweep?.isActive == false }
        let sweep = try #require(session.state.sweep.sweep)
        #expect(sweep.failure == nil)
        #expect(sweep.prefillTokens == reference.prompt_tokens)
        for (row, expected) in zip(sweep.rows, reference.rows) {
            #expect(row.samples.map { $0.steps.map(\.token.id) } == expected.tokens)
            #expect(row.distinctCount == expected.distinct)
            #expect(abs(try #require(row.figures.meanEntropyBits) - expected.mean_entropy_bits) < 1e-3)
            let perplexity = try #require(row.figures.perplexity)
            #expect(abs(perplexity / expected.perplexity - 1) < 1e-3)
        }
    }

    @Test func `the higher the temperature, the more the texts differ and the less sure the model is`() async throws {
        let session = await RealSession(user: "Tell me a story.", settings: Settings(maxNewTokens: 10))
        session.perform(.show(.sweep), .sweep(.setValues("0 0.5 2")), .run)
        await session.wait { $0.sweep.sweep?.isActive == false }
        let sweep = try #require(session.state.sweep.sweep)
        let distinct = sweep.rows.map(\.distinctCount)
        #expect(distinct == distinct.sorted() && distinct.first == 1 && distinct.last == sweep.grid.sampleCount)
        let entropies = sweep.rows.compactMap(\.figures.meanEntropyBits)
        #expect(entropies.first == 0 && entropies == entropies.sorted() && Set(entropies).count == 3)
    }

    @Test func `the answer changes exactly where the fact leaves the context`() async throws {
        let settings = Settings(sampling: SamplingParameters(temperature: 0), maxNewTokens: 10)
        let session = await RealSession(
            user:
                "The sun was warm. My sister lives in Rome. One sunny day the dog found a silver bell near the river. "
                + "Where does my sister live?", settings: settings)
        session.perform(
            .show(.sweep), .sweep(.selectKnob(.context)), .sweep(.setValues("24 28 31 32 33 34 37 44 48")),
            .sweep(.moreSamples(-3)), .run)
        await session.wait { $0.sweep.sweep?.isActive == false }
        let sweep = try #require(session.state.sweep.sweep)
        #expect(sweep.rows.count == 9)
        var answered: [Bool] = []
        for row in sweep.rows.indices {
            let run = try #require(sweep.run(SweepDisplay.Cell(row: row, sample: 0)))
            let prompt = try #require(run.prompt)
            // The city is written in three tokens; the last of them is the answer's seventh.
            let city = try #require(prompt.tokens.firstIndex { $0.text == " R" })
            #expect(prompt.tokens[city...].prefix(3).map(\.text).joined() == " Rome")
            let window = ContextWindow(
                promptCount: prompt.tokens.count, count: prompt.tokens.count + 6, pinnedCount: prompt.pinnedCount,
                limit: try #require(run.request.contextLength))
            let isSeen = !window.dropped.contains(city)
            #expect(run.text.contains("Rome") == isSeen, "context \(sweep.value(ofRow: row)): \(run.text)")
            answered.append(isSeen)
        }
        #expect(answered.contains(true) && answered.contains(false))
        // The screen marks that row, and no later one.
        let first = try #require(answered.firstIndex(of: true))
        let changes = sweep.rows.indices.map { sweep.changesAnswer(inRow: $0) }
        #expect(changes[first])
        #expect(!changes[(first + 1)...].contains(true))
    }

    @Test func `columns of one model share its weights and its prefill, and each says what it would say alone`()
        async throws
    {
        let session = await RealSession(user: "Tell me a story.", settings: Settings(maxNewTokens: 8))
        session.perform(.show(.compare), .compare(.fanOutTemperature))
        await session.wait { !$0.compare.isActive }
        #expect(session.openings == 1)
        let runs = session.state.compare.columns.compactMap(\.run)
        #expect(runs.count == 4)
        #expect(runs.reduce(0) { $0 + ($1.completion?.timings.prefillTokens ?? 0) } == runs[0].prompt?.tokens.count)
        for run in runs {
            session.perform(.show(.playground), .parameter(.set(.temperature, run.request.sampling.temperature)), .run)
            await session.wait { $0.run?.isActive == false }
            #expect(session.state.run?.text == run.text)
        }
        // What the columns draw from lies further apart the further their temperatures do.
        session.perform(.show(.compare))
        await session.wait { state in
            state.compare.columns.dropFirst().allSatisfy { state.compare.divergences(of: $0) != nil }
        }
        let first = session.state.compare.columns.dropFirst().map {
            session.state.compare.divergences(of: $0)?.first?.bits ?? -1
        }
        #expect(first[0] > 0 && first[0] < first[1] && first[1] < first[2])
    }
}
