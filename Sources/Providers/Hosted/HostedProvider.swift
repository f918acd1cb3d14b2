public import Generation
import Synchronization

/// A model behind HTTP: asks in its service's format and tells what it answers as any other model would.
public final class HostedProvider: Provider {
    /// What the model is.
    public let model: ModelDescription
    let service: ServiceFacts
    private let known: Capabilities
    private let formats: Formats
    private let price: Price?
    private let transport: any Transport
    private let retries: RetryPolicy
    private let lessons: Mutex<Lessons>

    /// How the model is asked.
    struct Formats: Sendable {
        /// For a chat.
        let chat: any WireFormat
        /// For a text to be continued as it is; nil if the service continues none.
        var raw: (any WireFormat)?
        /// For a chat with a model that turns out to be reached by another way only: what its error names, and the format.
        var detour: (sign: String, format: any WireFormat)?
    }

    init(
        model: ModelDescription, capabilities: Capabilities, service: ServiceFacts, formats: Formats,
        price: Price? = nil,
        transport: any Transport, retries: RetryPolicy = RetryPolicy()
    ) {
        self.model = model
        self.service = service
        known = capabilities
        self.formats = formats
        self.price = price
        self.transport = transport
        self.retries = retries
        var lessons = Lessons()
        for (knob, support) in capabilities.knobs {
            if case .rejected(let reason) = support { lessons.refusals[.knob(knob)] = reason }
        }
        if capabilities.candidateLimit == 0 { lessons.refusals[.logprobs] = "the service discloses none" }
        self.lessons = Mutex(lessons)
    }

    /// What it takes and discloses, as far as it is known by now: what it refuses is remembered.
    public var capabilities: Capabilities { capabilities(lessons.withLock { $0 }) }

    /// Nil: nobody looks inside a model elsewhere.
    public var inspector: (any Inspector)? { nil }

    /// Asks the model and tells what it answers; ending the iteration closes the connection.
    public func generate(_ request: GenerationRequest) -> AsyncThrowingStream<GenerationEvent, any Error> {
        AsyncThrowingStream(generating: { [self] tell in
            do {
                try await ask(request, tell: tell)
            } catch let failure as Failure {
                throw service.redacting(failure)
            }
        })
    }

    private func capabilities(_ lessons: Lessons) -> Capabilities {
        var capabilities = known
        for (feature, reason) in lessons.refusals {
            if case .knob(let knob) = feature { capabilities.knobs[knob] = .rejected(reason: reason) }
        }
        if lessons.refusals[.logprobs] != nil { capabilities.candidateLimit = 0 }
        return capabilities
    }

    // MARK: Asking

    private func ask(_ request: GenerationRequest, tell: (GenerationEvent) -> Void) async throws {
        var format = try format(for: request)
        var call = try format.call(request)
        // What somebody asks for is sent although the model is known to refuse it; what it refuses now is left out.
        var lessons = lessons.withLock { $0 }
        for parameter in call.parameters where parameter.isChosen { lessons.refusals[parameter.feature] = nil }
        var attempt = 1
        while true {
            do {
                return try await answer(to: request, call, lessons, format, tell: tell)
            } catch let error as ServiceError {
                if let learned = lessons.lesson(from: error, about: call) {
                    learn(learned, since: lessons, from: error, tell: tell)
                    lessons = learned
                } else if let detour = formats.detour, error.status < 500, error.message.contains(detour.sign),
                    self.lessons.withLock({ $0.takeDetour() })
                {
                    format = detour.format
                    call = try format.call(request)
                } else if let delay = retries.delay(after: error, attempt: attempt) {
                    attempt += 1
                    tell(.notice(.retry(after: delay, reason: error.failure(of: service).message)))
                    try await retries.pause(delay)
                } else {
                    throw error.failure(of: service)
                }
            }
        }
    }

    /// What is sent for a request, but for an answer in one piece, without what only the screen shows.
    func wholeCall(_ request: GenerationRequest) throws(Failure) -> WholeCall {
        let format = try format(for: request)
        let call = try format.call(request)
        var lessons = lessons.withLock { $0 }
        for parameter in call.parameters where parameter.isChosen { lessons.refusals[parameter.feature] = nil }
        for feature in [WireParameter.Feature.logprobs, .usage] { lessons.refusals[feature] = "not shown" }
        let (path, body) = format.inOnePiece(call.path, call.body(lessons))
        return WholeCall(service: service, path: path, body: body, library: format.library)
    }

