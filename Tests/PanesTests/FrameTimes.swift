import Foundation
import Generation
import Panes
import Playground
import Testing
import TextUI

/// Not a test but a way to measure: how long update and drawing take while columns write, if the environment asks for it.
struct FrameTimes {
    @Test(.enabled(if: ProcessInfo.processInfo.environment["MIRILLA_MEASURE"] != nil))
    func `prints how long a frame takes while four columns write`() {
        var session = Session(Size(columns: 160, rows: 48), user: "Once upon a time", answer: "", stopsAfter: 0)
        session.press(.function(3), .character("T"))
        let model = SampleModel()
        let ids = session.state.compare.columns.compactMap { $0.run?.id }
        let clock = ContinuousClock()
        var times: [Double] = []
        for (index, token) in model.tokens(String(repeating: " She saw a big, red ball and ran.", count: 60))
            .enumerated()
        {
            let (distribution, rank) = model.distribution(token, at: index, sampling: SamplingParameters())
            let candidate = distribution.candidates[rank]
            let step = Step(
                index: index, token: token, text: token.text, probability: candidate.probability,
                unsampledProbability: candidate.unsampledProbability, rank: rank, distribution: distribution)
            let duration = clock.measure {
                for id in ids { session.perform(.generated(id, [.step(step)], elapsed: .milliseconds(index))) }
                _ = session.canvas()
            }
            times.append(duration / .milliseconds(1))
        }
        times.sort()
        print(
            "\(times.count) frames of \(ids.count) columns: median \(times[times.count / 2]) ms, "
                + "p95 \(times[times.count * 95 / 100]) ms, longest \(times[times.count - 1]) ms")
    }
}
