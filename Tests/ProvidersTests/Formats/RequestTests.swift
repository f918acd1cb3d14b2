import Generation
import Testing

@testable import Providers

@Suite("Requests")
struct RequestTests {
    private let chat = Recording.request

    private func body(_ format: any WireFormat, _ request: GenerationRequest, _ lessons: Lessons = Lessons()) throws
        -> JSON
    {
        try format.call(request).body(lessons)
    }

    private var turned: GenerationRequest {
        var request = chat
        request.sampling = SamplingParameters(
            temperature: 0.5, topK: 7, topP: 0.9, minP: 0.1, presencePenalty: 0.2, frequencyPenalty: 0.3, seed: 9)
        request.stopTexts = ["END"]
        request.maxNewTokens = 20
        return request
    }

    @Test func `OpenAI gets the new name of the limit and no neutral value`() throws {
        let format = ChatFormat(model: "gpt", dialect: OpenAIDialect(usesNewLimitName: true))
        let plain = try body(format, chat)
        #expect(plain["max_completion_tokens"] == 64 && plain["max_tokens"].isNull)
        #expect(plain["temperature"].isNull && plain["top_p"].isNull && plain["presence_penalty"].isNull)
        #expect(plain["stream_options"] == ["include_usage": true] && plain["stream"] == true)
        #expect(plain["logprobs"] == true && plain["top_logprobs"] == 5)
        #expect(plain["messages"] == [["role": "system", "content": "Be brief."], ["role": "user", "content": "Hi"]])
        let turned = try body(format, turned)
        #expect(turned["temperature"] == 0.5 && turned["top_p"] == 0.9 && turned["seed"] == 9)
        #expect(turned["stop"] == ["END"] && turned["max_completion_tokens"] == 20)
    }

    @Test func `candidates are asked for up to what is listed`() throws {
        var request = chat
        request.candidateCount = 40
        #expect(try body(Recording.chat, request)["top_logprobs"] == 20)
        request.candidateCount = 0
        #expect(try body(Recording.chat, request)["top_logprobs"] == 0)
    }

    @Test(arguments: [
        (ServerKind.vLLM, "top_k", "repetition_penalty", 0), (.sglang, "top_k", "repetition_penalty", -1),
        (.llamaCpp, "top_k", "repeat_penalty", 0), (.llamaCppPython, "top_k", "repeat_penalty", 0),
    ])
    func `servers get every value they have a default of their own for`(
        kind: ServerKind, topK: String, penalty: String, off: Int
    ) throws {
        let sent = try body(ChatFormat(model: "m", dialect: kind.dialect), chat)
        #expect(sent["temperature"] == 1.0 && sent["top_p"] == 1.0 && sent["min_p"] == 0.0)
        #expect(sent[topK] == .integer(off) && sent[penalty] == 1.0 && sent["max_tokens"] == 64)
    }

    @Test func `an unknown server gets no parameter that OpenAI does not have, unless it is forced`() throws {
        let format = ChatFormat(model: "m", dialect: ServerKind.other.dialect)
        #expect(try body(format, chat)["top_k"].isNull)
        #expect(try body(format, turned)["top_k"] == 7)
    }

