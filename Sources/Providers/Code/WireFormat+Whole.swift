import Generation

extension WireFormat {
    /// HTTP as it is.
    var library: WholeCall.Library { .http }

    /// The call as it is, but for an answer in one piece.
    func inOnePiece(_ path: String, _ body: JSON) -> (path: String, body: JSON) {
        (path, body.without(["stream", "stream_options"]))
    }
}

extension ChatFormat {
    var library: WholeCall.Library {
        .openAI(
            method: "chat.completions.create", answer: "choices[0].message.content",
            knows: [
                "model", "messages", "temperature", "top_p", "presence_penalty", "frequency_penalty", "seed", "stop",
                "max_tokens", "max_completion_tokens",
            ])
    }
}

extension CompletionsFormat {
    var library: WholeCall.Library {
        .openAI(
            method: "completions.create", answer: "choices[0].text",
            knows: [
                "model", "prompt", "temperature", "top_p", "presence_penalty", "frequency_penalty", "seed", "stop",
                "max_tokens",
            ])
    }
}

extension ResponsesFormat {
    var library: WholeCall.Library {
        .openAI(
            method: "responses.create", answer: "output_text",
            knows: [
                "model", "input", "instructions", "store", "truncation", "temperature", "top_p", "max_output_tokens",
            ])
    }
}

extension MessagesFormat {
    var library: WholeCall.Library { .anthropic }
}

extension GeminiFormat {
    func inOnePiece(_ path: String, _ body: JSON) -> (path: String, body: JSON) {
        (path.replacing(":streamGenerateContent?alt=sse", with: ":generateContent"), body)
    }
}

extension OllamaFormat {
    func inOnePiece(_ path: String, _ body: JSON) -> (path: String, body: JSON) {
        var body = body
        // Ollama streams unless it is told not to.
        body["stream"] = false
        return (path, body)
    }
}

extension JSON {
    fileprivate func without(_ names: [String]) -> JSON {
        guard case .object(let members) = self else { return self }
        return .object(members.filter { !names.contains($0.key) })
    }
}
