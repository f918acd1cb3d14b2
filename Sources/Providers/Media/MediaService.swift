/// Who makes pictures and videos, and where they go.
struct MediaService: Sendable {
    let service: ServiceFacts
    let transport: any Transport
    let retries: RetryPolicy
    let destination: MediaDestination

    /// The longest answer that holds a picture: base64 of the largest one that OpenAI makes, with room to spare.
    static let pictureLimit = 1 << 26
    /// The longest body of an error that is read.
    static let errorLimit = 1 << 16
    /// The longest video that is fetched.
    static let videoLimit = 1 << 32
}
