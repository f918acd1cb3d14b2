import Generation
import Testing

@testable import Providers

/// A stream as a service sends it, and what it tells.
struct Recording: Sendable, CustomTestStringConvertible {
    let name: String
    let format: any WireFormat
    let stream: String
    let text: String
    /// Nil where the text is withheld or breaks off.
    var reason: FinishReason?
    var usage: Usage?
    /// How many steps; nil where it does not matter.
    var steps: Int?
    /// Part of what is said where it does not end well.
    var failure: String?

    var testDescription: String { name }

    /// What a stream came to, cut into chunks as given.
    struct Outcome: Hashable {
        var steps: [Step] = []
        var notices: [GenerationNotice] = []
        var completion: Completion?
        var failure: String?

        var text: String { steps.map(\.text).joined() }
    }

    /// The messages of the stream, read in chunks.
    func messages(_ chunks: [[UInt8]]) -> [StreamMessage] {
        var parser = format.framing.makeParser()
        return chunks.flatMap { (try? parser.messages(in: $0)) ?? [] } + parser.end()
    }

    /// Reads the stream in chunks.
    func outcome(_ chunks: [[UInt8]], request: GenerationRequest = Recording.request) -> Outcome {
        var outcome = Outcome()
        var parser = format.framing.makeParser()
        var reader = format.makeReader()
        var assembler = StepAssembler(request, candidateLimit: 20, start: .now)
        func take(_ messages: [StreamMessage]) throws {
            for message in messages {
                for part in try reader.parts(of: message) {
                    for event in assembler.take(part) {
                        switch event {
                        case .step(let step): outcome.steps.append(step)
                        case .notice(let notice): outcome.notices.append(notice)
                        case .prompt, .completed: break
                        }
                    }
                }
            }
        }
        do {
            for chunk in chunks { try take(try parser.messages(in: chunk)) }
            try take(parser.end())
            let completion = try assembler.completion(price: nil)
            // Times differ from one reading to the next.
            outcome.completion = Completion(
                text: completion.text, reason: completion.reason, timings: Timings(),
                promptTokens: completion.promptTokens, generatedTokens: completion.generatedTokens,
                usage: completion.usage)
        } catch let error as ServiceError {
            outcome.failure = error.message
        } catch {
            outcome.failure = (error as? Failure)?.message
        }
        return outcome
    }

    static let request = GenerationRequest(
        prompt: .chat([Message(role: .system, content: "Be brief."), Message(role: .user, content: "Hi")]),
        candidateCount: 5)
}

extension Recording {
    private static func events(_ data: [String]) -> String { data.map { "data: \($0)\n\n" }.joined() }
    private static func named(_ events: [(String, String)]) -> String {
        events.map { "event: \($0.0)\ndata: \($0.1)\n\n" }.joined()
    }

    static let chat = ChatFormat(model: "m", dialect: OpenAIDialect())
    static let raw = CompletionsFormat(model: "m", dialect: OpenAIDialect())
    static let responses = ResponsesFormat(model: "m", dialect: OpenAIDialect())
    static let anthropic = MessagesFormat(model: "m")
    static let gemini = GeminiFormat(model: "m")
    static let ollama = OllamaFormat(model: "m", contextLimit: nil)

    static let all: [Recording] = openAI + others

