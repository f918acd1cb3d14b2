import Generation

/// What is known about OpenAI's picture models beside what their service lists.
///
/// Settings: openai 3.54.0 on PyPI, `types/image_generate_params.py`. Prices and the days on which models go: the model map of LiteLLM 1.106.2
/// on PyPI. Both read on 2026-11-23; a model that is not here has no price.
enum PictureModel {
    /// What a model takes; the first value is what it does if nothing is said.
    static func choices(of model: String) -> [MediaChoice] {
        let takesAnySize = model.hasPrefix("gpt-image-2")
        let sizes = ["auto", "1024x1024", "1536x1024", "1024x1536"]
        let qualities = ["auto", "low", "medium", "high"]
        let isThorough = model.hasPrefix("gpt-image-2.5") || model.hasPrefix("gpt-image-2.6")
        return [
            MediaChoice(.size, takesAnySize ? sizes + ["1536x864", "864x1536"] : sizes, takesOthers: takesAnySize),
            MediaChoice(.quality, isThorough ? qualities + ["xhigh", "max"] : qualities),
            MediaChoice(.format, ["png", "jpeg", "webp"]),
        ]
    }

    /// What a video model takes.
    static let videoChoices = [
        MediaChoice(.size, ["720x1280", "1280x720", "1024x1792", "1792x1024"], takesOthers: true),
        MediaChoice(.seconds, ["4", "8", "12"], takesOthers: true),
    ]

    /// What a model charges for a million tokens of a prompt in words and of a picture made.
    static func price(of model: String) -> Price? { entry(of: model)?.price }

    /// The day on which a model goes, if it is known.
    static func shutdownDate(of model: String) -> String? { entry(of: model)?.day }

    private static func entry(of model: String) -> (name: String, price: Price, day: String?)? {
        table.first { model == $0.name || model.hasPrefix($0.name + "-20") }
    }

    private static let table: [(name: String, price: Price, day: String?)] = [
        ("gpt-image-1-mini", Price(prompt: 2, generated: 8), "2026-12-01"),
        ("gpt-image-1.5", Price(prompt: 5, generated: 32), "2026-12-01"),
        ("chatgpt-image-latest", Price(prompt: 5, generated: 32), "2026-12-01"),
        ("gpt-image-2", Price(prompt: 5, generated: 30), nil),
        ("gpt-image-2.5-flare", Price(prompt: 5, generated: 30), nil),
        ("gpt-image-2.5-sunburst", Price(prompt: 5, generated: 30), nil),
    ]
}
