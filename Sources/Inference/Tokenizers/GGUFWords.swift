import Generation

/// How words are found in a GGUF file's byte-level vocabulary: the file only gives a name, which llama.cpp knows.
struct GGUFWords {
    /// One after the other.
    let patterns: [String]
    /// Whether a word that is a piece as a whole becomes that piece.
    var prefersWholeWords = false
    /// Whether a text begins with the begin-of-text token where the file does not say.
    var addsBegin = false

    /// The splitters; what a pattern does not match is a word too.
    func splitters(location: String) throws(Failure) -> [TextSplitter] {
        var splitters: [TextSplitter] = []
        for pattern in patterns {
            if let known = WordPattern(source: pattern) {
                splitters.append(.pattern(known))
            } else {
                let expression = try RegularExpression(pattern, location: location)
                splitters.append(.expression(expression, .isolated, isInverted: false))
            }
        }
        return splitters
    }

    /// What a name stands for; nil if mirilla does not know it.
    static func named(_ name: String?) -> GGUFWords? {
        switch name {
        case "gpt-2", "phi-2", "jina-es", "jina-de", "gigachat", "jina-v2-es", "jina-v2-de", "a.x-4.0", "mellum",
            "modern-bert", "jina-v1-en", "jina-v2-code", "roberta-bpe", "exaone4", "mpt", "olmo", "jais", "trillion",
            "granite-docling", nil:
            GGUFWords(patterns: [gpt2])
        case "llama3", "llama-v3", "llama-bpe", "falcon3", "falcon-h1", "pixtral", "midm-2.0", "lfm2", "jina-v5-nano":
            GGUFWords(patterns: [llama3], prefersWholeWords: true, addsBegin: true)
        case "dbrx", "smaug-bpe", "glm4", "chatglm-bpe": GGUFWords(patterns: [llama3])
        case "qwen2", "deepseek-r1-qwen", "kormo", "f2llmv2", "stablelm2", "megrez", "hunyuan", "grok-2", "solar-open":
            GGUFWords(patterns: [qwen2])
        case "qwen35": GGUFWords(patterns: [qwen35])
        case "default": GGUFWords(patterns: [#"[\p{P}\$\+<=>\^~\|]+"#, gpt2, #"\p{N}+"#, "[0-9][0-9][0-9]"])
        case "falcon": GGUFWords(patterns: [#"[\p{P}\$\+<=>\^~\|`]+"#, gpt2, "[0-9][0-9][0-9]"])
        case "starcoder", "refact", "command-r", "smollm", "codeshell", "exaone", "minerva-7b", "mellum2":
            GGUFWords(patterns: [#"\p{N}"#, gpt2])
        case "deepseek-llm":
            GGUFWords(patterns: [
                "[\r\n]", #"\s?["# + cased + "]+", "\\s?[!-/:-~！-／：-～‘-‟　-。]+", #"\s+$"#, "[一-龥ࠀ-一가-퟿]+", #"\p{N}+"#,
            ])
        case "deepseek-coder":
            GGUFWords(patterns: ["[\r\n]", #"\s?\p{L}+"#, #"\s?\p{P}+"#, "[一-龥ࠀ-一가-퟿]+", #"\p{N}"#])
        case "deepseek-v3", "deepseek-r1", "hunyuan-dense", "joyai-llm":
            GGUFWords(patterns: [#"\p{N}{1,3}"#, "[一-龥぀-ゟ゠-ヿ]+", deepSeek3])
        case "poro-chat", "bloom", "gpt3-finnish": GGUFWords(patterns: [bloom])
        case "viking": GGUFWords(patterns: [bloom, #"\p{N}"#])
        case "tekken":
            GGUFWords(patterns: [tekken], prefersWholeWords: true, addsBegin: true)
        case "gpt-4o", "llama4", "kanana2", "talkie", "minimax-m2": GGUFWords(patterns: [gpt4o])
        case "superbpe": GGUFWords(patterns: [#"\p{N}+"#, #"(?=(\d{3})+(?!\d))"#])
        case "bailingmoe", "bailingmoe2", "llada-moe": GGUFWords(patterns: [bailing])
        case "seed-coder": GGUFWords(patterns: [seedCoder])
        default: nil
        }
    }

    private static let contractions = "(?i:'s|'t|'re|'ve|'m|'ll|'d)"
    private static let spaces = #"|\s*[\r\n]+|\s+(?!\S)|\s+"#
    private static let gpt2 = #"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"#
    private static let llama3 =
        contractions + #"|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*"# + spaces
    private static let qwen2 = contractions + #"|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*"# + spaces
    private static let qwen35 =
        contractions + #"|[^\r\n\p{L}\p{N}]?[\p{L}\p{M}]+|\p{N}| ?[^\s\p{L}\p{M}\p{N}]+[\r\n]*"# + spaces
    private static let deepSeek3 =
        ##"[!"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~][A-Za-z]+|[^\r\n\p{L}\p{P}\p{S}]?[\p{L}\p{M}]+| ?[\p{P}\p{S}]+[\r\n]*"##
        + spaces
    private static let bloom = #" ?[^(\s|.,!?…。，、।۔،)]+"#
    private static let upper = #"[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]"#
    private static let lower = #"[\p{Ll}\p{Lm}\p{Lo}\p{M}]"#
    private static let tekken =
        #"[^\r\n\p{L}\p{N}]?\#(upper)*\#(lower)+|[^\r\n\p{L}\p{N}]?\#(upper)+\#(lower)*|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n/]*"#
        + spaces
    private static let gpt4o =
        #"[^\r\n\p{L}\p{N}]?\#(upper)*\#(lower)+\#(contractions)?|[^\r\n\p{L}\p{N}]?\#(upper)+\#(lower)*\#(contractions)?"#
        + #"|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*"# + spaces
    private static let bailing =
        #"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]++[\r\n]*|\s*[\r\n]|\s+(?!\S)|\s+"#
    private static let seedCoder =
        contractions + #"|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1}| ?[^\s\p{L}\p{N}\r\n]+"# + spaces

    /// The letters with case that DeepSeek lists one by one.
    private static let cased =
        "A-Za-zµÀ-ÖØ-öø-ƺƼ-ƿǄ-ʓʕ-ʯͰ-ͳͶͷͻ-ͽͿΆΈ-ΊΌΎ-ΡΣ-ϵϷ-ҁҊ-ԯԱ-ՖႠ-ჅᎠ-Ᏽᏸ-ᏽᲐ-ᲺᲽ-Ჿᴀ-ᴫᵫ-ᵷᵹ-ᶚḀ-ἕἘ-Ἕἠ-ὅὈ-Ὅὐ-ὗὙὛὝὟ-ώᾀ-ᾴᾶ-ᾼιῂ-ῄῆ-ῌῐ-ΐῖ-Ίῠ-Ῥῲ-ῴῶ-ῼ"
        + "ℂℇℊ-ℓℕℙ-ℝℤΩℨK-ℭℯ-ℴℹℼ-ℿⅅ-ⅉⅎↃↄⰀ-ⱻⱾ-ⳤⳫ-ⳮⳲⳳꙀ-ꙭꚀ-ꚛꜢ-ꝯꝱ-ꞇꞋ-ꞎꭰ-ꮿﬀ-ﬆﬓ-ﬗＡ-Ｚａ-ｚ𐐀-𐑏𐒰-𐓓𐓘-𐓻𐲀-𐲲𐳀-𐳲𑢠-𑣟𞤀-𞥃"
}
