import Generation

/// Models that mirilla does not run, and why not: what people have besides, by the names in their configurations.
enum UnsupportedModel {
    /// Refuses a `config.json` of such a model.
    static func check(_ json: JSON, location: String) throws(Failure) {
        let type = json["model_type"]?.text ?? ""
        func refuse(_ reason: String, _ name: String) throws(Failure) {
            throw Failure(
                .unsupported, "cannot run this model", at: "\(location): model_type",
                expected: "a text model that mirilla knows",
                found: "\(name) (\(reason))",
                hint: "mirilla runs \(ModelConfiguration.families.joined(separator: ", "))")
        }
        if let method = json["quantization_config"]?["quant_method"]?.text {
            throw Failure(
                .unsupported, "cannot use these weights", at: "\(location): quantization_config",
                expected: "F32, F16 or BF16", found: method,
                hint: "take the model's original weights, or a GGUF file of it")
        }
        if let reason = reason(type) { try refuse(reason, type) }
        if ["vision_config", "audio_config", "image_token_id"].contains(where: { json[$0] != nil }) {
            try refuse("a model that sees or hears", type)
        }
        if json["is_encoder_decoder"]?.bool == true { try refuse("an encoder with a decoder", type) }
        for key in ["num_local_experts", "num_experts", "n_routed_experts", "moe_num_experts"] {
            if let count = json[key]?.integer, count > 1 { try refuse("a mixture of \(count) experts", type) }
        }
        for key in ["ssm_cfg", "state_size", "mamba_d_state", "ssm_state_size"] where json[key] != nil {
            try refuse("a state-space model", type)
        }
    }

    /// Why the models of an architecture cannot be run; nil if mirilla runs them or does not know them.
    static func reason(_ architecture: String) -> String? {
        let name = architecture.lowercased().filter { $0 != "_" && $0 != "-" }
        for (reason, names) in reasons where names.contains(name) { return reason }
        return nil
    }

    private static let reasons: [(String, Set<String>)] = [
        (
            "a mixture of experts",
            [
                "mixtral", "qwen2moe", "qwen3moe", "qwen3next", "deepseekv2", "deepseekv3", "deepseek2", "dbrx",
                "olmoe", "phimoe",
                "gptoss", "llama4", "llama4text", "granitemoe", "glm4moe", "grok", "arctic", "jetmoe", "ernie45moe",
                "minimax",
                "hunyuanmoe", "bailingmoe",
            ]
        ),
        (
            "a state-space or recurrent model",
            [
                "mamba", "mamba2", "falconmamba", "rwkv", "rwkv5", "rwkv6", "rwkv7", "recurrentgemma", "jamba", "zamba",
                "zamba2",
                "bamba", "falconh1", "granitemoehybrid", "nemotronh", "lfm2", "plamo2", "xlstm",
            ]
        ),
        (
            "a model that sees or hears",
            [
                "llava", "llavanext", "llavaonevision", "qwen2vl", "qwen25vl", "qwen3vl", "mllama", "gemma3", "gemma3n",
                "paligemma", "idefics", "idefics2", "idefics3", "phi3v", "phi4multimodal", "pixtral", "mistral3",
                "internvl", "smolvlm",
                "clip", "siglip", "vit", "blip2", "whisper", "wav2vec2", "fuyu", "kosmos2", "minicpmv", "molmo", "aria",
                "qwen2audio",
            ]
        ),
        (
            "an encoder with a decoder",
            [
                "t5", "mt5", "umt5", "longt5", "bart", "mbart", "pegasus", "marian", "blenderbot", "m2m100", "led",
                "prophetnet",
                "encoderdecoder", "t5encoder", "t5gemma",
            ]
        ),
        (
            "an encoder, which has no next token",
            [
                "bert", "roberta", "distilbert", "albert", "deberta", "debertav2", "electra", "xlmroberta",
                "modernbert", "mpnet",
                "nomicbert", "camembert", "longformer", "esm",
            ]
        ),
        ("a diffusion model", ["llada", "dream", "stablediffusion", "flux", "sdxl"]),
    ]
}
