import Generation

extension ModelConfiguration {
    /// Qwen 2 and 2.5: a Llama with biases at queries, keys and values.
    static func qwen2(_ json: JSON, _ reader: ConfigurationReader) throws(Failure) -> ModelConfiguration {
        var configuration = try llamaLike("qwen2", json, reader)
        try configuration.readQwenWindows(json, reader)
        return configuration
    }

    /// Qwen 3: heads of a size of their own, and norms of queries and keys.
    static func qwen3(_ json: JSON, _ reader: ConfigurationReader) throws(Failure) -> ModelConfiguration {
        var configuration = try llamaLike("qwen3", json, reader, headSize: 128)
        configuration.queryKeyNorm = .eachHead
        try configuration.readQwenWindows(json, reader)
        return configuration
    }

    /// Windows are off unless the file says otherwise, and then of the last layers.
    private mutating func readQwenWindows(_ json: JSON, _ reader: ConfigurationReader) throws(Failure) {
        guard json["use_sliding_window"]?.bool == true else { return }
        let first = json["max_window_layers"]?.integer ?? 28
        try readWindows(json, reader, size: json["sliding_window"]?.integer ?? 4096) { $0 >= first }
    }
}
