import Generation
import Playground

extension Session {
    /// The run's service tells how a picture or a video is made.
    mutating func tellMedia(_ picture: Picture) {
        guard let id = state.run?.id else { return }
        let draft = Generation.Picture.gradient(width: 48, height: 32)
        let events: [GenerationEvent] =
            switch picture {
            case .pictureDraft:
                [.notice(.progress(MediaProgress(.asked)))]
                    + (draft.map { [.notice(.picture($0, isDraft: true))] } ?? [])
            case .pictureMade: (draft.map { [.notice(.picture($0, isDraft: false))] } ?? []) + [.made]
            case .pictureNotShown: [.notice(.notShown(reason: "only PNG pictures are drawn here")), .made]
            default:
                [
                    .notice(
                        .progress(MediaProgress(.working, percent: 40, job: "video_68d7512d07848190b3e45da0ecbebcde")))
                ]
            }
        perform(.generated(id, events, elapsed: .seconds(12)))
        if picture == .videoStopped { perform(.stop) }
    }
}

extension GenerationEvent {
    /// The end of a picture.
    fileprivate static let made = GenerationEvent.completed(
        Completion(
            text: "/home/ana/course/mirilla-a-fox-in-the-snow.png", reason: .endOfText,
            timings: Timings(firstToken: .seconds(21)), promptTokens: 12, generatedTokens: 1056,
            usage: Usage(promptTokens: 12, generatedTokens: 1056, costUSD: 0.03174)))
}

extension Generation.Picture {
    /// Red grows to the right, green downwards, and the lower right corner can be seen through.
    static func gradient(width: Int, height: Int) -> Generation.Picture? {
        var bytes: [UInt8] = []
        for row in 0..<height {
            for column in 0..<width {
                let alpha: UInt8 = column > width * 3 / 4 && row > height * 3 / 4 ? 128 : 255
                bytes += [
                    UInt8(column * Int(alpha) / width), UInt8(row * Int(alpha) / height), alpha / 2, alpha,
                ]
            }
        }
        return Generation.Picture(width: width, height: height, bytes: bytes)
    }
}
