import Generation

/// How a service wants to be asked and how it answers: a pure translation, without a network.
protocol WireFormat: Sendable {
    /// How the messages of its answer are told apart.
    var framing: StreamFraming { get }
    /// What is sent for a request.
    func call(_ request: GenerationRequest) throws(Failure) -> WireCall
    /// What reads one answer.
    func makeReader() -> any StreamReader
    /// The library that people use for such calls in Python.
    var library: WholeCall.Library { get }
    /// The same call for an answer in one piece.
    func inOnePiece(_ path: String, _ body: JSON) -> (path: String, body: JSON)
}

/// Reads the messages of one streamed answer.
protocol StreamReader: Sendable {
    /// What a message tells.
    ///
    /// - Throws: `ServiceError` for an error that the service reports, `Failure` for what it should never say.
    mutating func parts(of message: StreamMessage) throws -> [StreamPart]
}

/// One call of a service, with those parameters apart that a model may refuse.
struct WireCall: Hashable, Sendable {
    /// The path behind the base URL.
    var path: String
    /// What every model takes.
    var body: JSON
    /// What a model may refuse.
    var parameters: [WireParameter] = []
    /// The member of the body that holds the parameters; nil for the body itself.
    var parameterMember: String?

    /// The body without what the model refuses, and with other names where it wants them.
    func body(_ lessons: Lessons) -> JSON {
        var holder = parameterMember.map { body[$0] } ?? body
        if holder.isNull { holder = [:] }
        for parameter in parameters where lessons.refusals[parameter.feature] == nil {
            let isRenamed = lessons.renamed.contains(parameter.name)
            holder[isRenamed ? parameter.alternative ?? parameter.name : parameter.name] = parameter.value
        }
        guard let parameterMember else { return holder }
        var whole = body
        whole[parameterMember] = holder
        return whole
    }
}

/// A parameter that a model may refuse.
struct WireParameter: Hashable, Sendable {
    /// What it is for; a model that refuses one parameter of a feature refuses the feature.
    enum Feature: Hashable, Sendable {
        /// A knob.
        case knob(Knob)
        /// Log-probabilities.
        case logprobs
        /// The account of tokens at the end of a stream.
        case usage
    }

    /// What it is for.
    let feature: Feature
    /// Its name on the wire.
    let name: String
    /// The name that newer models want instead.
    var alternative: String?
    /// Its value.
    let value: JSON
    /// Whether somebody asked for this value, so that it is sent even to a model that is known to refuse it.
    let isChosen: Bool

    init(_ feature: Feature, _ name: String, or alternative: String? = nil, _ value: JSON, isChosen: Bool = false) {
        self.feature = feature
        self.name = name
        self.alternative = alternative
        self.value = value
        self.isChosen = isChosen
    }
}

/// What a model taught by refusing it.
struct Lessons: Hashable, Sendable {
    /// The features it refuses, and its reason.
    var refusals: [WireParameter.Feature: String] = [:]
    /// The names for which it wants the alternative.
    var renamed: Set<String> = []
    /// Whether the model is reached by the other way only.
    private(set) var takesDetour = false

    /// Takes the other way from now on; false if it is taken already.
    mutating func takeDetour() -> Bool {
        defer { takesDetour = true }
        return !takesDetour
    }

    /// What a call learns from an error; nil if it names nothing that the call sent and could leave out or name otherwise.
    func lesson(from error: ServiceError, about call: WireCall) -> Lessons? {
        guard [400, 422, 500, 501].contains(error.status), !Self.isAboutValue(error.message) else { return nil }
        let said = Self.words(error.message)
        for parameter in call.parameters where refusals[parameter.feature] == nil {
            let isRenamed = renamed.contains(parameter.name)
            let name = isRenamed ? parameter.alternative ?? parameter.name : parameter.name
            guard error.parameter.map({ Self.word($0) == Self.word(name) }) ?? said.contains(Self.word(name)) else {
                continue
            }
            var lessons = self
            if parameter.alternative != nil, !isRenamed {
                lessons.renamed.insert(parameter.name)
            } else if parameter.feature != .knob(.maxNewTokens) {
                lessons.refusals[parameter.feature] = error.message
            } else {
                continue
            }
            return lessons
        }
        return nil
    }

    /// Whether a message complains about a value, which leaving the parameter out would only hide.
    private static func isAboutValue(_ message: String) -> Bool {
        let message = message.lowercased()
        return [
            "at most", "at least", "too large", "maximum", "less than", "greater than", "out of range",
            "must be between", "range:",
        ]
        .contains(where: message.contains)
    }

    /// The words of a message, as `word` writes them.
    private static func words(_ message: String) -> Set<String> {
        Set(message.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map { word(String($0)) })
    }

    /// A parameter's name without what differs between `topP` and `top_p`; of a path its last part.
    private static func word(_ name: String) -> String {
        (name.split(separator: ".").last.map(String.init) ?? name).lowercased().filter { $0 != "_" }
    }
}
