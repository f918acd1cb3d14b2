import Generation

/// A request as a Python program with Hugging Face's transformers.
struct TransformersCode {
    /// The files of a model.
    struct Place {
        let folder: String
        /// The GGUF file in the folder; nil for a Hugging Face folder.
        let ggufFile: String?

        /// What LocalProvider is given to open it.
        var path: String { ggufFile.map { "\(folder)/\($0)" } ?? folder }
    }

    /// The program.
    let text: String

    /// Writes the program.
    ///
    /// - Throws: `Failure` for what transformers has no word for.
    init(place: Place, request: GenerationRequest, isChat: Bool) throws(Failure) {
        try Self.refuse(request)
        let source = Self.quoted(place.folder) + (place.ggufFile.map { ", gguf_file=\(Self.quoted($0))" } ?? "")
        text = """
            # Needs: pip install torch transformers\(place.ggufFile == nil ? "" : " gguf")
            # The random source is another one than mirilla's: with temperature 0 the text is the same, otherwise its like.
            from transformers import AutoModelForCausalLM, AutoTokenizer, set_seed

            tokenizer = AutoTokenizer.from_pretrained(\(source))
            model = AutoModelForCausalLM.from_pretrained(\(source))
            \(Self.inputs(request.prompt, isChat: isChat))
            set_seed(\(request.sampling.seed & 0xFFFF_FFFF))
            output = model.generate(
                **inputs,
            \(Self.arguments(request).map { "    \($0),\n" }.joined()))
            print(tokenizer.decode(output[0][inputs["input_ids"].shape[1]:], skip_special_tokens=True))

            """
    }

    private static func refuse(_ request: GenerationRequest) throws(Failure) {
        let sampling = request.sampling
        let refused = [
            (!request.interventions.isEmpty, "heads that are switched off"),
            (!request.continuation.isEmpty, "a branch that goes on from given tokens"),
            (sampling.presencePenalty != 0, "presence_penalty"), (sampling.frequencyPenalty != 0, "frequency_penalty"),
        ]
        guard let what = refused.first(where: \.0)?.1 else { return }
        throw Failure(
            .unsupported, "transformers has no word for it", at: what, hint: "the Swift program can do the same request"
        )
    }

    private static func inputs(_ prompt: Prompt, isChat: Bool) -> String {
        switch prompt {
        case .chat(let messages) where isChat:
            let turns = messages.map {
                "    {\"role\": \"\($0.role.rawValue)\", \"content\": \(quoted($0.content))},\n"
            }
            return """
                messages = [
                \(turns.joined())]
                inputs = tokenizer.apply_chat_template(
                    messages, add_generation_prompt=True, return_dict=True, return_tensors="pt")
                """
        case .chat(let messages):
            let text = messages.map(\.content).joined(separator: "\n\n")
            return "inputs = tokenizer(\(quoted(text)), return_tensors=\"pt\")"
        case .raw(let text):
            return "inputs = tokenizer(\(quoted(text)), return_tensors=\"pt\")"
        }
    }

    /// What `generate` is told; its own defaults are not neutral, so everything is named.
    private static func arguments(_ request: GenerationRequest) -> [String] {
        let sampling = request.sampling
        var arguments = ["max_new_tokens=\(request.maxNewTokens)"]
        if sampling.temperature == 0 {
            arguments.append("do_sample=False")
        } else {
            arguments += [
                "do_sample=True", "temperature=\(sampling.temperature)", "top_k=\(sampling.topK)",
                "top_p=\(sampling.topP)",
            ]
            if sampling.minP > 0 { arguments.append("min_p=\(sampling.minP)") }
            if sampling.typicalP < 1 { arguments.append("typical_p=\(sampling.typicalP)") }
        }
        if sampling.repetitionPenalty != 1 { arguments.append("repetition_penalty=\(sampling.repetitionPenalty)") }
        if !request.stopTexts.isEmpty {
            arguments.append("stop_strings=[\(request.stopTexts.map(quoted).joined(separator: ", "))]")
            arguments.append("tokenizer=tokenizer")
        }
        return arguments
    }

    /// A text between quotes, as Python reads it.
    private static func quoted(_ text: String) -> String {
        let escaped = text.unicodeScalars.map { scalar -> String in
            switch scalar {
            case "\\": "\\\\"
            case "\"": "\\\""
            case "\n": "\\n"
            case "\u{0}"..<"\u{20}", "\u{7F}":
                "\\x" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
            default: String(scalar)
            }
        }
        return "\"\(escaped.joined())\""
    }
}