    @Test func `Anthropic gets the system text apart and only what somebody turned`() throws {
        let plain = try body(Recording.anthropic, chat)
        #expect(plain["system"] == "Be brief." && plain["messages"] == [["role": "user", "content": "Hi"]])
        #expect(
            plain["max_tokens"] == 64 && plain["temperature"].isNull && plain["top_p"].isNull && plain["top_k"].isNull)
        let turned = try body(Recording.anthropic, turned)
        #expect(turned["temperature"] == 0.5 && turned["top_k"] == 7 && turned["stop_sequences"] == ["END"])
        #expect(turned["seed"].isNull)
    }

    @Test func `Gemini gets camel case inside generationConfig`() throws {
        let sent = try body(Recording.gemini, turned)
        #expect(sent["systemInstruction"] == ["parts": [["text": "Be brief."]]])
        #expect(sent["contents"] == [["role": "user", "parts": [["text": "Hi"]]]])
        let configuration = sent["generationConfig"]
        #expect(configuration["temperature"] == 0.5 && configuration["topP"] == 0.9 && configuration["topK"] == 7)
        #expect(configuration["maxOutputTokens"] == 20 && configuration["stopSequences"] == ["END"])
        #expect(
            configuration["responseLogprobs"] == true && configuration["logprobs"] == 5 && configuration["seed"] == 9)
    }

    @Test func `Ollama fails rather than drop text, and gets a context only where it is smaller`() throws {
        let format = OllamaFormat(model: "m", contextLimit: 4096)
        var request = turned
        request.contextLength = 4096
        let sent = try body(format, request)
        #expect(sent["truncate"] == false && sent["shift"] == false && sent["options"]["num_ctx"].isNull)
        #expect(sent["options"]["temperature"] == 0.5 && sent["options"]["num_predict"] == 20)
        #expect(sent["options"]["repeat_penalty"] == 1.0)
        request.contextLength = 512
        request.prompt = .raw("Once")
        let raw = try format.call(request)
        #expect(raw.path == "api/generate" && raw.body["raw"] == true && raw.body["prompt"] == "Once")
        #expect(raw.body["options"]["num_ctx"] == 512)
    }

    @Test func `responses get instructions, a limit of 16 at least, and figures by name`() throws {
        var request = chat
        request.maxNewTokens = 3
        let sent = try body(Recording.responses, request)
        #expect(sent["instructions"] == "Be brief." && sent["input"] == [["role": "user", "content": "Hi"]])
        #expect(sent["max_output_tokens"] == 16 && sent["store"] == false && sent["truncation"] == "disabled")
        #expect(sent["include"] == ["message.output_text.logprobs"] && sent["top_logprobs"] == 5)
        request.stopTexts = ["x"]
        #expect(throws: Failure.self) { try Recording.responses.call(request) }
    }

    @Test(arguments: [
        (
            #"{"error":{"message":"Unsupported value: 'temperature' does not support 0.5 with this model.","param":"temperature","code":"unsupported_value"}}"#,
            WireParameter.Feature.knob(.temperature)
        ),
        (#"{"error":{"message":"logprobs are not supported with reasoning models","param":null}}"#, .logprobs),
        (#"{"object":"error","message":"top_logprobs is not supported"}"#, .logprobs),
        (#"{"detail":[{"loc":["body","stream_options"],"msg":"Extra inputs are not permitted"}]}"#, .usage),
        (#"{"error":"unknown field: presence_penalty"}"#, .knob(.presencePenalty)),
    ])
    func `a refusal teaches what not to send`(body: String, feature: WireParameter.Feature) throws {
        let call = try Recording.chat.call(turned)
        let error = ServiceError(status: 400, body: Array(body.utf8))
        let lessons = try #require(Lessons().lesson(from: error, about: call))
        #expect(Array(lessons.refusals.keys) == [feature])
        let sent = call.body(lessons)
        for parameter in call.parameters { #expect(sent[parameter.name].isNull == (parameter.feature == feature)) }
        #expect(lessons.lesson(from: error, about: call) == nil, "learned once")
    }

    @Test func `the old name of the limit is exchanged for the new one`() throws {
        let body =
            #"{"error":{"message":"Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.","param":"max_tokens"}}"#
        let call = try Recording.chat.call(turned)
        let lessons = try #require(
            Lessons().lesson(from: ServiceError(status: 400, body: Array(body.utf8)), about: call))
        #expect(call.body(lessons)["max_completion_tokens"] == 20 && call.body(lessons)["max_tokens"].isNull)
        #expect(lessons.refusals.isEmpty)
    }

    @Test(arguments: [
        "temperature: range: 0..1", "max_tokens is too large: 5000", "'top_p' must be less than or equal to 1",
        "the prompt is empty",
    ])
    func `a complaint about a value teaches nothing`(message: String) throws {
        let error = ServiceError(status: 400, body: Array(#"{"error":{"message":"\#(message)"}}"#.utf8))
        #expect(try Lessons().lesson(from: error, about: Recording.chat.call(turned)) == nil)
    }

    @Test(arguments: [
        ("gpt-4o", OpenAIModelKind.chat), ("gpt-4.1-mini-2025-04-14", .chat), ("gpt-5-chat-latest", .chat),
        ("ft:gpt-4o-mini:me::1", .chat), ("o3-mini", .reasoning), ("gpt-5.6-luna", .reasoning),
        ("o1-pro", .responsesOnly),
        ("gpt-5.1-codex-max", .responsesOnly), ("o4-mini-deep-research", .responsesOnly), ("davinci-002", .chat),
    ])
    func `OpenAI's names tell their rules`(name: String, kind: OpenAIModelKind) {
        #expect(OpenAIModelKind(name) == kind)
    }

    @Test(arguments: [
        ("claude-3-5-haiku-latest", true), ("claude-opus-4-1-20250805", true), ("claude-sonnet-4-6", true),
        ("claude-opus-4-7", false), ("claude-sonnet-5", false), ("claude-fable-5-1", false), ("claude-next", true),
    ])
    func `Anthropic's names tell whether they take a temperature`(name: String, takes: Bool) {
        #expect(Services.takesSampling(name) == takes)
    }

    @Test func `prices are those of the dated table, also for a dated name, and none is invented`() throws {
        let price = try #require(ModelTable.entry(of: "openai:gpt-4o-2024-08-06")?.price)
        #expect(price.cost(of: Usage(promptTokens: 1_000, generatedTokens: 100, cachedTokens: 400)) == 0.003)
        #expect(price.cost(of: Usage(promptTokens: 1_000)) == nil)
        #expect(price.cost(of: Usage(promptTokens: 300_000, generatedTokens: 1)) == nil)
        #expect(ModelTable.entry(of: "openai:gpt-99") == nil)
    }
}
