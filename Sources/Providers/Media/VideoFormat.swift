import Generation

/// OpenAI's video jobs: a pure translation.
///
/// Field names: openai 3.54.0 on PyPI, `types/video.py`, `video_create_params.py` and `resources/videos.py`, read on 2026-11-23. OpenAI
/// itself has shut them down on 2026-09-24; servers in its place go on speaking this format.
struct VideoFormat: Sendable {
    let model: String

    /// What is sent for a request: a form, which is what every client sends here.
    func form(_ request: GenerationRequest) -> (type: String, body: [UInt8]) {
        var fields = [("model", model), ("prompt", request.spokenText)]
        for option in [MediaOption.size, .seconds] {
            if let value = request.media[option] { fields.append((option.rawValue, value)) }
        }
        // A boundary that no field holds.
        var boundary = "mirilla"
        while fields.contains(where: { $0.1.contains(boundary) }) { boundary += "-mirilla" }
        let parts = fields.map { name, value in
            "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n"
        }
        return ("multipart/form-data; boundary=\(boundary)", Array((parts.joined() + "--\(boundary)--\r\n").utf8))
    }

    /// A job as the service tells of it.
    struct Job: Hashable, Sendable {
        /// How far it is.
        enum Status: Hashable, Sendable {
            case queued
            case working
            case completed
            case failed(code: String?, message: String)
        }

        let id: String
        let status: Status
        let percent: Int?

        /// Reads a job.
        init(_ document: JSON) throws(Failure) {
            guard let id = document["id"].string, !id.isEmpty, id.utf8.count <= 256,
                id.utf8.allSatisfy({ (0x21...0x7E).contains($0) }),
                let status = document["status"].string
            else {
                throw Failure(.malformed, "the service does not answer with a job", expected: "its id and status")
            }
            self.id = id
            percent = document["progress"].double.map { Int(min(max($0, 0), 100)) }
            let error = document["error"]
            switch status {
            case "queued": self.status = .queued
            case "in_progress": self.status = .working
            case "completed": self.status = .completed
            default:
                self.status = .failed(
                    code: error["code"].string, message: error["message"].string ?? "status “\(status)”")
            }
        }

        /// The same for people.
        ///
        /// - Parameter name: the id, without what nobody should see.
        func progress(named name: String) -> MediaProgress {
            MediaProgress(status == .queued ? .queued : .working, percent: percent, job: name)
        }
    }
}
