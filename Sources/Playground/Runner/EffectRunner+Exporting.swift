import Foundation
import Generation
import Synchronization

extension EffectRunner {
    /// Writes one file after the other.
    func export(_ job: ExportJob) {
        work.withLock { work in
            let earlier = work.export
            work.export = Task { [self] in
                await earlier?.value
                do {
                    let file = try ExportFile(job.path, replacesExisting: job.replacesExisting)
                    try await write(job.content, to: file)
                    let size = try? FileManager.default.attributesOfItem(atPath: file.path)[.size] as? Int
                    post(.exported(path: file.path, byteCount: size ?? 0))
                } catch is ExportFile.ExistingFile {
                    post(.exportExists(job))
                } catch {
                    post(.exportFailed(Failure(error, what: "cannot write the file")))
                }
            }
        }
    }

    private func write(_ content: ExportJob.Content, to file: ExportFile) async throws {
        switch content {
        case .bytes(let bytes):
            try file.write(bytes)
        case .tensors(let contents, let model, let request):
            do {
                try await inspector(of: model).writeTensors(contents, of: request, to: file.temporaryPath)
            } catch {
                file.discard()
                throw error
            }
            try file.commit()
        case .attentionPage(let order, let model):
            try file.write(page(await record(order, by: inspector(of: model)), order.language))
        case .code(let language, let model, let request):
            try file.write(Array(provider(of: model).code(language, asking: request).utf8))
        case .screen:
            throw Failure(.unsupported, "nobody has drawn the screen")
        }
    }

    /// Makes the text that would be written, for the clipboard.
    func exportText(_ content: ExportJob.Content) {
        do {
            switch content {
            case .bytes(let bytes): post(.copyReady(String(decoding: bytes, as: UTF8.self)))
            case .code(let language, let model, let request):
                post(.copyReady(try provider(of: model).code(language, asking: request)))
            case .tensors, .attentionPage, .screen:
                throw Failure(.unsupported, "this is no text to copy", hint: "write it to a file")
            }
        } catch {
            post(.exportFailed(Failure(error, what: "cannot copy")))
        }
    }

    private func provider(of model: Ticket) throws(Failure) -> any Provider {
        guard let provider = work.withLock({ $0.providers[model] }) else {
            throw Failure(.notFound, "the model is closed")
        }
        return provider
    }

    private func inspector(of model: Ticket) throws -> any Inspector {
        guard let inspector = work.withLock({ $0.providers[model] })?.inspector else {
            throw Failure(.unsupported, "the model cannot be looked into")
        }
        return inspector
    }

    /// Every head's pattern, one after the other.
    private func record(_ order: AttentionPageOrder, by inspector: any Inspector) async throws -> AttentionRecord {
        var request = order.request
        request.isTraced = true
        guard let row = try await inspector.inspect(request).attention else {
            throw Failure(.unsupported, "this model does not disclose attention")
        }
        var record = AttentionRecord(order, layerCount: row.layerCount, headCount: row.headCount)
        for layer in 0..<row.layerCount {
            for head in 0..<row.headCount {
                try record.add(await inspector.attentionPattern(layer: layer, head: head, of: order.request))
            }
        }
        return record
    }
}