    private static let openAI: [Recording] = [
        Recording(
            name: "a chat without figures", format: chat,
            stream: events([
                #"{"id":"1","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"role":"assistant","content":"","refusal":null},"logprobs":null,"finish_reason":null}],"usage":null,"obfuscation":"x"}"#,
                #"{"choices":[{"index":0,"delta":{"content":"¿Qué"},"finish_reason":null}]}"#,
                #"{"choices":[{"index":0,"delta":{"content":" 😀?"},"finish_reason":null}]}"#,
                #"{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}"#,
                #"{"choices":[],"usage":{"prompt_tokens":9,"completion_tokens":3,"total_tokens":12,"completion_tokens_details":{"reasoning_tokens":1},"prompt_tokens_details":{"cached_tokens":4}}}"#,
                "[DONE]",
            ]),
            text: "¿Qué 😀?", reason: .endOfText,
            usage: Usage(promptTokens: 9, generatedTokens: 3, reasoningTokens: 1, cachedTokens: 4), steps: 2),
        Recording(
            name: "a chat with figures and a character in two tokens", format: chat,
            stream: events([
                #"{"choices":[{"delta":{"content":"A"},"logprobs":{"content":[{"token":"A","bytes":[65],"logprob":-0.1,"top_logprobs":[{"token":"A","bytes":[65],"logprob":-0.1},{"token":"B","bytes":[66],"logprob":-3}]}]}}]}"#,
                #"{"choices":[{"delta":{"content":"é"},"logprobs":{"content":[{"token":"\\xc3","bytes":[195],"logprob":-0.2,"top_logprobs":[]},{"token":"\\xa9","bytes":[169],"logprob":-9999.0,"top_logprobs":[]}]}}]}"#,
                #"{"choices":[{"delta":{},"finish_reason":"length"}]}"#, "[DONE]",
            ]),
            text: "Aé", reason: .length, steps: 3),
        Recording(
            name: "a chat whose server tells the stop text, thoughts first", format: chat,
            stream: ": ping\n\n"
                + events([
                    #"{"choices":[{"delta":{"reasoning_content":"hm"}}]}"#,
                    #"{"choices":[{"delta":{"content":"ok"}}]}"#,
                    #"{"choices":[{"delta":{},"finish_reason":"stop","stop_reason":"END"}],"usage":{"prompt_tokens":1,"completion_tokens":2,"cost":0.5}}"#,
                ]),
            text: "ok", reason: .stop, usage: Usage(promptTokens: 1, generatedTokens: 2, costUSD: 0.5), steps: 1),
        Recording(
            name: "a chat that is filtered", format: chat,
            stream: events([
                #"{"choices":[{"delta":{"content":"so"}}]}"#,
                #"{"choices":[{"delta":{},"finish_reason":"content_filter"}]}"#, "[DONE]",
            ]),
            text: "so", failure: "content filter"),
        Recording(
            name: "a chat that fails in the middle", format: chat,
            stream: events([
                #"{"choices":[{"delta":{"content":"so"}}]}"#,
                #"{"error":{"message":"The server had an error","type":"server_error"}}"#,
            ]),
            text: "so", failure: "The server had an error"),
        Recording(
            name: "a chat that breaks off", format: chat,
            stream: events([#"{"choices":[{"delta":{"content":"so"}}]}"#]), text: "so", failure: "broke off"),
        Recording(
            name: "a chat that is garbage", format: chat,
            stream: events([#"{"choices":[{"delta":{"content":"so"}}]}"#, "{{{"]), text: "so", failure: "no JSON"),
        Recording(
            name: "a text continued, the older figures", format: raw,
            stream: events([
                #"{"choices":[{"text":" a","index":0,"logprobs":{"tokens":[" a"],"text_offset":[0],"token_logprobs":[-0.5],"top_logprobs":[{" a":-0.5," b":-1.5}]},"finish_reason":null}]}"#,
                #"{"choices":[{"text":" c","index":0,"logprobs":{"tokens":[" c"],"token_logprobs":[-1],"top_logprobs":[{" d":-0.9," c":-1}]},"finish_reason":null}]}"#,
                #"{"choices":[{"text":"","index":0,"logprobs":null,"finish_reason":"length"}]}"#, "[DONE]",
            ]),
            text: " a c", reason: .length, steps: 2),
        Recording(
            name: "responses", format: responses,
            stream: named([
                ("response.created", #"{"type":"response.created","response":{"id":"r"},"sequence_number":0}"#),
                ("response.in_progress", #"{"type":"response.in_progress"}"#),
                ("response.output_item.added", #"{"type":"response.output_item.added"}"#),
                (
                    "response.reasoning_summary_text.delta",
                    #"{"type":"response.reasoning_summary_text.delta","delta":"hm"}"#
                ),
                ("response.content_part.added", #"{"type":"response.content_part.added"}"#),
                ("response.output_text.delta", #"{"type":"response.output_text.delta","delta":"He","logprobs":[]}"#),
                (
                    "response.output_text.delta",
                    #"{"type":"response.output_text.delta","delta":"llo","logprobs":[{"token":"llo","logprob":-0.25,"top_logprobs":[{"token":"llo","logprob":-0.25}]}]}"#
                ),
                ("response.output_text.done", #"{"type":"response.output_text.done","text":"Hello"}"#),
                (
                    "response.completed",
                    #"{"type":"response.completed","response":{"usage":{"input_tokens":4,"output_tokens":7,"output_tokens_details":{"reasoning_tokens":5},"input_tokens_details":{"cached_tokens":0}}}}"#
                ),
            ]),
            text: "Hello", reason: .endOfText,
            usage: Usage(promptTokens: 4, generatedTokens: 7, reasoningTokens: 5, cachedTokens: 0), steps: 2),
        Recording(
            name: "responses that stay incomplete", format: responses,
            stream: named([
                ("response.output_text.delta", #"{"type":"response.output_text.delta","delta":"He"}"#),
                (
                    "response.incomplete",
                    #"{"type":"response.incomplete","response":{"incomplete_details":{"reason":"max_output_tokens"}}}"#
                ),
            ]),
            text: "He", reason: .length),
        Recording(
            name: "responses that fail", format: responses,
            stream: named([
                ("response.refusal.delta", #"{"type":"response.refusal.delta","delta":"I can't"}"#),
                (
                    "response.failed",
                    #"{"type":"response.failed","response":{"error":{"code":"server_error","message":"internal"}}}"#
                ),
            ]),
            text: "I can't", failure: "internal"),
        Recording(
            name: "responses with an error event", format: responses,
            stream: named([
                ("error", #"{"type":"error","code":"rate_limit_exceeded","message":"slow down","param":null}"#)
            ]),
            text: "", failure: "slow down"),
    ]

    private static let others: [Recording] = [
        Recording(
            name: "Anthropic, every event", format: anthropic,
            stream: named([
                (
                    "message_start",
                    #"{"type":"message_start","message":{"id":"m","usage":{"input_tokens":10,"cache_read_input_tokens":5,"cache_creation_input_tokens":1,"output_tokens":1}}}"#
                ),
                (
                    "content_block_start",
                    #"{"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":""}}"#
                ),
                ("ping", #"{"type":"ping"}"#),
                (
                    "content_block_delta",
                    #"{"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"hm"}}"#
                ),
                (
                    "content_block_delta",
                    #"{"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"x"}}"#
                ),
                ("content_block_stop", #"{"type":"content_block_stop","index":0}"#),
                (
                    "content_block_start",
                    #"{"type":"content_block_start","index":1,"content_block":{"type":"text","text":""}}"#
                ),
                (
                    "content_block_delta",
                    #"{"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"Hé"}}"#
                ),
                (
                    "content_block_delta",
                    #"{"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"llo"}}"#
                ),
                (
                    "content_block_delta",
                    #"{"type":"content_block_delta","index":1,"delta":{"type":"citations_delta","citation":{}}}"#
                ),
                ("content_block_stop", #"{"type":"content_block_stop","index":1}"#),
                ("an_event_of_next_year", #"{"type":"an_event_of_next_year"}"#),
                (
                    "message_delta",
                    #"{"type":"message_delta","delta":{"stop_reason":"stop_sequence","stop_sequence":"X"},"usage":{"output_tokens":8,"output_tokens_details":{"thinking_tokens":3}}}"#
                ),
                ("message_stop", #"{"type":"message_stop"}"#),
            ]),
            text: "Héllo", reason: .stop,
            usage: Usage(promptTokens: 16, generatedTokens: 8, reasoningTokens: 3, cachedTokens: 5), steps: 2),
        Recording(
            name: "Anthropic, overloaded in the middle", format: anthropic,
            stream: named([
                ("content_block_delta", #"{"type":"content_block_delta","delta":{"type":"text_delta","text":"so"}}"#),
                ("error", #"{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}"#),
            ]),
            text: "so", failure: "Overloaded"),
        Recording(
            name: "Anthropic, refused", format: anthropic,
            stream: named([
                (
                    "message_delta",
                    #"{"type":"message_delta","delta":{"stop_reason":"refusal","stop_details":{"type":"refusal","category":"bio","explanation":"not this"}},"usage":{"output_tokens":1}}"#
                ),
                ("message_stop", #"{"type":"message_stop"}"#),
            ]),
            text: "", failure: "not this"),
        Recording(
            name: "Gemini with figures", format: gemini,
            stream: events([
                #"{"candidates":[{"content":{"role":"model","parts":[{"text":"hm","thought":true}]}}]}"#,
                #"{"candidates":[{"content":{"parts":[{"text":"Hi"}]},"logprobsResult":{"chosenCandidates":[{"token":"Hi","tokenId":7,"logProbability":-0.5}],"topCandidates":[{"candidates":[{"token":"Hi","tokenId":7,"logProbability":-0.5},{"token":"Yo","tokenId":8,"logProbability":-2}]}]}}]}"#,
                #"{"candidates":[{"content":{"parts":[{"text":" 😀"}]},"finishReason":"STOP"}],"usageMetadata":{"promptTokenCount":5,"candidatesTokenCount":2,"thoughtsTokenCount":3,"cachedContentTokenCount":1,"totalTokenCount":10},"modelVersion":"m","responseId":"r"}"#,
            ]),
            text: "Hi 😀", reason: .endOfText,
            usage: Usage(promptTokens: 5, generatedTokens: 5, reasoningTokens: 3, cachedTokens: 1), steps: 2),
        Recording(
            name: "Gemini, at its limit", format: gemini,
            stream: events([#"{"candidates":[{"content":{"parts":[{"text":"Hi"}]},"finishReason":"MAX_TOKENS"}]}"#]),
            text: "Hi", reason: .length),
        Recording(
            name: "Gemini, unsafe", format: gemini,
            stream: events([
                #"{"candidates":[{"content":{"parts":[{"text":"Hi"}]}}]}"#,
                #"{"candidates":[{"finishReason":"SAFETY","safetyRatings":[]}]}"#,
            ]),
            text: "Hi", failure: "SAFETY"),
        Recording(
            name: "Gemini, prompt blocked", format: gemini,
            stream: events([
                #"{"promptFeedback":{"blockReason":"PROHIBITED_CONTENT"},"usageMetadata":{"promptTokenCount":3}}"#
            ]),
            text: "", failure: "prompt blocked: PROHIBITED_CONTENT"),
        Recording(
            name: "Gemini, an error in the stream", format: gemini,
            stream: events([#"{"error":{"code":503,"message":"The model is overloaded","status":"UNAVAILABLE"}}"#]),
            text: "", failure: "overloaded"),
        Recording(
            name: "Ollama", format: ollama,
            stream: #"""
                {"model":"m","created_at":"t","message":{"role":"assistant","content":"","thinking":"hm"},"done":false}
                {"model":"m","message":{"role":"assistant","content":"Hi"},"done":false,"logprobs":[{"token":"Hi","logprob":-0.5,"bytes":[72,105],"top_logprobs":[{"token":"Hi","logprob":-0.5,"bytes":[72,105]}]}]}
                {"model":"m","message":{"role":"assistant","content":" 😀"},"done":false}
                {"model":"m","message":{"role":"assistant","content":""},"done":true,"done_reason":"length","total_duration":9,"load_duration":1,"prompt_eval_count":4,"prompt_eval_duration":2,"eval_count":2,"eval_duration":3}

                """#,
            text: "Hi 😀", reason: .length, usage: Usage(promptTokens: 4, generatedTokens: 2), steps: 2),
        Recording(
            name: "Ollama, a text continued", format: ollama,
            stream:
                "{\"response\":\"a\",\"done\":false}\r\n{\"response\":\"b\",\"done\":true,\"done_reason\":\"stop\"}",
            text: "ab", reason: .endOfText, steps: 2),
        Recording(
            name: "Ollama, an error", format: ollama,
            stream: "{\"message\":{\"content\":\"so\"},\"done\":false}\n{\"error\":\"prompt too long\"}\n",
            text: "so", failure: "prompt too long"),
    ]
}
