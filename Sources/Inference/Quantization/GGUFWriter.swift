import Generation

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Writes a GGUF file front to back: texts as metadata, then tensors.
///
/// All tensors are declared first; their bytes follow in the same order. The file has another name until `close`, so a file of the
/// wanted name is always whole.
final class GGUFWriter {
    /// A tensor that will be written.
    struct Declaration {
        let name: String
        /// Outermost extent first.
        let shape: [Int]
        let type: ElementType

        var byteCount: Int { shape.reduce(1, *) / type.blockSize * type.blockBytes }
    }

    private static let alignment = 32

    private let path: String
    private let unfinishedPath: String
    private let file: UnsafeMutablePointer<FILE>
    private var tensors: ArraySlice<Declaration>
    private var writtenOfTensor = 0
    private var isOpen = true

    /// Creates the file and writes everything but the tensors' bytes.
    init(path: String, metadata: [(key: String, value: String)], tensors: [Declaration]) throws(Failure) {
        self.path = path
        unfinishedPath = "\(path).\(getpid()).part"
        guard let file = fopen(unfinishedPath, "wb") else { throw Self.failure("cannot create the file", path) }
        self.file = file
        self.tensors = tensors[...]
        try write(Self.header(metadata, tensors))
    }

    deinit {
        guard isOpen else { return }
        fclose(file)
        unlink(unfinishedPath)
    }

    /// What stands before the first tensor.
    private static func header(_ metadata: [(key: String, value: String)], _ tensors: [Declaration]) -> [UInt8] {
        var bytes: [UInt8] = Array("GGUF".utf8)
        func append(_ value: some FixedWidthInteger) { withUnsafeBytes(of: value.littleEndian) { bytes += $0 } }
        func append(_ text: String) {
            append(UInt64(text.utf8.count))
            bytes += Array(text.utf8)
        }
        append(UInt32(3))
        append(UInt64(tensors.count))
        append(UInt64(metadata.count))
        for (key, value) in metadata {
            append(key)
            append(GGUFValueType.string.rawValue)
            append(value)
        }
        var offset = 0
        for tensor in tensors {
            append(tensor.name)
            append(UInt32(tensor.shape.count))
            for extent in tensor.shape.reversed() { append(UInt64(extent)) }
            append(tensor.type.ggmlCode)
            append(UInt64(offset))
            offset = aligned(offset + tensor.byteCount)
        }
        return bytes + [UInt8](repeating: 0, count: aligned(bytes.count) - bytes.count)
    }

    /// Bytes of the whole file.
    static func byteCount(metadata: [(key: String, value: String)], tensors: [Declaration]) -> Int {
        header(metadata, tensors).count + tensors.reduce(0) { $0 + aligned($1.byteCount) }
    }

    /// Writes the next bytes of the tensor whose turn it is.
    func write(tensorBytes bytes: UnsafeRawBufferPointer) throws(Failure) {
        guard let tensor = tensors.first else { preconditionFailure("all declared tensors are written") }
        try write(bytes)
        writtenOfTensor += bytes.count
        precondition(writtenOfTensor <= tensor.byteCount, "a tensor has the declared size")
        guard writtenOfTensor == tensor.byteCount else { return }
        try write([UInt8](repeating: 0, count: Self.aligned(writtenOfTensor) - writtenOfTensor))
        tensors.removeFirst()
        writtenOfTensor = 0
    }

    /// Ends the file, waits until the disk has it, and gives it its name.
    func close() throws(Failure) {
        precondition(tensors.isEmpty, "every declared tensor is written")
        guard fflush(file) == 0, fsync(fileno(file)) == 0 else { throw Self.failure("cannot write the file", path) }
        isOpen = false
        guard fclose(file) == 0, rename(unfinishedPath, path) == 0 else {
            let failure = Self.failure("cannot write the file", path)
            unlink(unfinishedPath)
            throw failure
        }
    }

    private func write(_ bytes: [UInt8]) throws(Failure) {
        try bytes.withUnsafeBufferPointer { buffer throws(Failure) in try write(UnsafeRawBufferPointer(buffer)) }
    }

    private func write(_ bytes: UnsafeRawBufferPointer) throws(Failure) {
        guard fwrite(bytes.baseAddress, 1, bytes.count, file) == bytes.count else {
            throw Self.failure("cannot write the file", path)
        }
    }

    private static func aligned(_ count: Int) -> Int { (count + alignment - 1) / alignment * alignment }

    private static func failure(_ what: String, _ path: String) -> Failure {
        Failure(.system, what, at: path, found: String(cString: strerror(errno)))
    }
}
