import Generation

/// Reads figures of a model's configuration and refuses those that cannot be.
///
/// The limits are far beyond every real model; they keep a broken file from deciding how much memory is taken.
struct ConfigurationReader {
    /// The integer of a name, or nil if the file does not say.
    let integer: (String) -> Int?
    /// The number of a name, or nil if the file does not say.
    let number: (String) -> Double?
    /// The file's path, for messages.
    let location: String

    /// A positive whole number.
    func count(_ name: String, or standard: Int? = nil, limit: Int = 1 << 24) throws(Failure) -> Int {
        guard let value = integer(name) ?? standard else {
            throw Failure(.malformed, "the configuration is incomplete", at: location, expected: "a number \(name)")
        }
        guard (1...limit).contains(value) else {
            throw Failure(
                .malformed, "the configuration is wrong", at: "\(location): \(name)", expected: "1…\(limit)",
                found: "\(value)")
        }
        return value
    }

    /// A positive, finite number.
    func positive(_ name: String, or standard: Double? = nil) throws(Failure) -> Double {
        guard let value = number(name) ?? standard else {
            throw Failure(.malformed, "the configuration is incomplete", at: location, expected: "a number \(name)")
        }
        guard value.isFinite, value > 0 else {
            throw Failure(
                .malformed, "the configuration is wrong", at: "\(location): \(name)", expected: "a positive number",
                found: "\(value)")
        }
        return value
    }

    /// A part of the configuration that mirilla's forward pass does not have.
    func unsupported(_ name: String, expected: String? = nil, found: String) -> Failure {
        Failure(.unsupported, "cannot run this model", at: "\(location): \(name)", expected: expected, found: found)
    }
}

extension ModelConfiguration {
    /// Most layers that a model can have.
    static let layerLimit = 4096

    /// This configuration, if its parts fit together.
    func checked(_ location: String) throws(Failure) -> ModelConfiguration {
        func require(_ holds: Bool, _ expected: String, _ found: String) throws(Failure) {
            guard holds else {
                throw Failure(.malformed, "the configuration is wrong", at: location, expected: expected, found: found)
            }
        }
        try require(
            headCount.isMultiple(of: keyValueHeadCount), "a number of query heads that the key/value heads divide",
            "\(headCount) and \(keyValueHeadCount)")
        if case .rotary(_, let dimensions, _, _) = positions {
            try require(
                dimensions.isMultiple(of: 2) && dimensions <= headSize,
                "an even number of rotary dimensions up to \(headSize)",
                "\(dimensions)")
        }
        return self
    }
}