    private func format(for request: GenerationRequest) throws(Failure) -> any WireFormat {
        guard request.continuation.isEmpty, request.interventions.isEmpty else {
            throw Failure(
                .unsupported,
                request.interventions.isEmpty
                    ? "a hosted model cannot go on from a token" : "a hosted model's heads cannot be switched off",
                at: model.reference)
        }
        guard case .raw = request.prompt else {
            return formats.detour.flatMap { lessons.withLock(\.takesDetour) ? $0.format : nil } ?? formats.chat
        }
        guard let raw = formats.raw else {
            throw Failure(
                .unsupported, "\(service.name) takes chats only, no text to be continued as it is", at: model.reference,
                hint: "leave --raw out")
        }
        return raw
    }

    /// Remembers what the model refuses and says so.
    private func learn(
        _ learned: Lessons, since earlier: Lessons, from error: ServiceError, tell: (GenerationEvent) -> Void
    ) {
        var news = learned.refusals.filter { earlier.refusals[$0.key] == nil }
        for (feature, reason) in news { news[feature] = service.redacting(reason) }
        let all = lessons.withLock { lessons in
            lessons.refusals.merge(news) { $1 }
            lessons.renamed.formUnion(learned.renamed)
            return lessons
        }
        for (feature, reason) in news {
            tell(.notice(.parameterRefused(name: feature.description, reason: reason, capabilities(all))))
        }
    }

    // MARK: Reading the answer

    private func answer(
        to request: GenerationRequest, _ call: WireCall, _ lessons: Lessons, _ format: any WireFormat,
        tell: (GenerationEvent) -> Void
    ) async throws {
        let start = ContinuousClock.now
        let message = service.post(call.path, call.body(lessons), accept: format.framing.mediaTypes[0])
        let response = try await transport.send(message)
        guard response.isSuccess else {
            throw ServiceError(
                status: response.status, headers: response.headers, body: try await errorBody(of: response))
        }
        var assembler = StepAssembler(
            request, candidateLimit: capabilities.candidateLimit ?? request.candidateCount, start: start)
        do {
            try await read(response, format, into: &assembler, tell: tell)
        } catch let error as ServiceError where assembler.stepCount > 0 {
            // Never sent again once there is text: it would be paid for twice and read differently.
            throw error.failure(of: service)
        }
        tell(.completed(try assembler.completion(price: price)))
    }

    private func read(
        _ response: HTTPResponse, _ format: any WireFormat, into assembler: inout StepAssembler,
        tell: (GenerationEvent) -> Void
    ) async throws {
        var reader = format.makeReader()
        func take(_ message: StreamMessage) throws {
            for part in try reader.parts(of: message) {
                for event in assembler.take(part) { tell(event) }
            }
        }
        guard isStream(response, format.framing) else {
            for document in try await documents(of: response) { try take(StreamMessage(data: document)) }
            return
        }
        var parser = format.framing.makeParser()
        for try await chunk in response.body {
            for message in try parser.messages(in: chunk) { try take(message) }
            if assembler.isOver { return }
        }
        for message in parser.end() { try take(message) }
    }

    /// Whether the answer comes message by message; a server that does not say is trusted.
    private func isStream(_ response: HTTPResponse, _ framing: StreamFraming) -> Bool {
        guard let type = response.headers["Content-Type"]?.lowercased() else { return true }
        return framing.mediaTypes.contains { type.hasPrefix($0) }
    }

    /// The whole answer of a server that does not stream: one document, or an array of them.
    private func documents(of response: HTTPResponse) async throws -> [[UInt8]] {
        let bytes = try await response.body.bytes(limit: 1 << 24)
        guard let document = JSON(parsing: bytes) else {
            throw Failure(
                .malformed, "\(service.name) does not answer in its format", at: service.baseURL,
                expected: "a stream or JSON", found: response.headers["Content-Type"] ?? "neither",
                hint: "is this the right address?")
        }
        guard case .array(let elements) = document else { return [document.bytes] }
        return elements.map(\.bytes)
    }

    /// The body of an error; what is missing of it is not worth another error.
    private func errorBody(of response: HTTPResponse) async throws -> [UInt8] {
        do {
            return try await response.body.bytes(limit: 1 << 16)
        } catch is Failure {
            return []
        }
    }
}

extension WireParameter.Feature: CustomStringConvertible {
    /// For people.
    var description: String {
        switch self {
        case .knob(let knob): knob.rawValue
        case .logprobs: "logprobs"
        case .usage: "usage"
        }
    }
}

extension StreamMessage {
    /// What it carries, as JSON.
    func document() throws(Failure) -> JSON {
        if let document = JSON(parsing: data) { return document }
        let line = String(decoding: data, as: UTF8.self).filter { !$0.isNewline }
        throw Failure(.malformed, "the service sends what is no JSON", found: "“\(line)”")
    }
}
