import ArgumentParser
import Generation
import Providers

/// Everything that decides how a picture or a video is made.
struct MediaOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Width and height of a picture or video: 1024x1024, auto.", valueName: "size"))
    var size: String?

    @Option(help: ArgumentHelp("How much work goes into a picture: low, medium, high, auto.", valueName: "name"))
    var quality: String?

    @Option(help: ArgumentHelp("The kind of file of a picture: png, jpeg, webp.", valueName: "name"))
    var outputFormat: String?

    @Option(help: ArgumentHelp("How long a video is.", valueName: "seconds"))
    var seconds: String?

    @Option(
        help: ArgumentHelp(
            "Save a picture or video as this new file (default: one named after the prompt).", valueName: "file"))
    var output: String?

    /// The settings that were given.
    var settings: [MediaOption: String] {
        let given: [(MediaOption, String?)] = [
            (.size, size), (.quality, quality), (.format, outputFormat), (.seconds, seconds),
        ]
        return Dictionary(uniqueKeysWithValues: given.compactMap { option, value in value.map { (option, $0) } })
    }

    /// Where the file goes.
    var destination: MediaDestination { output.map { .file($0) } ?? .folder(".") }

    /// Refuses what the model does not take.
    func check(_ capabilities: Capabilities, of model: ModelDescription) throws(Failure) {
        for (option, value) in settings.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            let name = "--" + option.rawValue.replacing("_", with: "-")
            guard let choice = capabilities.choices.first(where: { $0.option == option }) else {
                throw Failure(.usage, "\(model.name) does not take it", at: name)
            }
            guard choice.takesOthers || choice.values.contains(value) else {
                throw Failure(
                    .outOfRange, "\(model.name) does not take this value", at: name,
                    expected: choice.values.joined(separator: ", "), found: value)
            }
        }
        guard output == nil || capabilities.output != .text else {
            throw Failure(
                .usage, "a model that writes text saves no file", at: "--output",
                hint: "the text goes to standard output: > FILE")
        }
    }
}
